//! Cases as the desk finds them: an elder's card asked for by 演示李明, written straight into the database.

use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{TestApp, subject_id};

/// The pack's item that these cases are about.
pub const ITEM: &str = "11440104MB2D4T015L4442011012000";
const BODY: &str = "11440104MB2D4T015L";

impl TestApp {
    /// A case that was sent this moment; returns its number.
    pub async fn filed(&self) -> String {
        self.filed_with(Value::Null).await
    }

    /// The same with a wish how the result is to come.
    pub async fn filed_with(&self, delivery: Value) -> String {
        self.subject("li").await;
        let edition = self.edition().await;
        let at = self.clock.now();
        let id = self.app.random.id(at);
        let no = format!("440104200122{:09}", id.as_u128() % 1_000_000_000);
        let answers = json!({
            "for_whom": "self", "elder_name": "演示李明", "elder_number": "119999199003070019",
            "registered": "here", "card_class": "60", "telephone": "13800000001"
        });
        let limit = json!({ "value": 5, "unit": "working-days" });
        let submitted = json!({ "act": "submit", "channel": "web", "limits": { "promised": limit } });
        self.insert(
            "cases",
            vec![
                ("id", id.into()),
                ("no", no.clone().into()),
                ("item_code", ITEM.into()),
                ("edition_id", edition.into()),
                ("item_name", "老年人优待证办理（示例）".into()),
                ("subject_id", subject_id("li").into()),
                ("filed_by", subject_id("li").into()),
                ("channel", "web".into()),
                ("division", "440104000000".into()),
                ("body_code", BODY.into()),
                ("state", "submitted".into()),
                ("version", 1i32.into()),
                ("answers", answers.into()),
                ("delivery", Some(delivery).filter(|wish| *wish != Value::Null).into()),
                ("phone", "13800000001".into()),
                ("phone_last4", "0001".into()),
                ("provisional", false.into()),
                ("received_at", at.into()),
                ("created_at", at.into()),
                ("updated_at", at.into()),
                ("idempotency_key", id.to_string().into()),
                ("receipt_hash", "0".repeat(64).into()),
            ],
        )
        .await;
        self.insert(
            "case_events",
            vec![
                ("id", self.app.random.id(self.clock.now()).into()),
                ("case_id", id.into()),
                ("seq", 1i32.into()),
                ("act", "submit".into()),
                ("state", "submitted".into()),
                ("actor_kind", "citizen".into()),
                ("actor_id", subject_id("li").into()),
                ("actor_name", "演示李明".into()),
                ("at", at.into()),
                ("data", submitted.into()),
            ],
        )
        .await;
        no
    }

    /// Through the desk to the granted certificate; returns the case's number.
    pub async fn granted(&self, delivery: Value) -> String {
        let no = self.filed_with(delivery).await;
        let act = async |role: &str, resource: &str, version: &str, more: &[(&str, &str)]| {
            let fields = [&[("version", version)], more].concat();
            self.officer(role).await.post(&format!("/desk/cases/{no}/{resource}"), &fields).await.expect(303);
        };
        act("clerk", "acceptance", "1", &[]).await;
        act("decider", "grant", "2", &[("reason", "符合条件")]).await;
        act("clerk", "certificate", "3", &[]).await;
        no
    }

    /// One text of one row that a column picks.
    pub async fn text_of(&self, table: &'static str, column: &'static str, by: &'static str, value: &str) -> String {
        let mut select = Query::select();
        select.column(column).from(table).and_where(Expr::col(by).eq(value));
        let row = self.app.db.read().query_one(&select).await.expect("a query").expect("a row");
        row.try_get_by_index(0).expect("a text")
    }

    /// Changes one text of one row, as nobody may who is not the database's own administrator.
    pub async fn overwrite(&self, table: &'static str, column: &'static str, to: &str, by: &'static str, value: &str) {
        let mut update = Query::update();
        update.table(table).value(column, to).and_where(Expr::col(by).eq(value));
        let tx = self.app.db.begin().await.expect("a transaction");
        tx.execute(&update).await.expect("an update");
        tx.commit().await.expect("a commit");
    }

    async fn edition(&self) -> Uuid {
        let mut select = Query::select();
        select.column("edition").from("items").and_where(Expr::col("code").eq(ITEM));
        let row = self.app.db.read().query_one(&select).await.expect("a query").expect("the pack's item");
        row.try_get_by_index(0).expect("a key")
    }
}
