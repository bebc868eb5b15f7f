//! A result on its way by courier (寄递).

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "parcels")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub certificate_id: Uuid,
    pub case_id: Uuid,
    pub case_no: String,
    pub subject_id: Uuid,
    pub body_code: String,
    pub division: String,
    pub state: String,
    #[sea_orm(column_type = "Text")]
    pub receiver: String,
    pub telephone: String,
    #[sea_orm(column_type = "Text")]
    pub address: String,
    pub carrier: Option<String>,
    pub waybill: Option<String>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
