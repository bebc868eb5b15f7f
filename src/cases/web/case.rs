//! `/cases/{no}`: where a case stands, what its applicant is to do, what was decided.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use budayang_forms::{Answers, Masked, Reader, shown};

use super::missing::material_name;
use super::open::{self, grouped};
use super::remaining::{Remaining, remaining};
use super::steps::{StepView, steps};
use crate::cases::decide::last_notice;
use crate::cases::{
    self, Act, Actor, Case, Defect, Event, LONGEST_MESSAGE, Material, MaterialState, Message, Spot, State, Verb,
    write_to,
};
use crate::catalog::Item;
use crate::files;
use crate::identity::Citizen;
use crate::web::{Error, Frame, Posted, Visit, page, redirect_saying, t};

#[derive(Template)]
#[template(path = "cases/case.html")]
struct CasePage {
    frame: Frame,
    no: String,
    grouped: String,
    organ: String,
    state: String,
    tag: &'static str,
    clock: Option<Remaining>,
    /// What the last correction notice lists, while it is open.
    defects: Vec<String>,
    missing: Vec<Line>,
    outcome: Option<Outcome>,
    certificate: String,
    may_rate: bool,
    may_withdraw: bool,
    steps: Vec<StepView>,
    materials: Vec<Line>,
    answers: Vec<(String, String)>,
    messages: Vec<Word>,
    consultation: String,
    complaint: String,
    typed: Typed,
}

/// A message that was not taken, and why.
#[derive(Default)]
struct Typed {
    text: String,
    error: String,
}

/// A material.
struct Line {
    name: String,
    state: String,
    tag: &'static str,
    href: String,
    size: String,
    due: String,
}

/// What was decided, why, and what can be done about it.
struct Outcome {
    title: String,
    kind: &'static str,
    reason: String,
    basis: String,
    appeal: bool,
    at: String,
}

struct Word {
    who: String,
    when: String,
    text: String,
}

pub(super) async fn show(visit: Visit, citizen: Citizen, Path(no): Path<String>) -> Result<Response, Error> {
    let (case, edition) = open::case(&visit.app, &citizen, &no).await?;
    page(&content(&visit, &citizen, &case, &edition.item, Typed::default()).await?)
}

/// Writes to the office.
pub(super) async fn say(
    visit: Visit,
    citizen: Citizen,
    Path(no): Path<String>,
    posted: Posted,
) -> Result<Response, Error> {
    let (case, edition) = open::case(&visit.app, &citizen, &no).await?;
    let text = posted.get("text");
    let error = match text.chars().count() {
        0 => visit.t("mycase-message-empty"),
        length if length > LONGEST_MESSAGE => visit.frame("").t1("mycase-message-long", "most", LONGEST_MESSAGE),
        _ => {
            visit.app.limits.spend(crate::web::Purse::Submit, &citizen.subject.to_string())?;
            write_to(&visit.app, &Actor::Citizen(citizen), &case, text).await?;
            return Ok(redirect_saying(&format!("/cases/{}#messages", case.no), &visit.t("mycase-message-sent")));
        }
    };
    let typed = Typed { text: text.to_owned(), error };
    let mut answer = page(&content(&visit, &citizen, &case, &edition.item, typed).await?)?;
    *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(answer)
}

async fn content(visit: &Visit, citizen: &Citizen, case: &Case, item: &Item, typed: Typed) -> Result<CasePage, Error> {
    let db = &visit.app.db;
    let events = cases::history(db, case).await?;
    let materials = cases::materials(db, case).await?;
    let messages = cases::messages(db, case).await?;
    let possible = cases::possible(&Actor::Citizen(citizen.clone()), case);
    let organ = item.body.name.clone();
    let correcting = case.state == State::ToBeCorrected;
    let missing = |row: &&Material| row.state == MaterialState::Missing;
    Ok(CasePage {
        frame: visit.frame(item.name.get(visit.lang())).verb("me").crumb(visit.t("mycases-title"), "/me/cases"),
        no: case.no.clone(),
        grouped: grouped(&case.no),
        state: visit.t(&format!("case-state-{}", case.state.key())),
        tag: case.state.tag(),
        clock: remaining(visit, case, &events),
        defects: if correcting {
            last_notice(&events).iter().map(|defect| defect_words(visit, item, defect)).collect()
        } else {
            vec![]
        },
        missing: materials.iter().filter(missing).map(|row| line(visit, item, row)).collect(),
        outcome: outcome(visit, &events),
        certificate: certificate(&events),
        may_rate: possible.contains(&Verb::Rate),
        may_withdraw: possible.contains(&Verb::Withdraw),
        steps: steps(visit, &organ, case, &events),
        materials: materials.iter().filter(|row| counts(row)).map(|row| line(visit, item, row)).collect(),
        answers: answers(visit, item, case),
        messages: messages.iter().map(|message| word(visit, &organ, message)).collect(),
        consultation: item.access.consultation_telephone.clone().unwrap_or_default(),
        complaint: item.access.complaint_telephone.clone().unwrap_or_default(),
        organ,
        typed,
    })
}

