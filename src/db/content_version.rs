//! The version of everything that anonymous pages are made of. Whoever changes such content bumps it in the same
//! transaction; each node watches it and forgets rendered pages of older versions.

use std::sync::atomic::{AtomicI64, Ordering};

use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, ExprTrait, Set};

use super::Db;

/// The row of `settings` that counts changes of public content.
const KEY: &str = "content";

mod setting {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "settings")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub key: String,
        pub version: i64,
        #[sea_orm(column_type = "Text")]
        pub value: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What this node last saw.
#[derive(Default)]
pub struct ContentVersion(AtomicI64);

impl ContentVersion {
    pub fn current(&self) -> i64 {
        self.0.load(Ordering::Acquire)
    }

    /// Reads the shared count and believes it; called at the start and after own changes.
    pub async fn refresh(&self, db: &Db) -> Result<(), DbErr> {
        self.believe(self.read(db).await?);
        Ok(())
    }

    /// The shared count, for whoever has more to bring up to date before this node believes it.
    pub async fn read(&self, db: &Db) -> Result<i64, DbErr> {
        let row = setting::Entity::find_by_id(KEY).one(db.read()).await?;
        Ok(row.map_or(0, |row| row.version))
    }

    pub fn believe(&self, version: i64) {
        self.0.store(version, Ordering::Release);
    }
}

/// Counts a change of public content; commit it together with the change.
pub async fn bump(tx: &impl ConnectionTrait) -> Result<(), DbErr> {
    let first = setting::ActiveModel { key: Set(KEY.into()), version: Set(1), value: Set(String::new()) };
    let next = Expr::col((setting::Entity, setting::Column::Version)).add(1);
    setting::Entity::insert(first)
        .on_conflict(OnConflict::column(setting::Column::Key).value(setting::Column::Version, next).to_owned())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}
