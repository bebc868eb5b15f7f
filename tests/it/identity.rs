//! Who people are and how they show it.

mod provider;
mod security;

use chrono::TimeDelta;

use crate::support::{TestApp, Visitor, last_code, last_message};

const LI: &str = "13800000001";
const ZHAO: &str = "13800000003";

/// Asks for a log-in code and gives it back.
async fn ask_code(app: &TestApp, visitor: &Visitor, phone: &str) -> String {
    let sent = visitor.post("/login", &[("phone", phone)]).await.expect(303);
    assert_eq!(sent.location(), "/code");
    last_code(app, phone).await
}

/// Six digits that are not these.
fn another(code: &str) -> String {
    format!("{:06}", (code.parse::<u32>().unwrap() + 1) % 1_000_000)
}

#[tokio::test]
async fn a_session_shows_whose_it_is_and_ends_when_it_is_idle() {
    let app = TestApp::start().await;
    let li = app.citizen("li").await;
    assert!(li.get("/me").await.expect(200).text.contains("演**明"));
    app.clock.advance(TimeDelta::hours(13));
    let answer = li.get("/me").await.expect(303);
    assert!(answer.location().starts_with("/login?back="), "{}", answer.location());
}

#[tokio::test]
async fn an_officers_session_ends_after_half_an_hour() {
    let app = TestApp::start().await;
    let clerk = app.officer("clerk").await;
    assert!(clerk.get("/login").await.text.contains("演示受理员小陈"));
    app.clock.advance(TimeDelta::minutes(29));
    assert!(clerk.get("/login").await.text.contains("演示受理员小陈"));
    app.clock.advance(TimeDelta::minutes(31));
    assert!(!clerk.get("/login").await.text.contains("演示受理员小陈"));
}

#[tokio::test]
async fn a_code_logs_in_and_leads_back() {
    let app = TestApp::start().await;
    app.subject("li").await;
    let visitor = app.visitor();
    let sent = visitor.post("/login", &[("phone", "138 0000 0001"), ("back", "/me/sessions")]).await.expect(303);
    assert_eq!(sent.location(), "/code");
    assert!(visitor.get("/code").await.expect(200).text.contains("138****0001"));
    let code = last_code(&app, LI).await;
    let inside = visitor.post("/code", &[("code", &code)]).await.expect(303);
    assert_eq!(inside.location(), "/me/sessions");
    visitor.get("/me").await.expect(200);
}

#[tokio::test]
async fn the_cookie_of_a_session_is_out_of_reach_for_scripts_and_other_sites() {
    let app = TestApp::with(|config| config.public_url = "https://zw.example".parse().ok()).await;
    app.subject("li").await;
    let visitor = app.visitor();
    let code = ask_code(&app, &visitor, LI).await;
    let inside = visitor.post("/code", &[("code", &code)]).await.expect(303);
    let cookies: Vec<_> = inside.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap()).collect();
    let session = cookies.iter().find(|cookie| cookie.starts_with("session=")).expect("a session");
    for property in ["HttpOnly", "SameSite=Lax", "Secure"] {
        assert!(session.contains(property), "{session}");
    }
}

#[tokio::test]
async fn a_code_opens_once_within_three_minutes_and_five_tries() {
    let app = TestApp::start().await;
    app.subject("li").await;
    let visitor = app.visitor();
    let code = ask_code(&app, &visitor, LI).await;
    app.clock.advance(TimeDelta::minutes(4));
    let late = visitor.post("/code", &[("code", &code)]).await.expect(422);
    assert!(late.text.contains("这个验证码已经失效"));

    let code = ask_code(&app, &visitor, LI).await;
    let wrong = another(&code);
    for left in (0..5).rev() {
        let answer = visitor.post("/code", &[("code", &wrong)]).await.expect(422);
        assert!(answer.text.contains(&format!("还可以再试{left}次")), "{}", answer.text);
    }
    let right_but_late = visitor.post("/code", &[("code", &code)]).await.expect(422);
    assert!(right_but_late.text.contains("这个验证码已经失效"));
}

