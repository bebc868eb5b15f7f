//! How far the audit trail was sealed, batch by batch: the end of the chain cannot be cut off unnoticed.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, string_len, timestamp_with_time_zone};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema
            .create_table(
                Table::create()
                    .table("audit_heads")
                    .col(big_integer("seq").primary_key())
                    .col(string_len("seal", 64))
                    .col(timestamp_with_time_zone("at"))
                    .to_owned(),
            )
            .await
    }
}
