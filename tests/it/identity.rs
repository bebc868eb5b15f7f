//! Who people are and how they show it.

use crate::support::TestApp;

#[tokio::test]
async fn a_session_shows_whose_it_is_and_ends_when_it_is_idle() {
    let app = TestApp::start().await;
    let li = app.citizen("li").await;
    assert!(li.get("/no-such-page").await.text.contains("演**明"));
    app.clock.advance(chrono::TimeDelta::hours(13));
    assert!(!li.get("/no-such-page").await.text.contains("演**明"));
}

#[tokio::test]
async fn an_officers_session_ends_after_half_an_hour() {
    let app = TestApp::start().await;
    let clerk = app.officer("clerk").await;
    assert!(clerk.get("/no-such-page").await.text.contains("演示受理员小陈"));
    app.clock.advance(chrono::TimeDelta::minutes(29));
    assert!(clerk.get("/no-such-page").await.text.contains("演示受理员小陈"));
    app.clock.advance(chrono::TimeDelta::minutes(31));
    assert!(!clerk.get("/no-such-page").await.text.contains("演示受理员小陈"));
}

#[tokio::test]
async fn an_agent_is_shown_with_whom_they_act_for() {
    let app = TestApp::start().await;
    let agent = app.citizen_for("li", "canteen").await;
    assert!(agent.get("/no-such-page").await.text.contains("演示餐饮有限公司"));
}
