# Messages and short messages.
notices-title = 我的消息
notices-new = { $count }条新消息
notices-none-new = 没有新消息
notices-unread = 新
notices-empty = 还没有消息
notices-empty-text = 办件有进展时，会在这里告诉您。
notices-demonstration = 演示短信
notices-demonstration-text = 演示：这些短信没有真的发出，正式使用时只有收件人的手机看得到。
notices-demonstration-empty = 请求一次验证码，就会在这里看到。
notice-code-log-in = 【不打烊】登录验证码 { $code }，{ $minutes }分钟内有效。工作人员不会向您索要验证码。
notice-code-registration = 【不打烊】注册验证码 { $code }，{ $minutes }分钟内有效。不是您本人操作请忽略。
notice-code-telephone = 【不打烊】更换手机的验证码 { $code }，{ $minutes }分钟内有效。不是您本人操作请忽略。
notice-code-consent = 【不打烊】{ $helper }想替您办理政务服务。同意就把验证码 { $code } 告诉对方，{ $minutes }分钟内有效；不同意请忽略。
