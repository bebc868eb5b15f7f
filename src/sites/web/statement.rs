//! Statements that every page's footer links to: accessibility, privacy, complaints.

use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;

use crate::app::App;
use crate::web::{Error, Frame, Visit, public_page};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/accessibility", get(|visit: Visit| async move { statement(&visit, "accessibility", 6) }))
        .route("/privacy", get(|visit: Visit| async move { statement(&visit, "privacy", 7) }))
        .route("/complaints", get(|visit: Visit| async move { statement(&visit, "complaints", 4) }))
}

#[derive(Template)]
#[template(path = "sites/statement.html")]
struct Statement {
    frame: Frame,
    lead: String,
    /// Heading and paragraph.
    parts: Vec<(String, String)>,
    complaint_telephone: Option<String>,
}

fn statement(visit: &Visit, key: &str, parts: u8) -> Result<Response, Error> {
    let say = |rest: &str| visit.t(&format!("sites-{key}-{rest}"));
    let site = visit.app.sites.pack(&visit.site).map(|pack| &pack.site);
    let telephone = site.and_then(|site| site.imprint.complaint_telephone.clone());
    public_page(&Statement {
        frame: visit.frame(say("title")),
        lead: say("lead"),
        parts: (1..=parts).map(|n| (say(&format!("{n}-title")), say(&n.to_string()))).collect(),
        complaint_telephone: telephone.filter(|_| key == "complaints"),
    })
}
