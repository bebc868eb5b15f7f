# The frame of every page.
frame-skip = 跳到正文
frame-demo-label = 演示说明
frame-demo = 这是演示站点，人物、办件和数据都是示例，不能真正办事。
frame-switch-site = 切换地区
frame-read-aloud = 朗读
frame-read-stop = 停止朗读
frame-elder-on = 长辈版
frame-elder-off = 标准版
frame-log-in = 登录
frame-log-out = 退出
frame-search-label = 搜索办事事项
frame-search-hint = 搜事项，如 身份证
frame-search = 搜索
frame-verbs = 主导航
frame-banner-label = 通知
frame-offline = 网络断开了。已填的内容还在这台设备上，连上网后会接着保存。
frame-crumbs = 当前位置
frame-theme = 显示
frame-theme-auto = 跟随设备
frame-theme-light = 浅色
frame-theme-dark = 深色
frame-theme-contrast = 高对比
frame-sponsor = 主办：
frame-report-error = 网页纠错
frame-complaint = 投诉建议
frame-accessibility = 无障碍说明
frame-privacy = 隐私说明
frame-track = 凭编号查进度

# The six verbs, named as the national guide names them.
verb-read = 我要看
verb-find = 我要查
verb-apply = 我要办
verb-ask = 我要问
verb-rate = 我要评
verb-me = 我的
