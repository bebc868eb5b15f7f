//! A case (办件).

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

use super::{Channel, State};

/// One application from submission to rating. Events tell how it came to be so; `due`, `provisional`, `yellow_from` and
/// `missing_due` are projections of them for the sorting of queues.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "cases")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub no: String,
    pub item_code: String,
    pub edition_id: Uuid,
    pub item_name: String,
    /// For whom.
    pub subject_id: Uuid,
    /// The natural person who sent it.
    pub filed_by: Uuid,
    pub channel: Channel,
    pub division: String,
    pub body_code: String,
    pub state: State,
    /// Counts changes: who decides on an older version is told to look again.
    pub version: i32,
    pub answers: Json,
    /// How the result is to come: see `Delivery`.
    pub delivery: Option<Json>,
    pub assigned_to: Option<Uuid>,
    pub phone: Option<String>,
    pub phone_last4: String,
    /// When the organ, or while correcting the applicant, must be done.
    pub due: Option<NaiveDate>,
    /// Holidays of a year on the way are not announced yet.
    pub provisional: bool,
    pub yellow_from: Option<NaiveDate>,
    /// The earliest day on which a missing material is due.
    pub missing_due: Option<NaiveDate>,
    pub received_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub idempotency_key: String,
    pub receipt_hash: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
