//! One line of the audit trail; `seq`, `before` and `seal` are set when the line is sealed.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub at: DateTimeUtc,
    pub actor_kind: String,
    pub actor: Option<Uuid>,
    pub act: String,
    pub object: String,
    /// JSON as it was written: a seal covers its bytes.
    #[sea_orm(column_type = "Text")]
    pub detail: String,
    pub seq: Option<i64>,
    pub before: Option<String>,
    pub seal: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
