//! The account of a member of staff.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "officers")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(unique)]
    pub account: String,
    pub name: String,
    /// Argon2id in PHC form; until an invitation is taken up, the hash of its link.
    pub password: String,
    /// The shared secret of the time-based code (RFC 6238), base32; empty until an authenticator is connected.
    pub second_factor: String,
    /// The last time step that was used: a code opens the door once.
    pub last_step: i64,
    pub created_at: DateTimeUtc,
    pub left_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
