//! Writing submissions, many at once.

use std::collections::HashMap;

use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveModelTrait, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::cases::submit::{Filed, Filing, Receipt};
use crate::cases::tables::{case, draft, event, material};
use crate::db::Tx;
use crate::notices;

/// Rows of one statement: both engines bind so many values at once (SQLite: 32,766).
const ROWS: usize = 256;

/// Writes those filings whose key is new; answers for each, in order, what stands in the database.
pub(crate) async fn file(tx: &Tx, filings: &[Filing]) -> Result<Vec<Filed>, DbErr> {
    let keys = filings.iter().map(|filing| filing.case.idempotency_key.as_str());
    let rows = filings.iter().map(|filing| filing.case.clone().into_active_model().reset_all());
    case::Entity::insert_many(rows)
        .on_conflict(OnConflict::column(case::Column::IdempotencyKey).do_nothing().to_owned())
        .exec_without_returning(tx)
        .await?;
    let stored: Vec<(String, Uuid, Uuid, String, sea_orm::prelude::DateTimeUtc, String)> = case::Entity::find()
        .select_only()
        .columns([
            case::Column::IdempotencyKey,
            case::Column::Id,
            case::Column::SubjectId,
            case::Column::No,
            case::Column::CreatedAt,
            case::Column::ReceiptHash,
        ])
        .filter(case::Column::IdempotencyKey.is_in(keys))
        .into_tuple()
        .all(tx)
        .await?;
    let stored: HashMap<String, (Uuid, Filed)> = stored
        .into_iter()
        .map(|(key, id, subject, no, received_at, hash)| {
            (key, (id, Filed { subject, receipt: Receipt { no, received_at, hash } }))
        })
        .collect();
    let new: Vec<&Filing> = filings.iter().filter(|filing| is_new(filing, &stored)).collect();
    belongings(tx, &new).await?;
    filings
        .iter()
        .map(|filing| match stored.get(&filing.case.idempotency_key) {
            Some((_, filed)) => Ok(Filed { subject: filed.subject, receipt: filed.receipt.clone() }),
            None => Err(DbErr::RecordNotInserted),
        })
        .collect()
}

/// The same key may come twice in one batch, and a draft keeps its id: the number tells which filing was written.
fn is_new(filing: &Filing, stored: &HashMap<String, (Uuid, Filed)>) -> bool {
    stored.get(&filing.case.idempotency_key).is_some_and(|(_, filed)| filed.receipt.no == filing.case.no)
}

async fn belongings(tx: &Tx, new: &[&Filing]) -> Result<(), DbErr> {
    if new.is_empty() {
        return Ok(());
    }
    let events = new.iter().map(|filing| filing.event.clone().into_active_model().reset_all());
    event::Entity::insert_many(events).exec_without_returning(tx).await?;
    // A draft's materials stand there already: the case has the draft's key.
    let undrafted = new.iter().filter(|filing| filing.draft.is_none());
    let materials: Vec<_> = undrafted.flat_map(|filing| &filing.materials).cloned().collect();
    for rows in materials.chunks(ROWS) {
        let rows = rows.iter().cloned().map(|row| row.into_active_model().reset_all());
        material::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    let drafts: Vec<Uuid> = new.iter().filter_map(|filing| filing.draft).collect();
    if !drafts.is_empty() {
        draft::Entity::delete_many().filter(draft::Column::Id.is_in(drafts)).exec(tx).await?;
    }
    let told: Vec<_> = new.iter().map(|filing| filing.notice.clone()).collect();
    notices::tell_all(tx, &told).await
}
