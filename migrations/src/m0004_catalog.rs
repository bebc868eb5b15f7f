//! Service items, their editions and the counts of searches.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, _schema: &SchemaManager) -> Result<(), DbErr> {
        Ok(())
    }
}
