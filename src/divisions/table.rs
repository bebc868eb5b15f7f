//! The table `divisions`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "divisions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    pub name: String,
    /// Key of `budayang_rules::division::Level`.
    pub level: String,
    pub parent: Option<String>,
    /// First day on which the code is in force; none: since before records begin.
    pub since: Option<Date>,
    /// First day on which it no longer is.
    pub until: Option<Date>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
