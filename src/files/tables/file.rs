//! A file as somebody gave it; its content lies in the object store under its hash.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "files")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The subject whose file it is; none for the organ's own.
    pub owner: Option<Uuid>,
    /// SHA-256, 64 hexadecimal digits.
    pub hash: String,
    pub kind: String,
    pub bytes: i64,
    pub pages: Option<i32>,
    pub name: String,
    /// clean, or unscanned when no scanner is set.
    pub scanned: String,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
