//! Where officers are logged in now.

use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use uuid::Uuid;

use super::Administrator;
use crate::app::App;
use crate::identity::session::OFFICER_IDLE;
use crate::identity::store;
use crate::web::{Error, Frame, Visit, page};

const MOST: u64 = 200;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/admin/security/sessions", get(show))
}

struct Row {
    id: Uuid,
    holder: Uuid,
    name: String,
    device: String,
    address: String,
    since: String,
    seen: String,
    /// The one in which this page is read.
    this: bool,
}

#[derive(Template)]
#[template(path = "identity/security/sessions.html")]
struct Page {
    frame: Frame,
    rows: Vec<Row>,
}

async fn show(visit: Visit, admin: Administrator) -> Result<Response, Error> {
    let since = visit.app.clock.now() - OFFICER_IDLE;
    let open = store::staff::sessions(&visit.app.db, &admin.0, since, MOST).await?;
    let rows = open.into_iter().map(|(session, holder)| Row {
        id: session.id,
        holder: holder.id,
        name: format!("{} · {}", holder.name, holder.account),
        since: visit.moment(session.created_at),
        seen: visit.moment(session.seen_at),
        this: session.id == admin.0.session,
        device: session.device_name(),
        address: session.address,
    });
    page(&Page { frame: visit.frame(visit.t("staff-sessions")), rows: rows.collect() })
}
