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

#[tokio::test]
async fn the_national_home_leads_to_services_themes_and_what_the_site_can_do() {
    let app = TestApp::start().await;
    let page = app.visitor().get("/").await.expect(200);
    assert_eq!(page.attribute("main", "data-site").as_deref(), Some("national"));
    assert!(page.find("h2").contains(&"按主题找".to_owned()), "{}", page.text);
    assert!(page.text.contains("/items/11440104MB2D4T015L4442011012000"), "{}", page.text);
    assert!(page.text.contains("/s/national/c/portal-directory"), "{}", page.text);
}

#[tokio::test]
async fn every_capability_that_a_site_shows_has_its_page() {
    let app = TestApp::start().await;
    let sites = app.visitor().get("/api/v1/sites").await.expect(200).json();
    for site in sites.as_array().unwrap() {
        for key in site["capabilities"].as_array().unwrap() {
            let (site, key) = (site["id"].as_str().unwrap(), key.as_str().unwrap());
            let page = app.visitor().get(&format!("/s/{site}/c/{key}")).await.expect(200);
            assert_eq!(page.attribute("main", "data-capability").as_deref(), Some(key));
            assert_eq!(page.attribute("main", "data-site").as_deref(), Some(site));
        }
    }
}

#[tokio::test]
async fn a_capability_that_a_site_has_not_is_not_found() {
    let app = TestApp::start().await;
    app.visitor().get("/s/mohrss/c/smart-qa").await.expect(404);
    app.visitor().get("/s/mohrss/c/themes").await.expect(404);
    app.visitor().get("/s/nowhere").await.expect(404);
}

#[tokio::test]
async fn the_verbs_are_pages_in_both_languages() {
    let app = TestApp::start().await;
    for (verb, zh, en) in [("read", "我要看", "Read"), ("find", "我要查", "Find"), ("apply", "我要办", "Apply")]
    {
        let visitor = app.visitor();
        let address = format!("/s/guangdong-hall/{verb}");
        assert_eq!(visitor.get(&address).await.expect(200).find("h1"), [zh]);
        visitor.post("/preferences", &[("lang", "en"), ("back", "/")]).await.expect(303);
        assert_eq!(visitor.get(&address).await.expect(200).find("h1"), [en]);
    }
    app.visitor().get("/s/guangdong-hall/me").await.expect(303);
}

#[tokio::test]
async fn the_last_site_lends_its_brand_to_pages_outside_of_sites() {
    let app = TestApp::start().await;
    let visitor = app.visitor();
    visitor.get("/s/guangdong-hall").await.expect(200);
    assert_eq!(visitor.get("/accessibility").await.expect(200).find(".brand"), ["广东政务服务网"]);
    assert_eq!(visitor.get("/").await.expect(200).find(".brand"), ["国家政务服务平台"]);
}

#[tokio::test]
async fn the_sample_of_a_result_can_be_seen_and_nothing_else_of_the_pack() {
    let app = TestApp::start().await;
    let item = "/items/11440104MB2D4T015L4442011012000/files";
    let sample = app.visitor().get(&format!("{item}/files/elder-card.svg")).await.expect(200);
    assert_eq!(sample.header("content-type"), "image/svg+xml");
    app.visitor().get(&format!("{item}/site.toml")).await.expect(404);
}

#[tokio::test]
async fn what_the_footer_links_to_is_there() {
    let app = TestApp::start().await;
    for page in ["/accessibility", "/privacy", "/complaints", "/report-error", "/sites", "/divisions"] {
        app.visitor().get(page).await.expect(200);
    }
}

#[tokio::test]
async fn an_error_on_a_page_is_reported_and_answered_by_an_editor() {
    let app = TestApp::start().await;
    let faulty = [("page", "/items"), ("kind", ""), ("words", "")];
    let refused = app.visitor().post("/report-error", &faulty).await.expect(422);
    assert_eq!(refused.find(".errors li").len(), 2, "{}", refused.text);

    let told = [("page", "/items"), ("kind", "link"), ("words", "样本打不开"), ("telephone", "13800138000")];
    let visitor = app.visitor();
    let sent = visitor.post("/report-error", &told).await.expect(303);
    assert_eq!(sent.location(), "/items");

    let editor = app.officer("editor").await;
    let list = editor.get("/desk/reports").await.expect(200);
    // Three working days after 22 January 2020: the holiday lasted until 2 February.
    assert!(list.text.contains("样本打不开") && list.text.contains("2020-02-04"), "{}", list.text);
    assert!(list.text.contains("138****8000") && !list.text.contains("13800138000"), "{}", list.text);
    let answer = list.attribute("form[action^='/desk/reports/']", "action").expect("a form");
    editor.post(&answer, &[("answer", "已修复，谢谢")]).await.expect(303);
    editor.post(&answer, &[("answer", "再答一次")]).await.expect(409);
    assert!(editor.get("/desk/reports").await.expect(200).text.contains("已修复"));
}

#[tokio::test]
async fn reports_are_for_editors_only() {
    let app = TestApp::start().await;
    app.officer("clerk").await.get("/desk/reports").await.expect(403);
}
