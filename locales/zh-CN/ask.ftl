# Asking: self-check.
self-check-lead = 回答几个问题，看看现在该怎么做、去哪里、打什么电话。
self-check-emergency = 喘不上气、胸口疼、嘴唇发紫或者叫不醒，不要填表，马上打 120。
self-check-send = 看结果
self-check-private = 您的回答只用来算出这一次的结果，不保存，也不记在网址里。
self-check-version = 规则版本：{ $version }。
self-check-published = 发布日期：{ $day }。
self-check-source = 依据：{ $source }
self-check-outcome = 自查结果
self-check-call = 打 { $number }
self-check-answers = 您的回答
self-check-again = 重新自查
self-check-no-diagnosis = 这不是诊断。情况变化了再查一次，拿不准就问医生。要留一份，可以打印这一页。
