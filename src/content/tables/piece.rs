//! The table `pieces`: one row a piece, with the edition that everybody sees.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "pieces")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kind: String,
    pub site: Option<String>,
    pub division: String,
    /// Column, verdict, kind of hotline or road.
    pub topic: String,
    pub title: String,
    /// All words in small letters, for searching.
    #[sea_orm(column_type = "Text")]
    pub words: String,
    /// The edition that everybody sees or, before the first publication, the newest; `Matter` as JSON.
    #[sea_orm(column_type = "Text")]
    pub content: String,
    pub state: String,
    /// The newest edition.
    pub version: i32,
    /// Counts events; guards against two officers at once.
    pub revision: i32,
    /// The edition that was published last.
    pub shown: Option<i32>,
    pub corrections: i32,
    /// Who wrote the newest edition; none: a file.
    pub author: Option<Uuid>,
    pub order_at: DateTimeUtc,
    pub until_at: Option<DateTimeUtc>,
    pub over: bool,
    pub published_at: Option<DateTimeUtc>,
    pub withdrawn_at: Option<DateTimeUtc>,
    #[sea_orm(column_type = "Text", nullable)]
    pub withdrawn_why: Option<String>,
    /// Names the row of a file or pack that it came from.
    pub origin: Option<String>,
    pub origin_hash: Option<String>,
    pub changed_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
