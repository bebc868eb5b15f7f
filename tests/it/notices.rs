//! What people are told: their list of messages, and short messages through a gateway.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Mutex};

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::{Json, Router, routing::post};
use budayang::notices::deliver;
use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, Query};
use serde_json::{Value, json};

use crate::support::{TestApp, subject_id};

/// A gateway for short messages that writes down what it was given.
#[derive(Clone, Default)]
struct Gateway {
    taken: Arc<Mutex<Vec<(String, Value)>>>,
    refuses: Arc<Mutex<bool>>,
}

impl Gateway {
    /// Listens on this machine; gives the address.
    async fn open(&self) -> url::Url {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let router = Router::new().route("/send", post(take)).with_state(self.clone());
        tokio::spawn(async { axum::serve(listener, router).await });
        format!("http://{address}/send").parse().expect("an address")
    }

    fn refuse(&self, refuses: bool) {
        *self.refuses.lock().expect("refuses") = refuses;
    }

    fn taken(&self) -> Vec<(String, Value)> {
        self.taken.lock().expect("taken").clone()
    }
}

async fn take(State(gateway): State<Gateway>, headers: HeaderMap, Json(message): Json<Value>) -> StatusCode {
    let bearer = headers["authorization"].to_str().expect("a token").to_owned();
    gateway.taken.lock().expect("taken").push((bearer, message));
    if *gateway.refuses.lock().expect("refuses") { StatusCode::BAD_GATEWAY } else { StatusCode::ACCEPTED }
}

/// A program whose short messages go to a gateway.
async fn connected(gateway: &Gateway) -> TestApp {
    // As the program's first lines do; the second test that asks is told that it is done.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let address = gateway.open().await;
    TestApp::with(|config| {
        config.sms_gateway = Some(address);
        config.sms_token = Some("opens the gateway".into());
    })
    .await
}

/// A short message that waits in the outbox.
async fn write_short(app: &TestApp, text: &str) {
    let now = app.clock.now();
    let values = ["13800000001".into(), text.into(), now.into(), now.into(), 0.into()];
    insert(app, "outbox", ["phone", "text", "created_at", "next_at", "tries"], values).await;
}

/// A message in Li's list.
async fn write_message(app: &TestApp, number: usize, at: DateTime<Utc>) {
    app.subject("li").await;
    let words: sea_orm::Value = json!({ "no": format!("110101{number}"), "item": "演示事项" }).into();
    let link = format!("/cases/110101{number}");
    let values = [subject_id("li").into(), "case-submitted".into(), words, link.into(), at.into()];
    insert(app, "notices", ["subject", "kind", "words", "link", "at"], values).await;
}

