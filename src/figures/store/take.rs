//! Taking figures: what is new becomes a revision, what is odd is marked in the same transaction.

use std::collections::{BTreeSet, HashMap};

use budayang_rules::division::DivisionCode;
use chrono::{DateTime, Days, NaiveDate, Utc};
use futures::TryStreamExt;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};
use uuid::Uuid;

use super::super::figure::{Counts, State, end_of};
use super::super::oddity::{Check, Finding, Oddity, Reading};
use super::super::table::{figure, flag};
use super::counts;
use crate::clock::Random;
use crate::db::{DbErr, Tx};
use crate::rows::Summary;

/// Keys of one statement: both engines take that many.
const CHUNK: usize = 400;
/// A count is compared with the last one of so many days before.
const BACK: Days = Days::new(31);

/// What a source says.
#[derive(Clone, Debug)]
pub(crate) struct Claim {
    pub division: DivisionCode,
    pub day: NaiveDate,
    pub counts: Counts,
    /// `None`: the end of the day, or now when another release stands already.
    pub published_at: Option<DateTime<Utc>>,
    pub source: String,
    pub address: Option<String>,
    /// What was odd about the row itself.
    pub oddity: Option<(Oddity, String)>,
}

/// One import, or one form of the desk.
pub(crate) struct Taking<'a> {
    random: &'a Random,
    now: DateTime<Utc>,
    batch: Uuid,
    findings: Vec<Finding>,
    touched: BTreeSet<NaiveDate>,
    pub summary: Summary,
}

impl<'a> Taking<'a> {
    pub(crate) fn begin(random: &'a Random, now: DateTime<Utc>) -> Self {
        let batch = random.id(now);
        Self { random, now, batch, findings: Vec::new(), touched: BTreeSet::new(), summary: Summary::default() }
    }

    /// Takes claims of any number, a few hundred at a time.
    pub(crate) async fn take(&mut self, tx: &Tx, claims: &[Claim]) -> Result<(), DbErr> {
        for claims in claims.chunks(CHUNK) {
            let mut known = known(tx, claims).await?;
            let mut rows = Vec::with_capacity(claims.len());
            for claim in claims {
                let before = known.get(&(claim.division, claim.day));
                if before.is_some_and(|row| counts(row) == claim.counts) {
                    self.summary.unchanged += 1;
                    continue;
                }
                let row = self.row(claim, before);
                match before {
                    Some(_) => self.summary.updated += 1,
                    None => self.summary.added += 1,
                }
                self.touched.insert(claim.day);
                known.insert((claim.division, claim.day), row.clone());
                rows.push(row.into_active_model());
            }
            if !rows.is_empty() {
                figure::Entity::insert_many(rows).exec_without_returning(tx).await?;
            }
        }
        Ok(())
    }

    fn row(&mut self, claim: &Claim, before: Option<&figure::Model>) -> figure::Model {
        let id = self.random.id(self.now);
        if let Some((oddity, words)) = &claim.oddity {
            self.findings.push(Finding { figure: id, oddity: *oddity, words: words.clone() });
        }
        let end = std::cmp::min(end_of(claim.day), self.now);
        let usual = if before.is_some() { self.now } else { end };
        let number = |count: u32| i32::try_from(count).unwrap_or(i32::MAX);
        figure::Model {
            id,
            division: claim.division.as_str().to_owned(),
            day: claim.day,
            revision: before.map_or(1, |row| row.revision + 1),
            confirmed: number(claim.counts.confirmed),
            suspected: claim.counts.suspected.map(number),
            cured: number(claim.counts.cured),
            dead: number(claim.counts.dead),
            source: claim.source.clone(),
            address: claim.address.clone(),
            published_at: claim.published_at.unwrap_or(usual),
            recorded_at: self.now,
            batch: self.batch,
            state: State::Published.key().to_owned(),
            decided_by: None,
            decided_at: None,
            reason: None,
        }
    }

