//! The desk: what officers see and do.

use super::support::TestApp;

#[tokio::test]
async fn the_queue_shows_masked_names_only() {
    let app = TestApp::start().await;
    let no = app.filed().await;
    let queue = app.officer("clerk").await.get("/desk/cases").await.expect(200);
    assert_eq!(queue.find("tbody th a"), [no.as_str()]);
    assert!(queue.text.contains("演**明"), "{}", queue.text);
    assert!(!queue.text.contains("演示李明") && !queue.text.contains("119999199003070019"));
}

#[tokio::test]
async fn the_desk_is_for_officers() {
    let app = TestApp::start().await;
    let no = app.filed().await;
    let li = app.citizen("li").await;
    let answer = li.get(&format!("/desk/cases/{no}")).await.expect(303);
    assert!(answer.location().starts_with("/desk/login"));
}

#[tokio::test]
async fn an_editor_sees_no_case() {
    let app = TestApp::start().await;
    let no = app.filed().await;
    app.officer("editor").await.get(&format!("/desk/cases/{no}")).await.expect(404);
}

#[tokio::test]
async fn a_clerk_accepts_and_goes_on_to_the_next() {
    let app = TestApp::start().await;
    let (first, second) = (app.filed().await, app.filed().await);
    let clerk = app.officer("clerk").await;
    let done = clerk.post(&format!("/desk/cases/{first}/acceptance"), &[("version", "1"), ("next", "queue")]).await;
    assert_eq!(done.expect(303).location(), format!("/desk/cases/{second}"));
    let list = clerk.get("/desk/cases?state=accepted").await.expect(200);
    assert_eq!(list.find("tbody th a"), [first.as_str()]);
}

#[tokio::test]
async fn a_stale_page_is_told_what_changed_and_keeps_what_was_typed() {
    let app = TestApp::start().await;
    let no = app.filed().await;
    app.officer("reviewer").await.post(&format!("/desk/cases/{no}/pre-check"), &[("version", "1")]).await.expect(303);
    let fields = [("version", "1"), ("material:photo", "照片看不清")];
    let answer =
        app.officer("clerk").await.post(&format!("/desk/cases/{no}/correction-notice"), &fields).await.expect(409);
    assert_eq!(answer.attribute("#correction-notice-material-photo", "value").as_deref(), Some("照片看不清"));
    assert!(answer.text.contains("演示审查员小周"));
    assert_eq!(answer.attribute("#correction-notice input[name=version]", "value").as_deref(), Some("2"));
}

#[tokio::test]
async fn a_correction_notice_names_everything_and_is_printed() {
    let app = TestApp::start().await;
    let no = app.filed().await;
    let clerk = app.officer("clerk").await;
    let empty = clerk.post(&format!("/desk/cases/{no}/correction-notice"), &[("version", "1")]).await.expect(422);
    assert!(empty.text.contains("请至少写一处需要补正的内容"));
    let fields = [("version", "1"), ("material:photo", "照片看不清"), ("field:elder_name", "与身份证不一致")];
    clerk.post(&format!("/desk/cases/{no}/correction-notice"), &fields).await.expect(303);
    let page = clerk.get(&format!("/desk/cases/{no}")).await.expect(200);
    let paper = page.attribute("a[href$='.pdf']", "href").expect("a link to the paper");
    let li = app.citizen("li").await;
    assert!(li.get(&paper).await.expect(200).bytes.starts_with(b"%PDF"));
    app.citizen("wang").await.get(&paper).await.expect(404);
    app.visitor().get(&paper).await.expect(303);
}

#[tokio::test]
async fn numbers_are_shown_on_request_and_the_look_is_written_down() {
    let app = TestApp::start().await;
    let no = app.filed().await;
    let clerk = app.officer("clerk").await;
    let page = clerk.get(&format!("/desk/cases/{no}")).await.expect(200);
    assert!(!page.text.contains("119999199003070019"));
    let page = clerk.post(&format!("/desk/cases/{no}/reveal"), &[]).await.expect(200);
    assert!(page.text.contains("119999199003070019"));
    assert_eq!(app.text_of("audit", "act", "object", &format!("case {no}")).await, "case-reveal");
}

#[tokio::test]
async fn a_role_bounds_what_can_be_done() {
    let app = TestApp::start().await;
    let no = app.filed().await;
    let reviewer = app.officer("reviewer").await;
    assert!(reviewer.get(&format!("/desk/cases/{no}")).await.expect(200).find("#acceptance").is_empty());
    reviewer.post(&format!("/desk/cases/{no}/acceptance"), &[("version", "1")]).await.expect(403);
}

#[tokio::test]
async fn several_cases_are_assigned_at_once() {
    let app = TestApp::start().await;
    let (first, second) = (app.filed().await, app.filed().await);
    app.officer("reviewer").await;
    let to = super::support::officer_id("reviewer").to_string();
    let clerk = app.officer("clerk").await;
    let fields = [("case", first.as_str()), ("case", second.as_str()), ("to", to.as_str())];
    clerk.post("/desk/assignments", &fields).await.expect(303);
    let mine = app.officer("reviewer").await.get("/desk/cases?mine=1").await.expect(200);
    assert_eq!(mine.find("tbody th a").len(), 2);
}

#[tokio::test]
async fn a_refusal_tells_how_to_appeal_and_is_delivered() {
    let app = TestApp::start().await;
    let no = app.filed().await;
    app.officer("clerk").await.post(&format!("/desk/cases/{no}/acceptance"), &[("version", "1")]).await.expect(303);
    let decider = app.officer("decider").await;
    let bare = decider.post(&format!("/desk/cases/{no}/refusal"), &[("version", "2"), ("reason", "不满60周岁")]).await;
    assert!(bare.expect(422).text.contains("不满60周岁"));
    let fields = [("version", "2"), ("reason", "不满60周岁"), ("basis", "《老年人权益保障法》第二条")];
    decider.post(&format!("/desk/cases/{no}/refusal"), &fields).await.expect(303);
    let clerk = app.officer("clerk").await;
    clerk.post(&format!("/desk/cases/{no}/delivery"), &[("version", "3"), ("how", "hall")]).await.expect(303);
    assert_eq!(app.text_of("cases", "state", "no", &no).await, "closed");
}

#[tokio::test]
async fn the_desk_offers_nobody_a_door_that_is_closed_to_them() {
    let app = TestApp::start().await;
    for role in ["clerk", "reviewer", "decider", "supervisor", "editor"] {
        let officer = app.officer(role).await;
        let desk = officer.get("/desk").await.expect(200);
        assert!(desk.find(".tabs a").len() >= 3, "{role} has an overview, a queue and parcels");
        for place in 1..=desk.find(".tabs a").len() {
            let door = desk.attribute(&format!(".tabs li:nth-child({place}) a"), "href").expect("an address");
            officer.get(&door).await.expect(200);
        }
    }
}
