//! What applicants see after they have sent something.

use crate::support::TestApp;
use crate::support::journey::PDF;

#[tokio::test]
async fn the_receipt_says_number_time_digest_and_what_comes_next() {
    let app = TestApp::start().await;
    let no = app.licence(false).await;
    let receipt = app.citizen("li").await.get(&format!("/cases/{no}/receipt")).await.expect(200);
    assert_eq!(receipt.find(".panel .copy-value")[0].replace('-', ""), no);
    assert!(receipt.text.contains("2020年1月22日 10:00:00"), "{}", receipt.text);
    assert!(receipt.find("dd .number").iter().any(|hash| hash.len() == 64));
    assert_eq!(receipt.find(".steps .step-meta")[..2], ["2月6日（周四）前", "受理后20个工作日内"]);
}

#[tokio::test]
async fn the_receipt_prints_or_says_what_to_do_instead() {
    let app = TestApp::start().await;
    let no = app.licence(false).await;
    let paper = app.citizen("li").await.get(&format!("/cases/{no}/receipt.pdf")).await;
    match paper.status.as_u16() {
        200 => assert!(paper.bytes.starts_with(b"%PDF-1.7")),
        503 => assert!(paper.text.contains("打印本页"), "{}", paper.text),
        other => panic!("{other}: {}", paper.text),
    }
}

#[tokio::test]
async fn progress_shows_what_was_what_is_and_what_comes() {
    let app = TestApp::start().await;
    let no = app.licence(false).await;
    app.desk("clerk", &no, "acceptance", &[]).await.expect(303);
    let page = app.applicants_page(&no).await;
    let names = |kind: &str| page.find(&format!(".step.{kind} .step-name"));
    assert_eq!(names("done"), ["提交申请（已完成）", "受理（已完成）"]);
    assert_eq!(names("now"), ["审查（正在进行）"]);
    assert_eq!(names("later"), ["作出决定（还没到）", "送达结果（还没到）"]);
}

#[tokio::test]
async fn somebody_elses_case_is_not_there() {
    let app = TestApp::start().await;
    let no = app.licence(false).await;
    let wang = app.citizen("wang").await;
    for page in ["", "/receipt", "/receipt.pdf", "/correction", "/supply", "/withdrawal"] {
        wang.get(&format!("/cases/{no}{page}")).await.expect(404);
    }
    wang.post(&format!("/cases/{no}/withdrawal"), &[("reason", "替人撤回")]).await.expect(404);
    assert_eq!(app.state(&no).await, "已提交");
}

#[tokio::test]
async fn a_correction_asks_for_exactly_what_the_notice_named() {
    let app = TestApp::start().await;
    let no = app.licence(false).await;
    let notice = [("material:plan", "看不清，请重拍"), ("field:reason", "请写明经营什么")];
    app.desk("clerk", &no, "correction-notice", &notice).await.expect(303);
    let page = app.applicants_page(&no).await;
    assert_eq!(page.find(".notice ol li"), ["演示平面图：看不清，请重拍", "申请理由：请写明经营什么"]);
    let li = app.citizen("li").await;
    let form = li.get(&format!("/cases/{no}/correction")).await.expect(200);
    assert_eq!(form.find("textarea[name=name], input[name=name]").len(), 0);
    li.post(&format!("/cases/{no}/correction"), &[("reason", "开一家面馆")]).await.expect(422);
    li.upload(&format!("/cases/{no}/materials/plan"), &[("plan", "新图.pdf", PDF)]).await.expect(303);
    li.post(&format!("/cases/{no}/correction"), &[("reason", "开一家面馆")]).await.expect(303);
    let page = app.applicants_page(&no).await;
    assert_eq!(page.find(".case-head .tag"), ["已补正"]);
    assert!(page.text.contains("开一家面馆"));
}

#[tokio::test]
async fn a_refused_file_is_told_beside_its_place() {
    let app = TestApp::start().await;
    let no = app.licence(true).await;
    app.desk("clerk", &no, "acceptance", &[("due:lease", "2020-02-12")]).await.expect(303);
    let li = app.citizen("li").await;
    let supply = format!("/cases/{no}/supply");
    let wrong = li.upload(&supply, &[("material.lease", "合同.exe", b"MZ not a paper")]).await.expect(422);
    assert!(wrong.find(".field-error").concat().contains("没有认出这个文件"), "{}", wrong.text);
    let nothing = li.upload(&supply, &[("material.lease", "", b"")]).await.expect(422);
    assert!(nothing.find(".field-error").concat().contains("请选择要补交的文件"), "{}", nothing.text);
    li.upload(&supply, &[("material.lease", "合同.pdf", PDF)]).await.expect(303);
    assert!(li.get(&supply).await.expect(200).text.contains("材料已经补齐"));
}

