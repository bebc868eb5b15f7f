//! `/me`: one's own space.

use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;

use crate::app::App;
use crate::identity::Citizen;
use crate::notices;
use crate::web::{Error, Frame, Visit, page};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/me", get(show))
}

#[derive(Template)]
#[template(path = "identity/me.html")]
struct Page {
    frame: Frame,
    acting: Option<String>,
    unread: String,
}

async fn show(visit: Visit, citizen: Citizen) -> Result<Response, Error> {
    let unread = notices::unread(&visit.app.db, citizen.on_behalf_of()).await?;
    page(&Page {
        frame: visit.frame(visit.t("identity-me")).verb("me"),
        acting: citizen.acting.map(|acting| acting.name),
        unread: if unread == 0 { String::new() } else { unread.to_string() },
    })
}
