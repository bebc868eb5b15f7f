# Asking: self-check.
self-check-lead = Answer a few questions and see what to do now, where to go and whom to call.
self-check-emergency = Short of breath, chest pain, blue lips, or somebody does not wake: do not fill in anything, call 120 now.
self-check-send = See the outcome
self-check-private = Your answers serve this one outcome only; they are not stored and stand in no address.
self-check-version = Rules: version { $version }.
self-check-published = Published { $day }.
self-check-source = Based on: { $source }
self-check-outcome = Outcome
self-check-call = Call { $number }
self-check-answers = Your answers
self-check-again = Start again
self-check-no-diagnosis = This is not a diagnosis. Check again when things change; ask a doctor when in doubt. To keep it, print this page.
