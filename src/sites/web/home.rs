//! `/` and `/s/{site}`: search first, then whom it is for, themes, hot services, what the site can do, news.

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use axum_extra::extract::CookieJar;
use budayang_rules::themes::Class;

use super::capability::{ThemeLink, themes_of};
use super::columns::{Headline, latest};
use super::line::{self, Line};
use crate::app::App;
use crate::sites::site::Shown;
use crate::sites::{NATIONAL, Site};
use crate::web::{Error, Frame, Visit};

/// Themes that stand on the home page; the rest is one step away.
const THEMES: usize = 18;
const NEWS: usize = 4;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/", get(national)).route("/s/{site}", get(site))
}

#[derive(Template)]
#[template(path = "sites/home.html")]
struct Home {
    frame: Frame,
    id: String,
    summary: String,
    hot_words: Vec<String>,
    /// Narrows the catalogue to the site's division: `&division=440000`, or nothing.
    within: String,
    /// The whole catalogue of the site.
    all: String,
    /// Whether services stand first; a zone begins with what it can do.
    audiences: bool,
    themes: Vec<ThemeLink>,
    hot: Vec<Line>,
    shown: Vec<Shown>,
    news: Vec<Headline>,
    personal: bool,
}

async fn national(visit: Visit, jar: CookieJar) -> Result<Response, Error> {
    show(&visit, &jar, NATIONAL).await
}

async fn site(visit: Visit, jar: CookieJar, Path(id): Path<String>) -> Result<Response, Error> {
    show(&visit, &jar, &id).await
}

async fn show(visit: &Visit, jar: &CookieJar, id: &str) -> Result<Response, Error> {
    let pack = super::pack(visit, id)?;
    let (site, lang) = (&pack.site, visit.lang());
    let mut frame = visit.frame(site.brand.get(lang));
    frame.site = visit.app.sites.frame(id, lang);
    let has_themes = site.shown(lang).iter().any(|shown| shown.capability.key == "themes");
    let themes = if has_themes { themes_of(Class::Natural, site, lang) } else { Vec::new() };
    let home = Home {
        frame,
        id: site.id.clone(),
        summary: site.summary.as_ref().unwrap_or(&site.brand).get(lang).to_owned(),
        hot_words: site.hot_words.clone(),
        within: within(site),
        all: all(site),
        audiences: site.shown(lang).iter().any(|shown| shown.capability.key == "guides"),
        themes: themes.into_iter().take(THEMES).collect(),
        hot: line::hot(&visit.app, site, lang),
        shown: site.shown(lang),
        news: latest(&visit.app, pack, lang, NEWS).await?,
        personal: visit.citizen().is_some(),
    };
    super::show(visit, jar, site, &home)
}

/// Where all services of the site stand.
pub(super) fn all(site: &Site) -> String {
    match within(site).strip_prefix('&') {
        Some(division) => format!("/items?{division}"),
        None => "/items".to_owned(),
    }
}

/// What narrows an address of the catalogue to the site's division.
pub(super) fn within(site: &Site) -> String {
    match site.division.short() {
        "000000" => String::new(),
        code => format!("&division={code}"),
    }
}
