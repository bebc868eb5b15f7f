//! Work that no request waits for.

use std::time::Duration;

use budayang::jobs;
use chrono::TimeDelta;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use uuid::Uuid;

use crate::support::TestApp;

/// Which node holds the lease of a job.
async fn holder(app: &TestApp, job: &str) -> Option<Uuid> {
    let mut lease = Query::select();
    lease.column("node").from("leases").and_where(Expr::col("name").eq(job));
    let row = app.app.db.read().query_one(&lease).await.expect("the leases can be read");
    row.map(|row| row.try_get_by("node").expect("a node"))
}

/// Waits until somebody else than `than` holds the lease.
async fn another_holder(app: &TestApp, job: &str, than: Option<Uuid>) -> Uuid {
    for _ in 0..200 {
        match holder(app, job).await {
            Some(node) if Some(node) != than => return node,
            _ => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
    panic!("nobody took the lease of {job}");
}

#[tokio::test]
async fn every_job_can_do_its_work() {
    let app = TestApp::start().await;
    jobs::run_all_once(&app.app).await.expect("all jobs");
}

#[tokio::test]
async fn of_two_nodes_one_does_what_belongs_to_all() {
    let app = TestApp::start().await;
    let first = jobs::start(&app.app);
    let node = another_holder(&app, "notices", None).await;
    let second = jobs::start(&app.app);
    // The second one has had its turns by then, and left the lease alone.
    tokio::time::sleep(Duration::from_millis(2_500)).await;
    assert_eq!(holder(&app, "notices").await, Some(node));

    first.stop(&app.app).await;
    another_holder(&app, "notices", Some(node)).await;
    second.stop(&app.app).await;
    assert_eq!(holder(&app, "notices").await, None);
}

#[tokio::test]
async fn a_node_that_died_is_replaced_when_its_lease_has_run_out() {
    let app = TestApp::start().await;
    let died = jobs::start(&app.app);
    let node = another_holder(&app, "audit", None).await;
    drop(died);
    assert_eq!(holder(&app, "audit").await, Some(node));

    app.clock.advance(TimeDelta::seconds(31));
    let heir = jobs::start(&app.app);
    another_holder(&app, "audit", Some(node)).await;
    heir.stop(&app.app).await;
}

#[tokio::test]
async fn the_system_administrator_sees_the_node_its_jobs_and_what_is_missing() {
    let app = TestApp::start().await;
    let page = app.officer("admin").await.get("/admin").await.expect(200);
    assert!(page.find("tbody th").iter().any(|job| job == "办件时限"), "{}", page.text);
    assert!(page.text.contains("--clamd"), "what is missing is named with its remedy");
    app.officer("clerk").await.get("/admin").await.expect(403);
    app.visitor().get("/admin").await.expect(303);
}
