//! Revisions of figures, and what was found odd about them.

/// One revision of a division's figures of a day.
pub(super) mod figure {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "figures")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub division: String,
        pub day: Date,
        pub revision: i32,
        pub confirmed: i32,
        pub suspected: Option<i32>,
        pub cured: i32,
        pub dead: i32,
        pub source: String,
        pub address: Option<String>,
        pub published_at: DateTimeUtc,
        pub recorded_at: DateTimeUtc,
        /// What was taken together: one import, one form.
        pub batch: Uuid,
        pub state: String,
        pub decided_by: Option<Uuid>,
        pub decided_at: Option<DateTimeUtc>,
        #[sea_orm(column_type = "Text", nullable)]
        pub reason: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What is odd about a revision.
pub(super) mod flag {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "figure_flags")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub figure: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub kind: String,
        pub words: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
