//! The trail of who did what, its chain, and who may read it.

use budayang::audit::{Break, Verdict, verify};
use budayang::jobs;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, Query};

use crate::support::{TestApp, Visitor, officer_id};

/// An auditor who has opened the trail so often, each time leaving a line, and all of them sealed.
async fn trail(app: &TestApp, lines: usize) -> Visitor {
    let auditor = app.officer("auditor").await;
    for _ in 0..lines {
        auditor.get("/admin/audit").await.expect(200);
    }
    jobs::run_all_once(&app.app).await.expect("the jobs");
    auditor
}

/// Lines as busy days leave them.
async fn write_lines(app: &TestApp, count: usize) {
    let mut lines = Query::insert();
    lines.into_table("audit").columns(["at", "actor_kind", "act", "object", "detail"]);
    for number in 0..count {
        let object = format!("case {number}");
        lines.values_panic([
            Expr::value(app.clock.now()),
            Expr::value("system"),
            Expr::value("case-accept"),
            Expr::value(object),
            Expr::value(r#"{"by":"silence"}"#),
        ]);
    }
    execute(app, &lines).await;
}

async fn verdict(app: &TestApp) -> Verdict {
    verify(&app.app.db).await.expect("a walk along the chain")
}

async fn execute(app: &TestApp, statement: &impl sea_orm::StatementBuilder) {
    let tx = app.app.db.begin().await.expect("a transaction");
    tx.execute(statement).await.expect("the statement");
    tx.commit().await.expect("a commit");
}

async fn delete_line(app: &TestApp, seq: i64) {
    let mut delete = Query::delete();
    delete.from_table("audit").and_where(Expr::col("seq").eq(seq));
    execute(app, &delete).await;
}

#[tokio::test]
async fn what_was_sealed_is_whole() {
    let app = TestApp::start().await;
    trail(&app, 3).await;
    assert_eq!(verdict(&app).await, Verdict::Whole { lines: 3 });
    trail(&app, 2).await;
    assert_eq!(verdict(&app).await, Verdict::Whole { lines: 5 });
}

#[tokio::test]
async fn a_changed_line_is_named() {
    let app = TestApp::start().await;
    trail(&app, 5).await;
    let mut change = Query::update();
    change.table("audit").value("act", "nothing-happened").and_where(Expr::col("seq").eq(3i64));
    execute(&app, &change).await;
    assert_eq!(verdict(&app).await, Verdict::Broken(Break::Changed { seq: 3 }));
}

#[tokio::test]
async fn a_deleted_line_is_named() {
    let app = TestApp::start().await;
    trail(&app, 5).await;
    delete_line(&app, 2).await;
    assert_eq!(verdict(&app).await, Verdict::Broken(Break::Missing { seq: 2 }));
}

#[tokio::test]
async fn the_end_of_the_chain_cannot_be_cut_off() {
    let app = TestApp::start().await;
    trail(&app, 5).await;
    delete_line(&app, 5).await;
    assert_eq!(verdict(&app).await, Verdict::Broken(Break::Missing { seq: 5 }));
}

#[tokio::test]
async fn an_auditor_sees_what_a_check_found() {
    let app = TestApp::start().await;
    let auditor = trail(&app, 5).await;
    auditor.post("/admin/audit/verification", &[]).await.expect(303);
    let page = auditor.get("/admin/audit").await.expect(200);
    assert!(page.text.contains("5条记录完整"), "{}", page.text);

    delete_line(&app, 4).await;
    auditor.post("/admin/audit/verification", &[]).await.expect(303);
    let page = auditor.get("/admin/audit").await.expect(200);
    assert!(page.text.contains("第4条记录不见了"), "{}", page.text);
}

#[tokio::test]
async fn only_audit_administrators_read_the_trail() {
    let app = TestApp::start().await;
    for other in ["clerk", "admin", "security"] {
        let officer = app.officer(other).await;
        officer.get("/admin/audit").await.expect(403);
        officer.get("/admin/audit/export.csv").await.expect(403);
        officer.post("/admin/audit/verification", &[]).await.expect(403);
    }
    let citizen = app.citizen("li").await.get("/admin/audit").await.expect(303);
    assert!(citizen.location().starts_with("/desk/login"), "{}", citizen.location());
}

#[tokio::test]
async fn reading_leaves_a_line_with_what_was_looked_for() {
    let app = TestApp::start().await;
    let auditor = app.officer("auditor").await;
    auditor.get("/admin/audit?act=certificate-revoke").await.expect(200);
    let page = auditor.get("/admin/audit?act=audit-read").await.expect(200);
    assert_eq!(page.find("tbody tr").len(), 1);
    assert!(page.text.contains("certificate-revoke"), "{}", page.text);
    assert!(page.text.contains("演示审计管理员"), "{}", page.text);
}

#[tokio::test]
async fn the_trail_is_filtered_by_person_act_and_day() {
    let app = TestApp::start().await;
    let auditor = trail(&app, 2).await;
    let count = async |query: String| {
        let page = auditor.get(&format!("/admin/audit?{query}")).await.expect(200);
        page.find("tbody tr").len()
    };
    assert_eq!(count(format!("actor={}", officer_id("auditor"))).await, 2);
    assert_eq!(count(format!("actor={}", officer_id("clerk"))).await, 0);
    assert_eq!(count("actor=system".into()).await, 0);
    assert_eq!(count("act=audit-exported".into()).await, 0);
    assert_eq!(count("day=2020-01-21".into()).await, 0);
    assert_eq!(count("day=2020-01-22".into()).await, 7);
}

#[tokio::test]
async fn a_filter_that_makes_no_sense_is_explained() {
    let app = TestApp::start().await;
    let auditor = app.officer("auditor").await;
    let page = auditor.get("/admin/audit?actor=chen&day=yesterday").await.expect(200);
    assert_eq!(page.find(".field-error").len(), 2);
    auditor.get("/admin/audit/export.csv?day=yesterday").await.expect(400);
}

#[tokio::test]
async fn a_long_trail_has_pages() {
    let app = TestApp::start().await;
    let auditor = trail(&app, 60).await;
    let first = auditor.get("/admin/audit?act=audit-read").await.expect(200);
    assert_eq!(first.find("tbody tr").len(), 50);
    let next = first.attribute(".pager a[rel=next]", "href").expect("a next page");
    let second = auditor.get(&next).await.expect(200);
    assert_eq!(second.find("tbody tr").len(), 10);
    assert_eq!(second.attribute(".pager a[rel=next]", "href"), None);
}

#[tokio::test]
async fn the_export_holds_every_line_with_its_seal() {
    let app = TestApp::start().await;
    write_lines(&app, 1_005).await;
    let auditor = trail(&app, 0).await;
    let export = auditor.get("/admin/audit/export.csv").await.expect(200);
    assert_eq!(export.header("content-type"), "text/csv; charset=utf-8");
    let mut table = csv::Reader::from_reader(export.bytes.as_slice());
    let rows: Vec<csv::StringRecord> = table.records().collect::<Result<_, _>>().expect("a table");
    // The latest line tells of this export and is not sealed yet.
    assert_eq!(rows.len(), 1_006);
    assert_eq!((&rows[0][0], &rows[0][5]), ("", "audit-exported"));
    // Each line names the seal of the one before it.
    assert!(rows[1..].windows(2).all(|pair| pair[0][8] == pair[1][9]));
}