/// Where something is to be put right, and what.
pub(super) fn defect_words(visit: &Visit, item: &Item, defect: &Defect) -> String {
    let (key, lang) = (defect.at.key(), visit.lang());
    let named = match &defect.at {
        Spot::Material(_) => material_name(item, key, lang),
        Spot::Field(_) => {
            let field = item.form.as_ref().and_then(|form| form.field(key));
            field.map_or(key, |field| field.name(lang)).to_owned()
        }
    };
    t(lang, "mycase-defect", &[("at", named.into()), ("what", defect.what.as_str().into())])
}

/// What was replaced or is not sent yet does not stand in the list.
fn counts(row: &Material) -> bool {
    !matches!(row.state, MaterialState::Pending | MaterialState::Replaced)
}

fn line(visit: &Visit, item: &Item, row: &Material) -> Line {
    let (state, tag) = match row.state {
        MaterialState::Promised => ("promised", "calm"),
        MaterialState::Missing => ("missing", "warn"),
        _ => ("supplied", "good"),
    };
    Line {
        name: material_name(item, &row.key, visit.lang()),
        state: visit.t(&format!("mycase-material-{state}")),
        tag,
        href: row.file_id.map(|id| format!("/files/{id}")).unwrap_or_default(),
        size: if row.file_id.is_some() { files::size(row.bytes.unsigned_abs()) } else { String::new() },
        due: row.due.filter(|_| row.state == MaterialState::Missing).map(|due| visit.day(due)).unwrap_or_default(),
    }
}

/// The last word of the organ, if it has spoken it.
fn outcome(visit: &Visit, events: &[Event]) -> Option<Outcome> {
    let (act, at) = events.iter().rev().find_map(|event| match event.act()? {
        act @ (Act::Grant { .. }
        | Act::Refuse { .. }
        | Act::Decline { .. }
        | Act::NotOurs { .. }
        | Act::NoLicenceNeeded { .. }
        | Act::Return { .. }
        | Act::EndOverdue { .. }) => Some((act, event.at)),
        _ => None,
    })?;
    let granted = matches!(act, Act::Grant { .. });
    let reason = match &act {
        Act::NotOurs { organ, reason } => {
            visit.frame("").t2("progress-note-not-ours", ("organ", organ.as_str()), ("reason", reason.as_str()))
        }
        Act::EndOverdue { missing } => visit.frame("").t1("mycase-ended-reason", "what", missing.join("、")),
        act => act.reason().unwrap_or_default().to_owned(),
    };
    let basis = if let Act::Refuse { basis, .. } = &act { basis.clone() } else { String::new() };
    Some(Outcome {
        title: visit.t(&format!("mycase-outcome-{}", act.verb().key())),
        kind: if granted { "good" } else { "warn" },
        appeal: !granted,
        at: visit.moment(at),
        reason,
        basis,
    })
}

/// The number of the result, once it is made.
fn certificate(events: &[Event]) -> String {
    let produced = events.iter().rev().find_map(|event| match event.act()? {
        Act::Produce { certificate } => Some(certificate),
        _ => None,
    });
    produced.unwrap_or_default()
}

/// What was answered, personal numbers masked.
fn answers(visit: &Visit, item: &Item, case: &Case) -> Vec<(String, String)> {
    let Some(form) = &item.form else { return Vec::new() };
    let answers = Answers(case.answers.as_object().cloned().unwrap_or_default());
    let places = visit.app.divisions.names();
    let reader = Reader { masked: Masked::Yes, names: &places, ..Reader::new(visit.lang()) };
    let line = |field: &budayang_forms::Field| {
        let text = shown(field, answers.get(&field.key)?, &reader);
        (!text.is_empty()).then(|| (field.name(visit.lang()).to_owned(), text))
    };
    form.fields().filter_map(line).collect()
}

fn word(visit: &Visit, organ: &str, message: &Message) -> Word {
    let by_applicant = message.actor_kind == "citizen";
    let who = if by_applicant { visit.t("progress-by-applicant") } else { organ.to_owned() };
    Word { who, when: visit.moment(message.at), text: message.text.clone() }
}
