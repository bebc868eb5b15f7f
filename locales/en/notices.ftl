# Messages to people, and what the demonstration sent.
notices-title = My messages
notices-unread = { $count } unread
notices-read-all = Mark all as read
notices-all-read = All messages are marked as read
notices-new = Unread
notices-empty = No messages yet
notices-empty-text = When a case of yours moves on, you will be told here.
notices-kept = Messages are kept for two years and then deleted; cases and certificates stay.
notices-demonstration = Demonstration: text messages sent
notices-demonstration-text = This is a demonstration: no text message really leaves. The latest 50 are shown here, log-in codes included.
notices-demonstration-empty = No text messages yet
notices-demonstration-empty-text = Ask for a log-in code or submit an application, and the text message will appear here.
notice-case-message = A message about “{ $item }”: { $text } Case { $no }.
