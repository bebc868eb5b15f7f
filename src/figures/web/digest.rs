//! `/s/{site}/c/region-digest`: several provinces' figures side by side, as Shanghai shows the Yangtze delta.

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use axum_extra::extract::CookieJar;
use budayang_rules::division::DivisionCode;
use chrono::Days;

use super::rows::{self, Number};
use crate::app::App;
use crate::figures::store::{self, Asked as Wanted};
use crate::sites;
use crate::web::{Error, Frame, Visit};

/// A place silent for longer shows no figures here.
const BACK: Days = Days::new(31);
/// Notices of each place.
const NOTICES: usize = 3;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/s/{site}/c/region-digest", get(digest))
}

#[derive(Template)]
#[template(path = "figures/digest.html")]
struct DigestPage {
    frame: Frame,
    id: String,
    places: Vec<Place>,
}

struct Place {
    name: String,
    href: String,
    /// Empty: no figures.
    day: String,
    source: String,
    numbers: Vec<Number>,
    /// Sites of the place: brand and address.
    sites: Vec<(String, String)>,
    notices: Vec<sites::Notice>,
}

async fn digest(visit: Visit, jar: CookieJar, Path(id): Path<String>) -> Result<Response, Error> {
    let place = sites::place(&visit, jar, &id, "region-digest")?;
    let site = &place.pack.site;
    let region = if site.zone.region.is_empty() { vec![site.division] } else { site.zone.region.clone() };
    let newest = store::latest_day(&visit.app.db, &region[0]).await?.unwrap_or(visit.app.clock.today());
    let from = newest.checked_sub_days(BACK).unwrap_or(newest);
    let wanted = Wanted { divisions: &region, from, to: newest, as_of: None };
    let figures = store::series(&visit.app.db, &wanted).await?;
    let tree = visit.app.divisions.tree();
    let status = site.shown(visit.lang()).into_iter().find(|shown| shown.capability.key == "epidemic-status");
    let mut notices = Vec::with_capacity(region.len());
    for division in &region {
        notices.push(sites::notices_of(&visit.app, division, visit.lang(), NOTICES).await?);
    }
    let one = |(division, notices): (&DivisionCode, Vec<sites::Notice>)| {
        let own: Vec<_> = figures.iter().filter(|figure| figure.division == *division).collect();
        let last = own.last();
        let before = own.len().checked_sub(2).map(|index| own[index]);
        Place {
            name: rows::name(&tree, division),
            href: status
                .as_ref()
                .map(|shown| format!("{}?division={}", shown.href, division.short()))
                .unwrap_or_default(),
            day: last.map(|figure| visit.day(figure.day)).unwrap_or_default(),
            source: last.map(|figure| figure.source.clone()).unwrap_or_default(),
            numbers: last.map(|figure| rows::numbers(&visit, figure, before)).unwrap_or_default(),
            sites: sites_of(&visit, division),
            notices,
        }
    };
    let places = region.iter().zip(notices).map(one).collect();
    let template = DigestPage { frame: place.frame.clone(), id, places };
    place.show(&visit, &template)
}

fn sites_of(visit: &Visit, division: &DivisionCode) -> Vec<(String, String)> {
    let packs = visit.app.sites.packs().filter(|pack| pack.site.division == *division);
    packs.map(|pack| (pack.site.brand.get(visit.lang()).to_owned(), pack.site.home())).collect()
}
