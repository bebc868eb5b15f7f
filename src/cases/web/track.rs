//! `/track`: progress for whoever holds the number and the last digits of the telephone, and nothing about the person.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use budayang_forms::Lang;
use budayang_rules::case_no::CaseNo;

use super::open::grouped;
use super::remaining::{Remaining, remaining};
use super::steps::{StepView, bare_steps};
use crate::cases::{self, Case, store};
use crate::web::{Error, Frame, Posted, Purse, Visit, page, public_page};

#[derive(Template)]
#[template(path = "cases/track.html")]
struct TrackPage {
    frame: Frame,
    typed: String,
    no_error: String,
    digits_error: String,
    unknown: bool,
    found: Option<Found>,
}

struct Found {
    grouped: String,
    item: String,
    state: String,
    tag: &'static str,
    clock: Option<Remaining>,
    steps: Vec<StepView>,
}

impl TrackPage {
    fn new(visit: &Visit) -> Self {
        Self {
            frame: visit.frame(visit.t("track-title")).verb("find"),
            typed: String::new(),
            no_error: String::new(),
            digits_error: String::new(),
            unknown: false,
            found: None,
        }
    }
}

pub(super) async fn ask(visit: Visit) -> Result<Response, Error> {
    public_page(&TrackPage::new(&visit))
}

pub(super) async fn show(visit: Visit, posted: Posted) -> Result<Response, Error> {
    let mut form = TrackPage::new(&visit);
    form.typed = posted.get("no").chars().take(60).collect();
    let digits = posted.get("digits");
    if digits.len() != 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        form.digits_error = visit.t("track-digits-error");
    }
    // The check digit tells a slip before anything is looked up.
    let no = CaseNo::parse(posted.get("no")).map_err(|fault| match visit.lang() {
        Lang::Zh => fault.to_string(),
        Lang::En => fault.en(),
    });
    let no = match no {
        Ok(no) if form.digits_error.is_empty() => no,
        number => {
            form.no_error = number.err().unwrap_or_default();
            return unfit(&form);
        }
    };
    visit.app.limits.spend(Purse::Guess, &visit.address.to_string())?;
    visit.app.limits.spend(Purse::Guess, no.as_str())?;
    let case = store::by_no(visit.app.db.read(), no.as_str()).await?;
    // A wrong number and wrong digits get the same answer: nobody learns which numbers exist.
    match case.filter(|case| case.phone_last4 == digits) {
        Some(case) => {
            form.found = Some(found(&visit, &case).await?);
            page(&form)
        }
        None => {
            form.unknown = true;
            unfit(&form)
        }
    }
}

async fn found(visit: &Visit, case: &Case) -> Result<Found, Error> {
    let events = cases::history(&visit.app.db, case).await?;
    Ok(Found {
        grouped: grouped(&case.no),
        item: case.item_name.clone(),
        state: visit.t(&format!("case-state-{}", case.state.key())),
        tag: case.state.tag(),
        clock: remaining(visit, case, &events),
        steps: bare_steps(visit, case, &events),
    })
}

fn unfit(form: &TrackPage) -> Result<Response, Error> {
    let mut answer = page(form)?;
    *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(answer)
}
