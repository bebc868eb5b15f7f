//! `/track`: progress for anyone who has the number and the last four digits of the telephone.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use budayang_rules::case_no::CaseNo;
use serde::Deserialize;
use subtle::ConstantTimeEq;

use super::case::{Step, step, words};
use crate::app::App;
use crate::cases::{calendar, clock, store};
use crate::web::{Error, Frame, Posted, Purse, Visit, page};

#[derive(Template)]
#[template(path = "cases/track.html")]
struct TrackPage {
    frame: Frame,
    no: String,
    error: String,
    found: Option<Progress>,
}

struct Progress {
    item: String,
    state: String,
    tag: &'static str,
    clock: String,
    steps: Vec<Step>,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    no: String,
}

pub(super) async fn ask(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let no = asked.no.chars().filter(char::is_ascii_digit).take(50).collect();
    render(&visit, no, String::new(), None)
}

/// Whatever is wrong, the answer is the same: nobody learns which numbers exist.
pub(super) async fn show(State(app): State<App>, visit: Visit, posted: Posted) -> Result<Response, Error> {
    app.limits.spend(Purse::Guess, &visit.address.to_string())?;
    let asked: String = posted.get("no").chars().take(60).collect();
    let number = match CaseNo::parse(&asked) {
        Ok(number) => number,
        Err(fault) => {
            let said = if visit.lang() == budayang_forms::Lang::En { fault.en() } else { fault.to_string() };
            return unfit(&visit, asked, said);
        }
    };
    // Guesses at one case are counted, too, from wherever they come.
    app.limits.spend(Purse::Guess, number.as_str())?;
    let case = store::by_no(app.db.read(), number.as_str()).await?;
    let four = case.as_ref().map_or("----", |case| case.phone_last4.as_str());
    let same = four.len() == 4 && bool::from(four.as_bytes().ct_eq(posted.get("phone").as_bytes()));
    let Some(case) = case.filter(|_| same) else {
        return unfit(&visit, asked, visit.t("track-not-found"));
    };
    let events = store::events(app.db.read(), case.id).await?;
    let clock = clock(&case, &events, calendar(), app.clock.today());
    // Reasons may tell about the person: who holds only a number and four digits sees the steps alone.
    let bare = |event| Step { note: String::new(), ..step(&visit, "", event) };
    let progress = Progress {
        item: case.item_name.clone(),
        state: visit.t(&format!("case-state-{}", case.state.key())),
        tag: case.state.tag(),
        clock: words(&visit, &case, &clock),
        steps: events.iter().map(bare).collect(),
    };
    render(&visit, case.no, String::new(), Some(progress))
}

fn unfit(visit: &Visit, no: String, error: String) -> Result<Response, Error> {
    let mut answer = render(visit, no, error, None)?;
    *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(answer)
}

fn render(visit: &Visit, no: String, error: String, found: Option<Progress>) -> Result<Response, Error> {
    page(&TrackPage { frame: visit.frame(visit.t("track-title")).verb("find"), no, error, found })
}
