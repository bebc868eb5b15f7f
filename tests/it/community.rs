//! What people declare, the clues they give, and what the community does about them.

use crate::support::{Answer, TestApp, Visitor};

const DECLARE: &str = "/s/zhejiang-zone/c/self-declaration";
const CLUES: &str = "/s/zhejiang-zone/c/clues";

/// 演示李明's declaration, back from elsewhere with a cough.
const ANSWERS: [(&str, &str); 9] = [
    ("name", "演示李明"),
    ("phone", "13800000001"),
    ("place.1", "330000"),
    ("place", "330106000000"),
    ("address", "演示路1号"),
    ("travel", "1月20日坐火车从外地回来"),
    ("contact", "unknown"),
    ("signs", "cough"),
    ("true", "yes"),
];

async fn open(visitor: &Visitor, address: &str) -> String {
    let form = visitor.get(address).await.expect(200);
    form.attribute("input[name=key]", "value").expect("the form's own key")
}

async fn declare(visitor: &Visitor, key: &str) -> Answer {
    let answers: Vec<(&str, &str)> = ANSWERS.into_iter().filter(|(name, _)| *name != "place.1").collect();
    let sent: Vec<(&str, &str)> = std::iter::once(("key", key)).chain(answers).collect();
    visitor.post(DECLARE, &sent).await
}

fn number(receipt: &Answer) -> (String, String) {
    (receipt.find("[data-no]").concat(), receipt.find("[data-code]").concat())
}

#[tokio::test]
async fn a_declaration_is_received_once_and_looked_up_with_its_code() {
    let app = TestApp::start().await;
    let visitor = app.visitor();
    let key = open(&visitor, DECLARE).await;
    let (no, code) = number(&declare(&visitor, &key).await.expect(200));
    assert_eq!(
        number(&declare(&visitor, &key).await.expect(200)),
        (no.clone(), code.clone()),
        "sent twice, received once"
    );

    let progress = format!("{DECLARE}/progress");
    visitor.post(&progress, &[("no", &no), ("code", "000000")]).await.expect(422);
    let found = visitor.post(&progress, &[("no", &no), ("code", &code)]).await.expect(200);
    assert!(found.text.contains("待派单"), "{}", found.text);
    let desk = app.officer("clerk").await.get("/desk/declarations").await.expect(200);
    assert_eq!(desk.find("tbody tr").len(), 1);
}

#[tokio::test]
async fn what_is_missing_is_named_and_nothing_is_lost() {
    let app = TestApp::start().await;
    let visitor = app.visitor();
    let key = open(&visitor, DECLARE).await;
    let page = visitor.post(DECLARE, &[("key", &key), ("name", "演示李明"), ("phone", "12")]).await.expect(422);
    assert_eq!(page.attribute("#name", "value").as_deref(), Some("演示李明"));
    assert_eq!(page.attribute("input[name=key]", "value"), Some(key), "still the same form");
    assert!(page.find(".field-error").len() >= 4, "{}", page.text);
}

#[tokio::test]
async fn somebody_who_is_logged_in_is_not_asked_for_what_is_known() {
    let app = TestApp::start().await;
    let form = app.citizen("li").await.get(DECLARE).await.expect(200);
    assert_eq!(form.attribute("#name", "value").as_deref(), Some("演示李明"));
    assert!(!form.find(".field-source").is_empty(), "{}", form.text);
}

#[tokio::test]
async fn a_clue_needs_no_name_and_goes_down_to_a_community_and_to_an_outcome() {
    let app = TestApp::start().await;
    let visitor = app.visitor();
    let key = open(&visitor, CLUES).await;
    let clue = [
        ("key", key.as_str()),
        ("about", "gathering"),
        ("place", "330100"),
        ("address", "演示路棋牌室"),
        ("what", "每天晚上有人聚集打牌"),
    ];
    let (no, code) = number(&visitor.post(CLUES, &clue).await.expect(200));

    let clerk = app.officer("clerk").await;
    let desk = clerk.get("/desk/declarations?kind=clues").await.expect(200);
    let one = desk.attribute("tbody th a", "href").expect("the clue");
    let page = clerk.get(&one).await.expect(200);
    assert!(!page.text.contains("每天晚上有人聚集打牌"), "masked until somebody needs it");
    assert!(clerk.post(&format!("{one}/reveal"), &[]).await.expect(200).text.contains("每天晚上有人聚集打牌"));

    clerk.post(&format!("{one}/dispatch"), &[("version", "1"), ("division", "999999")]).await.expect(422);
    clerk.post(&format!("{one}/dispatch"), &[("version", "1"), ("division", "330106")]).await.expect(303);
    clerk
        .post(&format!("{one}/outcome"), &[("version", "1"), ("outcome", "excluded"), ("words", "x")])
        .await
        .expect(409);
    clerk
        .post(&format!("{one}/outcome"), &[("version", "2"), ("outcome", "excluded"), ("words", "")])
        .await
        .expect(422);
    let ended = [("version", "2"), ("outcome", "excluded"), ("words", "到场看过，已经关门")];
    clerk.post(&format!("{one}/outcome"), &ended).await.expect(303);
    clerk.post(&format!("{one}/outcome"), &[("version", "3"), ("outcome", "moved"), ("words", "x")]).await.expect(409);

    let found = visitor.post(&format!("{CLUES}/progress"), &[("no", &no), ("code", &code)]).await.expect(200);
    assert!(found.text.contains("已办结") && found.text.contains("排除"), "{}", found.text);
    assert!(!found.text.contains("到场看过"), "what officers write among themselves stays with them");
}

#[tokio::test]
async fn the_last_outcome_of_the_same_person_is_shown() {
    let app = TestApp::start().await;
    let visitor = app.visitor();
    let (first, _) = number(&declare(&visitor, &open(&visitor, DECLARE).await).await.expect(200));
    app.clock.advance_days(100);
    declare(&visitor, &open(&visitor, DECLARE).await).await.expect(200);
    let clerk = app.officer("clerk").await;
    let desk = clerk.get("/desk/declarations").await.expect(200);
    let second = desk.attribute("tbody tr:nth-child(2) th a", "href").expect("two declarations");
    assert!(clerk.get(&second).await.expect(200).find(".notice.warn a").contains(&first));
}

#[tokio::test]
async fn what_was_declared_is_erased_when_its_days_are_over_and_leaves_a_record() {
    let app = TestApp::start().await;
    let visitor = app.visitor();
    let (no, _) = number(&declare(&visitor, &open(&visitor, DECLARE).await).await.expect(200));
    app.clock.advance_days(61);
    app.catch_up().await;
    assert_eq!(app.text_of("declarations", "division", "no", &no).await, "330106000000", "statistics stay");
    let clerk = app.officer("clerk").await;
    let desk = clerk.get("/desk/declarations").await.expect(200);
    let one = clerk.get(&desk.attribute("tbody th a", "href").unwrap()).await.expect(200);
    assert!(one.text.contains("个人信息已经清除") && !one.text.contains("演示路"), "{}", one.text);
    let trail = app.officer("auditor").await.get("/admin/audit").await.expect(200);
    assert!(trail.text.contains("declarations-erase"), "{}", trail.text);
}

#[tokio::test]
async fn declarations_are_for_officers_of_the_place() {
    let app = TestApp::start().await;
    app.visitor().get("/desk/declarations").await.expect(303);
    app.officer("editor").await.get("/desk/declarations").await.expect(403);
}
