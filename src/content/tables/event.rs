//! The table `piece_events`: who did what to a piece, when and why.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "piece_events")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub piece: Uuid,
    pub seq: i32,
    pub act: String,
    pub version: i32,
    pub officer: Option<Uuid>,
    pub officer_name: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub why: Option<String>,
    pub at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
