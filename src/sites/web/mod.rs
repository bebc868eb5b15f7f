//! Pages of sites: homes, verbs, capabilities, and what the footer links to.

mod api;
mod style;

use axum::Router;
use budayang_forms::Lang;

use super::Site;
use crate::app::App;
use crate::web::t;

pub(super) fn routes() -> Router<App> {
    Router::new().merge(api::routes()).merge(style::routes())
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
