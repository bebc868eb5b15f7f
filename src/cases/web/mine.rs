//! `/me/cases`: everything that somebody has applied for, where they left it.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use budayang_rules::mask;
use serde::Deserialize;

use super::open::grouped;
use crate::cases::store::{self, PER_PAGE, Standing};
use crate::cases::{Case, Draft, State};
use crate::identity::Citizen;
use crate::web::{Error, Frame, Visit, page};

#[derive(Template)]
#[template(path = "cases/mine.html")]
struct MinePage {
    frame: Frame,
    /// Of whom, while acting for somebody.
    whose: String,
    tabs: Vec<(String, String, bool, String)>,
    drafts: Vec<(String, String, String)>,
    cases: Vec<Line>,
    previous: String,
    next: String,
    page: u64,
    pages: u64,
}

struct Line {
    no: String,
    grouped: String,
    item: String,
    state: String,
    tag: &'static str,
    meta: String,
    /// What the applicant is to do, and where.
    todo: Option<(String, String)>,
}

#[derive(Deserialize)]
pub(super) struct Wish {
    #[serde(default)]
    state: String,
    #[serde(default)]
    page: String,
}

pub(super) async fn list(visit: Visit, citizen: Citizen, Query(wish): Query<Wish>) -> Result<Response, Error> {
    let (db, subject) = (visit.app.db.read(), citizen.on_behalf_of());
    let standing = Standing::from_key(&wish.state);
    let counts = store::own_counts(db, subject).await?;
    let total = counts.of(standing);
    let pages = total.div_ceil(PER_PAGE).max(1);
    let at = wish.page.parse().unwrap_or(1).clamp(1, pages);
    let cases = store::own(db, subject, standing, at).await?;
    let drafts = match (standing, at) {
        (Standing::All | Standing::Todo, 1) => store::drafts(db, citizen.subject, subject, None).await?,
        _ => Vec::new(),
    };
    let href = |standing: Standing, at: u64| match (standing, at) {
        (Standing::All, 1) => "/me/cases".to_owned(),
        (standing, 1) => format!("/me/cases?state={}", standing.key()),
        (standing, at) => format!("/me/cases?state={}&page={at}", standing.key()),
    };
    let tab = |one: Standing| {
        let label = visit.t(&format!("mycases-{}", one.key()));
        (label, href(one, 1), one == standing, counts.of(one).to_string())
    };
    page(&MinePage {
        frame: visit.frame(visit.t("mycases-title")).verb("me").crumb(visit.t("verb-me"), "/me"),
        whose: citizen.acting.as_ref().map(|acting| masked(&acting.name)).unwrap_or_default(),
        tabs: Standing::ALL.into_iter().map(tab).collect(),
        drafts: drafts.into_iter().map(|draft| draft_line(&visit, draft)).collect(),
        cases: cases.into_iter().map(|case| line(&visit, case)).collect(),
        previous: if at > 1 { href(standing, at - 1) } else { String::new() },
        next: if at < pages { href(standing, at + 1) } else { String::new() },
        page: at,
        pages,
    })
}

/// A company's name is public; a person's is masked in lists.
fn masked(name: &str) -> String {
    if name.chars().count() > 4 { name.to_owned() } else { mask::name(name) }
}

fn draft_line(visit: &Visit, draft: Draft) -> (String, String, String) {
    let saved = visit.frame("").t1("mycases-draft-saved", "when", visit.moment(draft.updated_at));
    (draft.item_name, format!("/drafts/{}", draft.id), saved)
}

fn line(visit: &Visit, case: Case) -> Line {
    let by = |key: &str, day: Option<chrono::NaiveDate>| {
        let day = day.map(|day| visit.day(day)).unwrap_or_default();
        visit.frame("").t1(key, "due", day)
    };
    let todo = match case.state {
        State::ToBeCorrected => Some((by("mycases-todo-correct", case.due), format!("/cases/{}/correction", case.no))),
        _ if case.missing_due.is_some() => {
            Some((by("mycases-todo-supply", case.missing_due), format!("/cases/{}/supply", case.no)))
        }
        State::Closed => Some((visit.t("mycases-todo-rate"), format!("/cases/{}/rating", case.no))),
        _ => None,
    };
    Line {
        grouped: grouped(&case.no),
        state: visit.t(&format!("case-state-{}", case.state.key())),
        tag: case.state.tag(),
        meta: visit.frame("").t1("mycases-filed", "when", visit.moment(case.created_at)),
        item: case.item_name,
        no: case.no,
        todo,
    }
}
