//! The outbox is emptied: what was committed is sent, with longer and longer pauses after failures.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use futures::{StreamExt, stream};

use super::sms::{SmsError, SmsGateway};
use super::store;
use super::tables::outgoing::Model as Outgoing;
use crate::app::App;
use crate::audit;
use crate::db::DbErr;

/// Messages claimed together, and batches in one turn.
const AT_ONCE: u64 = 50;
const ROUNDS: usize = 20;
/// Messages on their way to the gateway at the same time.
const SIDE_BY_SIDE: usize = 8;
/// A claimed batch is left alone for so long: longer than its slowest sending takes.
const HELD: TimeDelta = TimeDelta::minutes(2);
/// With pauses of 10 s, 20 s, 40 s … the last try comes after almost six hours.
const MOST_TRIES: i32 = 12;

/// Sends what is due; says how many messages went out. A message goes out twice only if the program dies between the
/// gateway's answer and the note of it; the gateway knows the repeat by its id.
pub async fn deliver(app: &App) -> Result<usize, DbErr> {
    let Some(gateway) = app.sms.gateway() else { return Ok(0) };
    let mut sent = 0;
    for _ in 0..ROUNDS {
        let now = app.clock.now();
        let claimed = store::claim(&app.db, now, now + HELD, AT_ONCE).await?;
        if claimed.is_empty() {
            break;
        }
        sent += send(app, gateway, claimed).await?;
    }
    Ok(sent)
}

async fn send(app: &App, gateway: &dyn SmsGateway, claimed: Vec<Outgoing>) -> Result<usize, DbErr> {
    let outcomes: Vec<(Outgoing, Result<(), SmsError>)> = stream::iter(claimed)
        .map(|message| async move {
            let outcome = gateway.send(message.id, &message.phone, &message.text).await;
            (message, outcome)
        })
        .buffer_unordered(SIDE_BY_SIDE)
        .collect()
        .await;
    let now = app.clock.now();
    let mut sent = Vec::new();
    let mut failed: BTreeMap<(i32, String), Vec<i64>> = BTreeMap::new();
    for (message, outcome) in outcomes {
        match outcome {
            Ok(()) => sent.push(message.id),
            Err(trouble) => failed.entry((message.tries, trouble.to_string())).or_default().push(message.id),
        }
    }
    let tx = app.db.begin().await?;
    store::sent(&tx, &sent, now, app.sms.shows_messages()).await?;
    // What failed alike is written down together: a gateway that is away fails all in one way.
    for ((tries, trouble), messages) in &failed {
        tracing::warn!(messages = messages.len(), tries, trouble, "short messages were not taken");
        match next_try(*tries, now) {
            Some(at) => store::put_off(&tx, messages, trouble, at).await?,
            None => store::give_up(&tx, messages, trouble, now).await?,
        }
    }
    tx.commit().await?;
    Ok(sent.len())
}

/// When a message that failed so many times is tried again, if at all.
fn next_try(tries: i32, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    (tries < MOST_TRIES).then(|| now + TimeDelta::seconds(10 << tries.clamp(1, MOST_TRIES).saturating_sub(1)))
}

/// People's messages are kept for two years, the outbox for half a year.
const MESSAGES_KEPT: TimeDelta = TimeDelta::days(730);
const OUTBOX_KEPT: TimeDelta = TimeDelta::days(180);

/// Deletes what has been kept long enough, and writes down how much that was.
pub(crate) async fn forget(app: &App) -> Result<(), DbErr> {
    let now = app.clock.now();
    let tx = app.db.begin().await?;
    let (messages, outbox) = store::forget(&tx, now - MESSAGES_KEPT, now - OUTBOX_KEPT).await?;
    if messages + outbox > 0 {
        let detail = serde_json::json!({ "messages": messages, "outbox": outbox });
        let (actor, act, object) = (audit::Actor::System, "retention", "notices".to_owned());
        audit::record(&tx, &audit::Entry { actor, act, object, detail, at: now }).await?;
    }
    tx.commit().await
}
