//! Mandates: who acts for whom.

use sea_orm::EntityTrait;
use uuid::Uuid;

use crate::db::{Db, DbErr};
use crate::identity::tables::mandate;

pub(crate) async fn mandate(db: &Db, id: Uuid) -> Result<Option<mandate::Model>, DbErr> {
    mandate::Entity::find_by_id(id).one(db.read()).await
}
