//! 草稿: filling in an application, saved with each step.

use std::collections::BTreeMap;

use budayang_forms::{Answers, Context, Known, Source, SourceKind, prefill};
use chrono::TimeDelta;
use serde_json::Value;
use uuid::Uuid;

use super::{Draft, store};
use crate::app::App;
use crate::catalog::{self, Edition};
use crate::clock::local_day;
use crate::db::DbErr;
use crate::identity::{self, Citizen};

/// Drafts that one person may keep; more are a mistake or mischief.
const MOST_DRAFTS: u64 = 50;
/// Earlier cases whose answers are offered again.
const EARLIER: u64 = 5;
/// Days after which an untouched draft is thrown away.
const KEPT: TimeDelta = TimeDelta::days(180);
/// Drafts thrown away in one go.
const SOME: u64 = 200;

/// Why a draft cannot be begun.
#[derive(Debug)]
pub(crate) enum NoDraft {
    TooMany,
    Database(DbErr),
}

impl From<DbErr> for NoDraft {
    fn from(error: DbErr) -> Self {
        Self::Database(error)
    }
}

impl Draft {
    pub(crate) fn answers(&self) -> Answers {
        serde_json::from_value(self.answers.clone()).unwrap_or_default()
    }

    /// Where filled-in answers came from, by field.
    pub(crate) fn sources(&self) -> BTreeMap<String, Source> {
        serde_json::from_value(self.sources.clone()).unwrap_or_default()
    }
}

/// Begins a draft under the edition that is in force now.
pub(crate) async fn begin(
    app: &App,
    citizen: &Citizen,
    edition: &Edition,
    eligibility: &Answers,
) -> Result<Draft, NoDraft> {
    if store::count_drafts(app.db.read(), citizen.subject).await? >= MOST_DRAFTS {
        return Err(NoDraft::TooMany);
    }
    let now = app.clock.now();
    let draft = Draft {
        id: app.random.id(now),
        item_code: edition.code.clone(),
        edition_id: edition.id,
        item_name: edition.item.name.zh.clone(),
        subject_id: citizen.on_behalf_of(),
        filed_by: citizen.subject,
        version: 1,
        answers: Value::Object(Default::default()),
        sources: Value::Object(Default::default()),
        eligibility: Value::Object(eligibility.0.clone()),
        delivery: None,
        created_at: now,
        updated_at: now,
    };
    let tx = app.db.begin().await?;
    store::add_draft(&tx, draft.clone()).await?;
    tx.commit().await?;
    Ok(draft)
}

/// The citizen's draft, if it is for whom they act now or for themselves.
pub(crate) async fn draft_of(app: &App, citizen: &Citizen, id: Uuid) -> Result<Option<Draft>, DbErr> {
    Ok(store::draft(app.db.read(), id).await?.filter(|draft| is_theirs(citizen, draft)))
}

pub(super) fn is_theirs(citizen: &Citizen, draft: &Draft) -> bool {
    draft.filed_by == citizen.subject
        && (draft.subject_id == citizen.subject || draft.subject_id == citizen.on_behalf_of())
}

/// Changes a draft while nobody else does; none when it is gone or not theirs.
pub(crate) async fn change(
    app: &App,
    citizen: &Citizen,
    id: Uuid,
    with: impl FnOnce(&mut Draft),
) -> Result<Option<Draft>, DbErr> {
    let tx = app.db.begin().await?;
    let found = store::draft_locked(&tx, id).await?.filter(|draft| is_theirs(citizen, draft));
    let Some(mut draft) = found else { return Ok(None) };
    with(&mut draft);
    draft.version += 1;
    draft.updated_at = app.clock.now();
    store::save_draft(&tx, &draft).await?;
    tx.commit().await?;
    Ok(Some(draft))
}

/// Saves the answers to one section; those that are as they were filled in keep their source.
pub(crate) async fn save_section(
    app: &App,
    citizen: &Citizen,
    draft: &Draft,
    section: &budayang_forms::Section,
    posted: Answers,
    filled: &BTreeMap<String, (Value, Source)>,
) -> Result<Option<Draft>, DbErr> {
    change(app, citizen, draft.id, |draft| {
        let (mut answers, mut sources) = (draft.answers(), draft.sources());
        answers.replace(section, posted);
        for field in &section.fields {
            let as_filled = filled.get(&field.key).filter(|(value, _)| answers.get(&field.key) == Some(value));
            match as_filled {
                Some((_, source)) => {
                    sources.insert(field.key.clone(), source.clone());
                }
                None => {
                    sources.remove(&field.key);
                }
            }
        }
        draft.answers = Value::Object(answers.0);
        draft.sources = serde_json::to_value(sources).unwrap_or_default();
    })
    .await
}

/// What is known of the person: their profile, and what they answered before.
pub(crate) async fn known(app: &App, citizen: &Citizen) -> Result<Known, DbErr> {
    let mut known = identity::known_answers(&app.db, citizen).await?;
    let earlier = store::of_subject(app.db.read(), citizen.on_behalf_of(), None, 0, EARLIER).await?;
    let ids: Vec<Uuid> = earlier.iter().map(|case| case.edition_id).collect();
    let editions = catalog::editions(&app.db, &ids).await?;
    for case in &earlier {
        let form = editions.get(&case.edition_id).and_then(|edition| edition.item.form.as_ref());
        let answers: Answers = serde_json::from_value(case.answers.clone()).unwrap_or_default();
        if let Some(form) = form {
            let source = Source { kind: SourceKind::Case { no: case.no.clone() }, as_of: local_day(case.created_at) };
            known.learn(form, &answers, &source);
        }
    }
    Ok(known)
}

/// What the pages of a draft fill in: known answers to questions that nobody has touched, with their sources.
pub(crate) fn filled(
    edition: &Edition,
    known: &Known,
    answers: &Answers,
    context: &Context<'_>,
) -> BTreeMap<String, (Value, Source)> {
    let Some(form) = &edition.item.form else { return BTreeMap::new() };
    let offered = prefill(form, known, answers, context);
    offered.into_iter().map(|one| (one.field.key.clone(), (one.value, one.source))).collect()
}

/// Throws away drafts that nobody has touched for half a year.
pub(super) async fn forget(app: &App) -> Result<(), DbErr> {
    let forgotten = store::forgotten(app.db.read(), app.clock.now() - KEPT, SOME).await?;
    if forgotten.is_empty() {
        return Ok(());
    }
    let tx = app.db.begin().await?;
    store::drop_drafts(&tx, forgotten).await?;
    tx.commit().await
}
