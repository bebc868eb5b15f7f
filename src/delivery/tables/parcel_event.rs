//! Where a parcel was seen.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "parcel_events")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub parcel_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i16,
    pub kind: String,
    #[sea_orm(column_type = "Text")]
    pub place: String,
    pub at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
