//! The clocks of the Administrative Licence Law (行政许可法) over the Spring Festival of 2020, whose holiday the State
//! Council lengthened to 2 February: after 22 January the working days are 23 January, 3–7, 10–14, 17–21, 24–28 February.

use crate::support::TestApp;
use crate::support::journey::PDF;

#[tokio::test]
async fn accepted_on_22_january_a_licence_is_due_twenty_working_days_later() {
    let app = TestApp::start().await;
    let no = app.licence(false).await;
    app.desk("clerk", &no, "acceptance", &[]).await.expect(303);
    let page = app.applicants_page(&no).await;
    assert_eq!(page.find(".clock-word"), ["还有20个工作日，最晚2月27日（周四）"]);
    app.on("2020-02-19").await;
    assert_eq!(app.applicants_page(&no).await.find(".clock-word"), ["还有6个工作日，最晚2月27日（周四）"]);
}

#[tokio::test]
async fn five_silent_working_days_accept_from_the_day_of_receipt() {
    let app = TestApp::start().await;
    let no = app.licence(false).await;
    app.on("2020-02-06").await;
    assert_eq!(app.state(&no).await, "已提交");
    app.on("2020-02-07").await;
    let page = app.applicants_page(&no).await;
    assert_eq!(page.find(".case-head .tag"), ["已受理"]);
    assert!(page.find(".clock-word").concat().contains("最晚2月27日（周四）"), "{}", page.text);
    assert!(page.text.contains("第三十二条"));
}

#[tokio::test]
async fn after_five_silent_days_nobody_can_turn_the_application_away() {
    let app = TestApp::start().await;
    let no = app.licence(false).await;
    app.clock.advance_days(16);
    let answer = app.desk("clerk", &no, "declination", &[("reason", "不符合条件")]).await;
    assert_eq!(answer.status, 422, "{}", answer.text);
}

#[tokio::test]
async fn a_pause_moves_the_last_day_by_as_many_working_days() {
    let app = TestApp::start().await;
    let no = app.licence(false).await;
    app.desk("clerk", &no, "acceptance", &[]).await.expect(303);
    app.on("2020-02-03").await;
    let asked = [("procedure", "expert-review"), ("reason", "需要专家评审"), ("notice", "专家评审期间不计时")];
    app.desk("reviewer", &no, "pause", &asked).await.expect(303);
    let paused = app.applicants_page(&no).await;
    assert_eq!(paused.find(".clock-word"), ["停止计时，恢复后还有18天"]);
    app.on("2020-02-10").await;
    app.desk("reviewer", &no, "resumption", &[]).await.expect(303);
    let page = app.applicants_page(&no).await;
    assert!(page.find(".clock-word").concat().contains("最晚3月5日（周四）"), "{:?}", page.find(".clock-word"));
}

#[tokio::test]
async fn the_head_of_the_organ_extends_once() {
    let app = TestApp::start().await;
    let no = app.licence(false).await;
    app.desk("clerk", &no, "acceptance", &[]).await.expect(303);
    let extension = [("days", "10"), ("reason", "需要到现场核查")];
    app.desk("supervisor", &no, "extension", &extension).await.expect(303);
    let page = app.applicants_page(&no).await;
    assert!(page.find(".clock-word").concat().contains("最晚3月12日（周四）"), "{:?}", page.find(".clock-word"));
    app.desk("supervisor", &no, "extension", &extension).await.expect(422);
}

