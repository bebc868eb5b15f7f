//! What a browser says of itself, as its owner would call it.

/// Marks of browsers; one that is built upon another one carries both, so it stands first.
const BROWSERS: [(&str, &str); 11] = [
    ("MicroMessenger/", "微信"),
    ("AlipayClient/", "支付宝"),
    ("DingTalk/", "钉钉"),
    ("HuaweiBrowser/", "华为浏览器"),
    ("QQBrowser/", "QQ浏览器"),
    ("UCBrowser/", "UC浏览器"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];

const SYSTEMS: [(&str, &str); 8] = [
    ("HarmonyOS", "HarmonyOS"),
    ("OpenHarmony", "HarmonyOS"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
];

const LONGEST: usize = 40;

/// `Chrome · Windows`; the beginning of what was said when nothing in it is known.
pub(super) fn device(agent: &str) -> String {
    let find =
        |marks: &[(&str, &'static str)]| marks.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
    match (find(&BROWSERS), find(&SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser} · {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => agent.chars().take(LONGEST).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::device;

    #[test]
    fn browsers_are_called_by_name() {
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36 Edg/120.0";
        assert_eq!(device(edge), "Edge · Windows");
        let phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 13_3 like Mac OS X) AppleWebKit/605.1.15 MicroMessenger/7.0.10";
        assert_eq!(device(phone), "微信 · iPhone");
        assert_eq!(device("curl/8.0"), "curl/8.0");
        assert_eq!(device(""), "");
    }
}
