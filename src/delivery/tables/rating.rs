//! One person's word on one service (好差评): 1 very satisfied … 5 very dissatisfied.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ratings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub case_id: Uuid,
    pub case_no: String,
    pub item_code: String,
    pub body_code: String,
    pub division: String,
    pub subject_id: Uuid,
    /// Who decided the case.
    pub officer_id: Option<Uuid>,
    pub grade: i16,
    /// Keys of the reasons chosen, as a JSON list.
    pub reasons: Json,
    #[sea_orm(column_type = "Text")]
    pub words: String,
    pub channel: String,
    pub at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
