//! A mandate (授权): somebody acts for somebody else, between two days, with recorded consent.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mandates")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kind: MandateKind,
    /// For whom.
    pub principal: Uuid,
    /// Who acts.
    pub agent: Uuid,
    pub from_day: Date,
    /// The last day, included.
    pub until_day: Date,
    pub given_by: Uuid,
    pub given_at: DateTimeUtc,
    /// The sentence that was agreed to, and how.
    pub consent: String,
    pub revoked_by: Option<Uuid>,
    pub revoked_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))", rename_all = "kebab-case")]
pub(crate) enum MandateKind {
    /// 管理人: registered the legal person and may name agents.
    Manager,
    /// 经办人: acts for a legal person.
    Agent,
    /// 代办人: helps a natural person who consented.
    Helper,
}

impl Model {
    /// Whether it holds on a day.
    pub(crate) fn holds_on(&self, day: chrono::NaiveDate) -> bool {
        self.revoked_at.is_none() && (self.from_day..=self.until_day).contains(&day)
    }
}
