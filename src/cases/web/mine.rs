//! `/me/cases`: drafts first, then the cases, the newest first.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;

use crate::app::App;
use crate::cases::{Case, State as Where, store};
use crate::identity::Citizen;
use crate::web::{Error, Frame, Visit, page};

const PER_PAGE: u64 = 20;

#[derive(Template)]
#[template(path = "cases/mine.html")]
struct MinePage {
    frame: Frame,
    view: String,
    drafts: Vec<(String, String, String)>,
    cases: Vec<Row>,
    previous: String,
    next: String,
}

struct Row {
    no: String,
    item: String,
    state: String,
    tag: &'static str,
    when: String,
    due: String,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    view: String,
    #[serde(default)]
    page: String,
}

pub(super) async fn list(
    State(app): State<App>,
    visit: Visit,
    citizen: Citizen,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let subject = citizen.on_behalf_of();
    let number = asked.page.parse::<u64>().unwrap_or(1).clamp(1, 500);
    let states = states(&asked.view);
    let offset = (number - 1) * PER_PAGE;
    let mut found = store::of_subject(app.db.read(), subject, states.as_deref(), offset, PER_PAGE + 1).await?;
    let more = found.len() as u64 > PER_PAGE;
    found.truncate(PER_PAGE as usize);
    let drafts = match asked.view.as_str() {
        "" | "mine" if number == 1 => store::drafts(app.db.read(), citizen.subject, subject, None).await?,
        _ => Vec::new(),
    };
    let at = |page: u64| format!("/me/cases?view={}&page={page}", view(&asked.view));
    page(&MinePage {
        frame: visit.frame(visit.t("mine-title")).crumb(visit.t("verb-me"), "/me").verb("me"),
        drafts: drafts
            .into_iter()
            .map(|draft| (draft.id.to_string(), draft.item_name, visit.moment(draft.updated_at)))
            .collect(),
        cases: found.iter().map(|case| row(&visit, case)).collect(),
        previous: if number > 1 { at(number - 1) } else { String::new() },
        next: if more { at(number + 1) } else { String::new() },
        view: view(&asked.view).to_owned(),
    })
}

fn row(visit: &Visit, case: &Case) -> Row {
    let due = if case.state == Where::ToBeCorrected { case.due } else { case.missing_due };
    Row {
        no: case.no.clone(),
        item: case.item_name.clone(),
        state: visit.t(&format!("case-state-{}", case.state.key())),
        tag: case.state.tag(),
        when: visit.moment(case.created_at),
        due: due.map(|due| visit.day(due)).unwrap_or_default(),
    }
}

fn view(asked: &str) -> &'static str {
    match asked {
        "mine" => "mine",
        "open" => "open",
        "closed" => "closed",
        _ => "",
    }
}

/// None: all of them.
fn states(view: &str) -> Option<Vec<Where>> {
    match view {
        // What waits for the applicant.
        "mine" => Some(vec![Where::ToBeCorrected, Where::Accepted, Where::Review, Where::Special, Where::Closed]),
        "open" => Some(Where::ALL.into_iter().filter(|state| !state.is_over()).collect()),
        "closed" => Some(Where::ALL.into_iter().filter(|state| state.is_over()).collect()),
        _ => None,
    }
}
