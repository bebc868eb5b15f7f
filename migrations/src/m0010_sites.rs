//! Packs that were loaded, and errors that readers reported on pages (网页纠错).

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    date, string_len, string_len_null, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid,
    uuid_null,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema
            .create_table(
                Table::create()
                    .table("sites")
                    .col(string_len("id", 60).primary_key())
                    .col(string_len("brand", 200))
                    .col(string_len("division", 12))
                    .col(string_len("hash", 64))
                    .col(timestamp_with_time_zone("loaded_at"))
                    .to_owned(),
            )
            .await?;
        schema
            .create_table(
                Table::create()
                    .table("page_reports")
                    .col(uuid("id").primary_key())
                    .col(string_len("site", 60))
                    .col(string_len("page", 500))
                    .col(string_len("kind", 20))
                    .col(text("words"))
                    .col(string_len_null("telephone", 40))
                    .col(timestamp_with_time_zone("sent_at"))
                    .col(date("due"))
                    .col(text_null("answer"))
                    .col(uuid_null("answered_by"))
                    .col(timestamp_with_time_zone_null("answered_at"))
                    .to_owned(),
            )
            .await?;
        schema
            .create_index(
                Index::create().name("page_reports_due").table("page_reports").col("answered_at").col("due").to_owned(),
            )
            .await
    }
}
