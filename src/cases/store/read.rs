//! Reading cases and what belongs to them.

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::queue::scope;
use crate::cases::tables::{case, event, material, message};
use crate::cases::{Case, Event, Material, MaterialState, Message, State};
use crate::identity::Officer;

pub(crate) async fn by_no(db: &impl ConnectionTrait, no: &str) -> Result<Option<Case>, DbErr> {
    case::Entity::find().filter(case::Column::No.eq(no)).one(db).await
}

pub(crate) async fn by_id(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Case>, DbErr> {
    case::Entity::find_by_id(id).one(db).await
}

/// A subject's cases, the newest first.
pub(crate) async fn of_subject(
    db: &impl ConnectionTrait,
    subject: Uuid,
    states: Option<&[State]>,
    offset: u64,
    limit: u64,
) -> Result<Vec<Case>, DbErr> {
    let mut cases = case::Entity::find().filter(case::Column::SubjectId.eq(subject));
    if let Some(states) = states {
        cases = cases.filter(case::Column::State.is_in(states.iter().copied()));
    }
    cases.order_by_desc(case::Column::CreatedAt).offset(offset).limit(limit).all(db).await
}

pub(crate) async fn events(db: &impl ConnectionTrait, case: Uuid) -> Result<Vec<Event>, DbErr> {
    event::Entity::find().filter(event::Column::CaseId.eq(case)).order_by_asc(event::Column::Seq).all(db).await
}

pub(crate) async fn materials(db: &impl ConnectionTrait, case: Uuid) -> Result<Vec<Material>, DbErr> {
    let rows = material::Entity::find().filter(material::Column::CaseId.eq(case));
    rows.order_by_asc(material::Column::CreatedAt).order_by_asc(material::Column::Id).all(db).await
}

/// One row of a draft's or case's materials.
pub(crate) async fn material(db: &impl ConnectionTrait, of: Uuid, id: Uuid) -> Result<Option<Material>, DbErr> {
    material::Entity::find_by_id(id).filter(material::Column::CaseId.eq(of)).one(db).await
}

pub(crate) async fn messages(db: &impl ConnectionTrait, case: Uuid) -> Result<Vec<Message>, DbErr> {
    let rows = message::Entity::find().filter(message::Column::CaseId.eq(case));
    rows.order_by_asc(message::Column::At).limit(500).all(db).await
}

/// Whether the file is a material of a case that the officer may see.
pub(crate) async fn uses_file_of_officer(
    db: &impl ConnectionTrait,
    officer: &Officer,
    file: Uuid,
) -> Result<bool, DbErr> {
    let rows = material::Entity::find()
        .filter(material::Column::FileId.eq(file))
        .filter(material::Column::State.ne(MaterialState::Pending));
    let owners: Vec<Uuid> = rows.limit(50).all(db).await?.into_iter().map(|row| row.case_id).collect();
    if owners.is_empty() {
        return Ok(false);
    }
    let cases = case::Entity::find().filter(case::Column::Id.is_in(owners)).filter(scope(officer));
    Ok(cases.one(db).await?.is_some())
}
