# Applications and cases.

# Applying.
apply-title = What you need
apply-draft-title = You have an unfinished application
apply-go-on = Go on with it
apply-for = Applicant
apply-for-other = To apply for somebody else or a company, change whom you act for in your space first
apply-limit = Time it takes
apply-materials = Documents you need
apply-no-materials = None
apply-sections = There are { $count } pages to fill in. Every step is saved, so you can stop at any time.
apply-begin = Start
apply-begin-new = Start a new one
apply-question-intro = A few questions first, to see whether this service is for you.
apply-next = Continue
apply-eligible = You can apply
apply-eligible-text = According to your answers, this service is for you.
apply-fill = Fill in the application
apply-not-eligible = According to your answers, this service is not for you
apply-because = Because of your answer to “{ $question }”
apply-again = Answer again
apply-back = Back to the guide
apply-not-online = This service cannot be applied for here yet. The guide says how it is done.
apply-grade = This service needs a higher grade of real-name check. Complete it in your space and come back.

# Drafts.
draft-title = Application
draft-saved-at = last saved { $when }
draft-materials = Documents
draft-materials-count = { $given } of { $all } ready
draft-delivery = How you get the result
draft-check = Check and send
draft-check-blocked = Finish the parts above first
draft-optional = optional
draft-remove = Delete this draft
draft-removed = The draft is deleted
draft-too-many = You have 50 drafts. Send or delete some of them first.
section-next = Save and continue
section-again = Save and add another
section-list = Save and go back to the list
section-upload-elsewhere = to be uploaded in the step “Documents”

# Materials.
materials-lead = A photograph will do. What you kept with us before can be taken from your documents.
materials-upload = Upload
materials-added = The document is here
materials-removed = Removed
materials-none = Choose a file first
materials-merge = Merge the pictures into one PDF
materials-merge-few = There must be at least two pictures to merge
materials-merged = The pictures are one PDF now
materials-from-vault = Take it from my documents
materials-choose = Which one
materials-consent = I agree that this document is used for this application
materials-consent-missing = Tick the box to agree before a document is taken
materials-expired = This document has expired. Choose another one
materials-take = Use it
materials-promise-intro = This document may follow. After acceptance we tell you the last day for it. There is no result before it is here, and the case ends if it does not come in time.
materials-promise-text = I promise to bring it by that day, and I know that the case ends otherwise
materials-promise = Send now, bring it later
materials-promised = promised for later
materials-unpromise = I will upload it now
materials-may-not-follow = This document may not follow later. Upload it now
materials-not-wanted = This document is not asked for now
materials-done = Done

# Delivery.
delivery-question = How do you want to get the result
delivery-courier = By courier
delivery-courier-hint = To be signed for by yourself
delivery-print = Download and print it myself
delivery-print-hint = In “My cases” when it is ready; anyone can check it by its code
delivery-hall = Fetch it at the hall
delivery-name = Name
delivery-phone = Telephone
delivery-address = Address
delivery-save = Save
delivery-error-way = Choose one of the ways
delivery-error-name = Enter the name, at most 50 characters
delivery-error-phone = Enter a telephone number such as 13800000001
delivery-error-address = Enter the whole address, 6 to 200 characters

# Check and submit.
check-declaration-text = You get a case number and a receipt at once. What is not true affects the result.
check-declaration = I confirm that this is true and send it
check-declaration-error = Tick the confirmation below before you send
check-submit = Send the application
check-materials-missing = Documents still missing: { $names }
check-delivery-missing = Choose first how you get the result
api-key = idempotency_key must have 1 to 100 characters
api-unknown-field = The form has no field “{ $field }”; see the definition of the item
api-materials = This item needs documents; apply on the web

# Receipt.

# The case.
correction-title = Correction
correction-lead = Please put the following right by { $day }, all at once.
correction-send = Send the correction
correction-sent = The correction is here
correction-over = There is nothing to correct now

# My cases.

# States.
case-state-submitted = Submitted
case-state-pre-checked = Pre-checked
case-state-received = Received
case-state-to-be-corrected = Needs correction
case-state-corrected = Corrected
case-state-not-accepted = Not accepted
case-state-not-ours = Another organ's matter
case-state-no-licence-needed = No licence needed
case-state-accepted = Accepted
case-state-review = Under review
case-state-special = Special procedure
case-state-granted = Granted
case-state-refused = Refused
case-state-produced = Result made
case-state-dispatched = On its way
case-state-delivered = Delivered
case-state-closed = Closed
case-state-rated = Rated
case-state-returned = Returned
case-state-withdrawn = Withdrawn
case-state-ended = Ended

# Acts.
case-act-submit = Submitted
case-act-pre-check = Pre-checked
case-act-receive = Received
case-act-ask-correction = Correction asked
case-act-correct = Corrected
case-act-accept = Accepted
case-act-accept-by-silence = Accepted by silence
case-act-decline = Not accepted
case-act-not-ours = Referred to another organ
case-act-no-licence-needed = No licence needed
case-act-return = Returned
case-act-review = Review begun
case-act-pause = Special procedure begun
case-act-resume = Special procedure over
case-act-extend = Time extended
case-act-supply = Document supplied
case-act-remind = Reminded
case-act-alarm = The heads were told that it is late
case-act-grant = Granted
case-act-refuse = Refused
case-act-produce = Result made
case-act-dispatch = Sent
case-act-deliver = Delivered
case-act-close = Closed
case-act-withdraw = Withdrawn
case-act-end-overdue = Ended: documents did not come
case-act-rate = Rated
case-act-assign = Assigned

# Notices.
notice-case-submitted = We have received your application “{ $item }”, case { $no }.
notice-case-correction = “{ $item }” needs { $count } corrections by { $due }. Case { $no }.
notice-case-accepted = “{ $item }” is accepted; a decision comes by { $due }. Case { $no }.
notice-case-accepted-missing = “{ $item }” is accepted; { $count } documents are still due by { $due }. Case { $no }.
notice-case-accepted-by-silence = “{ $item }” counts as accepted from the day of receipt; a decision comes by { $due }. Case { $no }.
notice-case-declined = “{ $item }” is not accepted: { $reason }. Case { $no }.
notice-case-not-ours = Please turn to { $organ } for “{ $item }”: { $reason }. Case { $no }.
notice-case-no-licence-needed = “{ $item }” needs no licence: { $reason }. Case { $no }.
notice-case-returned = “{ $item }” is returned: { $reason }. You can apply again. Case { $no }.
notice-case-paused = “{ $item }”: { $procedure } has begun and its time does not count: { $reason }. Case { $no }.
notice-case-resumed = The review of “{ $item }” goes on; a decision comes by { $due }. Case { $no }.
notice-case-extended = The time for “{ $item }” is extended by { $days } working days: { $reason }. A decision comes by { $due }. Case { $no }.
notice-case-reminder = A reminder: “{ $item }” still needs { $what } by { $due }. Case { $no }.
notice-case-granted = “{ $item }” is granted; the result is being made. Case { $no }.
notice-case-refused = “{ $item }” is refused: { $reason }. Case { $no }. You may appeal.
notice-case-produced = The result of “{ $item }” is ready. Case { $no }.
notice-case-dispatched = The result of “{ $item }” is on its way, waybill { $parcel }. Case { $no }.
notice-case-closed = “{ $item }” is closed; please rate it. Case { $no }.
notice-case-ended = “{ $item }” has ended because { $what } did not come in time. You can apply again. Case { $no }.
