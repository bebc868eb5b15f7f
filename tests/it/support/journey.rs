//! The way to a case and through the desk, short enough for a story to begin in the middle.

use super::{TestApp, Visitor};

/// A licence with twenty working days by law, one material that is needed and one that may follow.
pub const LICENCE: &str = "11440104MB2D4T015L4440199999002";

/// The smallest file that is taken.
pub const PDF: &[u8] = b"%PDF-1.4\n1 0 obj\nendobj\ntrailer\n%%EOF\n";

impl TestApp {
    /// A licence that `li` has applied for, complete or with the lease promised for later; its number.
    pub async fn licence(&self, lease_follows: bool) -> String {
        let li = self.citizen("li").await;
        let begun = li.post(&format!("/items/{LICENCE}/apply"), &[]).await.expect(303);
        let draft = begun.location().to_owned();
        let answers = [("name", "演示李明"), ("reason", "开一家小店")];
        li.post(&format!("{draft}/sections/applicant"), &answers).await.expect(303);
        li.upload(&format!("{draft}/materials/plan"), &[("plan", "平面图.pdf", PDF)]).await.expect(303);
        if lease_follows {
            li.post(&format!("{draft}/materials/lease/promise"), &[("promise", "yes")]).await.expect(303);
        } else {
            li.upload(&format!("{draft}/materials/lease"), &[("lease", "合同.pdf", PDF)]).await.expect(303);
        }
        let sent = li.post(&format!("{draft}/submission"), &[("declaration", "yes")]).await.expect(303);
        let receipt = sent.location().trim_end_matches("/receipt");
        receipt.trim_start_matches("/cases/").to_owned()
    }

    /// An officer does something at the desk, having looked at the case as it is; the answer's status.
    pub async fn desk(&self, officer: &str, no: &str, resource: &str, fields: &[(&str, &str)]) -> super::Answer {
        let officer = self.officer(officer).await;
        let page = officer.get(&format!("/desk/cases/{no}")).await.expect(200);
        let version = page.attribute("input[name=version]", "value").unwrap_or_default();
        let fields: Vec<(&str, &str)> =
            [("version", version.as_str())].into_iter().chain(fields.iter().copied()).collect();
        officer.post(&format!("/desk/cases/{no}/{resource}"), &fields).await
    }

    /// What the applicant's page says about the case.
    pub async fn applicants_page(&self, no: &str) -> super::Answer {
        let li: Visitor = self.citizen("li").await;
        li.get(&format!("/cases/{no}")).await.expect(200)
    }

    /// The state of a case in a word.
    pub async fn state(&self, no: &str) -> String {
        self.applicants_page(no).await.find(".case-head .tag").concat()
    }

    /// Turns the clock to ten in the morning of a day in China, and lets the jobs look.
    pub async fn on(&self, day: &str) {
        let day: chrono::NaiveDate = day.parse().expect("a day");
        let days = (day - self.clock.today()).num_days();
        self.clock.advance_days(u64::try_from(days).expect("a later day"));
        budayang::jobs::run_all_once(&self.app).await.expect("the jobs");
    }
}

/// What only the database tells.
impl TestApp {
    /// How often something was done to a case.
    pub async fn acts(&self, no: &str, act: &str) -> i64 {
        let sql =
            "SELECT COUNT(*) AS n FROM case_events e JOIN cases c ON c.id = e.case_id WHERE c.no = $1 AND e.act = $2";
        self.count(sql, [no, act]).await
    }

    /// How many messages of a kind stand in people's lists.
    pub async fn notices(&self, kind: &str) -> i64 {
        self.count("SELECT COUNT(*) AS n FROM notices WHERE kind = $1 AND kind = $2", [kind, kind]).await
    }

    /// How many rows a table has.
    pub async fn rows(&self, table: &str) -> i64 {
        self.count(&format!("SELECT COUNT(*) AS n FROM {table} WHERE $1 = $2"), ["", ""]).await
    }

    async fn count(&self, sql: &str, values: [&str; 2]) -> i64 {
        use sea_orm::{ConnectionTrait, Statement};
        let db = self.app.db.read();
        let query = Statement::from_sql_and_values(db.get_database_backend(), sql, values.map(Into::into));
        let row = db.query_one_raw(query).await.expect("a count").expect("a row");
        row.try_get("", "n").expect("a number")
    }
}
