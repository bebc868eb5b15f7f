//! The case page: answers and materials side by side, history, messages, and what can be done now.

use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use budayang_forms::{Answers, Masked, Reader, shown};
use budayang_rules::mask;

use super::clock::{self, Bar};
use super::queue;
use crate::app::App;
use crate::audit;
use crate::cases::{self, Act, Actor, Case, Event, Material, Message, Verb};
use crate::catalog::{self, Item};
use crate::delivery;
use crate::desk::panel::{Attempt, Matter, Panel};
use crate::identity::{self, Officer, OfficerCard, Role};
use crate::web::{Error, Frame, Visit, page};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/desk/cases/{no}", get(show)).route("/desk/cases/{no}/reveal", post(reveal))
}

#[derive(askama::Template)]
#[template(path = "desk/case.html")]
struct CasePage {
    frame: Frame,
    no: String,
    item: String,
    item_href: String,
    state: String,
    tag: &'static str,
    version: i32,
    clock: Bar,
    remarks: Vec<&'static str>,
    applicant: Vec<(String, String)>,
    revealed: bool,
    sections: Vec<(String, Vec<(String, String)>)>,
    materials: Vec<Line>,
    events: Vec<Step>,
    messages: Vec<Message>,
    panels: Vec<Panel>,
    may_produce: bool,
    /// The result's number and, for supervisors, the way to take it back.
    result: Option<(String, Option<String>)>,
    may_assign: bool,
    colleagues: Vec<(String, String, bool)>,
    news: Vec<String>,
    message: String,
    message_error: String,
}

struct Line {
    name: String,
    state: String,
    tag: &'static str,
    files: Vec<(String, String)>,
    due: String,
}

struct Step {
    what: String,
    when: String,
    who: String,
    why: String,
    paper: Option<String>,
}

/// What the page shows beside the case itself.
#[derive(Default)]
pub(super) struct Showing<'a> {
    pub attempt: Option<Attempt<'a>>,
    /// The version that the officer had seen; what happened since is told.
    pub seen: Option<i32>,
    pub revealed: bool,
    pub message: Option<(String, String)>,
}

async fn show(visit: Visit, officer: Officer, Path(no): Path<String>) -> Result<Response, Error> {
    let case = load(&visit, &officer, &no).await?;
    render(&visit, &officer, &case, Showing::default(), StatusCode::OK).await
}

/// Shows personal numbers in full, once, and writes down who looked.
async fn reveal(visit: Visit, officer: Officer, Path(no): Path<String>) -> Result<Response, Error> {
    let case = load(&visit, &officer, &no).await?;
    let tx = visit.app.db.begin().await?;
    let entry = audit::Entry {
        actor: audit::Actor::Officer(officer.id),
        act: "case-reveal",
        object: format!("case {}", case.no),
        detail: serde_json::json!({ "state": case.state.key() }),
        at: visit.app.clock.now(),
    };
    audit::record(&tx, &entry).await?;
    tx.commit().await?;
    render(&visit, &officer, &case, Showing { revealed: true, ..Showing::default() }, StatusCode::OK).await
}

pub(super) async fn load(visit: &Visit, officer: &Officer, no: &str) -> Result<Case, Error> {
    cases::for_officer(&visit.app.db, officer, no).await?.ok_or(Error::NotFound)
}

pub(super) async fn render(
    visit: &Visit,
    officer: &Officer,
    case: &Case,
    showing: Showing<'_>,
    status: StatusCode,
) -> Result<Response, Error> {
    let db = &visit.app.db;
    let edition = catalog::edition(db, case.edition_id).await?;
    let edition = edition.ok_or_else(|| Error::Broken("a case without its edition".into()))?;
    let item = &edition.item;
    let events = cases::history(db, case).await?;
    let materials = cases::materials(db, case).await?;
    let subject = identity::subject(db, case.subject_id).await?;
    let result = delivery::result_of(db, case).await?.map(|certificate| {
        let take_back = officer.has(Role::Supervisor);
        let path = format!("/desk/certificates/{}/revocation", certificate.number);
        (certificate.number, take_back.then_some(path))
    });
    let clock = cases::clock(case, &events, cases::calendar(), visit.app.clock.today());
    let possible = cases::possible(&Actor::Officer(officer.clone()), case);
    let attempt = showing.attempt.as_ref();
    let matter = Matter { visit, item, materials: &materials, possible: &possible, attempt };
    let (message, message_error) = showing.message.unwrap_or_default();
    let shown = |text: String, masked: fn(&str) -> String| if showing.revealed { text } else { masked(&text) };
    let mut applicant = Vec::new();
    if let Some(subject) = subject {
        applicant.push((visit.t("desk-applicant"), shown(subject.name, mask::name)));
        applicant.push((visit.t("desk-number"), shown(subject.number, ends)));
        applicant.push((visit.t("desk-telephone"), shown(case.phone.clone().unwrap_or_default(), ends)));
    }
    let template = CasePage {
        frame: visit
            .frame(case.item_name.clone())
            .crumb(visit.t("desk-title"), "/desk")
            .crumb(visit.t("desk-queue"), "/desk/cases"),
        no: case.no.clone(),
        item: case.item_name.clone(),
        item_href: format!("/items/{}", case.item_code),
        state: queue::name(visit, case.state),
        tag: case.state.tag(),
        version: case.version,
        clock: clock::of_clock(visit, &clock),
        remarks: clock.remarks.iter().map(|remark| remark.zh()).collect(),
        applicant,
        revealed: showing.revealed,
        sections: sections(visit, item, case, showing.revealed),
        materials: lines(visit, item, &materials),
        panels: matter.panels(),
        result,
        may_produce: possible.contains(&Verb::Produce),
        may_assign: possible.contains(&Verb::Assign),
        colleagues: colleagues(identity::colleagues(db, officer).await?, case),
        news: news(visit, &events, showing.seen),
        events: events.iter().rev().map(|event| step(visit, case, event)).collect(),
        messages: cases::messages(db, case).await?,
        message,
        message_error,
    };
    let mut answer = page(&template)?;
    *answer.status_mut() = status;
    Ok(answer)
}

