//! `/admin`: what the system administrator (系统管理员) looks at: this node, the jobs, the packs, what is missing.

use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;

use super::list::JOBS;
use super::store;
use crate::app::App;
use crate::identity::{Officer, Role};
use crate::web::{Error, Frame, Visit, page};
use crate::{notices, sites};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/admin", get(admin))
}

#[derive(Template)]
#[template(path = "jobs/admin.html")]
struct AdminPage {
    frame: Frame,
    /// What the node is and has: words and value.
    facts: Vec<(String, String)>,
    /// What operators should see to.
    missing: Vec<String>,
    jobs: Vec<JobRow>,
    packs: Vec<(String, String, String)>,
}

struct JobRow {
    name: &'static str,
    pace: String,
    /// The node that does it, empty when each does.
    node: String,
    until: String,
}

async fn admin(visit: Visit, officer: Officer) -> Result<Response, Error> {
    if !officer.has(Role::SystemAdmin) {
        return Err(Error::Forbidden);
    }
    let app = &visit.app;
    let (waiting, given_up) = notices::unsent(&app.db).await?;
    let storage = &app.config.storage;
    let word = |key: &str| visit.t(&format!("admin-{key}"));
    let engine = if storage.database_url.is_some() { "PostgreSQL" } else { "SQLite" };
    let facts = vec![
        (word("version"), env!("CARGO_PKG_VERSION").to_owned()),
        (word("engine"), engine.to_owned()),
        (word("files"), storage.files.as_ref().map_or(word("files-here"), |_| word("files-store"))),
        (word("content"), app.content.current().to_string()),
        (word("unsent"), waiting.to_string()),
        (word("given-up"), given_up.to_string()),
    ];
    let absent = [
        (app.papers.is_err(), "no-font"),
        (app.config.clamd.is_none(), "no-clamd"),
        (app.config.sms_gateway.is_none(), "no-sms"),
        (app.config.public_url.is_none(), "no-public-url"),
        (app.config.operations_listen.is_none(), "no-metrics"),
    ];
    let template = AdminPage {
        frame: visit.frame(word("title")),
        facts,
        missing: absent.into_iter().filter(|(absent, _)| *absent).map(|(_, key)| word(key)).collect(),
        jobs: job_rows(&visit).await?,
        packs: sites::loaded(&app.db).await?.into_iter().map(|(id, brand, at)| (id, brand, visit.moment(at))).collect(),
    };
    page(&template)
}

async fn job_rows(visit: &Visit) -> Result<Vec<JobRow>, Error> {
    let leases = store::all(&visit.app.db).await?;
    let row = |job: &super::list::Job| {
        let lease = leases.iter().find(|lease| lease.name == job.name);
        JobRow {
            name: job.name,
            pace: visit.frame("").t1("admin-pace", "seconds", job.every.as_secs()),
            node: lease.map(|lease| lease.node.simple().to_string()[20..].to_owned()).unwrap_or_default(),
            until: lease.map(|lease| visit.moment(lease.until)).unwrap_or_default(),
        }
    };
    Ok(JOBS.iter().map(row).collect())
}
