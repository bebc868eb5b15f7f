//! Figures of an epidemic: taken from files, checked, corrected, shown as they were known.

use std::path::{Path, PathBuf};

use budayang::import::Command;

use crate::support::{Answer, TestApp};

/// Hubei's and Wuhan's first days as the health commission's bulletins had them; on the third of January the count fell.
const JANUARY: &str = "date,province,provinceCode,city,cityCode,confirmed,suspected,cured,dead
2020-01-02,湖北省,420000,,,44,0,0,0
2020-01-03,湖北省,420000,,,41,0,2,0
2020-01-04,湖北省,420000,,,41,0,2,1
2020-01-04,湖北省,420000,武汉市,420100,40,3,2,1
2020-01-04,湖北省,420000,监狱系统,4200y0,1,0,0,0
";

async fn import(app: &TestApp, name: &str, text: &str) {
    let file = app.folder().join(name);
    std::fs::write(&file, text).expect("room for the file");
    run(app, &file).await;
}

async fn run(app: &TestApp, file: &Path) {
    let storage = app.app.config.storage.clone();
    let command = Command { what: "figures".into(), file: file.to_owned(), mapping: None, storage };
    command.run().await;
    app.catch_up().await;
}

async fn figures(app: &TestApp, query: &str) -> serde_json::Value {
    app.visitor().get(&format!("/api/v1/figures?{query}")).await.expect(200).json()
}

fn confirmed(figures: &serde_json::Value) -> Vec<u64> {
    figures.as_array().unwrap().iter().map(|row| row["confirmed"].as_u64().unwrap()).collect()
}

async fn page(app: &TestApp, address: &str) -> Answer {
    app.visitor().get(address).await.expect(200)
}

#[tokio::test]
async fn a_count_that_falls_waits_for_an_officer() {
    let app = TestApp::start().await;
    import(&app, "january.csv", JANUARY).await;
    assert_eq!(
        confirmed(&figures(&app, "division=420000").await),
        [44, 41],
        "the third is held, the fourth is not lower"
    );

    let editor = app.officer("editor").await;
    let desk = editor.get("/desk/figures").await.expect(200);
    assert!(desk.text.contains("confirmed 44 → 41"), "{}", desk.text);
    let form = desk.attribute("form.held", "action").expect("a form for the held figure");
    editor.post(&form, &[("decision", "publish"), ("reason", "")]).await.expect(422);
    editor.post(&form, &[("decision", "publish"), ("reason", "与1月3日通报核对，核减3例")]).await.expect(303);
    editor.post(&form, &[("decision", "reject"), ("reason", "再看一次")]).await.expect(409);
    app.catch_up().await;
    assert_eq!(confirmed(&figures(&app, "division=420000").await), [44, 41, 41]);
    assert!(editor.get("/desk/figures").await.expect(200).text.contains("核减3例"));
}

#[tokio::test]
async fn what_is_no_place_is_never_added_to_its_province() {
    let app = TestApp::start().await;
    import(&app, "january.csv", JANUARY).await;
    let wuhan = figures(&app, "division=420100").await;
    assert_eq!(confirmed(&wuhan), [40]);
    assert!(wuhan[0]["suspected"].is_null(), "cities release no suspected cases");
    assert_eq!(figures(&app, "division=420000&from=2020-01-04&to=2020-01-04").await[0]["confirmed"], 41);
}

#[tokio::test]
async fn a_correction_keeps_what_was_said_before() {
    let app = TestApp::start().await;
    let first = r#"[{"division": "420000", "day": "2020-02-12", "confirmed": 48206, "cured": 3459, "dead": 1310,
        "source": "湖北省卫生健康委员会", "published-at": "2020-02-13T08:00:00+08:00"}]"#;
    let later = first.replace("48206", "47163").replace("2020-02-13T", "2020-02-20T");
    import(&app, "first.json", first).await;
    import(&app, "later.json", &later).await;
    import(&app, "later.json", &later).await;
    assert_eq!(confirmed(&figures(&app, "division=42&as-of=2020-02-14").await), [48_206]);
    let now = figures(&app, "division=42").await;
    assert_eq!((confirmed(&now), now[0]["revision"].as_u64()), (vec![47_163], Some(2)));
    let page = page(&app, "/s/hubei-zone/c/epidemic-status").await;
    assert!(page.find("h2").iter().any(|title| title == "更正记录"), "{}", page.text);
    assert!(page.text.contains("48206") && page.text.contains("47163"));
}