#[tokio::test]
async fn codes_to_one_telephone_keep_a_minute_apart() {
    let app = TestApp::start().await;
    let visitor = app.visitor();
    ask_code(&app, &visitor, LI).await;
    let again = visitor.post("/login", &[("phone", LI)]).await.expect(429);
    assert_eq!(again.header("retry-after"), "61");
    app.clock.advance(TimeDelta::seconds(61));
    ask_code(&app, &visitor, LI).await;
}

#[tokio::test]
async fn asking_for_a_code_does_not_tell_who_has_an_account() {
    let app = TestApp::start().await;
    app.subject("li").await;
    let known = app.visitor().post("/login", &[("phone", LI)]).await;
    let unknown = app.visitor().post("/login", &[("phone", "13900000009")]).await;
    assert_eq!((known.status, known.location()), (unknown.status, unknown.location()));
    let known = app.visitor().post("/login/password", &[("phone", LI), ("password", "not the right one")]).await;
    let other =
        app.visitor().post("/login/password", &[("phone", "13900000009"), ("password", "not the right one")]).await;
    assert_eq!(known.find(".field-error"), other.find(".field-error"));
}

#[tokio::test]
async fn a_person_registers_with_a_checked_number_and_a_proved_telephone() {
    let app = TestApp::start().await;
    let visitor = app.visitor();
    let person = [
        ("name", "示例周"),
        ("document", "id"),
        ("number", "11010519491231002"),
        ("phone", "13900000010"),
        ("password", "a long enough one"),
    ];
    let short = visitor.post("/register", &person).await.expect(422);
    assert!(short.text.contains("身份证号应为18位，还差1位"));
    assert_eq!(short.attribute("#name", "value").as_deref(), Some("示例周"), "what was typed stays");

    let mut right = person;
    right[2] = ("number", "11010519491231002x");
    visitor.post("/register", &right).await.expect(303);
    let code = last_code(&app, "13900000010").await;
    let inside = visitor.post("/code", &[("code", &code)]).await.expect(303);
    assert_eq!(inside.location(), "/me");
    let profile = visitor.get("/me/profile").await.expect(200);
    assert!(profile.text.contains("110***********002X"));
    assert!(!profile.text.contains("11010519491231002X"));
    assert!(visitor.post("/me/profile/number", &[]).await.expect(200).text.contains("11010519491231002X"));

    let taken = app.visitor().post("/register", &right).await.expect(422);
    assert!(taken.text.contains("已经注册过"));

    let again = app.visitor();
    again.post("/login/password", &[("phone", "13900000010"), ("password", "a long enough one")]).await.expect(303);
    again.get("/me").await.expect(200);
}

#[tokio::test]
async fn every_kind_of_identity_number_can_register() {
    let app = TestApp::start().await;
    // Residence permit (GB 11643 check), foreign permanent residents of both versions, passport.
    let documents = [
        ("id", "830000199201300022"),
        ("id", "911124198108030024"),
        ("id", "USA110081091201"),
        ("passport", "E12345678"),
    ];
    for (index, (document, number)) in documents.into_iter().enumerate() {
        let phone = format!("1390000002{index}");
        let visitor = app.visitor();
        let person = [("name", "示例"), ("document", document), ("number", number), ("phone", &phone)];
        visitor.post("/register", &person).await.expect(303);
        let code = last_code(&app, &phone).await;
        visitor.post("/code", &[("code", &code)]).await.expect(303);
        visitor.get("/me").await.expect(200);
    }
}

#[tokio::test]
async fn five_failures_close_the_door_for_a_quarter_of_an_hour() {
    let app = TestApp::demo().await;
    let try_with =
        async |password: &str| app.visitor().post("/login/password", &[("phone", LI), ("password", password)]).await;
    for _ in 0..5 {
        assert!(try_with("wrong").await.expect(422).text.contains("账号或密码不对"));
    }
    assert!(try_with("budayang-2020").await.expect(422).text.contains("15分钟"));
    app.clock.advance(TimeDelta::minutes(16));
    try_with("budayang-2020").await.expect(303);
}

