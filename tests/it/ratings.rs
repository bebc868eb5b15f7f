//! 好差评: freely, once, and a bad one is answered.

use serde_json::Value;

use super::support::{TestApp, Visitor};

async fn closed(app: &TestApp) -> (String, Visitor) {
    let no = app.granted(Value::Null).await;
    let number = app.text_of("certificates", "number", "case_no", &no).await;
    let li = app.citizen("li").await;
    li.get(&format!("/me/certificates/{number}.pdf")).await.expect(200);
    (no, li)
}

#[tokio::test]
async fn a_service_is_rated_once() {
    let app = TestApp::start().await;
    let (no, li) = closed(&app).await;
    let path = format!("/cases/{no}/rating");
    let form = li.get(&path).await.expect(200);
    assert!(form.find("input[name=grade][checked]").is_empty(), "nothing is chosen beforehand");
    li.post(&path, &[("words", "还没选")]).await.expect(422);
    li.post(&path, &[("grade", "1"), ("reasons", "quick")]).await.expect(303);
    assert_eq!(app.text_of("cases", "state", "no", &no).await, "rated");
    li.post(&path, &[("grade", "5")]).await.expect(409);
    let supervisor = app.officer("supervisor").await.get("/desk/follow-ups").await.expect(200);
    assert!(supervisor.text.contains("没有待整改的差评"));
}

#[tokio::test]
async fn an_open_case_is_not_rated() {
    let app = TestApp::start().await;
    let no = app.filed().await;
    let li = app.citizen("li").await;
    assert!(li.get(&format!("/cases/{no}/rating")).await.expect(200).text.contains("办结之后才能评价"));
    li.post(&format!("/cases/{no}/rating"), &[("grade", "5")]).await.expect(409);
}

#[tokio::test]
async fn a_bad_rating_is_answered_within_fifteen_working_days() {
    let app = TestApp::start().await;
    let (no, li) = closed(&app).await;
    let fields = [("grade", "4"), ("reasons", "slow"), ("words", "等了很久")];
    li.post(&format!("/cases/{no}/rating"), &fields).await.expect(303);
    app.officer("clerk").await.get("/desk/follow-ups").await.expect(403);
    let supervisor = app.officer("supervisor").await;
    let list = supervisor.get("/desk/follow-ups").await.expect(200);
    assert!(list.text.contains("等了很久"));
    // 22 January 2020 and fifteen working days, with the prolonged Spring Festival: 20 February.
    assert!(list.text.contains("2月20日（周四）"), "{}", list.text);
    let answer = list.attribute("section form", "action").expect("a form");
    supervisor.post(&answer, &[("answer", " ")]).await.expect(422);
    supervisor.post(&answer, &[("answer", "已增加人手")]).await.expect(303);
    supervisor.post(&answer, &[("answer", "再答一次")]).await.expect(409);
    assert!(supervisor.get("/desk/follow-ups").await.expect(200).text.contains("已增加人手"));
}
