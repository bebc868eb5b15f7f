//! A document in somebody's vault (我的卡包): uploaded once, used again with consent.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "vault")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub subject_id: Uuid,
    pub file_id: Uuid,
    pub name: String,
    /// A issued by the organ, B checked by the window, C uploaded by the user, D made by the user (letter 108 of 2016).
    pub trust: String,
    pub number: Option<String>,
    pub expires: Option<NaiveDate>,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
