//! 留言: a message about a case, in either direction.

use serde_json::json;

use super::decide::LONGEST_TEXT;
use super::error::Rule;
use super::{ActError, Actor, Case, Message, store};
use crate::app::App;
use crate::identity::Role;
use crate::notices::{self, Notice, Recipient};

/// Writes a message; the applicant is told of one from the organ.
pub(crate) async fn say(app: &App, actor: &Actor, case: &Case, text: &str) -> Result<(), ActError> {
    const HANDLING: [Role; 4] = [Role::Clerk, Role::Reviewer, Role::Decider, Role::Supervisor];
    if !actor.is_applicant_of(case) && !HANDLING.iter().any(|role| actor.holds(*role, case)) {
        return Err(ActError::NotYours);
    }
    let text = text.trim();
    if text.is_empty() {
        return Err(Rule::NoReason.into());
    }
    if text.chars().count() > LONGEST_TEXT {
        return Err(Rule::TooLong { max: LONGEST_TEXT }.into());
    }
    let at = app.clock.now();
    let message = Message {
        id: app.random.id(at),
        case_id: case.id,
        actor_kind: actor.kind().to_owned(),
        actor_id: actor.id(),
        actor_name: actor.name().to_owned(),
        text: text.to_owned(),
        at,
    };
    let tx = app.db.begin().await?;
    store::add_message(&tx, message).await?;
    if matches!(actor, Actor::Officer(_)) {
        let notice = Notice {
            to: Recipient::Subject(case.subject_id),
            kind: "case-message",
            words: json!({ "no": case.no, "item": case.item_name }),
            link: Some(format!("/cases/{}", case.no)),
            at,
        };
        notices::tell(&tx, &notice).await?;
    }
    tx.commit().await?;
    Ok(())
}
