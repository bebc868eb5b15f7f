//! 好差评: one word on one service, freely given; a bad one is answered.

use std::time::Duration;

use super::{FollowUp, Rating, store};
use crate::app::App;
use crate::audit;
use crate::cases::{self, Act, ActError, Actor, Case};
use crate::db::{self, Db, DbErr};
use crate::identity::{Citizen, Officer};
use crate::notices::{self, Notice, Recipient};
use uuid::Uuid;

/// Working days for the answer to a bad rating (State Council Office 2019 no. 51).
pub(super) const ANSWER_WITHIN: u32 = 15;
/// A guide's average is at most this old.
pub(crate) const PUBLISHED_EVERY: Duration = Duration::from_secs(3_600);
const LONGEST: usize = 1_000;
/// From here on a grade is bad: 4 dissatisfied, 5 very dissatisfied (GB/T 39046 annex A).
const BAD_FROM: i16 = 4;

/// Reasons to choose from; keys of the sentences `rating-reason-{key}`.
pub(crate) const REASONS: [&str; 8] =
    ["quick", "clear", "kind", "no-visit", "slow", "unclear", "unkind", "too-many-papers"];

#[derive(Debug, thiserror::Error)]
pub(crate) enum RateError {
    #[error("rated before")]
    Before,
    #[error("too long")]
    TooLong,
    #[error("nothing said")]
    Empty,
    #[error(transparent)]
    Act(#[from] ActError),
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// What somebody says about a service.
pub(crate) struct Opinion {
    /// 1 very satisfied … 5 very dissatisfied.
    pub grade: u8,
    pub reasons: Vec<&'static str>,
    pub words: String,
}

/// An item's ratings together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Average {
    pub count: i64,
    /// 5 best … 1 worst, as people read stars.
    pub stars: f64,
}

/// What people think of an item; none while nobody has said anything.
pub(crate) async fn rating_of(db: &Db, item_code: &str) -> Result<Option<Average>, DbErr> {
    let (count, sum) = store::average(db.read(), item_code).await?;
    Ok((count > 0).then(|| Average { count, stars: 6.0 - sum as f64 / count as f64 }))
}

/// Lets the guides show what was rated in the last hours: their pages are kept, and one opinion is no reason to render
/// the whole portal again.
pub(crate) async fn publish_ratings(app: &App) -> Result<(), DbErr> {
    let since = app.clock.now() - PUBLISHED_EVERY;
    let tx = app.db.begin().await?;
    if store::rated_since(&tx, since).await? {
        db::content_changed(&tx).await?;
    }
    tx.commit().await
}

/// The rating that a case has.
pub(crate) async fn rating_of_case(db: &Db, case: &Case) -> Result<Option<Rating>, DbErr> {
    store::rating_of_case(db.read(), case.id).await
}

/// Writes the rating down, and with a bad one what must follow.
pub(crate) async fn rate(app: &App, citizen: &Citizen, case: &Case, opinion: Opinion) -> Result<Rating, RateError> {
    if opinion.words.chars().count() > LONGEST {
        return Err(RateError::TooLong);
    }
    if rating_of_case(&app.db, case).await?.is_some() {
        return Err(RateError::Before);
    }
    let events = cases::history(&app.db, case).await?;
    let decider = events.iter().rev().find(|event| matches!(event.act.as_str(), "grant" | "refuse"));
    let now = app.clock.now();
    let rating = Rating {
        id: app.random.id(now),
        case_id: case.id,
        case_no: case.no.clone(),
        item_code: case.item_code.clone(),
        body_code: case.body_code.clone(),
        division: case.division.clone(),
        subject_id: case.subject_id,
        officer_id: decider.and_then(|event| event.actor_id),
        grade: i16::from(opinion.grade),
        reasons: serde_json::json!(opinion.reasons),
        words: opinion.words.trim().to_owned(),
        channel: "web".to_owned(),
        at: now,
    };
    let tx = app.db.begin().await?;
    let actor = Actor::Citizen(citizen.clone());
    cases::act_in(app, &tx, &actor, case, Act::Rate { grade: opinion.grade }).await?;
    store::add_rating(&tx, rating.clone()).await.map_err(|error| match db::already_there(&error) {
        true => RateError::Before,
        false => RateError::Database(error),
    })?;
    if rating.grade >= BAD_FROM {
        let due = cases::calendar().add_working_days(app.clock.today(), ANSWER_WITHIN).date;
        let follow_up = FollowUp { rating_id: rating.id, due, answered_by: None, answered_at: None, answer: None };
        store::add_follow_up(&tx, follow_up).await?;
    }
    tx.commit().await?;
    Ok(rating)
}

/// Bad ratings of the bodies that the officer supervises, open ones first.
pub(crate) async fn follow_ups(db: &Db, officer: &Officer) -> Result<Vec<(FollowUp, Rating)>, DbErr> {
    let rows = store::follow_ups(db.read(), officer).await?;
    Ok(rows.into_iter().filter_map(|(follow_up, rating)| Some((follow_up, rating?))).collect())
}

/// The supervisor answers; the person who rated is told.
pub(crate) async fn answer(app: &App, officer: &Officer, rating: Uuid, words: &str) -> Result<(), RateError> {
    let words = words.trim();
    if words.is_empty() {
        return Err(RateError::Empty);
    }
    if words.chars().count() > LONGEST {
        return Err(RateError::TooLong);
    }
    let all = follow_ups(&app.db, officer).await?;
    let (_, rated) = all.into_iter().find(|(_, rated)| rated.id == rating).ok_or(ActError::NotYours)?;
    let at = app.clock.now();
    let tx = app.db.begin().await?;
    if !store::answer(&tx, rating, officer.id, words, at).await? {
        return Err(RateError::Before);
    }
    let entry = audit::Entry {
        actor: audit::Actor::Officer(officer.id),
        act: "rating-answer",
        object: format!("case {}", rated.case_no),
        detail: serde_json::json!({ "answer": words }),
        at,
    };
    audit::record(&tx, &entry).await?;
    let notice = Notice {
        to: Recipient::Subject(rated.subject_id),
        kind: "rating-answered",
        words: serde_json::json!({ "no": rated.case_no, "answer": words }),
        link: Some(format!("/cases/{}", rated.case_no)),
        at,
    };
    notices::tell(&tx, &notice).await?;
    tx.commit().await?;
    Ok(())
}
