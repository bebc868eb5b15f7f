//! `/s/{site}/{verb}`: what the site offers under 看 查 办 问 评.

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use axum_extra::extract::CookieJar;

use super::columns::{Headline, latest};
use crate::app::App;
use crate::sites::Verb;
use crate::sites::site::Shown;
use crate::web::{Error, Frame, Visit, redirect};

const NEWS: usize = 10;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/s/{site}/{verb}", get(verb))
}

#[derive(Template)]
#[template(path = "sites/verb.html")]
struct VerbPage {
    frame: Frame,
    id: String,
    intro: String,
    shown: Vec<Shown>,
    /// What the whole program offers under this verb: (icon, words, address).
    always: Vec<(&'static str, String, &'static str)>,
    news: Vec<Headline>,
}

async fn verb(visit: Visit, jar: CookieJar, Path((id, key)): Path<(String, String)>) -> Result<Response, Error> {
    if key == "me" {
        return Ok(redirect("/me"));
    }
    let verb = Verb::from_key(&key).ok_or(Error::NotFound)?;
    let pack = super::pack(&visit, &id)?;
    let lang = visit.lang();
    let title = visit.t(&format!("verb-{}", verb.key()));
    let template = VerbPage {
        frame: super::frame(&visit, &pack.site, title).verb(verb.key()),
        id,
        intro: visit.t(&format!("sites-verb-{}", verb.key())),
        shown: pack.site.shown_under(verb, lang),
        always: always(verb).iter().map(|&(icon, key, href)| (icon, visit.t(key), href)).collect(),
        news: if verb == Verb::Read { latest(&visit.app, pack, lang, NEWS).await? } else { Vec::new() },
    };
    super::show(&visit, &jar, &pack.site, &template)
}

fn always(verb: Verb) -> &'static [(&'static str, &'static str, &'static str)] {
    match verb {
        Verb::Find => &[
            ("search", "sites-find-items", "/items"),
            ("hourglass", "sites-find-track", "/track"),
            ("map-pin", "sites-find-divisions", "/divisions"),
        ],
        Verb::Apply => &[("file-pen-line", "sites-apply-online", "/items?online=true")],
        Verb::Ask => &[("phone", "sites-ask-12345", "tel:12345")],
        Verb::Rate => &[
            ("star", "sites-rate-mine", "/me/cases"),
            ("pencil", "sites-rate-report", "/report-error"),
            ("message-circle-question", "sites-rate-complaints", "/complaints"),
        ],
        _ => &[],
    }
}
