//! From the first question to the receipt, and what the applicant can do afterwards.

use crate::support::filing::{SHOP, filed_shop, photo};
use crate::support::{PLAIN_ITEM as PLAIN, TestApp};

#[tokio::test]
async fn a_person_who_cannot_apply_learns_why_before_the_form() {
    let app = TestApp::start().await;
    let li = app.citizen("li").await;
    let question = li.get(&format!("/items/{SHOP}/eligibility")).await.expect(200);
    assert!(question.text.contains("店开在本区吗"), "{}", question.text);
    let end = li.get(&format!("/items/{SHOP}/eligibility?local=no")).await.expect(200);
    assert!(end.text.contains("店不在本区，请到店所在的区申请。"), "{}", end.text);
    let begun = li.post(&format!("/items/{SHOP}/apply"), &[("local", "no")]).await.expect(303);
    assert!(begun.location().contains("/eligibility?local=no"), "{}", begun.location());
}

#[tokio::test]
async fn somebody_without_a_session_logs_in_first() {
    let app = TestApp::start().await;
    let answer = app.visitor().get(&format!("/items/{SHOP}/apply")).await.expect(303);
    assert!(answer.location().starts_with("/login?back="), "{}", answer.location());
}

#[tokio::test]
async fn known_answers_are_filled_in_with_their_source_and_may_be_refused() {
    let app = TestApp::start().await;
    let li = app.citizen("li").await;
    let draft = li.begin_shop().await;
    let section = li.get(&format!("{draft}/sections/owner")).await.expect(200);
    assert_eq!(section.attribute("#name", "value").as_deref(), Some("演示李明"));
    assert!(section.find("#name-source")[0].contains("来自您的账户资料"), "{}", section.text);

    let owner = [("name", ""), ("phone", "13800000001")];
    li.post(&format!("{draft}/sections/owner"), &owner).await.expect(422);
    let again = li.get(&format!("{draft}/sections/owner")).await.expect(200);
    assert_eq!(again.attribute("#name", "value").as_deref(), Some(""));
}

#[tokio::test]
async fn an_earlier_case_fills_in_the_next_one() {
    let app = TestApp::start().await;
    app.subject("li").await;
    // What is newer wins: the case comes a day after the profile.
    app.clock.advance_days(1);
    let li = app.citizen("li").await;
    let first = li.begin_shop().await;
    li.post(&format!("{first}/sections/owner"), &[("name", "演示李大明"), ("phone", "13800000009")]).await.expect(303);
    let shop = [("shop_name", "演示小吃店"), ("food", "no")];
    li.post(&format!("{first}/sections/shop"), &shop).await.expect(303);
    li.post(&format!("{first}/delivery"), &[("way", "print")]).await.expect(303);
    li.give_materials(&first).await;
    li.send_draft(&first).await.expect(303);
    let second = li.begin_shop().await;
    let section = li.get(&format!("{second}/sections/owner")).await.expect(200);
    let source = section.find("#phone-source").concat();
    assert!(source.contains("来自您的"), "{}", section.text);
    assert_eq!(section.attribute("#phone", "value").as_deref(), Some("13800000009"));
}

#[tokio::test]
async fn what_is_typed_is_saved_and_the_draft_is_offered_again() {
    let app = TestApp::start().await;
    let li = app.citizen("li").await;
    let draft = li.begin_shop().await;
    let typed = [("shop_name", "演示"), ("opened.year", "0"), ("opened.month", "13"), ("opened.day", "32")];
    li.post(&format!("{draft}/sections/shop/autosave"), &typed).await.expect(204);
    let section = li.get(&format!("{draft}/sections/shop")).await.expect(200);
    assert_eq!(section.attribute("#shop_name", "value").as_deref(), Some("演示"));
    let start = li.get(&format!("/items/{SHOP}/apply")).await.expect(200);
    assert!(start.text.contains("继续填写") && start.text.contains(&draft), "{}", start.text);
    let mine = li.get("/me/cases").await.expect(200);
    assert!(mine.text.contains(&draft), "{}", mine.text);
}

#[tokio::test]
async fn a_draft_is_nobody_elses() {
    let app = TestApp::start().await;
    let draft = app.citizen("li").await.begin_shop().await;
    let wang = app.citizen("wang").await;
    wang.get(&draft).await.expect(404);
    wang.post(&format!("{draft}/sections/shop/autosave"), &[("shop_name", "x")]).await.expect(404);
}

