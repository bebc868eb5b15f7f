//! A result: certificate (证照), approval (批文) or decision, with its signature and its printed form.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "certificates")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Certificate identifier of GB/T 36904, or the case number where the item has no certificate type.
    pub number: String,
    pub case_id: Uuid,
    pub case_no: String,
    pub item_code: String,
    pub subject_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub holder: String,
    #[sea_orm(column_type = "Text")]
    pub title: String,
    #[sea_orm(column_type = "Text")]
    pub organ: String,
    pub body_code: String,
    pub division: String,
    pub issued: NaiveDate,
    pub until: Option<NaiveDate>,
    /// What was signed, as canonical JSON.
    #[sea_orm(column_type = "Text")]
    pub content: String,
    /// DER as base64.
    #[sea_orm(column_type = "Text")]
    pub signature: String,
    pub key_id: String,
    pub file_id: Uuid,
    /// SHA-256 of the PDF.
    pub print_hash: String,
    pub created_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
