//! `/admin/audit`: the trail, for audit administrators (审计管理员). Reading it leaves a line, too.

mod export;
mod list;

use axum::Router;
use axum::routing::{get, post};
use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Actor, Entry, Filter, Who, record};
use crate::app::App;
use crate::identity::{Officer, Role};
use crate::web::Error;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/admin/audit", get(list::list))
        .route("/admin/audit/verification", post(list::verification))
        .route("/admin/audit/export.csv", get(export::export))
}

/// The filter as it was typed into the address.
#[derive(Deserialize, Default)]
struct Typed {
    #[serde(default)]
    actor: String,
    #[serde(default)]
    act: String,
    #[serde(default)]
    day: String,
    /// Only lines before this one: the next page.
    #[serde(default)]
    before: String,
}

/// What was typed and cannot be understood: the field and the key of what to say about it.
type Fault = (&'static str, &'static str);

impl Typed {
    /// The filter, or what is wrong with it.
    fn filter(&self) -> Result<Filter, Vec<Fault>> {
        let (actor, act, day) = (self.actor.trim(), self.act.trim(), self.day.trim());
        let (who, on) = (Who::parse(actor), day.parse::<NaiveDate>().ok());
        let mut faults = Vec::new();
        if !actor.is_empty() && who.is_none() {
            faults.push(("actor", "audit-actor-error"));
        }
        if !day.is_empty() && on.is_none() {
            faults.push(("day", "audit-day-error"));
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(Filter { who, act: (!act.is_empty()).then(|| act.to_owned()), day: on })
    }

    /// What was looked for, as the trail keeps it.
    fn detail(&self) -> Value {
        json!({ "actor": self.actor, "act": self.act, "day": self.day })
    }

    /// The same filter as part of an address.
    fn query(&self, before: Option<i64>) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        for (name, value) in [("actor", &self.actor), ("act", &self.act), ("day", &self.day)] {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        if let Some(before) = before {
            query.append_pair("before", &before.to_string());
        }
        query.finish()
    }
}

/// The trail is for audit administrators only.
fn admit(officer: &Officer) -> Result<(), Error> {
    if officer.has(Role::AuditAdmin) { Ok(()) } else { Err(Error::Forbidden) }
}

/// Notes what an administrator did with the trail itself.
async fn note(app: &App, officer: &Officer, act: &str, detail: Value) -> Result<(), Error> {
    let entry =
        Entry { actor: Actor::Officer(officer.id), act, object: "audit".to_owned(), detail, at: app.clock.now() };
    let tx = app.db.begin().await?;
    record(&tx, &entry).await?;
    tx.commit().await?;
    Ok(())
}
