//! The people of the stories: written straight into the database and logged in without a password, which is quick.
//! They are the same people whom the demonstration has.

use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Order, Query, SimpleExpr};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{TestApp, Visitor};

/// Name in stories, id, kind, name, number, kind of number, telephone.
const SUBJECTS: [(&str, u128, &str, &str, &str, &str, &str); 4] = [
    ("li", 0x1, "natural", "演示李明", "119999199003070019", "resident", "13800000001"),
    ("wang", 0x2, "natural", "演示王芳", "119999198805120028", "resident", "13800000002"),
    ("zhao", 0x3, "natural", "演示赵奶奶", "119999194103090049", "resident", "13800000003"),
    ("canteen", 0x11, "legal", "演示餐饮有限公司", "91119999MA00000010", "credit-code", "13800000001"),
];

/// Name in stories, id, name, role; all of them serve the whole country and every body.
const OFFICERS: [(&str, u128, &str, &str); 8] = [
    ("clerk", 0x21, "演示受理员小陈", "clerk"),
    ("reviewer", 0x22, "演示审查员小周", "reviewer"),
    ("decider", 0x23, "演示决定人老吴", "decider"),
    ("supervisor", 0x24, "演示负责人老郑", "supervisor"),
    ("editor", 0x25, "演示编辑小冯", "editor"),
    ("admin", 0x26, "演示系统管理员", "system-admin"),
    ("security", 0x27, "演示安全管理员", "security-admin"),
    ("auditor", 0x28, "演示审计管理员", "audit-admin"),
];

/// The key of a persona's row.
pub fn persona_id(number: u128) -> Uuid {
    Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 | number)
}

/// The id of a citizen or of a company, by the name in stories.
pub fn subject_id(name: &str) -> Uuid {
    persona_id(SUBJECTS.iter().find(|row| row.0 == name).unwrap_or_else(|| panic!("no persona {name}")).1)
}

/// The id of an officer, by the name in stories.
pub fn officer_id(name: &str) -> Uuid {
    persona_id(OFFICERS.iter().find(|row| row.0 == name).unwrap_or_else(|| panic!("no officer {name}")).1)
}

impl TestApp {
    /// A citizen (`li`, `wang`, `zhao`) who is logged in.
    pub async fn citizen(&self, name: &str) -> Visitor {
        self.subject(name).await;
        self.session(subject_id(name), "citizen", None).await
    }

    /// A citizen who is logged in and acts for somebody: `app.citizen_for("li", "canteen")`.
    pub async fn citizen_for(&self, name: &str, principal: &str) -> Visitor {
        self.subject(name).await;
        self.subject(principal).await;
        let mandate = self.app.random.id(self.clock.now());
        let day = |days: i64| (self.clock.today() + chrono::TimeDelta::days(days)).into();
        let kind = if SUBJECTS.iter().any(|row| row.0 == principal && row.2 == "legal") { "agent" } else { "helper" };
        self.insert(
            "mandates",
            vec![
                ("id", mandate.into()),
                ("kind", kind.into()),
                ("principal", subject_id(principal).into()),
                ("agent", subject_id(name).into()),
                ("from_day", day(-1)),
                ("until_day", day(365)),
                ("given_by", subject_id(principal).into()),
                ("given_at", self.clock.now().into()),
                ("consent", "测试".into()),
            ],
        )
        .await;
        self.session(subject_id(name), "citizen", Some(mandate)).await
    }

