//! The people of the demonstration, marked 演示. Their numbers carry a county code (119999) that no county has.

use uuid::Uuid;

use super::tables::account::Model as Account;
use super::tables::grant::Model as GrantRow;
use super::tables::mandate::{MandateKind, Model as Mandate};
use super::tables::officer::Model as OfficerRow;
use super::tables::subject::{Model as Subject, SubjectKind};
use super::{Purpose, Role, password, second_factor, store};
use crate::app::App;
use crate::db::{DbErr, Tx};

/// Said on the log-in page of the demonstration, and nowhere else.
pub(super) const PASSWORD: &str = "budayang-2020";

pub(super) struct Person {
    pub key: &'static str,
    pub name: &'static str,
    pub phone: &'static str,
    number: &'static str,
    id: u128,
}

pub(super) struct Staff {
    pub account: &'static str,
    pub name: &'static str,
    pub role: Role,
    id: u128,
}

pub(super) const PEOPLE: [Person; 3] = [
    Person { key: "li", name: "演示李明", phone: "13800000001", number: "119999199003070019", id: 0x1 },
    Person { key: "wang", name: "演示王芳", phone: "13800000002", number: "119999198805120028", id: 0x2 },
    Person { key: "zhao", name: "演示赵奶奶", phone: "13800000003", number: "119999194103090049", id: 0x3 },
];

const CANTEEN: (u128, &str, &str) = (0x11, "演示餐饮有限公司", "91119999MA00000010");

pub(super) const STAFF: [Staff; 8] = [
    Staff { account: "demo-clerk", name: "演示受理员小陈", role: Role::Clerk, id: 0x21 },
    Staff { account: "demo-reviewer", name: "演示审查员小周", role: Role::Reviewer, id: 0x22 },
    Staff { account: "demo-decider", name: "演示决定人老吴", role: Role::Decider, id: 0x23 },
    Staff { account: "demo-supervisor", name: "演示负责人老郑", role: Role::Supervisor, id: 0x24 },
    Staff { account: "demo-editor", name: "演示编辑小冯", role: Role::Editor, id: 0x25 },
    Staff { account: "demo-admin", name: "演示系统管理员", role: Role::SystemAdmin, id: 0x26 },
    Staff { account: "demo-security", name: "演示安全管理员", role: Role::SecurityAdmin, id: 0x27 },
    Staff { account: "demo-auditor", name: "演示审计管理员", role: Role::AuditAdmin, id: 0x28 },
];

impl Person {
    pub(super) fn id(&self) -> Uuid {
        key(self.id)
    }
}

impl Staff {
    pub(super) fn id(&self) -> Uuid {
        key(self.id)
    }
}

/// Writes the people of the demonstration unless they are there.
pub(crate) async fn seed_demo(app: &App, tx: &Tx) -> Result<(), DbErr> {
    if store::subjects::subject(&app.db, PEOPLE[0].id()).await?.is_some() {
        return Ok(());
    }
    let now = app.clock.now();
    let password = password::hash(app, PASSWORD).await.map_err(|error| DbErr::Custom(error.to_string()))?;
    for person in &PEOPLE {
        let subject = Subject {
            id: person.id(),
            kind: SubjectKind::Natural,
            name: person.name.into(),
            number: person.number.into(),
            number_kind: "resident".into(),
            representative: None,
            phone: Some(person.phone.into()),
            address: Some("北京市演示区演示路1号".into()),
            grade: 3,
            created_at: now,
        };
        store::subjects::add(tx, subject).await?;
        let account = Account {
            subject: person.id(),
            phone: person.phone.into(),
            password: Some(password.clone()),
            created_at: now,
        };
        store::accounts::add(tx, account).await?;
        for purpose in Purpose::ALL {
            store::accounts::consent(tx, app.random.id(now), person.id(), purpose, now).await?;
        }
    }
    seed_mandates(app, tx).await?;
    seed_staff(app, tx, &password).await
}

async fn seed_mandates(app: &App, tx: &Tx) -> Result<(), DbErr> {
    let now = app.clock.now();
    let (id, name, number) = CANTEEN;
    let canteen = Subject {
        id: key(id),
        kind: SubjectKind::Legal,
        name: name.into(),
        number: number.into(),
        number_kind: "credit-code".into(),
        representative: Some(PEOPLE[0].name.into()),
        phone: Some(PEOPLE[0].phone.into()),
        address: Some("北京市演示区演示路2号".into()),
        grade: 3,
        created_at: now,
    };
    store::subjects::add(tx, canteen).await?;
    let today = app.clock.today();
    let year = today + chrono::Days::new(365);
    let mandates = [
        (MandateKind::Manager, key(id), PEOPLE[0].id(), super::mandate::FOREVER, "演示：登记企业"),
        (MandateKind::Helper, PEOPLE[2].id(), PEOPLE[1].id(), year, "演示：赵奶奶用短信验证码同意王芳代办"),
    ];
    for (kind, principal, agent, until_day, consent) in mandates {
        let mandate = Mandate {
            id: app.random.id(now),
            kind,
            principal,
            agent,
            from_day: today,
            until_day,
            given_by: if kind == MandateKind::Helper { principal } else { agent },
            given_at: now,
            consent: consent.into(),
            revoked_by: None,
            revoked_at: None,
        };
        store::mandates::add(tx, mandate).await?;
    }
    Ok(())
}

async fn seed_staff(app: &App, tx: &Tx, password: &str) -> Result<(), DbErr> {
    let now = app.clock.now();
    for staff in &STAFF {
        let officer = OfficerRow {
            id: staff.id(),
            account: staff.account.into(),
            name: staff.name.into(),
            password: password.to_owned(),
            second_factor: second_factor::new_secret(&app.random),
            last_step: 0,
            created_at: now,
            left_at: None,
        };
        store::officers::add(tx, officer).await?;
        let grant = GrantRow {
            id: key(staff.id + 0x100),
            officer: staff.id(),
            role: staff.role.key().into(),
            body: None,
            division: budayang_rules::division::DivisionCode::NATION.as_str().into(),
            given_by: None,
            given_at: now,
            revoked_by: None,
            revoked_at: None,
        };
        store::officers::give(tx, grant).await?;
    }
    Ok(())
}

fn key(number: u128) -> Uuid {
    Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 | number)
}
