//! Editorial content: how a piece goes from a draft to the public, and what the public finds.

use std::time::Duration;

use axum::http::Method;
use futures::StreamExt;
use tower::ServiceExt;

use crate::support::{Answer, TestApp, Visitor};

/// An article of the national site, as the form sends it.
const ARTICLE: [(&str, &str); 6] = [
    ("kind", "article"),
    ("site", "national"),
    ("column", "notices"),
    ("title", "春节期间窗口怎么开"),
    ("source", "示例编辑部"),
    ("body", "## 时间\n\n- 上午九点到十二点\n\n<script>alert(1)</script>"),
];

const RUMOUR: [(&str, &str); 6] = [
    ("kind", "rumour"),
    ("title", "喝酒能防病毒？"),
    ("verdict", "false"),
    ("body", "喝下去的酒精不能给呼吸道消毒。"),
    ("division", "350000"),
    ("source", "示例编辑部"),
];

/// Writes a piece; returns its address on the desk.
async fn written(editor: &Visitor, form: &[(&str, &str)]) -> String {
    editor.post("/desk/content", form).await.expect(303).location().to_owned()
}

fn revision(page: &Answer) -> String {
    page.attribute("input[name=revision]", "value").expect("a form with the revision")
}

/// Does an act with the revision that the page shows now.
async fn act(officer: &Visitor, piece: &str, resource: &str, why: &str) -> Answer {
    let page = officer.get(piece).await.expect(200);
    officer.post(&format!("{piece}/{resource}"), &[("revision", &revision(&page)), ("why", why)]).await
}

#[tokio::test]
async fn an_article_is_read_by_a_second_pair_of_eyes_before_the_public_reads_it() {
    let app = TestApp::start().await;
    let (editor, supervisor) = (app.officer("editor").await, app.officer("supervisor").await);
    let piece = written(&editor, &ARTICLE).await;
    let column = "/s/national/c/columns/notices";
    act(&editor, &piece, "review", "").await.expect(303);
    assert!(!app.visitor().get(column).await.expect(200).text.contains("春节期间窗口怎么开"));

    let own = editor.get(&piece).await.expect(200);
    assert!(own.text.contains("请同事来发布") && !own.text.contains(&format!("{piece}/publication")), "{}", own.text);
    act_with(&editor, &piece, "publication", "3").await.expect(409);

    act(&supervisor, &piece, "return", "").await.expect(422);
    act(&supervisor, &piece, "return", "请写明哪些窗口").await.expect(303);
    assert!(editor.get(&piece).await.expect(200).text.contains("请写明哪些窗口"));
    act(&editor, &piece, "review", "").await.expect(303);
    act(&supervisor, &piece, "publication", "").await.expect(303);
    app.catch_up().await;

    let list = app.visitor().get(column).await.expect(200);
    assert!(list.text.contains("春节期间窗口怎么开"), "{}", list.text);
    let address =
        supervisor.get(&piece).await.expect(200).attribute("a[href^='/s/national/c/columns/']", "href").unwrap();
    let article = app.visitor().get(&address).await.expect(200);
    assert_eq!(article.find("article h2"), ["时间"]);
    assert!(!article.text.contains("<script>alert"), "{}", article.text);
    assert!(app.visitor().get("/s/national/c/columns").await.expect(200).text.contains(&address));
}

/// The same with a revision that somebody typed.
async fn act_with(officer: &Visitor, piece: &str, resource: &str, revision: &str) -> Answer {
    officer.post(&format!("{piece}/{resource}"), &[("revision", revision), ("why", "原因")]).await
}

#[tokio::test]
async fn a_withdrawn_article_keeps_its_address_and_says_why() {
    let app = TestApp::start().await;
    let (editor, supervisor) = (app.officer("editor").await, app.officer("supervisor").await);
    let piece = written(&editor, &ARTICLE).await;
    act(&editor, &piece, "review", "").await.expect(303);
    act(&supervisor, &piece, "publication", "").await.expect(303);
    let address = supervisor.get(&piece).await.unwrap_address();
    act(&supervisor, &piece, "withdrawal", "").await.expect(422);
    act(&supervisor, &piece, "withdrawal", "时间有误").await.expect(303);
    app.catch_up().await;

    let article = app.visitor().get(&address).await.expect(200);
    assert!(article.text.contains("时间有误") && !article.text.contains("上午九点"), "{}", article.text);
    assert!(!app.visitor().get("/s/national/c/columns/notices").await.expect(200).text.contains(&address));
}

