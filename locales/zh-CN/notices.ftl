# Messages to people, and what the demonstration sent.
notices-title = 我的消息
notices-unread = { $count }条没有读
notices-read-all = 全部标为已读
notices-all-read = 已全部标为已读
notices-new = 未读
notices-empty = 还没有消息
notices-empty-text = 办件有了进展，会在这里告诉您。
notices-kept = 消息保留两年，之后自动删除；办件和证照不受影响。
notices-demonstration = 演示：发出的短信
notices-demonstration-text = 这是演示系统，短信不会真的发出。最近50条短信的内容在这里，包括登录验证码。
notices-demonstration-empty = 还没有短信
notices-demonstration-empty-text = 登录时索取验证码，或者提交一件申请，短信就会出现在这里。
notice-case-message = 办理机关就“{ $item }”给您留言：{ $text }。办件编号{ $no }。
