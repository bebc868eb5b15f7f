//! `/s/{site}/c/{key}`: one capability of a site.

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use axum_extra::extract::CookieJar;
use budayang_forms::Lang;
use budayang_rules::item::{HandlingForm, Necessity};
use budayang_rules::themes::{Class, Theme};

use super::columns::{ColumnLink, columns_of};
use super::line::{self, Line};
use crate::app::App;
use crate::sites::portal::{self, Portal};
use crate::sites::theme_icon::theme_icon;
use crate::sites::{Capability, Pack, Site};
use crate::web::{Error, Frame, Visit};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/s/{site}/c/{key}", get(capability))
}

#[derive(Template)]
#[template(path = "sites/capability.html")]
struct CapabilityPage {
    frame: Frame,
    id: String,
    key: &'static str,
    intro: String,
    /// Where the whole list stands: words and address.
    all: Option<(String, String)>,
    body: Body,
}

/// What a capability shows below its introduction.
enum Body {
    Services(Vec<Line>),
    Themes { natural: Vec<ThemeLink>, legal: Vec<ThemeLink> },
    Columns(Vec<ColumnLink>),
    Portals(Vec<(String, Portal)>),
    Words(Vec<String>),
}

pub(super) struct ThemeLink {
    pub name: &'static str,
    pub href: String,
    pub icon: &'static str,
}

async fn capability(visit: Visit, jar: CookieJar, Path((id, key)): Path<(String, String)>) -> Result<Response, Error> {
    let place = super::place(&visit, jar, &id, &key)?;
    let pack = place.pack;
    let capability = Capability::find(&key).ok_or(Error::NotFound)?;
    let template = CapabilityPage {
        frame: place.frame.clone(),
        id,
        key: capability.key,
        intro: visit.t(&format!("sites-intro-{}", capability.key)),
        all: all(&visit, &pack.site, capability),
        body: body(&visit, pack, capability).await?,
    };
    place.show(&visit, &template)
}

fn all(visit: &Visit, site: &Site, capability: &Capability) -> Option<(String, String)> {
    let within = super::home::within(site);
    match capability.key {
        "guides" => Some((visit.t("sites-all-services"), super::home::all(site))),
        "online" | "mobile" => Some((visit.t("sites-all-online"), format!("/items?online=true{within}"))),
        "ratings" => Some((visit.t("sites-rate-mine"), "/me/cases".to_owned())),
        _ => None,
    }
}

async fn body(visit: &Visit, pack: &Pack, capability: &Capability) -> Result<Body, Error> {
    let (app, site, lang) = (&visit.app, &pack.site, visit.lang());
    Ok(match capability.key {
        "guides" => Body::Services(line::that(app, site, lang, |_| true)),
        "online" => Body::Services(line::that(app, site, lang, |item| item.form.is_some())),
        "mobile" => {
            let on_phone = |form: &HandlingForm| *form == HandlingForm::Mobile;
            Body::Services(line::that(app, site, lang, |item| item.access.forms.iter().any(on_phone)))
        }
        "courier-result" => Body::Services(line::that(app, site, lang, |item| item.access.courier)),
        "missing-materials" => Body::Services(line::that(app, site, lang, |item| {
            item.materials.iter().any(|material| material.necessity == Necessity::MayFollow)
        })),
        "themes" => {
            Body::Themes { natural: themes_of(Class::Natural, site, lang), legal: themes_of(Class::Legal, site, lang) }
        }
        "columns" => Body::Columns(columns_of(app, pack, lang).await?),
        "portal-directory" => Body::Portals(portals(visit, pack)),
        "ratings" => Body::Words((1..=4).map(|n| visit.t(&format!("sites-ratings-{n}"))).collect()),
        _ => Body::Words(Vec::new()),
    })
}

/// Portals with the names of their places.
fn portals(visit: &Visit, pack: &Pack) -> Vec<(String, Portal)> {
    let tree = visit.app.divisions.tree();
    portal::directory(pack)
        .into_iter()
        // The corps has a platform of its own and a code of the platforms' table, but is no division of GB/T 2260.
        .map(|portal| (tree.name(&portal.division).unwrap_or(&portal.name).to_owned(), portal))
        .collect()
}

/// Ways into the catalogue by theme.
pub(super) fn themes_of(class: Class, site: &Site, lang: Lang) -> Vec<ThemeLink> {
    let (audience, within) = (if class == Class::Natural { "1" } else { "2" }, super::home::within(site));
    let link = |theme: &Theme| ThemeLink {
        name: if lang == Lang::Zh { theme.zh } else { theme.en },
        href: format!("/items?theme={}&audience={audience}{within}", theme.code),
        icon: theme_icon(theme.zh),
    };
    class.themes().iter().map(link).collect()
}
