//! An application that is not sent yet (草稿).

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "drafts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub item_code: String,
    pub edition_id: Uuid,
    pub item_name: String,
    pub subject_id: Uuid,
    pub filed_by: Uuid,
    pub version: i32,
    pub answers: Json,
    /// Where a filled-in answer came from, by field key.
    pub sources: Json,
    /// Answers to the questions before the form.
    pub eligibility: Json,
    pub delivery: Option<Json>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
