//! What the passing of days brings about. It is found in the database each time, so a restart loses nothing; every
//! consequence is an act of its own with a check of the version, so two nodes may look at once.

use std::collections::{BTreeSet, HashMap};

use budayang_rules::division::DivisionCode;
use chrono::{NaiveDate, TimeDelta};
use serde_json::json;
use uuid::Uuid;

use super::store::{self, Awaited};
use super::{Act, ActError, Actor, Case, Event, State, clocks, drafting, perform};
use crate::app::App;
use crate::db::DbErr;
use crate::identity::{self, Grant, Role};
use crate::notices::{self, Notice, Recipient};

/// Cases read at once, and in one tick for each kind of consequence; the next tick finds the rest.
const AT_ONCE: u64 = 100;
const ROUNDS: usize = 50;
/// Days after the result was handed over until the case is closed.
const CLOSED_AFTER: TimeDelta = TimeDelta::days(30);

/// Silence that accepts, corrections and materials that did not come, reminders, alarms, cases that end quietly.
pub(crate) async fn tick(app: &App) -> Result<(), DbErr> {
    let today = app.clock.today();
    let until = clocks::calendar().add_working_days(today, clocks::REMIND_AHEAD).date;
    for awaited in [
        Awaited::Acceptance { today },
        Awaited::Correction { today },
        Awaited::Material { today },
        Awaited::Applicant { today, until },
        Awaited::Decision { today },
        Awaited::Silence { since: app.clock.now() - CLOSED_AFTER },
    ] {
        follow_up(app, awaited).await?;
    }
    drafting::forget(app).await
}

async fn follow_up(app: &App, awaited: Awaited) -> Result<(), DbErr> {
    let mut after = None;
    for _ in 0..ROUNDS {
        let cases = store::running_out(app.db.read(), awaited, after, AT_ONCE).await?;
        let Some(last) = cases.last() else { return Ok(()) };
        after = Some(last.id);
        match awaited {
            Awaited::Applicant { until, .. } => remind(app, &cases, until).await?,
            Awaited::Decision { .. } => alarm(app, &cases).await?,
            _ => {
                for case in &cases {
                    settle(app, case, consequence(awaited, case)).await?;
                }
            }
        }
    }
    Ok(())
}

fn consequence(awaited: Awaited, case: &Case) -> Act {
    match awaited {
        Awaited::Acceptance { .. } => Act::AcceptBySilence,
        Awaited::Correction { .. } => {
            let due = case.due.map(|due| due.format("%-m月%-d日").to_string()).unwrap_or_default();
            Act::Return {
                reason: format!("到{due}没有收到补正，本次申请退回。可以随时重新申请")
            }
        }
        Awaited::Silence { .. } => Act::Close,
        // The act itself names what is missing.
        _ => Act::EndOverdue { missing: Vec::new() },
    }
}

/// Each case is a transaction of its own. Another node or an officer may have been quicker: then nothing is to be done.
async fn settle(app: &App, case: &Case, act: Act) -> Result<(), DbErr> {
    match perform::act(app, &Actor::System, case, act).await {
        Ok(_) => Ok(()),
        Err(ActError::Database(error)) => Err(error),
        Err(refusal) => {
            tracing::debug!(%refusal, no = %case.no, "nothing was to be done after all");
            Ok(())
        }
    }
}

/// One reminder for each day on which something is due from the applicant.
async fn remind(app: &App, cases: &[Case], until: NaiveDate) -> Result<(), DbErr> {
    let reminded = due_days(store::reminders(app.db.read(), cases).await?);
    let due = |case: &Case| if case.state == State::ToBeCorrected { case.due } else { case.missing_due };
    let fresh: Vec<(&Case, NaiveDate)> = cases
        .iter()
        .filter_map(|case| Some((case, due(case)?)))
        .filter(|(case, due)| !reminded.get(&case.id).is_some_and(|days| days.contains(due)))
        .collect();
    let missing = store::missing(app.db.read(), fresh.iter().map(|(case, _)| case.id)).await?;
    for (case, due) in fresh {
        let names = missing.iter().filter(|row| row.case_id == case.id && row.due.is_some_and(|due| due <= until));
        let names: Vec<&str> = names.map(|row| row.name.as_str()).collect();
        let what = if case.state == State::ToBeCorrected { "补正内容".to_owned() } else { names.join("、") };
        settle(app, case, Act::Remind { what, due }).await?;
    }
    Ok(())
}

fn due_days(reminders: Vec<Event>) -> HashMap<Uuid, Vec<NaiveDate>> {
    let mut days: HashMap<Uuid, Vec<NaiveDate>> = HashMap::new();
    for event in reminders {
        if let Some(Act::Remind { due, .. }) = event.act() {
            days.entry(event.case_id).or_default().push(due);
        }
    }
    days
}

/// The heads of the organ are told once for each last day that passes without a decision.
async fn alarm(app: &App, cases: &[Case]) -> Result<(), DbErr> {
    let heads = identity::holders(&app.db, Role::Supervisor).await?;
    for case in cases {
        let (Some(due), Ok(division)) = (case.due, DivisionCode::parse(&case.division)) else { continue };
        let over = |(_, grant): &&(Uuid, Grant)| grant.covers(&case.body_code, &division);
        let told: BTreeSet<Uuid> = heads.iter().filter(over).map(|(officer, _)| *officer).collect();
        let tx = app.db.begin().await?;
        match perform::act_in(app, &tx, &Actor::System, case, Act::Alarm { due }).await {
            Ok(_) => {
                notices::tell_all(&tx, &overdue(app, case, due, &told)).await?;
                tx.commit().await?;
            }
            Err(ActError::Database(error)) => return Err(error),
            Err(refusal) => tracing::debug!(%refusal, no = %case.no, "nothing was to be told after all"),
        }
    }
    Ok(())
}

fn overdue(app: &App, case: &Case, due: NaiveDate, heads: &BTreeSet<Uuid>) -> Vec<Notice> {
    let notice = |officer: &Uuid| Notice {
        to: Recipient::Subject(*officer),
        kind: "case-overdue",
        words: json!({ "no": case.no, "item": case.item_name, "due": due.to_string() }),
        link: Some(format!("/desk/cases/{}", case.no)),
        at: app.clock.now(),
    };
    heads.iter().map(notice).collect()
}
