//! A material (材料) of a draft or of the case that it became: both have one key.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

use super::MaterialState;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "materials")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub case_id: Uuid,
    /// The material's key in the item; several rows may carry it.
    pub key: String,
    /// The file's name, or for a missing one the material's.
    pub name: String,
    pub state: MaterialState,
    /// upload, vault or window.
    pub source: String,
    pub file_id: Option<Uuid>,
    pub bytes: i64,
    /// The words that the applicant agreed to when promising it.
    pub promise: Option<String>,
    pub due: Option<NaiveDate>,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