#[tokio::test]
async fn officers_need_both_factors_and_a_code_opens_once() {
    let app = TestApp::demo().await;
    let officer = app.visitor();
    let first = officer
        .post("/desk/login", &[("account", "demo-clerk"), ("password", "budayang-2020"), ("back", "/desk")])
        .await
        .expect(303);
    assert_eq!(first.location(), "/desk/login/code");
    assert!(!officer.get("/desk/login").await.text.contains("action=\"/logout\""), "one factor is not enough");
    let page = officer.get("/desk/login/code").await.expect(200);
    let code = page
        .find(".notice p")
        .into_iter()
        .find_map(|text| text.split(|c: char| !c.is_ascii_digit()).find(|part| part.len() == 6).map(str::to_owned));
    let code = code.expect("the demonstration shows the code");
    officer.post("/desk/login/code", &[("code", &another(&code))]).await.expect(422);
    let inside = officer.post("/desk/login/code", &[("code", &code)]).await.expect(303);
    assert_eq!(inside.location(), "/desk");
    assert!(officer.get("/desk/login").await.text.contains("演示受理员小陈"));

    let thief = app.visitor();
    thief.post("/desk/login", &[("account", "demo-clerk"), ("password", "budayang-2020")]).await.expect(303);
    thief.post("/desk/login/code", &[("code", &code)]).await.expect(422);
}

#[tokio::test]
async fn the_doors_of_the_demonstration_are_shut_elsewhere() {
    let app = TestApp::start().await;
    app.visitor().post("/login/demonstration", &[("person", "li")]).await.expect(404);
    app.visitor().post("/desk/login/demonstration", &[("account", "demo-clerk")]).await.expect(404);
    app.visitor().get("/demo/messages").await.expect(404);
}

#[tokio::test]
async fn one_sees_and_ends_ones_own_sessions_only() {
    let app = TestApp::start().await;
    let (phone, desk) = (app.citizen("li").await, app.citizen("li").await);
    let wang = app.citizen("wang").await;
    let page = desk.get("/me/sessions").await.expect(200);
    let end = page.attribute("form[action$='/end']", "action").expect("another session");
    wang.post(&end, &[]).await.expect(404);
    phone.get("/me").await.expect(200);
    desk.post(&end, &[]).await.expect(303);
    phone.get("/me").await.expect(303);
    desk.get("/me").await.expect(200);
}

#[tokio::test]
async fn logging_out_ends_the_session_itself() {
    let app = TestApp::start().await;
    let li = app.citizen("li").await;
    let held = li.cookie("session");
    li.post("/logout", &[]).await.expect(303);
    let thief = app.visitor();
    thief.hold("session", &held);
    thief.get("/me").await.expect(303);
}

#[tokio::test]
async fn an_elder_consents_with_a_code_on_their_own_telephone() {
    let app = TestApp::start().await;
    app.subject("zhao").await;
    let wang = app.citizen("wang").await;
    let asked = [
        ("elder-name", "演示赵奶奶"),
        ("elder-number", "119999194103090049"),
        ("elder-phone", ZHAO),
        ("elder-until.year", "2020"),
        ("elder-until.month", "12"),
        ("elder-until.day", "31"),
    ];
    let mut own_phone = asked;
    own_phone[2] = ("elder-phone", "13800000002");
    let refused = wang.post("/me/mandates/helper", &own_phone).await.expect(422);
    assert!(refused.text.contains("和已登记的不一致"), "a helper cannot consent for the elder");

    wang.post("/me/mandates/helper", &asked).await.expect(303);
    assert!(last_message(&app, ZHAO).await.contains("演示王芳想替您办理"));
    let code = last_code(&app, ZHAO).await;
    wang.post("/code", &[("code", &code)]).await.expect(303);

    let page = wang.get("/me/mandates").await.expect(200);
    let mandate = page.attribute("form[action='/me/acting'] input[name=mandate]", "value").expect("a mandate");
    wang.post("/me/acting", &[("mandate", &mandate)]).await.expect(303);
    assert!(wang.get("/me").await.text.contains("您现在代演示赵奶奶办事"));

    let zhao = app.citizen("zhao").await;
    zhao.post(&format!("/me/mandates/{mandate}/revocation"), &[]).await.expect(303);
    assert!(!wang.get("/me").await.text.contains("您现在代"), "a revoked mandate is no longer in use");
}