fn sections(visit: &Visit, item: &Item, case: &Case, revealed: bool) -> Vec<(String, Vec<(String, String)>)> {
    let answers = Answers(case.answers.as_object().cloned().unwrap_or_default());
    let masked = if revealed { Masked::No } else { Masked::Yes };
    let places = visit.app.divisions.names();
    let reader = Reader { masked, names: &places, ..Reader::new(visit.lang()) };
    let Some(form) = &item.form else { return Vec::new() };
    form.sections
        .iter()
        .map(|section| {
            let line = |field: &budayang_forms::Field| {
                let value = answers.get(&field.key)?;
                Some((field.name(visit.lang()).to_owned(), shown(field, value, &reader)))
            };
            (section.title.get(visit.lang()).to_owned(), section.fields.iter().filter_map(line).collect())
        })
        .filter(|(_, lines): &(String, Vec<_>)| !lines.is_empty())
        .collect()
}

/// The item's list of materials, each with what was given for it.
fn lines(visit: &Visit, item: &Item, rows: &[Material]) -> Vec<Line> {
    use cases::MaterialState::{Missing, Pending, Promised, Replaced, Supplied};
    let line = |material: &catalog::Material| {
        let own: Vec<&Material> =
            rows.iter().filter(|row| row.key == material.key && !matches!(row.state, Replaced | Pending)).collect();
        let (state, tag) = match own.first().map(|row| row.state) {
            Some(Supplied) => ("supplied", "good"),
            Some(Promised) => ("promised", "warn"),
            Some(Missing) => ("missing", "warn"),
            _ => ("none", "bare"),
        };
        Line {
            name: material.name.get(visit.lang()).to_owned(),
            state: visit.t(&format!("desk-material-{state}")),
            tag,
            files: own.iter().filter_map(|row| Some((format!("/files/{}", row.file_id?), row.name.clone()))).collect(),
            due: own.iter().find_map(|row| row.due).map_or_else(String::new, |due| visit.day(due)),
        }
    };
    item.materials.iter().map(line).collect()
}

fn step(visit: &Visit, case: &Case, event: &Event) -> Step {
    let act = event.act();
    let why = match &act {
        Some(Act::AskCorrection { defects, .. }) => {
            defects.iter().map(|defect| defect.what.as_str()).collect::<Vec<_>>().join("；")
        }
        Some(Act::Assign { name, .. }) => name.clone(),
        Some(act) => act.reason().unwrap_or_default().to_owned(),
        None => String::new(),
    };
    Step {
        what: visit.t(&format!("case-act-{}", event.act)),
        when: visit.moment(event.at),
        who: if event.actor_kind == "citizen" { mask::name(&event.actor_name) } else { event.actor_name.clone() },
        why,
        paper: act.filter(super::papers::has_paper).map(|_| format!("/cases/{}/papers/{}.pdf", case.no, event.id)),
    }
}

/// What happened after the version that the officer had in front of them.
fn news(visit: &Visit, events: &[Event], seen: Option<i32>) -> Vec<String> {
    let Some(seen) = seen else { return Vec::new() };
    let later = events.iter().filter(|event| event.seq > seen);
    later
        .map(|event| {
            format!(
                "{} · {} · {}",
                visit.moment(event.at),
                visit.t(&format!("case-act-{}", event.act)),
                if event.actor_kind == "citizen" { visit.t("desk-applicant") } else { event.actor_name.clone() }
            )
        })
        .collect()
}

fn colleagues(cards: Vec<OfficerCard>, case: &Case) -> Vec<(String, String, bool)> {
    cards.into_iter().map(|card| (card.id.to_string(), card.name, case.assigned_to == Some(card.id))).collect()
}

/// First three and last four characters of a number.
fn ends(number: &str) -> String {
    let length = number.chars().count();
    number.chars().enumerate().map(|(i, c)| if i < 3 || i + 4 >= length { c } else { '*' }).collect()
}