    /// An officer who is logged in with both factors: `clerk`, `reviewer`, `decider`, `supervisor`, `editor`, `admin`,
    /// `security` or `auditor`.
    pub async fn officer(&self, name: &str) -> Visitor {
        let &(_, number, shown, role) = OFFICERS.iter().find(|row| row.0 == name).expect("an officer of the stories");
        let at = self.clock.now();
        self.insert(
            "officers",
            vec![
                ("id", persona_id(number).into()),
                ("account", format!("demo-{name}").into()),
                ("name", shown.into()),
                ("password", "no log-in by password".into()),
                ("second_factor", "".into()),
                ("last_step", 0i64.into()),
                ("created_at", at.into()),
            ],
        )
        .await;
        self.insert(
            "grants",
            vec![
                ("id", persona_id(number + 0x100).into()),
                ("officer", persona_id(number).into()),
                ("role", role.into()),
                ("division", "000000000000".into()),
                ("given_at", at.into()),
            ],
        )
        .await;
        self.session(persona_id(number), "officer", None).await
    }

    /// Writes the row of a person or company unless it is there.
    pub async fn subject(&self, name: &str) -> Uuid {
        let &(_, _, kind, shown, number, number_kind, phone) =
            SUBJECTS.iter().find(|row| row.0 == name).expect("a subject of the stories");
        let id = subject_id(name);
        self.insert(
            "subjects",
            vec![
                ("id", id.into()),
                ("kind", kind.into()),
                ("name", shown.into()),
                ("number", number.into()),
                ("number_kind", number_kind.into()),
                ("phone", phone.into()),
                ("grade", 3i16.into()),
                ("created_at", self.clock.now().into()),
            ],
        )
        .await;
        if kind == "natural" {
            let account =
                vec![("subject", id.into()), ("phone", phone.into()), ("created_at", self.clock.now().into())];
            self.insert("accounts", account).await;
            let consent = vec![
                ("id", persona_id(id.as_u128() & 0xff | 0x200).into()),
                ("subject", id.into()),
                ("purpose", "short-messages".into()),
                ("given_at", self.clock.now().into()),
            ];
            self.insert("consents", consent).await;
        }
        id
    }

    async fn session(&self, holder: Uuid, kind: &str, mandate: Option<Uuid>) -> Visitor {
        let token = hex::encode(self.app.random.bytes::<16>());
        let at = self.clock.now();
        self.insert(
            "sessions",
            vec![
                ("id", self.app.random.id(self.clock.now()).into()),
                ("token_hash", hex::encode(Sha256::digest(&token)).into()),
                ("kind", kind.into()),
                ("holder", holder.into()),
                ("mandate", mandate.into()),
                ("device", "test".into()),
                ("address", "127.0.0.1".into()),
                ("created_at", at.into()),
                ("seen_at", at.into()),
            ],
        )
        .await;
        let visitor = self.visitor();
        visitor.hold("session", &token);
        visitor
    }

    /// Inserts a row; one that is there already stays.
    pub(super) async fn insert(&self, table: &'static str, row: Vec<(&'static str, sea_orm::Value)>) {
        let (columns, values): (Vec<_>, Vec<_>) = row.into_iter().unzip();
        let values: Vec<SimpleExpr> = values.into_iter().map(Expr::value).collect();
        let mut insert = Query::insert();
        insert.into_table(table).columns(columns).values_panic(values);
        insert.on_conflict(OnConflict::new().do_nothing().to_owned());
        let tx = self.app.db.begin().await.expect("a transaction");
        tx.execute(&insert).await.expect("a persona's row");
        tx.commit().await.expect("a commit");
    }
}

/// What went to a telephone last, as the outbox has it.
pub async fn last_message(app: &TestApp, phone: &str) -> String {
    let mut query = Query::select();
    query.column("text").from("outbox").and_where(Expr::col("phone").eq(phone)).order_by("id", Order::Desc).limit(1);
    let row = app.app.db.read().query_one(&query).await.expect("the outbox").expect("a message to this telephone");
    row.try_get("", "text").expect("its text")
}

/// The six digits of the last message to a telephone.
pub async fn last_code(app: &TestApp, phone: &str) -> String {
    let text = last_message(app, phone).await;
    text.split(|c: char| !c.is_ascii_digit()).find(|part| part.len() == 6).expect("a code").to_owned()
}
