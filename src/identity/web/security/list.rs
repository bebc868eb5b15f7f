//! The officers within an administrator's reach.

use askama::Template;
use axum::Router;
use axum::extract::Query;
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;
use uuid::Uuid;

use super::{Administrator, place};
use crate::app::App;
use crate::identity::staff::Staff;
use crate::identity::store;
use crate::web::{Error, Frame, Visit, page};

const A_PAGE: u64 = 50;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/admin/security", get(show))
}

#[derive(Deserialize)]
struct Asked {
    /// Only accounts after this one: the next page.
    #[serde(default)]
    after: String,
}

/// How an account stands, in a word and a colour.
pub(super) struct State {
    pub label: String,
    pub tag: &'static str,
}

struct Row {
    id: Uuid,
    name: String,
    account: String,
    roles: Vec<String>,
    state: State,
    last: String,
}

#[derive(Template)]
#[template(path = "identity/security/list.html")]
struct Page {
    frame: Frame,
    rows: Vec<Row>,
    next: String,
}

pub(super) fn state(visit: &Visit, staff: &Staff) -> State {
    let (key, tag) = match &staff.officer {
        officer if officer.left_at.is_some() => ("staff-state-left", ""),
        officer if officer.second_factor.is_empty() => ("staff-state-invited", "warn"),
        _ => ("staff-state-active", "good"),
    };
    State { label: visit.t(key), tag }
}

async fn show(visit: Visit, admin: Administrator, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let staff = store::staff::list(&visit.app.db, &admin.0, &asked.after, A_PAGE).await?;
    let last = staff.last().filter(|_| staff.len() as u64 == A_PAGE).map(|staff| &staff.officer.account);
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    let next = last.map(|account| format!("/admin/security?{}", query.append_pair("after", account).finish()));
    let rows = staff.iter().map(|staff| Row {
        id: staff.officer.id,
        name: staff.officer.name.clone(),
        account: staff.officer.account.clone(),
        roles: staff.grants.iter().map(|grant| place::shown(&visit, grant)).collect(),
        state: state(&visit, staff),
        last: staff.last_log_in.map(|at| visit.moment(at)).unwrap_or_default(),
    });
    page(&Page { frame: visit.frame(visit.t("staff-title")), rows: rows.collect(), next: next.unwrap_or_default() })
}
