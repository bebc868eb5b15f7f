//! `GET /api/v1/sites`: every site with its capabilities.

use axum::extract::State;
use axum::routing::get;
use axum::{Json, Router};
use budayang_forms::Lang;
use serde::Serialize;

use crate::app::App;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/api/v1/sites", get(sites))
}

/// A site as programs see it.
#[derive(Serialize)]
struct Listed {
    id: String,
    brand: String,
    owner: String,
    /// GB/T 2260, six digits; 000000 is the nation.
    division: String,
    capabilities: Vec<&'static str>,
}

async fn sites(State(app): State<App>) -> Json<Vec<Listed>> {
    let listed = app.sites.packs().map(|pack| Listed {
        id: pack.site.id.clone(),
        brand: pack.site.brand.zh.clone(),
        owner: pack.site.owner.zh.clone(),
        division: pack.site.division.short().to_owned(),
        capabilities: pack.site.shown(Lang::Zh).iter().map(|shown| shown.capability.key).collect(),
    });
    Json(listed.collect())
}
