# Messages and short messages.
notices-title = My messages
notices-new = { $count } new
notices-none-new = Nothing new
notices-unread = New
notices-empty = No messages yet
notices-empty-text = We will tell you here when something happens in your cases.
notices-demonstration = Demonstration messages
notices-demonstration-text = Demonstration: these messages were not really sent; in real use only the recipient's telephone shows them.
notices-demonstration-empty = Ask for a code, and it will appear here.
notice-code-log-in = [Budayang] Log-in code { $code }, valid for { $minutes } minutes. Staff never ask for it.
notice-code-registration = [Budayang] Registration code { $code }, valid for { $minutes } minutes. Ignore this if it was not you.
notice-code-telephone = [Budayang] Code for your new number { $code }, valid for { $minutes } minutes. Ignore this if it was not you.
notice-code-consent = [Budayang] { $helper } wants to act for you. To agree, tell them the code { $code }, valid for { $minutes } minutes; otherwise ignore this.
