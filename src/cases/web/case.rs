//! `/cases/{no}`: where a case stands, what its subject can do, what happened.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use budayang_rules::clock::{Clock, Stage};

use super::materials::{NeedView, view};
use super::open::{self, refused};
use crate::app::App;
use crate::cases::needs::needs;
use crate::cases::{
    self, Act, Actor, Case, Defect, Event, MaterialState, State as Where, Verb, calendar, clock, decide,
};
use crate::identity::Citizen;
use crate::web::{Error, Frame, Posted, Purse, Visit, page, redirect_saying, t};

#[derive(Template)]
#[template(path = "cases/case.html")]
struct CasePage {
    frame: Frame,
    no: String,
    state: String,
    tag: &'static str,
    clock: String,
    steps: Vec<Step>,
    next: String,
    correction: Vec<String>,
    correction_due: String,
    missing: Vec<(NeedView, String)>,
    messages: Vec<Said>,
    certificate: Option<String>,
    may_withdraw: bool,
    may_rate: bool,
}

pub(super) struct Step {
    pub name: String,
    pub state: &'static str,
    pub when: String,
    pub who: String,
    pub note: String,
}

struct Said {
    who: String,
    when: String,
    text: String,
}

pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    citizen: Citizen,
    Path(no): Path<String>,
) -> Result<Response, Error> {
    let (case, edition) = open::case(&app, &citizen, &no).await?;
    let events = cases::history(&app.db, &case).await?;
    let materials = cases::materials(&app.db, &case).await?;
    let said = cases::messages(&app.db, &case).await?;
    let (today, actor) = (app.clock.today(), Actor::Citizen(citizen));
    let clock = clock(&case, &events, calendar(), today);
    let possible = cases::possible(&actor, &case);
    let answers = serde_json::from_value(case.answers.clone()).unwrap_or_default();
    let needs = needs(&edition.item, &answers, &materials, today);
    let missing = needs.iter().filter_map(|need| {
        let row = need.rows.iter().find(|row| row.state == MaterialState::Missing)?;
        let due = row.due.map(|due| visit.day(due)).unwrap_or_default();
        let view = view(need, visit.lang());
        let title = t(visit.lang(), "case-missing-title", &[("name", view.name.as_str().into()), ("day", due.into())]);
        Some((view, title))
    });
    let correcting = case.state == Where::ToBeCorrected;
    let defects = if correcting { decide::last_notice(&events) } else { Vec::new() };
    let name = edition.item.name.get(visit.lang());
    page(&CasePage {
        frame: visit.frame(name).crumb(visit.t("mine-title"), "/me/cases").verb("me"),
        state: visit.t(&format!("case-state-{}", case.state.key())),
        tag: case.state.tag(),
        clock: words(&visit, &case, &clock),
        steps: events.iter().map(|event| step(&visit, &edition.item.body.name, event)).collect(),
        next: next(&visit, &case),
        correction: defects.iter().map(|defect| defect_words(&visit, &edition.item, defect)).collect(),
        correction_due: case.due.filter(|_| correcting).map(|due| visit.day(due)).unwrap_or_default(),
        missing: missing.collect(),
        messages: said.into_iter().map(|one| saying(&visit, &edition.item.body.name, one)).collect(),
        certificate: certificate(&events),
        may_withdraw: possible.contains(&Verb::Withdraw),
        may_rate: possible.contains(&Verb::Rate),
        no: case.no,
    })
}

/// The clock in words: what happens by when.
pub(super) fn words(visit: &Visit, case: &Case, clock: &Clock) -> String {
    if case.state.is_over() {
        return String::new();
    }
    let Some(due) = clock.due else {
        let key = match (clock.paused, clock.stage) {
            (Some(_), _) => "case-clock-paused",
            (None, Stage::Correction) => "case-clock-yours",
            _ => return String::new(),
        };
        return visit.t(key);
    };
    let left = clock.days_left.unwrap_or(0);
    let key = match (clock.stage, left) {
        (_, left) if left < 0 => "case-clock-late",
        (Stage::Acceptance, _) => "case-clock-acceptance",
        (Stage::Delivery, _) => "case-clock-delivery",
        _ => "case-clock-review",
    };
    let args = [("due", visit.day(due.date).into()), ("left", left.abs().into())];
    let mut said = t(visit.lang(), key, &args);
    if due.provisional {
        said.push_str(&visit.t("case-clock-provisional"));
    }
    said
}