#[tokio::test]
async fn a_mandate_ends_on_its_last_day() {
    let app = TestApp::start().await;
    let agent = app.citizen_for("li", "canteen").await;
    assert!(agent.get("/me").await.text.contains("您现在代演示餐饮有限公司办事"));
    for _ in 0..2 {
        app.clock.advance(TimeDelta::hours(11));
        agent.get("/me").await.expect(200);
    }
    app.clock.advance(TimeDelta::days(366));
    let later = app.citizen("li").await;
    assert!(later.get("/me/mandates").await.text.contains("今天不在授权日期内"));
}

#[tokio::test]
async fn a_company_is_registered_once_and_its_manager_names_agents() {
    let app = TestApp::start().await;
    app.subject("wang").await;
    let li = app.citizen("li").await;
    let company =
        [("company-name", "示例商店"), ("company-number", "91119999MA00000023"), ("company-representative", "示例张")];
    let mut slip = company;
    slip[1] = ("company-number", "91119999MA00000024");
    li.post("/me/mandates/company", &slip).await.expect(422);
    li.post("/me/mandates/company", &company).await.expect(303);
    let wang = app.citizen("wang").await;
    let second = wang.post("/me/mandates/company", &company).await.expect(422);
    assert!(second.text.contains("已经登记过"));

    let page = li.get("/me/mandates").await;
    let id = page.attribute("#agent-company option:not([value=''])", "value").expect("the company");
    let mandate = [
        ("agent-company", id.as_str()),
        ("agent-name", "演示王芳"),
        ("agent-number", "119999198805120028"),
        ("agent-from.year", "2020"),
        ("agent-from.month", "1"),
        ("agent-from.day", "22"),
        ("agent-until.year", "2020"),
        ("agent-until.month", "6"),
        ("agent-until.day", "30"),
    ];
    wang.post("/me/mandates/agent", &mandate).await.expect(422);
    li.post("/me/mandates/agent", &mandate).await.expect(303);
    assert!(wang.get("/me/mandates").await.text.contains("示例商店"));
}

#[tokio::test]
async fn one_gets_ones_own_data_and_withdraws_a_consent() {
    let app = TestApp::start().await;
    let li = app.citizen("li").await;
    let data = li.get("/me/privacy/data.json").await.expect(200).json();
    assert_eq!(data["person"]["number"], "119999199003070019");
    assert_eq!(data["consents"][0]["withdrawn_at"], serde_json::Value::Null);
    li.post("/me/privacy/consent", &[("purpose", "short-messages"), ("answer", "withdraw")]).await.expect(303);
    let data = li.get("/me/privacy/data.json").await.expect(200).json();
    assert_ne!(data["consents"][0]["withdrawn_at"], serde_json::Value::Null);
}

#[tokio::test]
async fn a_new_telephone_must_be_proved_and_ends_other_sessions() {
    let app = TestApp::start().await;
    let (li, elsewhere) = (app.citizen("li").await, app.citizen("li").await);
    li.post("/me/profile", &[("phone", "13900000077"), ("address", "示例路3号")]).await.expect(303);
    let code = last_code(&app, "13900000077").await;
    li.post("/code", &[("code", &code)]).await.expect(303);
    let page = li.get("/me/profile").await.expect(200);
    assert!(page.text.contains("139****0077") && page.text.contains("示例路3号"), "{}", page.text);
    elsewhere.get("/me").await.expect(303);
}

#[tokio::test]
async fn codes_and_half_done_log_ins_are_forgotten() {
    let app = TestApp::start().await;
    let visitor = app.visitor();
    ask_code(&app, &visitor, LI).await;
    app.visitor().post("/login/password", &[("phone", LI), ("password", "wrong")]).await.expect(422);
    let kept = async || {
        let mut kept = Vec::new();
        for table in ["login_codes", "challenges", "attempts"] {
            kept.push(app.rows(table).await);
        }
        kept
    };
    budayang::jobs::run_all_once(&app.app).await.expect("the jobs");
    assert_eq!(kept().await, [1, 1, 1]);
    app.clock.advance(TimeDelta::hours(23));
    budayang::jobs::run_all_once(&app.app).await.expect("the jobs");
    assert_eq!(kept().await, [1, 0, 0], "a code counts for a day towards the most that are sent");
    app.clock.advance(TimeDelta::hours(2));
    budayang::jobs::run_all_once(&app.app).await.expect("the jobs");
    assert_eq!(kept().await, [0, 0, 0]);
}