    /// Checks what was taken beside what stood before, marks what is odd, and holds back what cannot be. Gives the
    /// oddities of each figure.
    pub(crate) async fn finish(mut self, tx: &Tx) -> Result<(Summary, HashMap<Uuid, Vec<Oddity>>), DbErr> {
        if let (Some(first), Some(last)) = (self.touched.first(), self.touched.last()) {
            let (first, last) = (first.checked_sub_days(BACK).unwrap_or(*first), *last);
            self.findings.extend(check(tx, first, last, self.batch).await?);
        }
        let mut odd: HashMap<Uuid, Vec<Oddity>> = HashMap::new();
        for finding in &self.findings {
            odd.entry(finding.figure).or_default().push(finding.oddity);
        }
        for findings in self.findings.chunks(CHUNK) {
            let rows = findings.iter().map(|finding| flag::ActiveModel {
                figure: Set(finding.figure),
                kind: Set(finding.oddity.key().to_owned()),
                words: Set(finding.words.clone()),
            });
            flag::Entity::insert_many(rows).exec_without_returning(tx).await?;
            let held = findings.iter().filter(|finding| finding.oddity.holds()).map(|finding| finding.figure);
            figure::Entity::update_many()
                .col_expr(figure::Column::State, Expr::value(State::Held.key()))
                .filter(figure::Column::Id.is_in(held))
                .exec(tx)
                .await?;
        }
        Ok((self.summary, odd))
    }
}

/// The last revision of each claim's division and day, whatever became of it.
async fn known(tx: &Tx, claims: &[Claim]) -> Result<HashMap<(DivisionCode, NaiveDate), figure::Model>, DbErr> {
    let keys = claims.iter().map(|claim| (claim.division.as_str().to_owned(), claim.day));
    let pair = Expr::tuple([Expr::col(figure::Column::Division), Expr::col(figure::Column::Day)]);
    let rows =
        figure::Entity::find().filter(pair.in_tuples(keys)).order_by_asc(figure::Column::Revision).all(tx).await?;
    let key = |row: &figure::Model| Some((DivisionCode::parse(&row.division).ok()?, row.day));
    Ok(rows.into_iter().filter_map(|row| Some((key(&row)?, row))).collect())
}

/// Reads the days in order and judges what came with this batch.
async fn check(tx: &Tx, first: NaiveDate, last: NaiveDate, batch: Uuid) -> Result<Vec<Finding>, DbErr> {
    let mut rows = figure::Entity::find()
        .filter(figure::Column::Day.between(first, last))
        .filter(figure::Column::State.ne(State::Rejected.key()))
        .order_by_asc(figure::Column::Day)
        .order_by_asc(figure::Column::Division)
        .order_by_asc(figure::Column::Revision)
        .stream(tx)
        .await?;
    let (mut check, mut latest) = (Check::default(), None::<Reading>);
    while let Some(row) = rows.try_next().await? {
        let Ok(division) = DivisionCode::parse(&row.division) else { continue };
        let reading = Reading { id: row.id, division, day: row.day, counts: counts(&row), new: row.batch == batch };
        // Only the last revision of a day counts.
        if let Some(done) = latest.replace(reading).filter(|done| (done.division, done.day) != (division, row.day)) {
            check.read(done);
        }
    }
    if let Some(done) = latest {
        check.read(done);
    }
    check.close();
    Ok(check.findings)
}

/// Publishes or rejects a held revision; `false` when somebody else did before.
pub(crate) async fn decide(
    tx: &Tx,
    id: Uuid,
    state: State,
    by: Uuid,
    at: DateTime<Utc>,
    reason: &str,
) -> Result<bool, DbErr> {
    let done = figure::Entity::update_many()
        .set(figure::ActiveModel {
            state: Set(state.key().to_owned()),
            decided_by: Set(Some(by)),
            decided_at: Set(Some(at)),
            reason: Set(Some(reason.to_owned())),
            ..Default::default()
        })
        .filter(Condition::all().add(figure::Column::Id.eq(id)).add(figure::Column::State.eq(State::Held.key())))
        .exec(tx)
        .await?;
    Ok(done.rows_affected == 1)
}
