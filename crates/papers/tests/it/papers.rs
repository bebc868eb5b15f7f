//! What the four built-in papers show.

use crate::support::{papers, print, qr_codes, setting, text};
use budayang_papers::{Lang, Template, qr_svg};
use serde_json::{Value, json};

fn example(json: &str) -> Value {
    serde_json::from_str(json).unwrap()
}

#[test]
fn a_certificate_tells_who_may_do_what() {
    let printed = print(&Template::certificate(), &example(include_str!("../../examples/data/certificate.json")));
    let text = text(&printed.pdf);
    for part in [
        "食品经营许可证",
        "演示市长江路示例小吃店",
        "92430100MA********",
        "JY24301020000000",
        "2026年3月2日至2031年3月1日",
        "扫码核验",
    ] {
        assert!(text.contains(part), "{part} is missing in {text}");
    }
    assert_eq!((printed.pages, printed.missing), (1, vec![]));
}

#[test]
fn the_code_on_a_certificate_leads_to_its_check() {
    let printed = print(&Template::certificate(), &example(include_str!("../../examples/data/certificate.json")));
    assert_eq!(qr_codes(&printed.pdf), ["https://zwfw.example.gov.cn/verify/20230000403"]);
}

#[test]
fn only_a_demonstration_is_marked_as_one() {
    let mut data = example(include_str!("../../examples/data/certificate.json"));
    assert!(text(&print(&Template::certificate(), &data).pdf).contains("示例文书，不具有法律效力"));
    data["demo"] = json!(false);
    assert!(!text(&print(&Template::certificate(), &data).pdf).contains("不具有法律效力"));
}

#[test]
fn a_receipt_names_what_is_missing_and_until_when() {
    let printed = print(&Template::receipt(), &example(include_str!("../../examples/data/receipt.json")));
    let text = text(&printed.pdf);
    for part in
        ["受理通知书", "202603020000012345", "还差1份材料", "从业人员健康证明", "请于3月9日（周一）前补齐", "66c7f0f4"]
    {
        assert!(text.contains(part), "{part} is missing in {text}");
    }
}

#[test]
fn a_label_fits_a_courier_printer_and_can_be_scanned() {
    let printed = print(&Template::label(), &example(include_str!("../../examples/data/label.json")));
    assert!(text(&printed.pdf).contains("欧阳示例"));
    assert_eq!(qr_codes(&printed.pdf), ["https://zwfw.example.gov.cn/track?no=202603020000012345"]);
    assert_eq!(printed.pages, 1);
}

#[test]
fn a_correction_notice_lists_every_defect_at_once() {
    let printed = print(&Template::decision(), &example(include_str!("../../examples/data/correction.json")));
    let text = text(&printed.pdf);
    for part in ["从业人员健康证明", "经营布局图", "申请书第3页", "第三十二条"] {
        assert!(text.contains(part), "{part} is missing in {text}");
    }
}

#[test]
fn a_refusal_says_how_to_appeal() {
    let printed = print(&Template::decision(), &example(include_str!("../../examples/data/decision.json")));
    assert!(text(&printed.pdf).contains("申请行政复议"));
}

#[test]
fn a_long_decision_goes_on_over_pages() {
    let mut data = example(include_str!("../../examples/data/decision.json"));
    data["list"] = (0..60).map(|i| json!({ "title": format!("理由{i}"), "detail": "说明文字。".repeat(12) })).collect();
    let printed = print(&Template::decision(), &data);
    assert!(printed.pages > 2 && text(&printed.pdf).contains("理由59"));
}

#[test]
fn captions_come_in_english() {
    let setting = budayang_papers::Setting { lang: Lang::En, ..setting("Food licence") };
    let data = example(include_str!("../../examples/data/certificate.json"));
    let printed = papers().print(&Template::certificate(), &data, &setting).unwrap();
    assert!(text(&printed.pdf).contains("Scantoverify"));
}

#[test]
fn a_paper_is_an_archive_file_with_title_and_language() {
    let printed = print(&Template::decision(), &example(include_str!("../../examples/data/decision.json")));
    let file = String::from_utf8_lossy(&printed.pdf);
    assert!(file.starts_with("%PDF-1.7"));
    assert!(file.contains("<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"));
    assert!(file.contains("/Lang(zh-CN)") || file.contains("/Lang (zh-CN)"));
    assert!(file.contains("/StructTreeRoot"));
}

#[test]
fn a_code_for_the_web_reads_back() {
    let svg = qr_svg("https://zwfw.example.gov.cn/verify/1?a=1&b=\"2\"").unwrap();
    assert!(svg.contains("aria-label=\"二维码 QR: https://zwfw.example.gov.cn/verify/1?a=1&amp;b=&quot;2&quot;\""));
    let path = svg.split("currentColor\" d=\"").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(read_path(path), "https://zwfw.example.gov.cn/verify/1?a=1&b=\"2\"");
}

#[test]
fn a_text_too_long_for_a_code_is_refused() {
    let refused = qr_svg(&"长".repeat(2000)).unwrap_err();
    assert!(refused.to_string().contains("请改用较短的网址"));
}

/// Draws runs of `Mx yhWv1h-Wz` four pixels a module and reads the code.
fn read_path(path: &str) -> String {
    let mut dark = std::collections::HashSet::new();
    for run in path.split('M').filter(|run| !run.is_empty()) {
        let (x, rest) = run.split_once(' ').unwrap();
        let (y, rest) = rest.split_once('h').unwrap();
        let (width, _) = rest.split_once('v').unwrap();
        let (x, y, width): (usize, usize, usize) = (x.parse().unwrap(), y.parse().unwrap(), width.parse().unwrap());
        dark.extend((x..x + width).map(|x| (x, y)));
    }
    let side = 4 * (dark.iter().map(|(x, _)| x).max().unwrap() + 5);
    let mut picture =
        rqrr::PreparedImage::prepare_from_greyscale(
            side,
            side,
            |x, y| if dark.contains(&(x / 4, y / 4)) { 0 } else { 255 },
        );
    picture.detect_grids()[0].decode().unwrap().1
}
