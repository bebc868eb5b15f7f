//! The five-level tree of divisions (行政区划).

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{date_null, string_len, string_len_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema
            .create_table(
                Table::create()
                    .table("divisions")
                    .col(string_len("code", 12).primary_key())
                    .col(string_len("name", 200))
                    .col(string_len("level", 10))
                    .col(string_len_null("parent", 12))
                    .col(date_null("since"))
                    .col(date_null("until"))
                    .to_owned(),
            )
            .await
    }
}
