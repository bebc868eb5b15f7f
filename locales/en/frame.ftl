# The frame of every page.
frame-skip = Skip to content
frame-demo-label = About this demonstration
frame-demo = This is a demonstration. People, cases and figures are examples; nothing here is a real service.
frame-switch-site = Change area
frame-read-aloud = Read aloud
frame-read-stop = Stop reading
frame-elder-on = Large text
frame-elder-off = Standard
frame-log-in = Log in
frame-log-out = Log out
frame-search-label = Search services
frame-search-hint = Such as identity card
frame-search = Search
frame-verbs = Main navigation
frame-banner-label = Notice
frame-offline = You are offline. What you filled in is kept on this device and will be saved when you are back.
frame-crumbs = You are here
frame-theme = Display
frame-theme-auto = As device
frame-theme-light = Light
frame-theme-dark = Dark
frame-theme-contrast = High contrast
frame-sponsor = Run by{" "}
frame-report-error = Report an error
frame-complaint = Complain or suggest
frame-accessibility = Accessibility
frame-privacy = Privacy
frame-track = Track by number

# The six verbs, named as the national guide names them.
verb-read = Read
verb-find = Find
verb-apply = Apply
verb-ask = Ask
verb-rate = Rate
verb-me = Mine
