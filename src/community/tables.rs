//! Declarations and what happened to them.

pub(super) mod declaration {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "declarations")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub no: String,
        pub kind: String,
        pub site: String,
        /// Where the person stays, or where it was seen; narrowed when it is dispatched.
        pub division: String,
        pub subject: Option<Uuid>,
        pub phone: Option<String>,
        /// A digest of the identity number or telephone: tells the same person, says nothing about them.
        pub person: Option<String>,
        pub answers: Json,
        /// Digest of the form that was answered.
        pub form: String,
        pub code_hash: String,
        pub state: String,
        pub outcome: Option<String>,
        pub version: i32,
        pub created_at: DateTimeUtc,
        pub erase_on: Date,
        pub erased: bool,
    }

    /// What people declared stays out of logs.
    impl std::fmt::Debug for Model {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.debug_struct("Declaration").field("no", &self.no).field("state", &self.state).finish_non_exhaustive()
        }
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod event {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "declaration_events")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub declaration: Uuid,
        pub at: DateTimeUtc,
        /// `None`: the person who declared, or the program.
        pub officer: Option<Uuid>,
        pub act: String,
        pub words: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
