//! Every edition of every item, for good: cases are pinned to them.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "editions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub code: String,
    pub version: i32,
    pub hash: String,
    /// `Item` as JSON, inherited elements filled in.
    #[sea_orm(column_type = "Text")]
    pub item: String,
    /// The same as it was written, when it has a base.
    #[sea_orm(column_type = "Text", nullable)]
    pub own: Option<String>,
    /// The base's edition that it was compared with.
    pub base_edition: Option<Uuid>,
    pub effective_from: Option<Date>,
    pub published_at: DateTimeUtc,
    pub source: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