pub(super) fn step(visit: &Visit, organ: &str, event: &Event) -> Step {
    let act = event.act();
    let stopped = matches!(
        act,
        Some(
            Act::AskCorrection { .. }
                | Act::Pause { .. }
                | Act::Decline { .. }
                | Act::Return { .. }
                | Act::EndOverdue { .. }
        )
    );
    Step {
        name: visit.t(&format!("case-act-{}", event.act)),
        state: if stopped { "stopped" } else { "done" },
        when: visit.moment(event.at),
        who: match event.actor_kind.as_str() {
            "citizen" => visit.t("case-you"),
            "officer" => organ.to_owned(),
            _ => visit.t("case-system"),
        },
        note: act.as_ref().and_then(Act::reason).unwrap_or_default().to_owned(),
    }
}

fn next(visit: &Visit, case: &Case) -> String {
    let key = match case.state {
        state if state.awaits_acceptance() => "case-next-acceptance",
        state if state.is_under_review() => "case-next-decision",
        Where::Granted => "case-next-result",
        Where::Produced | Where::Dispatched => "case-next-delivery",
        _ => return String::new(),
    };
    visit.t(key)
}

pub(super) fn defect_words(visit: &Visit, item: &crate::catalog::Item, defect: &Defect) -> String {
    let (key, lang) = (defect.at.key(), visit.lang());
    let material = item.materials.iter().find(|material| material.key == key).map(|m| m.name.get(lang));
    let field = item.form.as_ref().and_then(|form| form.field(key)).map(|field| field.name(lang));
    let named = match &defect.at {
        cases::Spot::Material(_) => material.or(field),
        cases::Spot::Field(_) => field.or(material),
    };
    let colon = if lang == budayang_forms::Lang::En { ": " } else { "：" };
    format!("{}{colon}{}", named.unwrap_or(key), defect.what)
}

fn saying(visit: &Visit, organ: &str, said: cases::Message) -> Said {
    let who = if said.actor_kind == "citizen" { visit.t("case-you") } else { organ.to_owned() };
    Said { who, when: visit.moment(said.at), text: said.text }
}

fn certificate(events: &[Event]) -> Option<String> {
    events.iter().rev().find_map(|event| match event.act()? {
        Act::Produce { certificate } => Some(certificate),
        _ => None,
    })
}

#[derive(Template)]
#[template(path = "cases/withdrawal.html")]
struct WithdrawalPage {
    frame: Frame,
    no: String,
    reason: String,
    error: String,
}

pub(super) async fn ask_withdrawal(
    State(app): State<App>,
    visit: Visit,
    citizen: Citizen,
    Path(no): Path<String>,
) -> Result<Response, Error> {
    let (case, _) = open::case(&app, &citizen, &no).await?;
    withdrawal(&visit, case.no, String::new(), String::new())
}

pub(super) async fn withdraw(
    State(app): State<App>,
    visit: Visit,
    citizen: Citizen,
    Path(no): Path<String>,
    posted: Posted,
) -> Result<Response, Error> {
    let (case, _) = open::case(&app, &citizen, &no).await?;
    let reason = posted.get("reason").to_owned();
    let act = Act::Withdraw { reason: reason.clone() };
    match cases::act(&app, &Actor::Citizen(citizen), &case, act).await {
        Ok(case) => Ok(redirect_saying(&format!("/cases/{}", case.no), &visit.t("case-withdrawn"))),
        Err(cases::ActError::Rule(rule)) => {
            let mut answer = withdrawal(&visit, case.no, reason, rule.message(visit.lang()))?;
            *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(answer)
        }
        Err(error) => Err(refused(&visit, error)),
    }
}

fn withdrawal(visit: &Visit, no: String, reason: String, error: String) -> Result<Response, Error> {
    let frame = visit.frame(visit.t("case-withdraw")).crumb(no.clone(), format!("/cases/{no}")).verb("me");
    page(&WithdrawalPage { frame, no, reason, error })
}

pub(super) async fn say(
    State(app): State<App>,
    visit: Visit,
    citizen: Citizen,
    Path(no): Path<String>,
    posted: Posted,
) -> Result<Response, Error> {
    app.limits.spend(Purse::Submit, &citizen.subject.to_string())?;
    let (case, _) = open::case(&app, &citizen, &no).await?;
    let text = posted.get("text");
    if text.is_empty() || text.chars().count() > cases::LONGEST_MESSAGE {
        return Err(Error::unfit(t(visit.lang(), "case-say-error", &[("max", cases::LONGEST_MESSAGE.into())])));
    }
    cases::write_to(&app, &Actor::Citizen(citizen), &case, text).await?;
    Ok(redirect_saying(&format!("/cases/{}#messages", case.no), &visit.t("case-said")))
}