trait Published {
    fn unwrap_address(self) -> String;
}

impl Published for Answer {
    fn unwrap_address(self) -> String {
        self.expect(200).attribute("a[href^='/s/national/c/columns/']", "href").expect("a public address")
    }
}

#[tokio::test]
async fn an_edited_article_stays_as_it_was_until_the_new_version_is_published() {
    let app = TestApp::start().await;
    let (editor, supervisor) = (app.officer("editor").await, app.officer("supervisor").await);
    let piece = written(&editor, &ARTICLE).await;
    act(&editor, &piece, "review", "").await.expect(303);
    act(&supervisor, &piece, "publication", "").await.expect(303);
    let address = supervisor.get(&piece).await.unwrap_address();

    let form = editor.get(&format!("{piece}/edition")).await.expect(200);
    let revision = revision(&form);
    let mut second = ARTICLE.to_vec();
    second[5] = ("body", "下午也开。");
    second.push(("revision", revision.as_str()));
    editor.post(&format!("{piece}/edition"), &second).await.expect(303);
    // Somebody with the same old page does not overwrite it.
    editor.post(&format!("{piece}/edition"), &second).await.expect(409);
    app.catch_up().await;
    assert!(app.visitor().get(&address).await.expect(200).text.contains("上午九点"));
    assert!(supervisor.get(&piece).await.expect(200).text.contains("这一版改了：正文"));

    act(&editor, &piece, "review", "").await.expect(303);
    act(&supervisor, &piece, "publication", "").await.expect(303);
    app.catch_up().await;
    let article = app.visitor().get(&address).await.expect(200);
    assert!(article.text.contains("下午也开") && article.text.contains("已更正"), "{}", article.text);
}

#[tokio::test]
async fn the_desk_is_for_editors_and_bad_input_loses_nothing() {
    let app = TestApp::start().await;
    app.officer("clerk").await.get("/desk/content").await.expect(403);
    app.officer("clerk").await.post("/desk/content", &ARTICLE).await.expect(403);
    let editor = app.officer("editor").await;
    let mut faulty = RUMOUR.to_vec();
    (faulty[2], faulty[4]) = (("verdict", "maybe"), ("division", "35x"));
    let page = editor.post("/desk/content", &faulty).await.expect(422);
    assert_eq!(page.find(".errors li").len(), 2, "{}", page.text);
    assert!(page.text.contains("喝酒能防病毒？"), "what was typed stays");
    app.officer("supervisor").await.post("/desk/content", &RUMOUR).await.expect(403);
}

#[tokio::test]
async fn a_rumour_of_a_province_shows_there_and_not_elsewhere() {
    let app = TestApp::start().await;
    let (editor, supervisor) = (app.officer("editor").await, app.officer("supervisor").await);
    let piece = written(&editor, &RUMOUR).await;
    act(&editor, &piece, "review", "").await.expect(303);
    act(&supervisor, &piece, "publication", "").await.expect(303);
    app.catch_up().await;

    let fujian = app.visitor().get("/s/fujian-zone/c/rumours?q=病毒").await.expect(200);
    assert_eq!(fujian.find(".result h2"), ["喝酒能防病毒？"]);
    assert_eq!(fujian.find(".result .tag"), ["谣言"]);
    let one = fujian.attribute(".result h2 a", "href").unwrap();
    assert!(app.visitor().get(&one).await.expect(200).text.contains("不能给呼吸道消毒"));
    let elsewhere = one.replace("fujian-zone", "chongqing-zone");
    app.visitor().get(&elsewhere).await.expect(404);
    assert!(app.visitor().get("/s/chongqing-zone/c/rumours").await.expect(200).find(".result").is_empty());
    // Characters that a search would take for more than themselves.
    assert!(app.visitor().get("/s/fujian-zone/c/rumours?q=%25").await.expect(200).find(".result").is_empty());
}

