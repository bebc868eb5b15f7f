//! The outbox is emptied: what was committed is sent, with longer and longer pauses after failures.

use chrono::TimeDelta;

use super::store;
use super::tables::outgoing::Model as Outgoing;
use crate::app::App;
use crate::db::DbErr;

const AT_ONCE: u64 = 50;
/// While a node sends a message, others leave it alone for so long.
const HELD: TimeDelta = TimeDelta::minutes(2);
/// After so many tries, spread over about a day, a message is given up and shown to the operator.
const MOST_TRIES: i32 = 12;

/// Sends what is due; says how many messages went out.
pub async fn deliver(app: &App) -> Result<usize, DbErr> {
    if !app.sms.is_connected() {
        return Ok(0);
    }
    let now = app.clock.now();
    let mut sent = 0;
    for message in store::due(&app.db, now, AT_ONCE).await? {
        let tx = app.db.begin().await?;
        let mine = store::hold(&tx, &message, now + HELD).await?;
        tx.commit().await?;
        if mine {
            sent += usize::from(send(app, &message).await?);
        }
    }
    Ok(sent)
}

async fn send(app: &App, message: &Outgoing) -> Result<bool, DbErr> {
    let outcome = app.sms.send(message.id, &message.phone, &message.text).await;
    let now = app.clock.now();
    let tries = message.tries + 1;
    let tx = app.db.begin().await?;
    match &outcome {
        Ok(()) => store::sent(&tx, message.id, now, app.sms.shows_messages()).await?,
        Err(trouble) if tries >= MOST_TRIES => store::given_up(&tx, message.id, trouble, now).await?,
        Err(trouble) => store::put_off(&tx, message.id, trouble, now + pause(tries)).await?,
    }
    tx.commit().await?;
    if let Err(trouble) = &outcome {
        tracing::warn!(message = message.id, tries, trouble, "a short message was not taken");
    }
    Ok(outcome.is_ok())
}

/// 10 s, 20 s, 40 s … at most four hours.
fn pause(tries: i32) -> TimeDelta {
    let doubled = 10_i64 << tries.clamp(1, 11).saturating_sub(1);
    TimeDelta::seconds(doubled.min(4 * 3600))
}
