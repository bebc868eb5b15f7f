//! Texts and templates that mean harm, machines without fonts.

use std::time::Duration;

use crate::support::{papers, print, setting, template, text};
use budayang_papers::{PaperError, Papers, Template};
use serde_json::json;

fn refused(template: &Template) -> PaperError {
    papers().print(template, &json!({}), &setting("示例")).unwrap_err()
}

#[test]
fn a_machine_without_chinese_fonts_is_told_what_to_install() {
    let empty = std::env::temp_dir().join("budayang-no-fonts-here");
    let told = Papers::find_fonts_only_in(&[empty]).err().unwrap().to_string();
    assert!(told.contains("fonts-noto-cjk") && told.contains("--font-dir") && told.contains("budayang-no-fonts-here"));
}

#[test]
fn texts_of_users_are_never_markup() {
    for name in [
        "#panic(\"x\")",
        "*粗* _斜_ $x^2$ `raw`",
        "= 标题 <label> @ref",
        "\\ ~ -- ... \"引\" 'a'",
        "[#read(\"/etc/passwd\")]",
    ] {
        let printed = print(&template("#data.name"), &json!({ "name": name }));
        let expected: String = name.split_whitespace().collect();
        assert_eq!(text(&printed.pdf), expected);
    }
}

#[test]
fn every_kind_of_odd_character_prints_or_is_reported() {
    let odd = [
        "\u{0}\u{7}\u{1b}\u{7f}\u{85}",
        "\u{202e}倒\u{202c}",
        "\u{feff}\u{fffe}\u{ffff}",
        "葛\u{e0100}",
        "👨‍👩‍👧🇨🇳❤️",
        "مرحبا שלום",
        "e\u{301}\u{301}\u{301}",
        "𠮷𡈽𰻝",
        "\u{e000}\u{f0000}",
        "ก็ न्द्रि",
        "a\tb\r\nc",
        "\u{2028}\u{2029}",
        "\u{200b}\u{ad}",
        "ﷺ",
        "\u{1d400}",
    ];
    for text in odd {
        papers()
            .print(&template("#data.name"), &json!({ "name": text }), &setting(text))
            .unwrap_or_else(|e| panic!("{text:?}: {e}"));
    }
}

#[test]
fn a_character_without_glyph_is_reported_and_shown_as_wanting() {
    // Private characters stand in some registers of names; nobody else can read them.
    let printed = print(&template("#data.name"), &json!({ "name": "李\u{e123}明" }));
    assert_eq!(printed.missing, ['\u{e123}']);
    assert_eq!(text(&printed.pdf), "李〓明");
}

#[test]
fn templates_see_no_files() {
    for body in [
        "#read(\"/etc/passwd\")",
        "#read(\"../../etc/passwd\")",
        "#include \"/etc/hosts\"",
        "#image(\"/etc/a.png\")",
        "#import \"@preview/cetz:0.3.0\"",
    ] {
        assert!(matches!(refused(&template(body)), PaperError::Template(_)), "{body}");
    }
}

#[test]
fn templates_run_no_programs() {
    for body in ["#plugin(bytes((0,)))", "#std.plugin(bytes((0,)))"] {
        assert!(matches!(refused(&template(body)), PaperError::Template(_)), "{body}");
    }
}

#[test]
fn a_faulty_template_says_where() {
    let told = refused(&template("\n#let a = 1 + \"x\"")).to_string();
    assert!(told.contains("paper.typ 第3行"), "{told}");
}

#[test]
fn a_template_without_end_is_refused() {
    assert!(matches!(refused(&template("#while true {}")), PaperError::Template(_)));
    assert!(matches!(refused(&template("#let f(x) = f(x + 1)\n#f(0)")), PaperError::Template(_)));
}

#[test]
fn a_template_that_never_ends_is_left_behind_in_time() {
    let papers = papers().with_deadline(Duration::from_millis(600));
    let slow = template("#for a in range(9000) { for b in range(9000) { let c = a * b } }");
    let start = std::time::Instant::now();
    let told = papers.print(&slow, &json!({}), &setting("示例")).unwrap_err();
    assert!(matches!(told, PaperError::TooLong { .. }) && start.elapsed() < Duration::from_secs(5), "{told}");
}

#[test]
fn templates_of_packs_wait_while_two_others_overrun_and_built_in_ones_do_not() {
    let papers = papers().with_deadline(Duration::from_millis(300));
    let slow = template("#for a in range(9000) { for b in range(9000) { let c = a * b } }");
    for _ in 0..2 {
        papers.print(&slow, &json!({}), &setting("示例")).unwrap_err();
    }
    assert!(matches!(papers.print(&slow, &json!({}), &setting("示例")), Err(PaperError::Busy)));
    // Without its data it fails, but it was let in.
    let built_in = papers.print(&Template::certificate(), &json!({}), &setting("示例"));
    assert!(!matches!(built_in, Err(PaperError::Busy)));
}

#[test]
fn a_giant_paper_is_refused() {
    let told = refused(&template("#for i in range(101) { [第 #i 页]; pagebreak(weak: true) }"));
    assert!(matches!(told, PaperError::TooManyPages { pages: 101, limit: 100 }), "{told}");
    assert!(matches!(Template::from_source(&" ".repeat(300_000)), Err(PaperError::TooLarge { .. })));
}

#[test]
fn pictures_come_along_by_name() {
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'><path d='M0 0h1v1z'/></svg>";
    let with =
        template("#image(\"/assets/logo.svg\", width: 2cm, alt: \"徽标\")").with_asset("logo.svg", svg.into()).unwrap();
    assert_eq!(print(&with, &json!({})).pages, 1);
    assert!(matches!(with.with_asset("../logo.svg", vec![]), Err(PaperError::AssetName(_))));
}

#[test]
fn a_waybill_number_that_no_scanner_reads_is_refused() {
    let told = papers().print(&Template::label(), &json!({ "barcode": "运单1" }), &setting("示例")).unwrap_err();
    assert!(matches!(told, PaperError::Barcode(_)));
}
