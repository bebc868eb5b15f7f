//! The outbox, what was told to whom, and which node does the work of all.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, integer, json, string_len, string_len_null, text, text_null, timestamp_with_time_zone,
    timestamp_with_time_zone_null, uuid,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.create_table(notices()).await?;
        schema.create_table(outbox()).await?;
        schema.create_table(leases()).await?;
        let listed = Index::create().name("notices_subject").table("notices").col("subject").col("at").to_owned();
        schema.create_index(listed).await?;
        let due = Index::create().name("outbox_due").table("outbox").col("sent_at").col("next_at").to_owned();
        schema.create_index(due).await
    }
}

fn notices() -> TableCreateStatement {
    Table::create()
        .table("notices")
        .col(big_integer("id").auto_increment().primary_key())
        .col(uuid("subject"))
        .col(string_len("kind", 60))
        .col(json("words"))
        .col(string_len_null("link", 300))
        .col(timestamp_with_time_zone("at"))
        .col(timestamp_with_time_zone_null("read_at"))
        .to_owned()
}

fn outbox() -> TableCreateStatement {
    Table::create()
        .table("outbox")
        .col(big_integer("id").auto_increment().primary_key())
        .col(string_len("phone", 40))
        .col(text("text"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("next_at"))
        .col(integer("tries"))
        .col(text_null("trouble"))
        .col(timestamp_with_time_zone_null("sent_at"))
        .col(timestamp_with_time_zone_null("given_up_at"))
        .to_owned()
}

fn leases() -> TableCreateStatement {
    Table::create()
        .table("leases")
        .col(string_len("name", 60).primary_key())
        .col(uuid("node"))
        .col(timestamp_with_time_zone("until"))
        .to_owned()
}