#[tokio::test]
async fn an_officer_records_a_release_and_loses_nothing_when_it_does_not_fit() {
    let app = TestApp::start().await;
    let editor = app.officer("editor").await;
    let release = [
        ("division", "440000"),
        ("day", "2020-01-21"),
        ("confirmed", "26"),
        ("cured", "2"),
        ("dead", "0"),
        ("source", "广东省卫生健康委员会"),
    ];
    let mut slip = release;
    slip[2].1 = "二十六";
    let page = editor.post("/desk/figures", &slip).await.expect(200);
    assert!(page.text.contains("confirmed“二十六”应为0或正整数"), "{}", page.text);
    assert_eq!(page.attribute("#source", "value").as_deref(), Some("广东省卫生健康委员会"));
    editor.post("/desk/figures", &release).await.expect(303);
    app.catch_up().await;
    assert_eq!(confirmed(&figures(&app, "division=440000").await), [26]);
}

#[tokio::test]
async fn figures_are_for_those_who_answer_for_the_place() {
    let app = TestApp::start().await;
    app.visitor().get("/desk/figures").await.expect(303);
    app.officer("clerk").await.get("/desk/figures").await.expect(403);
}

#[tokio::test]
async fn the_map_names_every_unit_and_says_where_figures_are_missing() {
    let app = TestApp::demo().await;
    let map = page(&app, "/s/guizhou-zone/c/epidemic-map").await;
    assert_eq!(map.find(".tiles a").len(), 34);
    assert!(map.text.contains("台湾省资料暂缺") && map.text.contains("示意，非地图"), "{}", map.text);
    let hubei = page(&app, "/s/guizhou-zone/c/epidemic-map?division=420000").await;
    assert!(hubei.find(".areas text").iter().any(|name| name == "武汉"), "{}", hubei.text);
}

#[tokio::test]
async fn charts_compare_places_and_give_their_tables() {
    let app = TestApp::demo().await;
    let query = "measure=confirmed&line=new&division=420000&division=440000&from=2020-02-01&to=2020-02-10&log=yes";
    let chart = page(&app, &format!("/s/guizhou-zone/c/epidemic-charts?{query}")).await;
    assert_eq!(chart.find("figure path.line").len(), 4, "two lines, two in the legend");
    assert_eq!(chart.find("tbody tr").len(), 10);
    let table = app.visitor().get(&format!("/s/guizhou-zone/c/epidemic-charts.csv?{query}")).await.expect(200);
    assert!(table.text.contains("day,湖北省,广东省"), "{}", table.text);
    let picture = app.visitor().get(&format!("/s/guizhou-zone/c/epidemic-charts.svg?{query}")).await.expect(200);
    assert_eq!(picture.header("content-type"), "image/svg+xml; charset=utf-8");
    let six: String = (11..=15).chain([21]).map(|code| format!("&division={code}")).collect();
    app.visitor().get(&format!("/s/guizhou-zone/c/epidemic-charts?{six}")).await.expect(400);
}

#[tokio::test]
async fn the_delta_stands_on_one_page() {
    let app = TestApp::demo().await;
    let digest = page(&app, "/s/shanghai-zone/c/region-digest").await;
    assert_eq!(digest.find("section.digest").len(), 4);
    for place in ["上海市", "江苏省", "浙江省", "安徽省"] {
        assert!(digest.find("section.digest h2").iter().any(|title| title.starts_with(place)), "{place}");
    }
}

#[tokio::test]
async fn what_cannot_be_asked_is_answered_with_what_to_write() {
    let app = TestApp::start().await;
    for query in ["division=99", "division=武汉", "from=gestern", "as-of=x", "from=9999-99-99"] {
        let problem = app.visitor().get(&format!("/api/v1/figures?{query}")).await.expect(400);
        assert!(problem.header("content-type").starts_with("application/problem+json"), "{query}");
    }
    page(&app, "/api/v1/figures?from=1900-01-01").await;
}

#[tokio::test]
async fn the_real_series_keeps_its_traps_in_sight() {
    let folder = std::env::var("BUDAYANG_REAL_DATA").map_or_else(|_| PathBuf::from("../shared/data"), PathBuf::from);
    let file = folder.join("epidemic-daily.csv");
    if !file.exists() {
        eprintln!("skipped: no real data at {} (set BUDAYANG_REAL_DATA)", file.display());
        return;
    }
    let app = TestApp::start().await;
    run(&app, &file).await;
    let january = figures(&app, "division=420000&from=2020-01-02&to=2020-01-04").await;
    assert_eq!(confirmed(&january), [44, 41], "the fall of 3 January waits");
    let peak = figures(&app, "division=420000&from=2020-02-12&to=2020-02-12").await;
    assert_eq!((confirmed(&peak), peak[0]["suspected"].is_null()), (vec![47_163], true));
    assert_eq!(confirmed(&figures(&app, "division=000000&from=2020-02-12&to=2020-02-12").await), [58_839]);
    assert!(confirmed(&figures(&app, "division=420100").await).len() > 90);
}
