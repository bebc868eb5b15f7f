//! Officers are made, given roles and let go by security administrators; each act leaves its reason in the trail.

use std::process::Command;

use chrono::TimeDelta;
use totp_rs::{Builder, Secret};
use uuid::Uuid;

use crate::support::{Answer, TestApp, Visitor, officer_id};

const NEW: [(&str, &str); 5] = [
    ("name", "示例新人"),
    ("account", "xin.ren"),
    ("role", "clerk"),
    ("division", "440104"),
    ("reason", "穗政数〔2020〕3号"),
];

fn path_of(officer: Uuid) -> String {
    format!("/admin/security/officers/{officer}")
}

/// The code that an authenticator shows now.
fn code(app: &TestApp, secret: &str) -> String {
    let secret = Secret::try_from_base32(secret).expect("a secret");
    let totp = Builder::new().with_secret(secret).with_account_name("test").build().expect("an authenticator");
    totp.generate(u64::try_from(app.clock.now().timestamp()).unwrap()).to_string()
}

/// The invitation that a page of the administrator shows.
fn invitation(page: &Answer) -> String {
    let address = page.find(".notice .copy-value").concat();
    address.strip_prefix("http://127.0.0.1:8080").unwrap_or_else(|| panic!("no link: {address}")).to_owned()
}

/// A new officer, made by the security administrator: where their page is, and the link for them.
async fn appointed(security: &Visitor) -> (String, String) {
    let made = security.post("/admin/security/officers", &NEW).await.expect(303);
    let page = security.get(made.location()).await.expect(200);
    let link = invitation(&page);
    assert!(!security.get(made.location()).await.text.contains(&link), "the link is shown once");
    (made.location().to_owned(), link)
}

/// Takes up an invitation with an authenticator; gives the officer's browser and the secret.
async fn enrolled(app: &TestApp, link: &str) -> (Visitor, String) {
    let officer = app.visitor();
    let page = officer.get(link).await.expect(200);
    let secret = page.find(".copy-value").concat().replace(' ', "");
    assert!(page.attribute(".qr", "href").is_some_and(|way| way.contains(&format!("secret={secret}"))));
    assert_eq!(officer.get(link).await.find(".copy-value").concat().replace(' ', ""), secret, "looking again is safe");
    let wrong = [("password", "a password of one's own"), ("code", "000000")];
    officer.post(link, &wrong).await.expect(422);
    let right = [("password", "a password of one's own"), ("code", &code(app, &secret))];
    assert_eq!(officer.post(link, &right).await.expect(303).location(), "/desk");
    (officer, secret)
}

#[tokio::test]
async fn an_officer_is_made_and_begins_with_an_authenticator() {
    let app = TestApp::start().await;
    let security = app.officer("security").await;
    let (page, link) = appointed(&security).await;
    assert!(security.get("/admin/security").await.expect(200).text.contains("待启用"));
    let (officer, secret) = enrolled(&app, &link).await;
    officer.get("/desk").await.expect(200);
    officer.get("/admin/security").await.expect(403);
    let shown = security.get(&page).await.expect(200).text;
    assert!(shown.contains("受理 · 广东省广州市越秀区") && shown.contains("已连接验证器"), "{shown}");

    app.visitor().get(&link).await.expect(410);
    app.clock.advance(TimeDelta::minutes(1));
    let again = app.visitor();
    again.post("/desk/login", &[("account", "xin.ren"), ("password", "a password of one's own")]).await.expect(303);
    again.post("/desk/login/code", &[("code", &code(&app, &secret))]).await.expect(303);
    again.get("/desk").await.expect(200);
}

#[tokio::test]
async fn an_invitation_runs_out_and_a_new_one_replaces_it() {
    let app = TestApp::start().await;
    let security = app.officer("security").await;
    let (page, first) = appointed(&security).await;
    let door = format!("{page}/invitation");
    security.get(&door).await.expect(200);
    security.post(&door, &[("reason", "")]).await.expect(422);
    let made = security.post(&door, &[("reason", "链接丢失")]).await.expect(303);
    let second = invitation(&security.get(made.location()).await.expect(200));
    app.visitor().get(&first).await.expect(410);
    app.visitor().get(&second).await.expect(200);
    app.clock.advance(TimeDelta::days(4));
    let late = app.visitor().get(&second).await.expect(410);
    assert!(late.text.contains("要一个新链接"));
}

#[tokio::test]
async fn three_administrators_are_three_people_and_nobody_raises_themself() {
    let app = TestApp::start().await;
    let security = app.officer("security").await;
    app.officer("auditor").await;
    let grant = |role| [("role", role), ("division", "000000000000"), ("reason", "测试")];
    let auditor = format!("{}/grants", path_of(officer_id("auditor")));
    let refused = security.post(&auditor, &grant("system-admin")).await.expect(422);
    assert!(refused.text.contains("不能由同一个人担任"));
    assert!(security.post(&auditor, &grant("audit-admin")).await.expect(422).text.contains("已经有这个角色"));
    security.post(&auditor, &grant("clerk")).await.expect(303);

    let mut both = NEW.to_vec();
    both[2] = ("role", "audit-admin");
    both.push(("role", "security-admin"));
    security.post("/admin/security/officers", &both).await.expect(422);

    let own = path_of(officer_id("security"));
    assert!(security.post(&format!("{own}/grants"), &grant("clerk")).await.expect(422).text.contains("另一位"));
    security.post(&format!("{own}/invitation"), &[("reason", "测试")]).await.expect(422);
    security.post(&format!("{own}/departure"), &[("reason", "测试")]).await.expect(422);
    assert!(security.get(&own).await.attribute("form[action$=grants]", "action").is_none());
}