#[tokio::test]
async fn a_refusal_gives_its_reason_and_the_ways_to_appeal() {
    let app = TestApp::start().await;
    let no = app.licence(false).await;
    app.desk("clerk", &no, "acceptance", &[]).await.expect(303);
    let refusal = [("reason", "场所不符合要求"), ("basis", "演示条例第三条")];
    app.desk("decider", &no, "refusal", &refusal).await.expect(303);
    let notice = app.applicants_page(&no).await.find(".notice").concat();
    for said in ["场所不符合要求", "演示条例第三条", "60日内申请行政复议", "六个月内向人民法院"]
    {
        assert!(notice.contains(said), "{said}: {notice}");
    }
}

#[tokio::test]
async fn a_withdrawal_wants_a_reason_and_is_final() {
    let app = TestApp::start().await;
    let no = app.licence(false).await;
    let li = app.citizen("li").await;
    let withdrawal = format!("/cases/{no}/withdrawal");
    let wrong = li.post(&withdrawal, &[("reason", " ")]).await.expect(422);
    assert!(!wrong.find("#reason-error").is_empty());
    li.post(&withdrawal, &[("reason", "填错了")]).await.expect(303);
    assert!(li.get(&withdrawal).await.expect(200).find("form.stack textarea").is_empty());
    li.post(&withdrawal, &[("reason", "再撤一次")]).await.expect(409);
}

#[tokio::test]
async fn applicant_and_organ_write_to_each_other() {
    let app = TestApp::start().await;
    let no = app.licence(false).await;
    let li = app.citizen("li").await;
    let messages = format!("/cases/{no}/messages");
    li.post(&messages, &[("text", "什么时候来核查？")]).await.expect(303);
    app.desk("clerk", &no, "message", &[("text", "明天上午")]).await.expect(303);
    let page = app.applicants_page(&no).await;
    assert_eq!(page.find(".results .result p:last-child"), ["什么时候来核查？", "明天上午"]);
    let empty = li.post(&messages, &[("text", " ")]).await.expect(422);
    assert!(!empty.find("#text-error").is_empty());
}

#[tokio::test]
async fn my_cases_puts_drafts_first_and_filters() {
    let app = TestApp::start().await;
    let li = app.citizen("li").await;
    assert!(li.get("/me/cases").await.expect(200).text.contains("这里还没有办件"));
    let first = app.licence(false).await;
    app.clock.advance(chrono::TimeDelta::minutes(1));
    app.licence(false).await;
    li.post(&format!("/items/{}/apply", crate::support::journey::LICENCE), &[]).await.expect(303);
    app.desk("clerk", &first, "correction-notice", &[("material:plan", "看不清")]).await.expect(303);
    let all = li.get("/me/cases").await.expect(200);
    assert_eq!(all.find(".result .tag"), ["草稿", "已提交", "待补正"]);
    assert!(all.text.contains("继续填写"));
    let todo = li.get("/me/cases?state=todo").await.expect(200);
    assert_eq!(todo.find(".result .tag"), ["草稿", "待补正"]);
    assert_eq!(li.get("/me/cases?state=over&page=99").await.expect(200).find(".result").len(), 0);
}

#[tokio::test]
async fn tracking_shows_progress_and_nobody() {
    let app = TestApp::start().await;
    let no = app.licence(false).await;
    app.desk("clerk", &no, "correction-notice", &[("material:plan", "李明的图看不清")]).await.expect(303);
    let page = app.visitor().post("/track", &[("no", &no), ("digits", "0001")]).await.expect(200);
    assert!(page.find(".step.now .step-name").concat().contains("等您补正"), "{}", page.text);
    for inside in ["李明", "13800000001", "119999", "小陈"] {
        assert!(!page.text.contains(inside), "{inside}");
    }
}

#[tokio::test]
async fn wrong_digits_and_an_unknown_number_get_the_same_answer() {
    let app = TestApp::start().await;
    let no = app.licence(false).await;
    let day = app.clock.today();
    let division = budayang_rules::division::DivisionCode::parse("440104").expect("a division");
    let unknown = budayang_rules::case_no::CaseNo::new(&division, day, 1);
    let nobody = app.visitor();
    let wrong = nobody.post("/track", &[("no", &no), ("digits", "9999")]).await.expect(422);
    let none = nobody.post("/track", &[("no", unknown.as_str()), ("digits", "0001")]).await.expect(422);
    assert_eq!(wrong.text.replace(&no, "…"), none.text.replace(unknown.as_str(), "…"));
}

#[tokio::test]
async fn a_slip_in_the_number_is_told_and_guessing_has_an_end() {
    let app = TestApp::with(|config| config.no_rate_limits = false).await;
    let nobody = app.visitor();
    let slip = nobody.post("/track", &[("no", "440104200122123456780"), ("digits", "0001")]).await.expect(422);
    assert!(slip.find(".field-error").concat().contains("逐位核对"), "{}", slip.text);
    let division = budayang_rules::division::DivisionCode::parse("440104").expect("a division");
    let no = budayang_rules::case_no::CaseNo::new(&division, app.clock.today(), 7);
    for guess in 0..30 {
        nobody.post("/track", &[("no", no.as_str()), ("digits", &format!("{guess:04}"))]).await.expect(422);
    }
    nobody.post("/track", &[("no", no.as_str()), ("digits", "0030")]).await.expect(429);
}
