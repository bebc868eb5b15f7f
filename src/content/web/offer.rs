//! `/s/{site}/c/zone-services` (疫情相关线上办理事项): the services that matter now, on one page, as the pack groups them.

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use axum_extra::extract::CookieJar;

use crate::app::App;
use crate::sites::{self, Shown, ZoneGroup};
use crate::web::{Error, Frame, Visit};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/s/{site}/c/zone-services", get(page))
}

#[derive(Template)]
#[template(path = "content/offer.html")]
struct OfferPage {
    frame: Frame,
    id: String,
    groups: Vec<ZoneGroup>,
    shown: Vec<Shown>,
}

async fn page(visit: Visit, jar: CookieJar, Path(id): Path<String>) -> Result<Response, Error> {
    let place = sites::place(&visit, jar, &id, "zone-services")?;
    let lang = visit.lang();
    let others = place.pack.site.shown(lang).into_iter().filter(|shown| shown.capability.key != "zone-services");
    let template = OfferPage {
        frame: place.frame.clone(),
        groups: sites::zone_groups(&visit.app, &place.pack.site, lang),
        shown: others.collect(),
        id,
    };
    place.show(&visit, &template)
}
