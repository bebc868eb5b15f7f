//! The catalogue: taking items from files, finding them, reading their guides.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use budayang::catalog;
use budayang::import::Command as Import;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::TestApp;

const PASSPORT: &str = "11440000000000000K2000106000001";

/// An item in the shape of the program's own files.
fn item(code: &str, name: &str) -> Value {
    json!({
        "code": code, "name": name, "type": "licence", "division": "440000000000",
        "body": { "name": "演示厅", "code": &code[..18] }, "kind": "promised",
        "audiences": ["natural-person"], "themes": ["090"],
        "access": { "forms": ["window"], "visits": 1, "appointment": false, "courier": false, "self-service": false },
    })
}

fn lines(items: &[Value]) -> String {
    items.iter().map(|item| format!("{item}\n")).collect()
}

async fn import(app: &TestApp, file: &Path) -> ExitCode {
    let storage = app.app.config.storage.clone();
    let command = Import { what: "items".into(), file: file.to_owned(), mapping: None, storage };
    let status = command.run().await;
    catalog::follow(&app.app).await.expect("the index follows");
    status
}

async fn import_text(app: &TestApp, name: &str, content: impl AsRef<[u8]>) -> ExitCode {
    let file = app.app.config.storage.data_dir.join(name);
    std::fs::write(&file, content).expect("a file is written");
    import(app, &file).await
}

async fn ask(app: &TestApp, query: &str) -> Value {
    app.visitor().get(&format!("/api/v1/items?{query}")).await.expect(200).json()
}

fn real_items() -> Option<PathBuf> {
    let folder = std::env::var_os("BUDAYANG_REAL_DATA").map_or_else(|| "../shared/data".into(), PathBuf::from);
    let file = folder.join("items-guangdong.jsonl");
    if !file.exists() {
        eprintln!("skipped: no items-guangdong.jsonl in {}", folder.display());
    }
    file.exists().then_some(file)
}

#[tokio::test]
async fn all_2262_items_of_guangdong_are_taken_and_found() {
    let Some(file) = real_items() else { return };
    let app = TestApp::start().await;
    let before = ask(&app, "limit=0").await["total"].as_u64().expect("a count");
    let in_guangzhou = ask(&app, "limit=0&division=440100").await["total"].as_u64().expect("a count");
    assert_eq!(import(&app, &file).await, ExitCode::SUCCESS);
    assert_eq!(ask(&app, "limit=0").await["total"], before + 2_262);
    assert_eq!(ask(&app, "limit=0&division=440100").await["total"], in_guangzhou + 238);
    let price = app.visitor().get("/api/v1/items/11440000006939756B2440101007000").await.expect(200).json();
    assert_eq!(price["name"], "临时价格干预范围事项提价申报");
    assert_eq!(price["statutory-limit"], json!({ "value": 30, "unit": "working-days" }));
    assert_eq!(price["promised-limit"], json!({ "value": 7, "unit": "working-days" }));
    assert_eq!(price["access"]["complaint-telephone"], "020-83134173");
    assert_eq!(price["local"]["承办平台"], "广东省政务服务网统一申办平台");
    assert_eq!(import(&app, &file).await, ExitCode::SUCCESS);
    assert_eq!(app.visitor().get("/api/v1/items/11440000006939756B2440101007000").await.json()["version"], 1);
}

#[tokio::test]
async fn an_item_is_found_by_everyday_words_and_its_guide_is_read() {
    let app = TestApp::start().await;
    import_text(&app, "a.jsonl", lines(&[item(PASSPORT, "普通护照签发")])).await;
    let list = app.visitor().get("/items?q=huzhao").await.expect(200);
    assert!(list.find(".result h2").contains(&"普通护照签发".to_owned()), "{}", list.text);
    let guide = app.visitor().get(&format!("/items/{PASSPORT}")).await.expect(200);
    assert_eq!(guide.find("h1"), ["普通护照签发"]);
    assert!(guide.text.contains("我能办吗") && guide.text.contains("需要什么材料"));
    let words = app.visitor().get("/items/suggest?q=%E6%8A%A4").await.expect(200).json();
    assert!(words.as_array().is_some_and(|words| !words.is_empty()), "{words}");
}

