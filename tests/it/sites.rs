//! Sites: what they show, and what they offer to programs.

use crate::support::TestApp;

#[tokio::test]
async fn programs_see_every_site_with_what_works_there() {
    let app = TestApp::start().await;
    let sites = app.visitor().get("/api/v1/sites").await.expect(200).json();
    assert_eq!(sites[0]["id"], "national");
    let guangdong = sites.as_array().unwrap().iter().find(|site| site["id"] == "guangdong-hall").unwrap();
    assert_eq!((&guangdong["brand"], &guangdong["division"]), (&"广东政务服务网".into(), &"440000".into()));
    assert_eq!(guangdong["capabilities"][0], "guides");
}

#[tokio::test]
async fn a_site_brings_its_own_colour() {
    let app = TestApp::start().await;
    let sheet = app.visitor().get("/assets/site/guangdong-hall.css").await.expect(200);
    assert_eq!(sheet.header("content-type"), "text/css; charset=utf-8");
    assert!(sheet.text.contains("--accent: #8c1d18"), "{}", sheet.text);
    app.visitor().get("/assets/site/national.css").await.expect(404);
}
