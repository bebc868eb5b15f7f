//! `/s/{site}/c/epidemic-status`: the figures of a place and of what lies in it, with their history.

use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::get;
use axum_extra::extract::CookieJar;
use budayang_rules::division::DivisionCode;
use chrono::NaiveDate;

use super::asked::Asked;
use super::rows::{self, Number, Row};
use crate::app::App;
use crate::figures::LIVE;
use crate::figures::figure::Figure;
use crate::figures::store::{self, Asked as Wanted};
use crate::web::{Error, Frame, Visit};
use crate::{content, sites};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/s/{site}/c/epidemic-status", get(status)).route("/figures/events", get(events))
}

/// Tells an open page that figures are new; the page then asks for itself, which is rendered once for everybody.
async fn events(State(app): State<App>) -> Result<Response, Error> {
    content::listen(&app, LIVE.to_owned())
}

#[derive(Template)]
#[template(path = "figures/status.html")]
struct StatusPage {
    frame: Frame,
    id: String,
    scopes: Vec<Scope>,
    place: String,
    code: String,
    shown: Option<Shown>,
    /// Whether there is a page for it on this site.
    map: bool,
    charts: bool,
}

/// A wider or narrower place.
pub(super) struct Scope {
    pub label: String,
    pub href: String,
    pub current: bool,
}

struct Shown {
    day: String,
    iso: String,
    earlier: String,
    /// Empty on the newest day.
    later: String,
    published: String,
    source: String,
    address: Option<String>,
    numbers: Vec<Number>,
    rows: Vec<Row>,
    revisions: Vec<Revision>,
}

/// One release of the same day.
struct Revision {
    number: u32,
    published: String,
    confirmed: u32,
    cured: u32,
    dead: u32,
    source: String,
}

async fn status(
    visit: Visit,
    jar: CookieJar,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let place = sites::place(&visit, jar, &id, "epidemic-status")?;
    let home = place.pack.site.division;
    let division = asked.division(&visit)?.unwrap_or(home);
    let newest = store::latest_day(&visit.app.db, &division).await?;
    let day = asked.day(&visit)?.or(newest);
    let shown = match (day, newest) {
        (Some(day), Some(newest)) => shown(&visit, division, day, newest).await?,
        _ => None,
    };
    let tree = visit.app.divisions.tree();
    let has = |key: &str| place.pack.site.shown(visit.lang()).iter().any(|shown| shown.capability.key == key);
    let template = StatusPage {
        frame: place.frame.clone(),
        scopes: scopes(&visit, &format!("/s/{id}/c/epidemic-status"), home, division),
        place: rows::name(&tree, &division),
        code: division.short().to_owned(),
        map: has("epidemic-map"),
        charts: has("epidemic-charts"),
        shown,
        id,
    };
    place.show(&visit, &template)
}

/// The nation, the site's own place, and the way down to what is shown.
pub(super) fn scopes(visit: &Visit, address: &str, home: DivisionCode, division: DivisionCode) -> Vec<Scope> {
    let tree = visit.app.divisions.tree();
    let mut codes = vec![DivisionCode::NATION, home];
    codes.extend(tree.path(&division).into_iter().map(|above| above.code));
    codes.push(division);
    codes.dedup();
    let mut seen = std::collections::BTreeSet::new();
    codes.retain(|code| seen.insert(*code));
    let scope = |code: DivisionCode| Scope {
        label: rows::name(&tree, &code),
        href: format!("{address}?division={}", code.short()),
        current: code == division,
    };
    codes.into_iter().map(scope).collect()
}

async fn shown(
    visit: &Visit,
    division: DivisionCode,
    day: NaiveDate,
    newest: NaiveDate,
) -> Result<Option<Shown>, Error> {
    let (db, tree) = (&visit.app.db, visit.app.divisions.tree());
    let before = day.pred_opt().unwrap_or(day);
    let wanted = Wanted { divisions: &[division], from: before, to: day, as_of: None };
    let figures = store::series(db, &wanted).await?;
    let Some(now) = figures.last().filter(|figure| figure.day == day) else { return Ok(None) };
    let yesterday = figures.first().filter(|figure| figure.day == before);
    let below = store::below(db, &division, day).await?;
    let history = store::history(db, &division, day).await?;
    Ok(Some(Shown {
        day: visit.day(day),
        iso: day.to_string(),
        earlier: before.to_string(),
        later: day.succ_opt().filter(|_| day < newest).map(|day| day.to_string()).unwrap_or_default(),
        published: visit.moment(now.published_at),
        source: now.source.clone(),
        address: now.address.clone(),
        numbers: rows::numbers(visit, now, yesterday),
        rows: rows::rows(visit, &tree, &below, day),
        revisions: if history.len() > 1 {
            history.iter().map(|one| revision(visit, one)).collect()
        } else {
            Vec::new()
        },
    }))
}

fn revision(visit: &Visit, figure: &Figure) -> Revision {
    Revision {
        number: figure.revision,
        published: visit.moment(figure.published_at),
        confirmed: figure.counts.confirmed,
        cured: figure.counts.cured,
        dead: figure.counts.dead,
        source: figure.source.clone(),
    }
}