async fn insert<const N: usize>(
    app: &TestApp,
    table: &'static str,
    columns: [&'static str; N],
    values: [sea_orm::Value; N],
) {
    let mut insert = Query::insert();
    insert.into_table(table).columns(columns).values_panic(values.map(Expr::value));
    let tx = app.app.db.begin().await.expect("a transaction");
    tx.execute(&insert).await.expect("a row");
    tx.commit().await.expect("a commit");
}

/// The one row of the outbox: tries, trouble, whether it was given up, text.
async fn outgoing(app: &TestApp) -> (i32, Option<String>, bool, String) {
    let mut row = Query::select();
    row.columns(["tries", "trouble", "given_up_at", "text"]).from("outbox");
    let row = app.app.db.read().query_one(&row).await.expect("the outbox").expect("a row");
    let given_up: Option<DateTime<Utc>> = row.try_get_by("given_up_at").expect("a moment");
    let text = |name: &str| row.try_get_by(name).expect("a text");
    (
        row.try_get_by("tries").expect("tries"),
        row.try_get_by("trouble").expect("trouble"),
        given_up.is_some(),
        text("text"),
    )
}

#[tokio::test]
async fn the_gateway_gets_each_message_once_with_the_token() {
    let gateway = Gateway::default();
    let app = connected(&gateway).await;
    write_short(&app, "您的验证码是123456").await;
    assert_eq!(deliver(&app.app).await.expect("a turn"), 1);
    assert_eq!(deliver(&app.app).await.expect("a turn"), 0);

    let taken = gateway.taken();
    assert_eq!(taken.len(), 1);
    let (bearer, message) = &taken[0];
    assert_eq!(bearer, "Bearer opens the gateway");
    assert_eq!(message["phone"], "13800000001");
    assert_eq!(message["text"], "您的验证码是123456");
    assert!(message["id"].is_string());
}

#[tokio::test]
async fn the_text_is_forgotten_once_it_was_sent() {
    let gateway = Gateway::default();
    let app = connected(&gateway).await;
    write_short(&app, "您的验证码是123456").await;
    deliver(&app.app).await.expect("a turn");
    assert_eq!(outgoing(&app).await.3, "");
}

#[tokio::test]
async fn two_turns_at_once_send_nothing_twice() {
    let gateway = Gateway::default();
    let app = connected(&gateway).await;
    for number in 0..20 {
        write_short(&app, &format!("第{number}条")).await;
    }
    let (one, other) = tokio::join!(deliver(&app.app), deliver(&app.app));
    deliver(&app.app).await.expect("a turn");
    assert!(one.is_ok() && other.is_ok());
    assert_eq!(gateway.taken().len(), 20);
}

#[tokio::test]
async fn a_message_that_was_refused_is_tried_again_later_and_later() {
    let gateway = Gateway::default();
    let app = connected(&gateway).await;
    write_short(&app, "请补正").await;
    gateway.refuse(true);
    deliver(&app.app).await.expect("a turn");
    assert_eq!(outgoing(&app).await.1.as_deref(), Some("the gateway answered 502"));
    for (seconds, tries) in [(9, 1), (1, 2), (19, 2), (1, 3)] {
        app.clock.advance(TimeDelta::seconds(seconds));
        deliver(&app.app).await.expect("a turn");
        assert_eq!(gateway.taken().len(), tries);
    }
    gateway.refuse(false);
    app.clock.advance(TimeDelta::seconds(40));
    assert_eq!(deliver(&app.app).await.expect("a turn"), 1);
}

#[tokio::test]
async fn after_twelve_tries_a_message_is_given_up_and_says_why() {
    let gateway = Gateway::default();
    let app = connected(&gateway).await;
    write_short(&app, "请补正").await;
    gateway.refuse(true);
    for _ in 0..20 {
        deliver(&app.app).await.expect("a turn");
        app.clock.advance(TimeDelta::hours(4));
    }
    assert_eq!(gateway.taken().len(), 12);
    let (tries, trouble, given_up, _) = outgoing(&app).await;
    assert_eq!((tries, trouble.as_deref(), given_up), (12, Some("the gateway answered 502"), true));
}

#[tokio::test]
async fn without_a_gateway_messages_wait() {
    let app = TestApp::start().await;
    write_short(&app, "请补正").await;
    assert_eq!(deliver(&app.app).await.expect("a turn"), 0);
    assert_eq!(outgoing(&app).await.0, 0);
    app.visitor().get("/demo/messages").await.expect(404);
}

#[tokio::test]
async fn the_demonstration_shows_what_telephones_would_have_received() {
    let app = TestApp::demo().await;
    write_short(&app, "您的验证码是123456").await;
    deliver(&app.app).await.expect("a turn");
    let page = app.visitor().get("/demo/messages").await.expect(200);
    assert!(page.find("h1")[0].contains("演示"), "{}", page.text);
    assert!(page.find(".result")[0].contains("您的验证码是123456"), "{}", page.text);
    assert!(page.find(".result")[0].contains("138****0001"), "{}", page.text);
}

#[tokio::test]
async fn messages_are_said_in_the_readers_language() {
    let app = TestApp::start().await;
    let li = app.citizen("li").await;
    write_message(&app, 1, app.clock.now()).await;
    let chinese = li.get("/me/messages").await.expect(200).find(".result")[0].clone();
    assert!(chinese.contains("演示事项") && chinese.contains("未读"), "{chinese}");
    li.hold("lang", "en");
    let english = li.get("/me/messages").await.expect(200).find(".result")[0].clone();
    assert!(english.contains("case") && english.contains("Unread"), "{english}");
}

#[tokio::test]
async fn opening_a_message_marks_it_read_and_leads_to_its_case() {
    let app = TestApp::start().await;
    let li = app.citizen("li").await;
    write_message(&app, 1, app.clock.now()).await;
    write_message(&app, 2, app.clock.now()).await;
    let list = li.get("/me/messages").await.expect(200);
    assert_eq!(list.find(".result .tag").len(), 2);
    let latest = list.attribute(".result a", "href").expect("a link");
    assert_eq!(li.get(&latest).await.expect(303).location(), "/cases/1101012");
    assert_eq!(li.get("/me/messages").await.expect(200).find(".result .tag").len(), 1);
}

#[tokio::test]
async fn all_messages_can_be_marked_read() {
    let app = TestApp::start().await;
    let li = app.citizen("li").await;
    write_message(&app, 1, app.clock.now()).await;
    write_message(&app, 2, app.clock.now()).await;
    li.post("/me/messages/reading", &[]).await.expect(303);
    let list = li.get("/me/messages").await.expect(200);
    assert!(list.find(".result .tag").is_empty());
}

#[tokio::test]
async fn nobody_opens_the_messages_of_another() {
    let app = TestApp::start().await;
    let li = app.citizen("li").await;
    write_message(&app, 1, app.clock.now()).await;
    let message = li.get("/me/messages").await.expect(200).attribute(".result a", "href").expect("a link");
    let wang = app.citizen("wang").await;
    assert_eq!(wang.get("/me/messages").await.expect(200).find(".result").len(), 0);
    wang.get(&message).await.expect(404);
    app.visitor().get("/me/messages").await.expect(303);
}

#[tokio::test]
async fn many_messages_have_pages() {
    let app = TestApp::start().await;
    let li = app.citizen("li").await;
    for number in 0..25 {
        write_message(&app, number, app.clock.now()).await;
    }
    let first = li.get("/me/messages").await.expect(200);
    assert_eq!(first.find(".result").len(), 20);
    let next = first.attribute(".pager a[rel=next]", "href").expect("a next page");
    let second = li.get(&next).await.expect(200);
    assert_eq!(second.find(".result").len(), 5);
    assert_eq!(second.attribute(".pager a[rel=next]", "href"), None);
}

#[tokio::test]
async fn messages_are_deleted_after_two_years() {
    let app = TestApp::start().await;
    let li = app.citizen("li").await;
    write_message(&app, 1, app.clock.now() - TimeDelta::days(731)).await;
    write_message(&app, 2, app.clock.now() - TimeDelta::days(729)).await;
    budayang::jobs::run_all_once(&app.app).await.expect("the jobs");
    assert_eq!(li.get("/me/messages").await.expect(200).find(".result").len(), 1);
}

#[test]
fn every_notice_has_its_sentence_in_both_languages() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let kinds: BTreeSet<String> = texts(&root.join("src")).iter().flat_map(|source| kinds(source)).collect();
    assert!(kinds.contains("case-submitted") && kinds.contains("case-accepted"), "{kinds:?}");
    for language in ["zh-CN", "en"] {
        let sentences = texts(&root.join("locales").join(language)).join("\n");
        for kind in &kinds {
            assert!(sentences.contains(&format!("notice-{kind} =")), "locales/{language} lacks notice-{kind}");
        }
    }
}

/// The kinds that a source file tells: `kind: "…"`, pairs of a kind and its words, and the codes for telephones.
fn kinds(source: &str) -> Vec<String> {
    if !source.contains("Notice {") {
        return Vec::new();
    }
    let pieces: Vec<&str> = source.split('"').collect();
    let told = pieces.windows(3).filter(|around| {
        around[0].ends_with("kind: ") || around[2].starts_with(", json!") || around[1].starts_with("code-")
    });
    told.map(|around| around[1].to_owned()).collect()
}

/// The content of every file in a folder and below.
fn texts(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries
        .flat_map(|path| match path.is_dir() {
            true => texts(&path),
            false => vec![std::fs::read_to_string(path).expect("a text")],
        })
        .collect()
}
