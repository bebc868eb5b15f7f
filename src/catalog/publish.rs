//! Publishing: what is new becomes an edition, and what inherits from it follows.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};

use super::store::{self, CHUNK, EditionRow, ItemRow};
use super::version::{Edition, written};
use super::{Card, Item, inheritance, lint};
use crate::app::App;
use crate::clock::{Clock, Random, local_day};
use crate::db::{DbErr, Tx};
use crate::rows::Summary;

/// Publishes items in the caller's transaction; after its commit call [`super::follow`] so that this node finds them at once.
pub(crate) async fn publish(app: &App, tx: &Tx, items: Vec<Item>, source: &str) -> Result<Summary, DbErr> {
    let mut publishing = Publishing::begin(tx, &app.clock, &app.random, source).await?;
    publishing.take(tx, items).await?;
    publishing.finish(tx).await
}

/// A publication of any length, chunk by chunk.
pub(super) struct Publishing<'a> {
    random: &'a Random,
    now: DateTime<Utc>,
    today: NaiveDate,
    source: &'a str,
    revision: i64,
    summary: Summary,
    /// Codes whose edition in force changed: their heirs must follow.
    changed: Vec<String>,
}

/// Rows to be written together.
#[derive(Default)]
struct Batch {
    items: Vec<ItemRow>,
    editions: Vec<EditionRow>,
}

impl<'a> Publishing<'a> {
    pub(super) async fn begin(tx: &Tx, clock: &Clock, random: &'a Random, source: &'a str) -> Result<Self, DbErr> {
        let revision = store::next_revision(tx).await?;
        let (now, summary, changed) = (clock.now(), Summary::default(), Vec::new());
        Ok(Self { random, now, today: local_day(now), source, revision, summary, changed })
    }

    /// Takes items; a later one with the same code replaces an earlier one.
    pub(super) async fn take(&mut self, tx: &Tx, mut items: Vec<Item>) -> Result<(), DbErr> {
        items.sort_by_key(|item| item.base.as_ref().map(|_| item.code.level()));
        let (mut together, mut codes) = (Vec::new(), HashSet::new());
        for item in items {
            let needs_earlier = item.base.as_ref().is_some_and(|base| codes.contains(base));
            if needs_earlier || codes.contains(&item.code) || together.len() == CHUNK {
                self.write(tx, std::mem::take(&mut together)).await?;
                codes.clear();
            }
            codes.insert(item.code.clone());
            together.push(item);
        }
        self.write(tx, together).await
    }

    /// Lets everything below follow what changed above, level by level.
    pub(super) async fn finish(mut self, tx: &Tx) -> Result<Summary, DbErr> {
        while !self.changed.is_empty() {
            let above = std::mem::take(&mut self.changed);
            for bases in above.chunks(CHUNK) {
                let heirs = store::heirs(tx, bases).await?;
                for heirs in heirs.chunks(CHUNK) {
                    self.follow(tx, heirs).await?;
                }
            }
        }
        Ok(self.summary)
    }

    async fn write(&mut self, tx: &Tx, items: Vec<Item>) -> Result<(), DbErr> {
        let codes: Vec<&str> = items.iter().map(|item| item.code.as_str()).collect();
        let known = store::rows(tx, &codes).await?;
        let bases = bases(tx, items.iter().filter_map(|item| Some(item.base.as_ref()?.as_str()))).await?;
        let versions = store::last_versions(tx, &codes).await?;
        let mut batch = Batch::default();
        for item in items {
            let (_, own_hash) = written(&item).map_err(store::json)?;
            let before = known.get(item.code.as_str());
            match before {
                Some(row) if row.own_hash == own_hash => {
                    self.summary.unchanged += 1;
                    continue;
                }
                Some(_) => self.summary.updated += 1,
                None => self.summary.added += 1,
            }
            let version = versions.get(item.code.as_str()).map_or(1, |(last, _)| last + 1);
            let base = item.base.as_ref().and_then(|base| bases.get(base.as_str()));
            let source = self.source.to_owned();
            self.new_edition(
                &mut batch,
                New { own: item, own_hash, base, version, before, base_edition: None, source },
            )?;
        }
        store::write(tx, batch.items, batch.editions).await
    }

    /// Heirs whose elements change because their base did get an edition of their own.
    async fn follow(&mut self, tx: &Tx, heirs: &[ItemRow]) -> Result<(), DbErr> {
        let bases = bases(tx, heirs.iter().filter_map(|heir| heir.base.as_deref())).await?;
        let rows: HashMap<String, ItemRow> = heirs.iter().map(|row| (row.code.clone(), row.clone())).collect();
        let codes: Vec<&str> = heirs.iter().map(|row| row.code.as_str()).collect();
        let editions = store::in_force(tx, &rows).await?;
        let versions = store::last_versions(tx, &codes).await?;
        let mut batch = Batch::default();
        for (code, edition) in editions {
            let (Some(own), Some(row)) = (edition.own, rows.get(&code)) else { continue };
            let Some(base) = row.base.as_ref().and_then(|base| bases.get(base)) else { continue };
            let resolved = resolved(&own, Some(base))?;
            let (_, hash) = written(&resolved).map_err(store::json)?;
            if hash == edition.hash {
                continue;
            }
            let version = versions.get(&code).map_or(1, |(last, _)| last + 1);
            let (own_hash, base_edition) = (row.own_hash.clone(), edition.base_edition);
            let source = edition.source;
            let new = New { own, own_hash, base: Some(base), version, before: Some(row), base_edition, source };
            self.new_edition(&mut batch, new)?;
        }
        store::write(tx, batch.items, batch.editions).await
    }

