//! The chain: each line's seal covers its content and the seal before it (SHA-256), so a line cannot be changed,
//! taken out or put in without breaking every later seal.

use serde_json::json;
use sha2::{Digest, Sha256};

use super::store;
use super::tables::{head, line};
use crate::app::App;
use crate::db::{Db, DbErr};

/// Lines sealed together, and batches in one turn.
const BATCH: u64 = 500;
const ROUNDS: usize = 20;
/// Lines read at once while the chain is walked.
const STEP: u64 = 1_000;

/// Seals what was written since the last time, in the order of its keys. A line that was committed late with an
/// earlier key comes later in the chain.
pub(crate) async fn seal(app: &App) -> Result<(), DbErr> {
    for _ in 0..ROUNDS {
        let sealed = seal_batch(app).await?;
        if sealed < BATCH {
            break;
        }
    }
    Ok(())
}

async fn seal_batch(app: &App) -> Result<u64, DbErr> {
    let mut lines = store::unsealed(app.db.read(), BATCH).await?;
    if lines.is_empty() {
        return Ok(0);
    }
    let tx = app.db.begin().await?;
    // Another node that sealed in the meantime has used these numbers: the key of `audit_heads` and the unique
    // number then refuse the whole batch.
    let (mut seq, mut before) = store::head(&tx).await?.map_or((0, String::new()), |head| (head.seq, head.seal));
    for line in &mut lines {
        seq += 1;
        line.seq = Some(seq);
        line.before = Some(before);
        let seal = seal_of(line);
        line.seal = Some(seal.clone());
        before = seal;
    }
    let count = lines.len() as u64;
    store::save_seals(&tx, lines).await?;
    store::add_head(&tx, head::Model { seq, seal: before.clone(), at: app.clock.now() }).await?;
    tx.commit().await?;
    // Kept with the log elsewhere, this line betrays a chain that was made anew as a whole.
    tracing::info!(seq, seal = %before, "the audit trail is sealed");
    Ok(count)
}

/// SHA-256 over a JSON array of everything else in the line, 64 hexadecimal digits.
fn seal_of(line: &line::Model) -> String {
    let content = json!([
        line.seq,
        line.before,
        line.id,
        line.at.timestamp_micros(),
        line.actor_kind,
        line.actor,
        line.act,
        line.object,
        line.detail,
    ]);
    hex::encode(Sha256::digest(content.to_string()))
}

/// What a walk along the chain found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every line up to this number is as it was sealed.
    Whole {
        lines: i64,
    },
    Broken(Break),
}

/// The first place where the chain does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Break {
    /// The content of the line with this number is not what was sealed.
    Changed {
        seq: i64,
    },
    /// The line with this number is gone, or more lines follow than were sealed.
    Missing {
        seq: i64,
    },
    Added {
        seq: i64,
    },
}

impl Verdict {
    pub fn is_broken(&self) -> bool {
        matches!(self, Self::Broken(_))
    }
}

/// Walks the chain from its first line and stops at the first that does not hold.
pub async fn verify(db: &Db) -> Result<Verdict, DbErr> {
    // The head comes first: what is sealed while we walk is no surprise.
    let head = store::head(db.read()).await?;
    let (mut seq, mut before) = (0, String::new());
    loop {
        let lines = store::sealed_after(db.read(), seq, STEP).await?;
        if lines.is_empty() {
            break;
        }
        for line in &lines {
            if line.seq != Some(seq + 1) {
                return Ok(Verdict::Broken(Break::Missing { seq: seq + 1 }));
            }
            seq += 1;
            let seal = seal_of(line);
            if line.before.as_deref() != Some(&before) || line.seal.as_deref() != Some(&seal) {
                return Ok(Verdict::Broken(Break::Changed { seq }));
            }
            before = seal;
            // Later lines that were made anew as a whole fit each other, but not what was noted when they were sealed.
            if head.as_ref().is_some_and(|head| head.seq == seq && head.seal != before) {
                return Ok(Verdict::Broken(Break::Changed { seq }));
            }
        }
    }
    let end = head.map_or(0, |head| head.seq);
    if seq < end {
        return Ok(Verdict::Broken(Break::Missing { seq: seq + 1 }));
    }
    match store::head(db.read()).await? {
        Some(now) if now.seq < seq => Ok(Verdict::Broken(Break::Added { seq: now.seq + 1 })),
        None if seq > 0 => Ok(Verdict::Broken(Break::Added { seq: 1 })),
        _ => Ok(Verdict::Whole { lines: seq }),
    }
}