#[tokio::test]
async fn faults_stand_beside_their_fields_and_hidden_questions_are_not_asked() {
    let app = TestApp::start().await;
    let li = app.citizen("li").await;
    let draft = li.begin_shop().await;
    let lacking = [
        ("shop_name", "演示店"),
        ("food", "yes"),
        ("opened.year", "9999"),
        ("opened.month", "2"),
        ("opened.day", "30"),
    ];
    let faulty = li.post(&format!("{draft}/sections/shop"), &lacking).await.expect(422);
    assert!(!faulty.find("#kitchen-error").is_empty(), "{}", faulty.text);
    assert!(!faulty.find("#opened-error").is_empty(), "{}", faulty.text);
    li.post(&format!("{draft}/sections/shop"), &[("shop_name", "演示店"), ("food", "no")]).await.expect(303);
}

#[tokio::test]
async fn unknown_fields_are_left_aside_and_thousands_are_refused() {
    let app = TestApp::start().await;
    let li = app.citizen("li").await;
    let draft = li.begin_shop().await;
    let strange = [("shop_name", "店"), ("food", "no"), ("state", "granted"), ("__proto__", "x")];
    li.post(&format!("{draft}/sections/shop"), &strange).await.expect(303);
    let names: Vec<String> = (0..3_000).map(|at| format!("field{at}")).collect();
    let many: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "x")).collect();
    li.post(&format!("{draft}/sections/shop"), &many).await.expect(413);
}

#[tokio::test]
async fn an_application_ends_with_a_receipt() {
    let app = TestApp::start().await;
    let li = app.citizen("li").await;
    let no = filed_shop(&li).await;
    let receipt = li.get(&format!("/cases/{no}/receipt")).await.expect(200);
    assert!(receipt.text.contains(&no) && receipt.text.contains("10:00"), "{}", receipt.text);
    // Five working days over the Spring Festival that was extended to 2 February.
    assert!(receipt.text.contains("2月6日（周四）前"), "{}", receipt.text);
    assert_eq!(receipt.find(".fact .number")[0].len(), 64);
    let case = li.get(&format!("/cases/{no}")).await.expect(200);
    assert!(case.text.contains("已提交"), "{}", case.text);
    li.get(&format!("/drafts/{no}")).await.expect(404);
}

#[tokio::test]
async fn what_is_missing_is_said_before_anything_is_sent() {
    let app = TestApp::start().await;
    let li = app.citizen("li").await;
    let draft = li.begin_shop().await;
    li.fill_shop(&draft).await;
    let refused = li.send_draft(&draft).await.expect(422);
    assert!(refused.text.contains("店面照片") && refused.text.contains("健康证明"), "{}", refused.text);
    li.give_materials(&draft).await;
    let undeclared = li.post(&format!("{draft}/submission"), &[]).await.expect(422);
    assert!(undeclared.text.contains("请先勾选"), "{}", undeclared.text);
    li.send_draft(&draft).await.expect(303);
}

#[tokio::test]
async fn sending_twice_makes_one_case() {
    let app = TestApp::start().await;
    let li = app.citizen("li").await;
    let draft = li.begin_shop().await;
    li.fill_shop(&draft).await;
    li.give_materials(&draft).await;
    let sends = futures::future::join_all((0..50).map(|_| li.send_draft(&draft))).await;
    let first = sends[0].location().to_owned();
    assert!(sends.iter().all(|answer| answer.status == 303 && answer.location() == first), "{:?}", sends[0].text);
    assert_eq!(li.send_draft(&draft).await.location(), first);
    let mine = li.get("/me/cases").await;
    assert_eq!(mine.find(".result").len(), 1);
}

