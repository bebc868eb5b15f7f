//! Officers and declarations: whoever answers for a place dispatches what came in, and writes down what came of it.

use budayang_rules::division::DivisionCode;
use uuid::Uuid;

use super::declaration::Outcome;
use super::store::{self, Step};
use super::tables::declaration::Model as Declaration;
use crate::app::App;
use crate::db::DbErr;
use crate::identity::{Officer, Role};

/// Why a step was not taken.
#[derive(Debug, thiserror::Error)]
pub(crate) enum HandleError {
    #[error("not theirs")]
    NotTheirs,
    #[error("no such place inside the officer's")]
    NoPlace,
    #[error("somebody changed it before")]
    Stale,
    #[error("it is over")]
    Over,
    #[error("words are missing")]
    NoWords,
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Where an officer answers for declarations.
pub(crate) fn divisions_of(officer: &Officer) -> Vec<DivisionCode> {
    let answers = |role: Role| matches!(role, Role::Clerk | Role::Reviewer | Role::Supervisor);
    officer.grants.iter().filter(|grant| answers(grant.role)).map(|grant| grant.division).collect()
}

/// The declaration, if it lies inside the officer's divisions.
pub(crate) async fn load(app: &App, officer: &Officer, id: Uuid) -> Result<Declaration, HandleError> {
    store::one(&app.db, &divisions_of(officer), id).await?.ok_or(HandleError::NotTheirs)
}

/// What an officer does with it.
pub(crate) enum Act {
    Dispatch(DivisionCode),
    Close(Outcome),
}

/// `version` is the one that the officer saw.
pub(crate) async fn handle(
    app: &App,
    officer: &Officer,
    id: Uuid,
    version: i32,
    act: Act,
    words: &str,
) -> Result<(), HandleError> {
    let row = load(app, officer, id).await?;
    if row.version != version {
        return Err(HandleError::Stale);
    }
    if row.outcome.is_some() {
        return Err(HandleError::Over);
    }
    let step = |act| Step { officer: officer.id, act, words, at: app.clock.now() };
    let tx = app.db.begin().await?;
    let done = match act {
        Act::Dispatch(place) if !divisions_of(officer).iter().any(|own| own.contains(&place)) => {
            return Err(HandleError::NoPlace);
        }
        Act::Dispatch(place) => store::dispatch(&tx, &row, &place, &step("dispatch")).await?,
        Act::Close(_) if words.is_empty() => return Err(HandleError::NoWords),
        Act::Close(outcome) => store::close(&tx, &row, outcome, &step("close")).await?,
    };
    if !done {
        return Err(HandleError::Stale);
    }
    Ok(tx.commit().await?)
}
