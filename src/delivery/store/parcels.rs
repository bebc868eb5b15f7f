//! Parcels and where they were seen.

use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::delivery::tables::{parcel, parcel_event};
use crate::delivery::{Parcel, ParcelEvent, ParcelState};
use crate::identity::{Officer, Role};

const MOST_SHOWN: u64 = 200;
/// Asked of the carrier at once.
const MOST_TRACKED: u64 = 500;

pub(crate) async fn add_parcel(tx: &impl ConnectionTrait, new: Parcel) -> Result<(), DbErr> {
    parcel::Entity::insert(new.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

pub(crate) async fn save_parcel(tx: &impl ConnectionTrait, changed: Parcel) -> Result<(), DbErr> {
    let id = changed.id;
    let mut row = changed.into_active_model().reset_all();
    row.id = sea_orm::ActiveValue::Unchanged(id);
    row.update_without_returning(tx).await?;
    Ok(())
}

pub(crate) async fn add_event(tx: &impl ConnectionTrait, new: ParcelEvent) -> Result<(), DbErr> {
    parcel_event::Entity::insert(new.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

pub(crate) async fn parcel(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Parcel>, DbErr> {
    parcel::Entity::find_by_id(id).one(db).await
}

pub(crate) async fn parcel_of_certificate(
    db: &impl ConnectionTrait,
    certificate: Uuid,
) -> Result<Option<Parcel>, DbErr> {
    parcel::Entity::find().filter(parcel::Column::CertificateId.eq(certificate)).one(db).await
}

/// Parcels of an officer's bodies and divisions that wait or are under way, the oldest first.
pub(crate) async fn parcels_for(db: &impl ConnectionTrait, officer: &Officer) -> Result<Vec<Parcel>, DbErr> {
    let handing = |role| matches!(role, Role::Clerk | Role::Decider | Role::Supervisor);
    let nothing = Condition::any().add(parcel::Column::Id.is_null());
    let scope = officer.grants.iter().filter(|grant| handing(grant.role)).fold(nothing, |any, grant| {
        let mut inside = Condition::all().add(parcel::Column::Division.starts_with(grant.division.prefix()));
        if let Some(body) = &grant.body {
            inside = inside.add(parcel::Column::BodyCode.eq(body));
        }
        any.add(inside)
    });
    parcel::Entity::find()
        .filter(scope)
        .filter(parcel::Column::State.ne(ParcelState::Delivered.key()))
        .order_by_asc(parcel::Column::CreatedAt)
        .limit(MOST_SHOWN)
        .all(db)
        .await
}

/// Parcels that a carrier has and whose journey is not over, those that waited longest for news first.
pub(crate) async fn under_way(db: &impl ConnectionTrait) -> Result<Vec<Parcel>, DbErr> {
    let over = [ParcelState::Delivered.key(), ParcelState::Returned.key()];
    parcel::Entity::find()
        .filter(parcel::Column::Waybill.is_not_null())
        .filter(parcel::Column::State.is_not_in(over))
        .order_by_asc(parcel::Column::UpdatedAt)
        .limit(MOST_TRACKED)
        .all(db)
        .await
}

pub(crate) async fn booked(db: &impl ConnectionTrait, waybill: &str) -> Result<Option<Parcel>, DbErr> {
    parcel::Entity::find().filter(parcel::Column::Waybill.eq(waybill)).one(db).await
}

pub(crate) async fn events_of(db: &impl ConnectionTrait, parcels: &[Uuid]) -> Result<Vec<ParcelEvent>, DbErr> {
    parcel_event::Entity::find()
        .filter(parcel_event::Column::ParcelId.is_in(parcels.iter().copied()))
        .order_by_asc(parcel_event::Column::ParcelId)
        .order_by_asc(parcel_event::Column::Seq)
        .all(db)
        .await
}
