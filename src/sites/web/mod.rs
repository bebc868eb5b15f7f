//! Pages of sites: homes, verbs, capabilities, columns, and what the footer links to.

mod api;
mod capability;
mod columns;
mod files;
mod home;
mod line;
mod reports;
mod statement;
mod style;
mod switch;
mod verb;

use askama::Template;
use axum::Router;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use budayang_forms::Lang;

use super::{Pack, Site, Verb};
pub(crate) use columns::{Headline as Notice, notices_of};
pub(crate) use line::{ZoneGroup, zone_groups};

use crate::app::App;
use crate::web::{Error, Frame, Visit, page, public_page, t};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .merge(api::routes())
        .merge(capability::routes())
        .merge(columns::routes())
        .merge(files::routes())
        .merge(home::routes())
        .merge(reports::routes())
        .merge(statement::routes())
        .merge(style::routes())
        .merge(switch::routes())
        .merge(verb::routes())
}

/// The lines of the footer that name who answers for the site.
pub(super) fn imprint(site: &Site, lang: Lang) -> Vec<String> {
    let imprint = &site.imprint;
    let undertaker = imprint.undertaker.as_ref().map(|text| text.get(lang).to_owned());
    [
        ("sites-undertaker", undertaker),
        ("sites-site-code", imprint.site_code.clone()),
        ("sites-icp", imprint.icp.clone()),
        ("sites-police", imprint.police.clone()),
        ("sites-telephone", imprint.telephone.clone()),
    ]
    .into_iter()
    .filter_map(|(key, value)| Some(t(lang, key, &[("value", value?.into())])))
    .collect()
}

/// The pack of the site that an address names.
fn pack<'a>(visit: &'a Visit, id: &str) -> Result<&'a Pack, Error> {
    visit.app.sites.pack(id).ok_or(Error::NotFound)
}

/// A capability that stands in another room, as one site shows it.
pub(crate) struct Place<'a> {
    pub pack: &'a Pack,
    /// Title by the site's own name for it, breadcrumbs, verb.
    pub frame: Frame,
    jar: CookieJar,
}

/// The place of the capability `key` at the site `id`; 404 where the site has it not switched on.
pub(crate) fn place<'a>(visit: &'a Visit, jar: CookieJar, id: &str, key: &str) -> Result<Place<'a>, Error> {
    let pack = pack(visit, id)?;
    let shown = pack.site.shown(visit.lang()).into_iter().find(|shown| shown.capability.key == key);
    let shown = shown.ok_or(Error::NotFound)?;
    let verb = shown.capability.verb.shown_under();
    let mut frame = frame(visit, &pack.site, shown.name);
    if verb != Verb::Me {
        let label = visit.t(&format!("verb-{}", verb.key()));
        frame = frame.crumb(label, format!("/s/{id}/{}", verb.key())).verb(verb.key());
    }
    Ok(Place { pack, frame, jar })
}

impl Place<'_> {
    /// Answers with a page that is the same for everybody until public content changes.
    pub(crate) fn show(&self, visit: &Visit, template: &impl Template) -> Result<Response, Error> {
        show(visit, &self.jar, &self.pack.site, template)
    }
}

/// The frame of a page of this site, with the way back to its home.
fn frame(visit: &Visit, site: &Site, title: impl Into<String>) -> Frame {
    visit.frame(title).crumb(site.brand.get(visit.lang()), site.home())
}

/// Answers with a page of a site. Its id is kept in a cookie, so that pages outside of sites wear its brand too; the one
/// answer that sets the cookie is not shared, all later ones are.
fn show(visit: &Visit, jar: &CookieJar, site: &Site, template: &impl Template) -> Result<Response, Error> {
    let last = jar.get("site").map(Cookie::value);
    if last.unwrap_or(super::NATIONAL) == site.id {
        return if visit.citizen().is_some() { page(template) } else { public_page(template) };
    }
    let kept = Cookie::build(("site", site.id.clone())).path("/").same_site(SameSite::Lax).permanent().build();
    Ok((CookieJar::new().add(kept), page(template)?).into_response())
}
