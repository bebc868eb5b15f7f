//! Who did what, when, in a chain that shows tampering.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, string_len, string_len_null, text, timestamp_with_time_zone, uuid_null,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.create_table(audit()).await?;
        let by_time = Index::create().name("audit_at").table("audit").col("at").to_owned();
        schema.create_index(by_time).await?;
        let by_actor = Index::create().name("audit_actor").table("audit").col("actor").col("at").to_owned();
        schema.create_index(by_actor).await
    }
}

/// `seq`, `before` and `seal` are empty until the sealing job has come by.
fn audit() -> TableCreateStatement {
    Table::create()
        .table("audit")
        .col(big_integer("id").auto_increment().primary_key())
        .col(timestamp_with_time_zone("at"))
        .col(string_len("actor_kind", 16))
        .col(uuid_null("actor"))
        .col(string_len("act", 80))
        .col(string_len("object", 200))
        .col(text("detail"))
        .col(big_integer_null("seq").unique_key())
        .col(string_len_null("before", 64))
        .col(string_len_null("seal", 64))
        .to_owned()
}
