//! Carrying out an act: the change, its event and its notice are one transaction.

use super::decide::{Outcome, Situation, decide};
use super::{Act, ActError, Actor, Case, Event, Material, MaterialState, State, clocks, store, told};
use crate::app::App;
use crate::clock::local_day;
use crate::db::Tx;

/// Does `act` to the case as the actor saw it; someone who saw an older version is told to look again.
pub(crate) async fn act(app: &App, actor: &Actor, case: &Case, act: Act) -> Result<Case, ActError> {
    let tx = app.db.begin().await?;
    let changed = act_in(app, &tx, actor, case, act).await?;
    tx.commit().await?;
    Ok(changed)
}

/// The same inside the caller's transaction.
pub(crate) async fn act_in(app: &App, tx: &Tx, actor: &Actor, case: &Case, act: Act) -> Result<Case, ActError> {
    let edition = crate::catalog::edition(&app.db, case.edition_id).await?.ok_or(ActError::NotNow)?;
    let now = app.clock.now();
    let mut events = store::events(tx, case.id).await?;
    let materials = store::materials(tx, case.id).await?;
    let situation = Situation {
        case,
        events: &events,
        materials: &materials,
        item: &edition.item,
        calendar: clocks::calendar(),
        today: local_day(now),
    };
    let Outcome { act, state, materials: changes } = decide(&situation, actor, act)?;

    let mut changed = Case { state, version: case.version + 1, updated_at: now, ..case.clone() };
    let event = event_of(app, &changed, actor, &act);
    store::apply(tx, &changes).await?;
    let materials = if changes.is_empty() { materials } else { store::materials(tx, case.id).await? };
    events.push(event.clone());
    match &act {
        Act::Correct { answers } => take_answers(&mut changed, answers),
        Act::Assign { to, .. } => changed.assigned_to = *to,
        _ => {}
    }
    project(&mut changed, &events, &materials);
    if !store::save(tx, &changed).await? {
        return Err(ActError::Stale);
    }
    store::add_event(tx, event).await?;
    told::tell(tx, &changed, &edition.item, &act, now).await?;
    Ok(changed)
}

pub(super) fn event_of(app: &App, case: &Case, actor: &Actor, act: &Act) -> Event {
    let at = case.updated_at;
    Event {
        id: app.random.id(at),
        case_id: case.id,
        // Versions count events: the unique key on both keeps two writers from telling two stories.
        seq: case.version,
        act: act.verb().key().to_owned(),
        state: case.state,
        actor_kind: actor.kind().to_owned(),
        actor_id: actor.id(),
        actor_name: actor.name().to_owned(),
        at,
        data: serde_json::to_value(act).unwrap_or_default(),
    }
}

fn take_answers(case: &mut Case, corrected: &budayang_forms::Answers) {
    if let Some(answers) = case.answers.as_object_mut() {
        answers.extend(corrected.0.clone());
    }
}

/// What queues sort by, computed anew from the events.
pub(super) fn project(case: &mut Case, events: &[Event], materials: &[Material]) {
    let today = local_day(case.updated_at);
    let calendar = clocks::calendar();
    let clock = clocks::clock(case, events, calendar, today);
    let correcting = || {
        events.iter().rev().find_map(|event| match event.act()? {
            Act::AskCorrection { due, .. } => due,
            _ => None,
        })
    };
    (case.due, case.provisional, case.yellow_from) = match case.state {
        State::ToBeCorrected => (correcting(), false, None),
        state if state.is_over() => (None, false, None),
        _ => {
            let provisional = clock.due.is_some_and(|due| due.provisional);
            (clock.due.map(|due| due.date), provisional, clocks::yellow_from(&clock, calendar))
        }
    };
    let missing = materials.iter().filter(|row| row.state == MaterialState::Missing);
    case.missing_due = if case.state.is_over() { None } else { missing.filter_map(|row| row.due).min() };
}
