//! One row an item: which edition is in force, and what lists and the index need of it.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "items")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    /// The edition in force.
    pub edition: Uuid,
    pub version: i32,
    pub division: String,
    pub body_code: String,
    pub state: String,
    pub base: Option<String>,
    /// Hash of the item as it was written, before inheritance: tells whether an import brings anything new.
    pub own_hash: String,
    pub hash: String,
    /// `Card` as JSON.
    #[sea_orm(column_type = "Text")]
    pub card: String,
    /// Rules of the lint that it breaks, separated by spaces, with a space at both ends.
    #[sea_orm(column_type = "Text")]
    pub findings: String,
    /// The day on which a newer edition comes into force.
    pub next_on: Option<Date>,
    /// Rises with each publication, in the order of commits: a node reads what it has not seen yet.
    pub revision: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
