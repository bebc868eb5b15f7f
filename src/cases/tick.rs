//! What the passing of days brings about, found in the database each time, so that a restart loses nothing.

use chrono::TimeDelta;

use super::{Act, ActError, Actor, Case, MaterialState, State, clocks, perform, store};
use crate::app::App;
use crate::db::DbErr;

/// Cases looked at in one go.
const SOME: u64 = 200;

/// Silence that accepts, corrections and materials that did not come, reminders, forgotten drafts.
pub(crate) async fn tick(app: &App) -> Result<(), DbErr> {
    let today = app.clock.today();
    let mut after = None;
    loop {
        let overdue = store::overdue(app.db.read(), today, after, SOME).await?;
        let Some(last) = overdue.last() else { break };
        after = Some(last.id);
        for case in &overdue {
            if let Some(act) = consequence(case) {
                carry_out(app, case, act).await?;
            }
        }
    }
    remind(app).await?;
    forget_drafts(app).await
}

fn consequence(case: &Case) -> Option<Act> {
    match case.state {
        state if state.awaits_acceptance() => Some(Act::AcceptBySilence),
        State::ToBeCorrected => Some(Act::Return { reason: "逾期未补正".into() }),
        state if state.is_under_review() => Some(Act::EndOverdue { missing: Vec::new() }),
        _ => None,
    }
}

/// Another node or an officer may have been quicker; then the rules say no, and that is well.
async fn carry_out(app: &App, case: &Case, act: Act) -> Result<(), DbErr> {
    match perform::act(app, &Actor::System, case, act).await {
        Err(ActError::Database(error)) => Err(error),
        Err(refusal) => {
            tracing::debug!(%refusal, no = %case.no, "nothing was to be done after all");
            Ok(())
        }
        Ok(_) => Ok(()),
    }
}

async fn remind(app: &App) -> Result<(), DbErr> {
    let today = app.clock.today();
    let until = clocks::calendar().add_working_days(today, clocks::REMIND_AHEAD).date;
    let mut after = None;
    loop {
        let due_soon = store::to_remind(app.db.read(), today, until, after, SOME).await?;
        let Some(last) = due_soon.last() else { return Ok(()) };
        after = Some(last.id);
        for case in &due_soon {
            if let Some(act) = reminder(app, case).await? {
                carry_out(app, case, act).await?;
            }
        }
    }
}

/// One reminder for each due date.
async fn reminder(app: &App, case: &Case) -> Result<Option<Act>, DbErr> {
    let Some(due) = (if case.state == State::ToBeCorrected { case.due } else { case.missing_due }) else {
        return Ok(None);
    };
    let events = store::events(app.db.read(), case.id).await?;
    let told = |event: &super::Event| matches!(event.act(), Some(Act::Remind { due: then, .. }) if then == due);
    if events.iter().any(told) {
        return Ok(None);
    }
    let materials = store::materials(app.db.read(), case.id).await?;
    let missing = materials.iter().filter(|row| row.state == MaterialState::Missing && row.due == Some(due));
    let names: Vec<&str> = missing.map(|row| row.name.as_str()).collect();
    let what = if names.is_empty() { "补正材料".to_owned() } else { names.join("、") };
    Ok(Some(Act::Remind { what, due }))
}

async fn forget_drafts(app: &App) -> Result<(), DbErr> {
    let before = app.clock.now() - TimeDelta::days(super::drafting::KEPT_DAYS);
    let forgotten = store::forgotten(app.db.read(), before, SOME).await?;
    if forgotten.is_empty() {
        return Ok(());
    }
    let tx = app.db.begin().await?;
    store::drop_drafts(&tx, forgotten).await?;
    tx.commit().await
}
