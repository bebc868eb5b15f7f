//! What the applicant and the organ write to each other about a case.

use super::{Actor, Case, Message, store};
use crate::app::App;
use crate::db::DbErr;
use crate::notices::{self, Notice, Recipient};

/// Longest message, in characters.
pub(crate) const LONGEST_MESSAGE: usize = 1_000;

/// Writes a message; the applicant is told of what the organ wrote.
pub(crate) async fn write_to(app: &App, actor: &Actor, case: &Case, text: &str) -> Result<(), DbErr> {
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
    if !matches!(actor, Actor::Citizen(_)) {
        let notice = Notice {
            to: Recipient::Subject(case.subject_id),
            kind: "case-message",
            words: serde_json::json!({ "no": case.no, "item": case.item_name, "text": text }),
            link: Some(format!("/cases/{}", case.no)),
            at,
        };
        notices::tell(&tx, &notice).await?;
    }
    tx.commit().await
}