#[tokio::test]
async fn a_filters_count_is_what_the_filter_finds() {
    let Some(file) = real_items() else { return };
    let app = TestApp::start().await;
    import(&app, &file).await;
    let all = ask(&app, "limit=0").await;
    for (filter, key) in [("division", "division"), ("theme", "theme"), ("audience", "audience"), ("body", "body")] {
        let first = &all["facets"][key][0];
        let value: String =
            url::form_urlencoded::byte_serialize(first["value"].as_str().expect("a value").as_bytes()).collect();
        assert_eq!(ask(&app, &format!("limit=0&{filter}={value}")).await["total"], first["count"], "{filter}");
    }
}

#[tokio::test]
async fn a_search_without_results_says_what_to_do() {
    let app = TestApp::start().await;
    let page = app.visitor().get("/items?q=zzzzqqqq").await.expect(200);
    assert!(page.text.contains("没有找到符合条件的事项") && page.text.contains("12345"), "{}", page.text);
}

#[tokio::test]
async fn what_is_not_understood_is_said_and_never_our_fault() {
    let app = TestApp::start().await;
    for query in
        ["limit=-1", "limit=x", "offset=1000000000000000000000000000000", "division=zz", "visits=many", "type=99"]
    {
        let answer = app.visitor().get(&format!("/api/v1/items?{query}")).await.expect(400);
        assert_eq!(answer.header("content-type"), "application/problem+json", "{query}");
    }
    for query in ["page=0", "page=-1", "page=99999999999999999999999", "q=%00%ff", "nothing=known"] {
        app.visitor().get(&format!("/items?{query}")).await.expect(200);
    }
    for code in ["x", "11440000000000000K2000106000009", "%00"] {
        app.visitor().get(&format!("/items/{code}")).await.expect(404);
    }
}

#[tokio::test]
async fn a_rejected_row_does_not_keep_the_others_out() {
    let app = TestApp::start().await;
    let mut nameless = item("11440000000000000K2000106000002", "x");
    nameless["name"] = json!("");
    let content = format!("{}{{broken\n{nameless}\n", lines(&[item(PASSPORT, "普通护照签发")]));
    assert_eq!(import_text(&app, "b.jsonl", content).await, ExitCode::from(1));
    app.visitor().get(&format!("/api/v1/items/{PASSPORT}")).await.expect(200);
    app.visitor().get("/api/v1/items/11440000000000000K2000106000002").await.expect(404);
}

#[tokio::test]
async fn a_file_in_which_nothing_can_be_read_is_refused() {
    let app = TestApp::start().await;
    assert_eq!(import_text(&app, "c.jsonl", "").await, ExitCode::from(2));
    assert_eq!(import_text(&app, "c.xlsx", "no workbook").await, ExitCode::from(2));
    assert_eq!(import(&app, Path::new("/nowhere/at-all.csv")).await, ExitCode::from(2));
}

#[tokio::test]
async fn a_table_in_gb18030_and_one_with_a_mark_are_read() {
    let app = TestApp::start().await;
    let table = |code: &str, name: &str| {
        format!(
            "TASK_CODE,TASK_NAME,TASK_TYPE_TEXT,AREACODE,DEPT_NAME,service_object_name,handle_time_limit\n\
             {code},{name},行政许可,440000,演示厅,\"[\"\"自然人\"\"]\",7(工作日)\n"
        )
    };
    let gb18030 = table(PASSPORT, "普通护照签发");
    let (gb18030, _, _) = encoding_rs::GB18030.encode(&gb18030);
    assert_eq!(import_text(&app, "d.csv", gb18030).await, ExitCode::SUCCESS);
    let marked = format!("\u{feff}{}", table("11440000000000000K2000106000002", "护照补发"));
    assert_eq!(import_text(&app, "e.csv", marked).await, ExitCode::SUCCESS);
    for (code, name) in [(PASSPORT, "普通护照签发"), ("11440000000000000K2000106000002", "护照补发")] {
        assert_eq!(app.visitor().get(&format!("/api/v1/items/{code}")).await.expect(200).json()["name"], name);
    }
}