#[tokio::test]
async fn a_road_is_closed_at_once_and_over_when_its_time_has_come() {
    let app = TestApp::start().await;
    let editor = app.officer("editor").await;
    let closure = [
        ("kind", "closure"),
        ("road", "G15沈海高速"),
        ("entrance", "示例收费站"),
        ("division", "350100"),
        ("since", "2020-01-22T08:00"),
        ("until", "2020-01-22T12:00"),
        ("reason", "<b>防疫检查</b> & 分流"),
        ("then", "publish"),
    ];
    written(&editor, &closure).await;
    app.catch_up().await;
    let page = app.visitor().get("/s/fujian-zone/c/road-closures?road=G15&division=3501").await.expect(200);
    assert_eq!(page.find(".result .tag"), ["封闭"]);
    let feed = app.visitor().get("/s/fujian-zone/c/road-closures.atom").await.expect(200);
    assert_eq!(feed.header("content-type"), "application/atom+xml; charset=utf-8");
    assert!(feed.text.contains("G15沈海高速 示例收费站：封闭") && !feed.text.contains("<b>"), "{}", feed.text);

    // 10:00 when it was written; at 13:00 the road is open again, and a week later nobody asks any more.
    app.clock.advance(chrono::TimeDelta::hours(3));
    app.catch_up().await;
    let page = app.visitor().get("/s/fujian-zone/c/road-closures").await.expect(200);
    assert_eq!(page.find(".result .tag"), ["已恢复"]);
    let json = app.visitor().get("/api/v1/road-closures?division=35&road=G15").await.expect(200).json();
    assert_eq!((&json["total"], &json["closures"][0]["state"]), (&1.into(), &"reopened".into()));
    assert_eq!(json["closures"][0]["since"], "2020-01-22T00:00:00Z");
    app.clock.advance_days(8);
    let json = app.visitor().get("/api/v1/road-closures").await.expect(200).json();
    assert_eq!(json["total"], 0);
    let refused = app.visitor().get("/api/v1/road-closures?division=x").await.expect(400);
    assert_eq!(refused.header("content-type"), "application/problem+json");
}

#[tokio::test]
async fn an_open_live_page_hears_of_a_new_entry() {
    let app = TestApp::start().await;
    let editor = app.officer("editor").await;
    let visitor = app.visitor();
    let request = visitor.request(Method::GET, "/s/fujian-zone/c/live/events").body(axum::body::Body::empty()).unwrap();
    let answer = budayang::routes::router(app.app.clone()).oneshot(request).await.unwrap();
    assert_eq!(answer.headers()["content-type"], "text/event-stream");
    let mut events = answer.into_body().into_data_stream();
    let hello = next(&mut events).await;
    assert!(hello.contains("event: hello") && hello.contains("retry: "), "{hello}");

    let entry = [
        ("kind", "live"),
        ("site", "fujian-zone"),
        ("at", "2020-01-22T09:30"),
        ("text", "新增两家发热门诊。"),
        ("source", "示例发布"),
        ("link", "https://example.org/a"),
        ("then", "publish"),
    ];
    let piece = written(&editor, &entry).await;
    app.catch_up().await;
    assert!(next(&mut events).await.contains("event: news"));
    let page = app.visitor().get("/s/fujian-zone/c/live").await.expect(200);
    assert_eq!(page.find(".timeline time"), ["09:30"]);
    assert!(app.visitor().get("/s/shanghai-zone/c/live").await.expect(200).find(".timeline").is_empty());

    // A correction keeps its history and is marked.
    let form = editor.get(&format!("{piece}/edition")).await.expect(200);
    let revision = revision(&form);
    let mut corrected = entry.to_vec();
    (corrected[3], corrected[6]) = (("text", "新增三家发热门诊。"), ("revision", revision.as_str()));
    corrected.push(("then", "publish"));
    editor.post(&format!("{piece}/edition"), &corrected).await.expect(303);
    app.catch_up().await;
    assert!(next(&mut events).await.contains("event: news"));
    let page = app.visitor().get("/s/fujian-zone/c/live").await.expect(200);
    assert!(page.text.contains("三家") && page.text.contains("更正"), "{}", page.text);
    assert_eq!(editor.get(&piece).await.expect(200).find(".history li").len(), 4);
}

async fn next<S>(events: &mut S) -> String
where
    S: futures::Stream<Item = Result<axum::body::Bytes, axum::Error>> + Unpin,
{
    let event = tokio::time::timeout(Duration::from_secs(5), events.next()).await.expect("news within seconds");
    String::from_utf8(event.expect("an open stream").expect("an event").to_vec()).expect("text")
}