#[tokio::test]
async fn an_administrator_reaches_only_their_own_division_and_body() {
    let app = TestApp::start().await;
    let nation = app.officer("security").await;
    app.officer("clerk").await;
    let local = [
        ("name", "示例县安全员"),
        ("account", "xian"),
        ("role", "security-admin"),
        ("division", "440104"),
        ("reason", "测试"),
    ];
    let made = nation.post("/admin/security/officers", &local).await.expect(303);
    let link = invitation(&nation.get(made.location()).await);
    let (local, _) = enrolled(&app, &link).await;
    let (page, _) = appointed(&local).await;
    local.get(&path_of(officer_id("clerk"))).await.expect(404);
    let list = local.get("/admin/security").await.expect(200).text;
    assert!(list.contains("示例新人") && !list.contains("演示受理员小陈"));
    let wide = [("role", "reviewer"), ("division", "440000"), ("reason", "测试")];
    assert!(local.post(&format!("{page}/grants"), &wide).await.expect(422).text.contains("超出"));
    // A role that the nation gave lies outside, and so does the whole account then.
    nation.post(&format!("{page}/grants"), &wide).await.expect(303);
    local.post(&format!("{page}/departure"), &[("reason", "测试")]).await.expect(422);
    nation.post(&format!("{page}/departure"), &[("reason", "测试")]).await.expect(303);
    assert!(nation.get("/admin/security").await.text.contains("已停用"));
}

#[tokio::test]
async fn who_loses_a_role_or_leaves_is_out_at_once() {
    let app = TestApp::start().await;
    let security = app.officer("security").await;
    let clerk = app.officer("clerk").await;
    assert!(security.get("/admin/security/sessions").await.expect(200).text.contains("演示受理员小陈"));
    let page = path_of(officer_id("clerk"));
    let end = security.get(&page).await.attribute("a[href$='/end']", "href").expect("a session");
    security.get(&end).await.expect(200);
    security.post(&end, &[("reason", "不认识的设备")]).await.expect(303);
    clerk.get("/desk").await.expect(303);

    let clerk = app.officer("clerk").await;
    let role = security.get(&page).await.attribute("a[href$='/revocation']", "href").expect("a role");
    security.get(&role).await.expect(200);
    security.post(&role, &[("reason", "调离")]).await.expect(303);
    clerk.get("/desk").await.expect(303);
    security.post(&role, &[("reason", "调离")]).await.expect(404);

    security.post(&format!("{page}/departure"), &[("reason", "离职")]).await.expect(303);
    let gone = security.post(&format!("{page}/departure"), &[("reason", "离职")]).await.expect(422);
    assert!(gone.text.contains("已经停用"));
    let auditor = app.officer("auditor").await;
    for act in ["session-ended", "role-revoked", "officer-left"] {
        let trail = auditor.get(&format!("/admin/audit?act={act}")).await.expect(200).text;
        assert!(trail.contains("reason"), "{act}: {trail}");
    }
}

#[tokio::test]
async fn other_officers_and_citizens_stay_outside() {
    let app = TestApp::start().await;
    for name in ["clerk", "admin", "auditor"] {
        app.officer(name).await.get("/admin/security").await.expect(403);
    }
    app.citizen("li").await.get("/admin/security").await.expect(303);
    app.officer("clerk").await.post("/admin/security/officers", &NEW).await.expect(403);
}

#[tokio::test]
async fn the_first_administrator_is_made_on_the_machine() {
    let app = TestApp::start().await;
    let (folder, database) = app.into_data();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_budayang"));
        command.args(["admin", "officer"]).args(arguments).arg("--data-dir").arg(folder.path());
        if let Some(url) = &database {
            command.args(["--database-url", url]);
        }
        command.output().expect("the program")
    };
    let first = ["add", "--account", "first", "--name", "示例第一人", "--role", "security-admin"];
    let made = run(&first);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    assert!(String::from_utf8_lossy(&made.stdout).starts_with("http://127.0.0.1:8080/desk/enrolment/"));
    assert!(!run(&first).status.success(), "an account belongs to one person");
    let both = ["add", "--account", "both", "--name", "示例", "--role", "security-admin", "--role", "audit-admin"];
    assert!(!run(&both).status.success(), "administrators are separate");
    assert!(run(&["invite", "--account", "first"]).status.success());
    assert!(!run(&["invite", "--account", "nobody"]).status.success());
}
