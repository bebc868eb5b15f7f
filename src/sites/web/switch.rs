//! `/sites`: every site, to change to another one or to a place.

use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use budayang_rules::division::DivisionCode;

use crate::app::App;
use crate::divisions::Division;
use crate::web::{Error, Frame, Visit, public_page};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/sites", get(sites))
}

#[derive(Template)]
#[template(path = "sites/switch.html")]
struct SwitchPage {
    frame: Frame,
    /// Brand, address, place.
    sites: Vec<(String, String, String)>,
    provinces: Vec<Division>,
}

async fn sites(visit: Visit) -> Result<Response, Error> {
    let tree = visit.app.divisions.tree();
    let line = |pack: &crate::sites::Pack| {
        let site = &pack.site;
        (site.brand.get(visit.lang()).to_owned(), site.home(), tree.name(&site.division).unwrap_or_default().to_owned())
    };
    let template = SwitchPage {
        frame: visit.frame(visit.t("sites-switch")),
        sites: visit.app.sites.packs().map(line).collect(),
        provinces: tree.children(&DivisionCode::NATION),
    };
    public_page(&template)
}