    fn new_edition(&mut self, batch: &mut Batch, new: New<'_>) -> Result<(), DbErr> {
        let New { own, own_hash, base, version, before, base_edition, source } = new;
        let item = resolved(&own, base)?;
        let (json, hash) = written(&item).map_err(store::json)?;
        let id = self.random.id(self.now);
        let waits = before.filter(|_| item.effective.is_some_and(|day| day > self.today));
        batch.editions.push(EditionRow {
            id,
            code: item.code.to_string(),
            version,
            hash: hash.clone(),
            item: json,
            own: own.base.is_some().then(|| written(&own)).transpose().map_err(store::json)?.map(|(json, _)| json),
            base_edition: base_edition.or(base.map(|base| base.id)),
            effective_from: item.effective,
            published_at: self.now,
            source: source.chars().take(200).collect(),
        });
        if let Some(row) = waits {
            let next_on = row.next_on.into_iter().chain(item.effective).min();
            batch.items.push(ItemRow { own_hash, next_on, ..row.clone() });
            return Ok(());
        }
        let next_on = before.and_then(|row| row.next_on);
        let facts = Facts { edition: id, version, own_hash, hash, next_on, revision: self.revision };
        batch.items.push(row(&item, facts)?);
        self.changed.push(item.code.to_string());
        Ok(())
    }
}

struct New<'a> {
    own: Item,
    own_hash: String,
    base: Option<&'a Edition>,
    version: i32,
    before: Option<&'a ItemRow>,
    base_edition: Option<uuid::Uuid>,
    source: String,
}

/// What a row says beside the item itself.
struct Facts {
    edition: uuid::Uuid,
    version: i32,
    own_hash: String,
    hash: String,
    next_on: Option<NaiveDate>,
    revision: i64,
}

fn row(item: &Item, facts: Facts) -> Result<ItemRow, DbErr> {
    let Facts { edition, version, own_hash, hash, next_on, revision } = facts;
    let rules: Vec<&str> = lint(item).iter().map(|finding| finding.rule).collect();
    Ok(ItemRow {
        code: item.code.to_string(),
        edition,
        version,
        division: item.division.to_string(),
        body_code: item.body.code.chars().take(40).collect(),
        state: item.state.key().to_owned(),
        base: item.base.as_ref().map(ToString::to_string),
        own_hash,
        hash,
        card: serde_json::to_string(&Card::of(item)).map_err(store::json)?,
        findings: if rules.is_empty() { String::new() } else { format!(" {} ", rules.join(" ")) },
        next_on,
        revision,
    })
}

fn resolved(own: &Item, base: Option<&Edition>) -> Result<Item, DbErr> {
    match base {
        Some(base) if inheritance::may_inherit(own, &base.item) => {
            inheritance::resolve(own, &base.item).map_err(store::json)
        }
        _ => Ok(own.clone()),
    }
}

/// The editions in force of these bases, by code.
async fn bases<'a>(tx: &Tx, codes: impl Iterator<Item = &'a str>) -> Result<HashMap<String, Edition>, DbErr> {
    let codes: Vec<&str> = codes.collect::<HashSet<_>>().into_iter().collect();
    if codes.is_empty() {
        return Ok(HashMap::new());
    }
    store::in_force(tx, &store::rows(tx, &codes).await?).await
}

/// Puts editions into force whose day has come. Gives how many.
pub(crate) async fn take_effect(app: &App) -> Result<usize, DbErr> {
    let today = local_day(app.clock.now());
    let tx = app.db.begin().await?;
    let rows = store::due(&tx, today).await?;
    if rows.is_empty() {
        return Ok(0);
    }
    let mut publishing = Publishing::begin(&tx, &app.clock, &app.random, "").await?;
    let codes: Vec<&str> = rows.iter().map(|row| row.code.as_str()).collect();
    let mut waiting: HashMap<String, Vec<Edition>> = HashMap::new();
    for edition in store::waiting(&tx, &codes).await? {
        waiting.entry(edition.code.clone()).or_default().push(edition);
    }
    let mut items = Vec::new();
    for before in rows {
        let editions = waiting.remove(&before.code).unwrap_or_default();
        let later = || editions.iter().filter(|edition| edition.version > before.version);
        let next_on = later().filter_map(|edition| edition.effective_from).filter(|day| *day > today).min();
        match later().rfind(|edition| edition.effective_from.is_some_and(|day| day <= today)) {
            None => items.push(ItemRow { next_on, ..before.clone() }),
            Some(edition) => {
                let (own_hash, hash) = (before.own_hash.clone(), edition.hash.clone());
                let revision = publishing.revision;
                let facts = Facts { edition: edition.id, version: edition.version, own_hash, hash, next_on, revision };
                items.push(row(&edition.item, facts)?);
                publishing.changed.push(before.code.clone());
            }
        }
    }
    let count = items.len();
    store::write(&tx, items, Vec::new()).await?;
    publishing.finish(&tx).await?;
    tx.commit().await?;
    Ok(count)
}
