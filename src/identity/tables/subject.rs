//! A subject (办事主体): a natural or a legal person.

use sea_orm::entity::prelude::*;

#[derive(Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "subjects")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kind: SubjectKind,
    pub name: String,
    /// Identity number or credit code; personal data.
    #[sea_orm(unique)]
    pub number: String,
    pub number_kind: String,
    /// 法定代表人, of a legal person.
    pub representative: Option<String>,
    pub phone: Option<String>,
    pub address: Option<String>,
    /// Real-name grade 0 none, 1 basic, 2 middle, 3 high (standards of real-name checks).
    pub grade: i16,
    pub created_at: DateTimeUtc,
}

/// Names, numbers and telephones stay out of logs.
impl std::fmt::Debug for Model {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Subject").field("id", &self.id).field("kind", &self.kind).finish_non_exhaustive()
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))", rename_all = "kebab-case")]
pub(crate) enum SubjectKind {
    Natural,
    Legal,
}
