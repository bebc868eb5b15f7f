//! Logging in through an OpenID Connect provider that runs in a process of its own.

use crate::support::provider::Provider;
use crate::support::{TestApp, Visitor, last_code};

const WANG: &str = "13800000002";
const PROFILE: &str = "/me/profile";

/// Li's account at the provider is linked from Li's own profile.
async fn linked(provider: &Provider, app: &TestApp) -> Visitor {
    let li = app.citizen("li").await;
    assert!(li.get(PROFILE).await.expect(200).text.contains("绑定演示身份认证"));
    let found = provider.log_in(&li, "li", "").await.expect(303);
    assert_eq!(found.location(), "/login/link");
    assert!(li.get("/login/link").await.expect(200).text.contains("示例li"));
    li.post("/login/link", &[("back", PROFILE)]).await.expect(303);
    li
}

#[tokio::test]
async fn a_linked_person_logs_in_until_the_link_is_removed() {
    let provider = Provider::start();
    let app = provider.app().await;
    let li = linked(&provider, &app).await;

    let elsewhere = app.visitor();
    assert!(elsewhere.get("/login").await.expect(200).text.contains("用演示身份认证登录"));
    let inside = provider.log_in(&elsewhere, "li", "").await.expect(303);
    assert_eq!(inside.location(), "/me/sessions");
    assert!(elsewhere.get("/me").await.expect(200).text.contains("演**明"));

    let page = li.get(PROFILE).await.expect(200);
    let issuer = page.attribute("form[action$=removal] button", "value").expect("a link");
    let wang = app.citizen("wang").await;
    wang.post("/me/profile/provider/removal", &[("issuer", &issuer)]).await.expect(404);
    li.post("/me/profile/provider/removal", &[("issuer", &issuer)]).await.expect(303);
    let unknown = provider.log_in(&app.visitor(), "li", "").await.expect(303);
    assert_eq!(unknown.location(), "/login/link");
}

#[tokio::test]
async fn an_unknown_person_registers_and_is_linked() {
    let provider = Provider::start();
    let app = provider.app().await;
    let visitor = app.visitor();
    provider.log_in(&visitor, "zhou", "").await.expect(303);
    let page = visitor.get("/login/link").await.expect(200);
    let register = page.attribute("a[href^='/register?link=yes']", "href").expect("a way to register");
    assert!(visitor.get(&register).await.expect(200).text.contains("示例zhou"));
    let person = [
        ("link", "yes"),
        ("back", "/me/sessions"),
        ("name", "示例周"),
        ("number", "11010519491231002X"),
        ("phone", "13900000010"),
    ];
    visitor.post("/register", &person).await.expect(303);
    let code = last_code(&app, "13900000010").await;
    let inside = visitor.post("/code", &[("code", &code)]).await.expect(303);
    assert_eq!(inside.location(), "/me/sessions");

    let again = app.visitor();
    provider.log_in(&again, "zhou", "").await.expect(303);
    assert!(again.get("/me").await.expect(200).text.contains("示*周"));
}

#[tokio::test]
async fn an_unknown_person_logs_in_by_code_and_is_linked() {
    let provider = Provider::start();
    let app = provider.app().await;
    app.subject("wang").await;
    let visitor = app.visitor();
    provider.log_in(&visitor, "wang", "").await.expect(303);
    visitor.post("/login", &[("phone", WANG), ("link", "yes")]).await.expect(303);
    let code = last_code(&app, WANG).await;
    visitor.post("/code", &[("code", &code)]).await.expect(303);
    let again = app.visitor();
    assert_eq!(provider.log_in(&again, "wang", "").await.expect(303).location(), "/me/sessions");
}

#[tokio::test]
async fn a_telephone_without_account_goes_on_to_register_and_link() {
    let provider = Provider::start();
    let app = provider.app().await;
    let visitor = app.visitor();
    provider.log_in(&visitor, "new", "").await.expect(303);
    visitor.post("/login", &[("phone", "13900000011"), ("link", "yes")]).await.expect(303);
    let code = last_code(&app, "13900000011").await;
    let onward = visitor.post("/code", &[("code", &code)]).await.expect(303);
    assert_eq!(onward.location(), "/register?link=yes");
    assert!(visitor.get("/register?link=yes").await.expect(200).text.contains("示例new"));
}

#[tokio::test]
async fn nobody_is_linked_who_did_not_ask_for_it() {
    let provider = Provider::start();
    let app = provider.app().await;
    app.subject("wang").await;
    // Somebody begins at a shared machine and walks away; the next person logs in as always.
    let machine = app.visitor();
    provider.log_in(&machine, "stranger", "").await.expect(303);
    machine.post("/login", &[("phone", WANG)]).await.expect(303);
    let code = last_code(&app, WANG).await;
    machine.post("/code", &[("code", &code)]).await.expect(303);
    let stranger = provider.log_in(&app.visitor(), "stranger", "").await.expect(303);
    assert_eq!(stranger.location(), "/login/link");
    let late = app.visitor().post("/login", &[("phone", WANG), ("link", "yes")]).await.expect(410);
    assert!(late.text.contains("请重新登录"));
}

#[tokio::test]
async fn an_answer_that_is_not_ours_is_refused_with_the_other_ways_in() {
    let provider = Provider::start();
    let app = provider.app().await;
    linked(&provider, &app).await;
    for fault in ["nonce", "expired", "audience", "declined"] {
        let visitor = app.visitor();
        let refused = provider.log_in(&visitor, "li", fault).await.expect(400);
        assert!(!refused.find(".notice.warn").is_empty(), "{fault}");
        assert!(
            refused.attribute("a[href^='/register']", "href").is_some_and(|way| way.ends_with("back=/me/sessions"))
        );
        visitor.get("/me").await.expect(303);
    }
}

#[tokio::test]
async fn a_state_from_elsewhere_and_a_second_use_are_refused() {
    let provider = Provider::start();
    let app = provider.app().await;
    linked(&provider, &app).await;
    let visitor = app.visitor();
    let back = provider.way_back(&visitor, "li", "").await;
    let (path, state) = back.rsplit_once("state=").expect("a state");
    let other = if state.starts_with('0') { "1" } else { "0" };
    visitor.get(&format!("{path}state={other}{}", &state[1..])).await.expect(400);
    app.visitor().get(&back).await.expect(400);
    visitor.get(&back).await.expect(303);
    visitor.get(&back).await.expect(400);
}

#[tokio::test]
async fn while_the_provider_is_away_the_other_ways_stay_open() {
    let provider = Provider::start();
    let app = provider.app().await;
    drop(provider);
    let visitor = app.visitor();
    visitor.get("/login").await.expect(200);
    let away = visitor.get("/login/provider?back=/me/vault").await.expect(503);
    assert!(away.text.contains("演示身份认证现在连不上"), "{}", away.text);
    assert!(away.attribute("a[href^='/register']", "href").is_some_and(|way| way.ends_with("back=/me/vault")));
}
