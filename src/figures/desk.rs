//! Officers and figures: what was held back is published or rejected with a reason; a new release is recorded by hand.

use budayang_rules::division::DivisionCode;
use serde_json::json;
use uuid::Uuid;

use super::figure::State;
use super::store::{self, Claim, Taking};
use crate::app::App;
use crate::audit::{self, Actor, Entry};
use crate::db::{DbErr, content_changed};
use crate::identity::{Officer, Role};
use crate::rows::Summary;

/// Why a decision or a record was not taken.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DeskError {
    #[error("not theirs")]
    Forbidden,
    #[error("somebody decided before")]
    Before,
    #[error("a reason is missing")]
    NoReason,
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Where an officer answers for figures.
pub(crate) fn divisions_of(officer: &Officer) -> Vec<DivisionCode> {
    let answers = |role: Role| matches!(role, Role::Supervisor | Role::Editor);
    officer.grants.iter().filter(|grant| answers(grant.role)).map(|grant| grant.division).collect()
}

/// Publishes or rejects a held figure.
pub(crate) async fn decide(
    app: &App,
    officer: &Officer,
    id: Uuid,
    publish: bool,
    reason: &str,
) -> Result<(), DeskError> {
    if reason.is_empty() {
        return Err(DeskError::NoReason);
    }
    let divisions = divisions_of(officer);
    let division = store::division_of(&app.db, id).await?;
    if !division.is_some_and(|division| divisions.iter().any(|own| own.contains(&division))) {
        return Err(DeskError::Forbidden);
    }
    let (now, state) = (app.clock.now(), if publish { State::Published } else { State::Rejected });
    let tx = app.db.begin().await?;
    if !store::decide(&tx, id, state, officer.id, now, reason).await? {
        return Err(DeskError::Before);
    }
    let entry = Entry {
        actor: Actor::Officer(officer.id),
        act: if publish { "figure-publish" } else { "figure-reject" },
        object: format!("figure {id}"),
        detail: json!({ "reason": reason }),
        at: now,
    };
    audit::record(&tx, &entry).await?;
    content_changed(&tx).await?;
    tx.commit().await?;
    Ok(())
}

/// Records one release by hand: the same checks as an import. Says whether it waits for a second look.
pub(crate) async fn record(app: &App, officer: &Officer, claim: Claim) -> Result<(Summary, bool), DeskError> {
    if !divisions_of(officer).iter().any(|own| own.contains(&claim.division)) {
        return Err(DeskError::Forbidden);
    }
    let now = app.clock.now();
    let tx = app.db.begin().await?;
    let mut taking = Taking::begin(&app.random, now);
    taking.take(&tx, std::slice::from_ref(&claim)).await?;
    let (summary, odd) = taking.finish(&tx).await?;
    if summary.added + summary.updated > 0 {
        let entry = Entry {
            actor: Actor::Officer(officer.id),
            act: "figure-record",
            object: format!("figure {} {}", claim.division.short(), claim.day),
            detail: json!({ "confirmed": claim.counts.confirmed, "cured": claim.counts.cured, "dead": claim.counts.dead }),
            at: now,
        };
        audit::record(&tx, &entry).await?;
        content_changed(&tx).await?;
    }
    tx.commit().await?;
    Ok((summary, odd.values().flatten().any(|oddity| oddity.holds())))
}