#[tokio::test]
async fn a_second_notice_with_something_new_needs_a_head_and_a_reason() {
    let app = TestApp::start().await;
    let no = app.licence(false).await;
    app.desk("clerk", &no, "correction-notice", &[("material:plan", "看不清，请重拍")]).await.expect(303);
    let li = app.citizen("li").await;
    li.upload(&format!("/cases/{no}/materials/plan"), &[("plan", "新图.pdf", PDF)]).await.expect(303);
    li.post(&format!("/cases/{no}/correction"), &[]).await.expect(303);
    let more = [("field:reason", "请写得具体一些")];
    let blocked = app.desk("clerk", &no, "correction-notice", &more).await.expect(422);
    assert!(blocked.text.contains("第三十二条"), "{}", blocked.text);
    app.desk("supervisor", &no, "correction-notice", &more).await.expect(422);
    let with_reason = [more[0], ("reason", "上次告知遗漏，已批评承办人")];
    app.desk("supervisor", &no, "correction-notice", &with_reason).await.expect(303);
    assert_eq!(app.state(&no).await, "待补正");
}

#[tokio::test]
async fn a_correction_begins_the_five_days_anew_and_one_that_never_comes_sends_the_case_back() {
    let app = TestApp::start().await;
    let no = app.licence(false).await;
    app.desk("clerk", &no, "correction-notice", &[("material:plan", "看不清，请重拍")]).await.expect(303);
    // Fifteen working days after 22 January.
    app.on("2020-02-20").await;
    assert_eq!(app.state(&no).await, "待补正");
    app.on("2020-02-21").await;
    assert_eq!(app.state(&no).await, "已退件");
}

#[tokio::test]
async fn there_is_no_result_before_what_was_promised_is_in() {
    let app = TestApp::start().await;
    let no = app.licence(true).await;
    app.desk("clerk", &no, "acceptance", &[("due:lease", "2020-02-12")]).await.expect(303);
    let blocked = app.desk("decider", &no, "grant", &[("reason", "符合条件")]).await.expect(422);
    assert!(blocked.text.contains("演示租赁合同"), "{}", blocked.text);
    let li = app.citizen("li").await;
    li.upload(&format!("/cases/{no}/supply"), &[("material.lease", "合同.pdf", PDF)]).await.expect(303);
    app.desk("decider", &no, "grant", &[("reason", "符合条件")]).await.expect(303);
    assert_eq!(app.state(&no).await, "已准予");
}

#[tokio::test]
async fn what_was_promised_is_reminded_of_once_and_its_absence_ends_the_case() {
    let app = TestApp::start().await;
    let no = app.licence(true).await;
    app.desk("clerk", &no, "acceptance", &[("due:lease", "2020-02-12")]).await.expect(303);
    app.on("2020-02-06").await;
    assert_eq!(app.acts(&no, "remind").await, 0);
    app.on("2020-02-07").await;
    app.on("2020-02-10").await;
    assert_eq!(app.acts(&no, "remind").await, 1);
    app.on("2020-02-12").await;
    assert_eq!(app.state(&no).await, "已受理");
    app.on("2020-02-13").await;
    let page = app.applicants_page(&no).await;
    assert_eq!(page.find(".case-head .tag"), ["已终止"]);
    assert!(page.text.contains("没有按期补交：演示租赁合同"), "{}", page.text);
}

#[tokio::test]
async fn a_late_decision_alarms_the_heads_once() {
    let app = TestApp::start().await;
    let no = app.licence(false).await;
    app.officer("supervisor").await;
    app.desk("clerk", &no, "acceptance", &[]).await.expect(303);
    app.on("2020-02-27").await;
    assert_eq!(app.notices("case-overdue").await, 0);
    app.on("2020-02-28").await;
    app.on("2020-03-02").await;
    assert_eq!(app.notices("case-overdue").await, 1);
    let page = app.applicants_page(&no).await;
    assert_eq!(page.find(".clock-word"), ["已超期2个工作日，应在2月27日（周四）前办完"]);
}

#[tokio::test]
async fn a_case_that_is_over_stays_as_it_is() {
    let app = TestApp::start().await;
    let no = app.licence(false).await;
    let li = app.citizen("li").await;
    li.post(&format!("/cases/{no}/withdrawal"), &[("reason", "不想办了")]).await.expect(303);
    app.on("2020-04-22").await;
    assert_eq!(app.state(&no).await, "已撤回");
}
