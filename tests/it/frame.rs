//! What every page shares.

use crate::support::TestApp;

#[tokio::test]
async fn an_unknown_page_shows_a_way_out() {
    let app = TestApp::start().await;
    let page = app.visitor().get("/no-such-page").await;
    assert_eq!(page.status, 404);
    assert!(page.text.contains("回首页"), "{}", page.text);
}

#[tokio::test]
async fn a_program_gets_the_same_as_problem_json() {
    let app = TestApp::start().await;
    let answer = app.visitor().get("/api/v1/no-such-thing").await;
    assert_eq!(answer.status, 404);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    assert_eq!(answer.json()["status"], 404);
}
