//! Settings that belong to all nodes together, such as the content version.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, string_len, text};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema
            .create_table(
                Table::create()
                    .table("settings")
                    .col(string_len("key", 80).primary_key())
                    .col(big_integer("version"))
                    .col(text("value"))
                    .to_owned(),
            )
            .await
    }
}
