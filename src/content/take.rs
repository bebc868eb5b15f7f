//! Pieces out of files and packs: published as they come, and left alone where the desk has them in hand.

use std::collections::HashMap;

use budayang_rules::division::DivisionCode;
use sha2::{Digest, Sha256};

use super::flow::{blank, move_to, publish};
use super::kind::Kind;
use super::matter::Matter;
use super::piece::{Edition, Event, Row};
use super::state::{Act, State};
use super::store;
use crate::clock::{Clock, Random};
use crate::db::{DbErr, Tx, content_changed};
use crate::rows::Summary;

/// One row as its file has it.
pub(super) struct Given {
    /// What names it in its source, for ever.
    pub origin: String,
    pub site: Option<(String, DivisionCode)>,
    pub matter: Matter,
}

/// What became of the rows, and the titles that the desk has in hand.
#[derive(Default)]
pub(super) struct Taken {
    pub summary: Summary,
    pub left_alone: Vec<String>,
}

/// Adds and updates what differs, inside the caller's transaction.
pub(super) async fn take(
    tx: &Tx,
    (clock, random): (&Clock, &Random),
    kind: Kind,
    source: &str,
    given: Vec<Given>,
) -> Result<Taken, DbErr> {
    let now = clock.now();
    let origins: Vec<String> = given.iter().map(|one| hash(&one.origin)).collect();
    let known = store::known(tx, kind, &origins).await?;
    let mut taken = Taken::default();
    let (mut new, mut changed, mut editions, mut events) = (HashMap::new(), Vec::new(), Vec::new(), Vec::new());
    for (one, origin) in given.into_iter().zip(origins) {
        let content = hash(&one.matter.json());
        let mut row = match known.get(&origin) {
            Some(row) if row.origin_hash.as_deref() == Some(&content) || new.contains_key(&origin) => {
                taken.summary.unchanged += 1;
                continue;
            }
            Some(row) if row.state != State::Published.key() => {
                taken.left_alone.push(row.title.clone());
                taken.summary.unchanged += 1;
                continue;
            }
            Some(row) => Row { version: row.version + 1, ..row.clone() },
            None if new.contains_key(&origin) => {
                taken.summary.unchanged += 1;
                continue;
            }
            None => {
                let (site, division) = match one.site {
                    Some((site, division)) => (Some(site), division),
                    None => (None, one.matter.division().unwrap_or(DivisionCode::NATION)),
                };
                Row { revision: 0, ..blank(random.id(now), kind, site, division, now) }
            }
        };
        publish(&mut row, kind, &one.matter, now);
        move_to(&mut row, State::Published, now);
        (row.author, row.origin, row.origin_hash) = (None, Some(origin.clone()), Some(content));
        editions.push(Edition {
            id: random.id(now),
            piece: row.id,
            version: row.version,
            content: one.matter.json(),
            author: None,
            author_name: source.to_owned(),
            at: now,
        });
        events.push(Event {
            id: random.id(now),
            piece: row.id,
            seq: row.revision,
            act: Act::Publish.key().to_owned(),
            version: row.version,
            officer: None,
            officer_name: source.to_owned(),
            why: None,
            at: now,
        });
        if known.contains_key(&origin) {
            taken.summary.updated += 1;
            changed.push(row);
        } else {
            taken.summary.added += 1;
            new.insert(origin, row);
        }
    }
    if !editions.is_empty() {
        store::change_rows(tx, changed).await?;
        store::put(tx, new.into_values().collect(), editions, events).await?;
        content_changed(tx).await?;
    }
    Ok(taken)
}

/// A short name for something long.
fn hash(text: &str) -> String {
    hex::encode(Sha256::digest(text))
}
