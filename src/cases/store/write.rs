//! Writing a change of a case: always inside a transaction that also writes its event.

use sea_orm::{
    ActiveModelTrait, ActiveValue, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, Set,
};
use uuid::Uuid;

use crate::cases::decide::Change;
use crate::cases::tables::{case, event, material, message};
use crate::cases::{Case, Event, Material, MaterialState, Message};

/// Saves the case if it still has the version before this one; false when somebody was quicker.
pub(crate) async fn save(tx: &impl ConnectionTrait, changed: &Case) -> Result<bool, DbErr> {
    let mut row = changed.clone().into_active_model().reset_all();
    // What a case is pinned to never changes.
    row.id = ActiveValue::NotSet;
    row.idempotency_key = ActiveValue::NotSet;
    row.receipt_hash = ActiveValue::NotSet;
    row.no = ActiveValue::NotSet;
    let done = case::Entity::update_many()
        .set(row)
        .filter(case::Column::Id.eq(changed.id))
        .filter(case::Column::Version.eq(changed.version - 1))
        .exec(tx)
        .await?;
    Ok(done.rows_affected == 1)
}

pub(crate) async fn add_event(tx: &impl ConnectionTrait, new: Event) -> Result<(), DbErr> {
    event::Entity::insert(new.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

pub(crate) async fn add_material(tx: &impl ConnectionTrait, new: Material) -> Result<(), DbErr> {
    material::Entity::insert(new.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

/// Takes a row back; only those that nobody has relied on yet.
pub(crate) async fn drop_material(tx: &impl ConnectionTrait, of: Uuid, id: Uuid) -> Result<(), DbErr> {
    material::Entity::delete_by_id(id).filter(material::Column::CaseId.eq(of)).exec(tx).await?;
    Ok(())
}

pub(crate) async fn drop_materials(tx: &impl ConnectionTrait, of: Uuid, ids: Vec<Uuid>) -> Result<(), DbErr> {
    let rows = material::Entity::delete_many().filter(material::Column::CaseId.eq(of));
    rows.filter(material::Column::Id.is_in(ids)).exec(tx).await?;
    Ok(())
}

/// Forgets that a material was promised.
pub(crate) async fn drop_promise(tx: &impl ConnectionTrait, of: Uuid, key: &str) -> Result<(), DbErr> {
    let rows = material::Entity::delete_many().filter(material::Column::CaseId.eq(of));
    let rows = rows.filter(material::Column::Key.eq(key));
    rows.filter(material::Column::State.eq(MaterialState::Promised)).exec(tx).await?;
    Ok(())
}

pub(crate) async fn add_message(tx: &impl ConnectionTrait, new: Message) -> Result<(), DbErr> {
    message::Entity::insert(new.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

/// Carries out what a decision does to materials. A case has few rows, and each change is its own.
pub(crate) async fn apply(tx: &impl ConnectionTrait, changes: &[Change]) -> Result<(), DbErr> {
    for change in changes {
        let mut row = material::ActiveModel { ..Default::default() };
        let id = match change {
            Change::State { id, to } => {
                row.state = Set(*to);
                id
            }
            Change::Due { id, due } => {
                row.state = Set(MaterialState::Missing);
                row.due = Set(Some(*due));
                id
            }
            Change::Given { id, file, name, bytes } => {
                row.state = Set(MaterialState::Supplied);
                row.file_id = Set(Some(*file));
                row.name = Set(name.clone());
                row.bytes = Set(*bytes);
                id
            }
        };
        row.id = ActiveValue::Unchanged(*id);
        row.update_without_returning(tx).await?;
    }
    Ok(())
}
