//! Drafts in the database.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::cases::Draft;
use crate::cases::tables::{draft, material};

const SHOWN: u64 = 50;

pub(crate) async fn draft(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Draft>, DbErr> {
    draft::Entity::find_by_id(id).one(db).await
}

/// The draft as nobody else changes it until the transaction ends.
pub(crate) async fn draft_locked(tx: &impl ConnectionTrait, id: Uuid) -> Result<Option<Draft>, DbErr> {
    draft::Entity::find_by_id(id).lock_exclusive().one(tx).await
}

/// A person's drafts for a subject, of one item or of all, the last touched first.
pub(crate) async fn drafts(
    db: &impl ConnectionTrait,
    filed_by: Uuid,
    subject: Uuid,
    item: Option<&str>,
) -> Result<Vec<Draft>, DbErr> {
    let mut drafts =
        draft::Entity::find().filter(draft::Column::FiledBy.eq(filed_by)).filter(draft::Column::SubjectId.eq(subject));
    if let Some(item) = item {
        drafts = drafts.filter(draft::Column::ItemCode.eq(item));
    }
    drafts.order_by_desc(draft::Column::UpdatedAt).limit(SHOWN).all(db).await
}

pub(crate) async fn count_drafts(db: &impl ConnectionTrait, filed_by: Uuid) -> Result<u64, DbErr> {
    draft::Entity::find().filter(draft::Column::FiledBy.eq(filed_by)).count(db).await
}

pub(crate) async fn add_draft(tx: &impl ConnectionTrait, new: Draft) -> Result<(), DbErr> {
    draft::Entity::insert(new.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

pub(crate) async fn save_draft(tx: &impl ConnectionTrait, changed: &Draft) -> Result<(), DbErr> {
    changed.clone().into_active_model().reset_all().update_without_returning(tx).await?;
    Ok(())
}

/// Throws drafts away with their materials; files stay in the store.
pub(crate) async fn drop_drafts(tx: &impl ConnectionTrait, ids: Vec<Uuid>) -> Result<(), DbErr> {
    material::Entity::delete_many().filter(material::Column::CaseId.is_in(ids.clone())).exec(tx).await?;
    draft::Entity::delete_many().filter(draft::Column::Id.is_in(ids)).exec(tx).await?;
    Ok(())
}

/// Drafts that nobody has touched since then, some at a time.
pub(crate) async fn forgotten(
    db: &impl ConnectionTrait,
    before: DateTime<Utc>,
    limit: u64,
) -> Result<Vec<Uuid>, DbErr> {
    let drafts = draft::Entity::find().filter(draft::Column::UpdatedAt.lt(before)).limit(limit).all(db).await?;
    Ok(drafts.into_iter().map(|draft| draft.id).collect())
}
