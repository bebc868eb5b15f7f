//! Files: uploads, vault, results.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, date_null, integer_null, string_len, string_len_null, text, timestamp_with_time_zone, uuid, uuid_null,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema
            .create_table(
                Table::create()
                    .table("files")
                    .col(uuid("id").primary_key())
                    .col(uuid_null("owner"))
                    .col(string_len("hash", 64))
                    .col(string_len("kind", 16))
                    .col(big_integer("bytes"))
                    .col(integer_null("pages"))
                    .col(text("name"))
                    .col(string_len("scanned", 16))
                    .col(timestamp_with_time_zone("created_at"))
                    .to_owned(),
            )
            .await?;
        schema.create_index(Index::create().name("files_owner").table("files").col("owner").to_owned()).await?;
        schema
            .create_table(
                Table::create()
                    .table("vault")
                    .col(uuid("id").primary_key())
                    .col(uuid("subject_id"))
                    .col(uuid("file_id"))
                    .col(text("name"))
                    .col(string_len("trust", 1))
                    .col(string_len_null("number", 100))
                    .col(date_null("expires"))
                    .col(timestamp_with_time_zone("created_at"))
                    .to_owned(),
            )
            .await?;
        schema.create_index(Index::create().name("vault_subject").table("vault").col("subject_id").to_owned()).await
    }
}