#[tokio::test]
async fn programs_submit_through_the_same_door() {
    let app = TestApp::start().await;
    let li = app.citizen("li").await;
    let body = |key: &str| {
        serde_json::json!({
            "item": PLAIN, "answers": { "name": "演示李明", "reason": "演示" }, "phone": "13800000001",
            "idempotency_key": key,
        })
    };
    let bodies: Vec<_> = (0..300).map(|at| body(&format!("key-{at}"))).collect();
    let answers = futures::future::join_all(bodies.iter().map(|body| li.post_json("/api/v1/cases", body))).await;
    let mut numbers: Vec<String> = answers
        .iter()
        .map(|answer| {
            assert_eq!(answer.status, 201, "{}", answer.text);
            answer.json()["no"].as_str().expect("a number").to_owned()
        })
        .collect();
    numbers.sort();
    numbers.dedup();
    assert_eq!(numbers.len(), 300);
    let again = li.post_json("/api/v1/cases", &bodies[7]).await.expect(201);
    assert_eq!(again.json()["no"], answers[7].json()["no"]);
    // Somebody else's key is their own.
    let wang = app.citizen("wang").await;
    let own = wang.post_json("/api/v1/cases", &bodies[7]).await.expect(201);
    assert_ne!(own.json()["no"], answers[7].json()["no"]);
}

#[tokio::test]
async fn a_program_hears_what_is_wrong() {
    let app = TestApp::start().await;
    let li = app.citizen("li").await;
    let unknown = serde_json::json!({
        "item": PLAIN, "answers": { "name": "演示李明", "reason": "演示", "colour": "red" }, "phone": "13800000001",
        "idempotency_key": "k",
    });
    let answer = li.post_json("/api/v1/cases", &unknown).await.expect(422);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    assert!(answer.json()["detail"].as_str().is_some_and(|detail| detail.contains("colour")));
    li.post_json("/api/v1/cases", &serde_json::json!({ "item": 1 })).await.expect(422);
    app.visitor().post_json("/api/v1/cases", &unknown).await.expect(401);
}

#[tokio::test]
async fn progress_by_number_tells_nothing_to_those_who_guess() {
    let app = TestApp::start().await;
    let no = filed_shop(&app.citizen("li").await).await;
    let visitor = app.visitor();
    let found = visitor.post("/track", &[("no", &no), ("digits", "0001")]).await.expect(200);
    assert!(found.text.contains("演示小店许可") && !found.text.contains("演示李明"), "{}", found.text);
    let wrong = visitor.post("/track", &[("no", &no), ("digits", "0002")]).await.expect(422);
    let unknown = visitor.post("/track", &[("no", "440104200122123456781"), ("digits", "0002")]).await.expect(422);
    assert!(!wrong.text.contains("演示小店许可") && !unknown.text.contains("演示小店许可"));
    visitor.post("/track", &[("no", "1"), ("digits", "0001")]).await.expect(422);
}

#[tokio::test]
async fn the_applicant_withdraws_with_a_reason() {
    let app = TestApp::start().await;
    let li = app.citizen("li").await;
    let no = filed_shop(&li).await;
    li.post(&format!("/cases/{no}/withdrawal"), &[("reason", " ")]).await.expect(422);
    app.citizen("wang").await.post(&format!("/cases/{no}/withdrawal"), &[("reason", "x")]).await.expect(404);
    li.post(&format!("/cases/{no}/withdrawal"), &[("reason", "不开店了")]).await.expect(303);
    let case = li.get(&format!("/cases/{no}")).await.expect(200);
    assert!(case.text.contains("已撤回") && case.text.contains("不开店了"), "{}", case.text);
    li.post(&format!("/cases/{no}/withdrawal"), &[("reason", "x")]).await.expect(409);
}

#[tokio::test]
async fn a_document_of_the_vault_is_used_with_consent_only() {
    let app = TestApp::start().await;
    let li = app.citizen("li").await;
    let kept = li.upload("/me/vault", &[("name", "", "店面照片".as_bytes()), ("file", "a.jpg", &photo())]).await;
    kept.expect(303);
    let draft = li.begin_shop().await;
    let page = li.get(&format!("{draft}/materials")).await.expect(200);
    let document = page.attribute("input[name=document]", "value").expect("a document to choose");
    let path = format!("{draft}/materials/photo/vault");
    li.post(&path, &[("document", &document)]).await.expect(422);
    li.post(&path, &[("document", &document), ("consent", "yes")]).await.expect(303);
    let wang = app.citizen("wang").await;
    let own = wang.begin_shop().await;
    let theft =
        wang.post(&format!("{own}/materials/photo/vault"), &[("document", &document), ("consent", "yes")]).await;
    theft.expect(404);
}