#[tokio::test]
async fn a_county_inherits_from_its_province_and_overrides_what_it_may() {
    let app = TestApp::start().await;
    let county = "11440103000000000K4000106000001";
    let mut above = item(PASSPORT, "普通护照签发");
    above["promised-limit"] = json!({ "value": 7, "unit": "working-days" });
    above["conditions"] = json!(["中国公民"]);
    let mut below = item(county, "护照");
    below["base"] = json!(PASSPORT);
    below["division"] = json!("440103000000");
    below["promised-limit"] = json!({ "value": 5, "unit": "working-days" });
    import_text(&app, "f.jsonl", lines(&[above.clone(), below])).await;
    let read = async || app.visitor().get(&format!("/api/v1/items/{county}")).await.expect(200).json();
    let first = read().await;
    assert_eq!(first["name"], "普通护照签发", "the name is the same at every level");
    assert_eq!(first["conditions"], json!(["中国公民"]));
    assert_eq!(first["promised-limit"]["value"], 5);

    above["conditions"] = json!(["中国公民", "年满16周岁"]);
    above["promised-limit"]["value"] = json!(4);
    import_text(&app, "f.jsonl", lines(&[above])).await;
    let second = read().await;
    assert_eq!((&second["version"], second["conditions"].as_array().map(Vec::len)), (&json!(2), Some(2)));
    let page = app.visitor().get(&format!("/items/{county}/differences")).await.expect(200);
    assert!(page.text.contains("应与上级一致") && page.text.contains("上级已改，请核对"), "{}", page.text);
    let versions = app.visitor().get(&format!("/items/{county}/versions")).await.expect(200);
    assert_eq!(versions.find("tbody tr").len(), 2);
}

#[tokio::test]
async fn a_paused_item_stays_listed_with_its_reason() {
    let app = TestApp::start().await;
    import_text(&app, "g.jsonl", lines(&[item(PASSPORT, "普通护照签发")])).await;
    let editor = app.officer("editor").await;
    let reason = [("reason", "疫情期间暂停"), ("until", "2020-02-27")];
    editor.post(&format!("/desk/items/{PASSPORT}/pause"), &reason).await.expect(303);
    let guide = app.visitor().get(&format!("/items/{PASSPORT}")).await.expect(200);
    assert!(guide.text.contains("疫情期间暂停") && guide.text.contains("2月27日"), "{}", guide.text);
    let listed = ask(&app, "q=%E6%8A%A4%E7%85%A7").await;
    assert_eq!(
        (&listed["items"][0]["state"], &listed["items"][0]["reason"]),
        (&json!("paused"), &json!("疫情期间暂停"))
    );
    editor.post(&format!("/desk/items/{PASSPORT}/resumption"), &[]).await.expect(303);
    assert_eq!(ask(&app, "q=%E6%8A%A4%E7%85%A7").await["items"][0]["state"], "open");
}

#[tokio::test]
async fn the_editor_sees_what_the_lint_found() {
    let app = TestApp::start().await;
    import_text(&app, "h.jsonl", lines(&[item(PASSPORT, "普通护照签发")])).await;
    let page = app.officer("editor").await.get("/desk/lint").await.expect(200);
    assert!(page.text.contains("没有写跑现场的原因"), "{}", page.text);
    app.officer("clerk").await.get("/desk/lint").await.expect(403);
}

#[test]
fn the_lint_knows_the_rules_of_the_national_inspection() {
    let mut faulty = item(PASSPORT, "普通护照签发");
    faulty["promised-limit"] = json!({ "value": 30, "unit": "working-days" });
    faulty["statutory-limit"] = json!({ "value": 20, "unit": "working-days" });
    faulty["access"]["consultation-telephone"] = json!("83134173");
    faulty["access"]["complaint-telephone"] = json!("83134173");
    let found: Vec<&str> = catalog::lint(&serde_json::from_value(faulty).expect("an item"))
        .into_iter()
        .map(|finding| finding.rule)
        .collect();
    for rule in ["promised-limit", "visit-reason", "same-telephone", "area-code", "licence-questions", "licence-steps"]
    {
        assert!(found.contains(&rule), "{rule} in {found:?}");
    }
}

#[tokio::test]
async fn programs_find_the_description_of_the_api() {
    let app = TestApp::start().await;
    let description = app.visitor().get("/api/openapi.json").await.expect(200).json();
    assert!(description["paths"]["/api/v1/items"]["get"].is_object());
    app.visitor().get("/api/docs").await.expect(200);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn no_row_breaks_the_import(rows in proptest::collection::vec("\\PC{0,60}", 1..20)) {
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        runtime.block_on(async {
            let app = TestApp::start().await;
            for name in ["i.jsonl", "i.csv"] {
                let status = import_text(&app, name, rows.join("\n")).await;
                assert_ne!(status, ExitCode::SUCCESS);
            }
        });
    }
}
