//! Drafts, cases, their events and materials.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, boolean, date_null, integer, json, json_null, string_len, string_len_null, text, text_null,
    timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for table in [drafts(), cases(), events(), materials(), messages()] {
            schema.create_table(table).await?;
        }
        for index in indexes() {
            schema.create_index(index).await?;
        }
        Ok(())
    }
}

fn drafts() -> TableCreateStatement {
    Table::create()
        .table("drafts")
        .col(uuid("id").primary_key())
        .col(string_len("item_code", 33))
        .col(uuid("edition_id"))
        .col(text("item_name"))
        .col(uuid("subject_id"))
        .col(uuid("filed_by"))
        .col(integer("version"))
        .col(json("answers"))
        .col(json("sources"))
        .col(json("eligibility"))
        .col(json_null("delivery"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("updated_at"))
        .to_owned()
}

fn cases() -> TableCreateStatement {
    Table::create()
        .table("cases")
        .col(uuid("id").primary_key())
        .col(string_len("no", 50).unique_key())
        .col(string_len("item_code", 33))
        .col(uuid("edition_id"))
        .col(text("item_name"))
        .col(uuid("subject_id"))
        .col(uuid("filed_by"))
        .col(string_len("channel", 16))
        .col(string_len("division", 12))
        .col(string_len("body_code", 18))
        .col(string_len("state", 24))
        .col(integer("version"))
        .col(json("answers"))
        .col(json_null("delivery"))
        .col(uuid_null("assigned_to"))
        .col(string_len_null("phone", 40))
        .col(string_len("phone_last4", 4))
        .col(date_null("due"))
        .col(boolean("provisional"))
        .col(date_null("yellow_from"))
        .col(date_null("missing_due"))
        .col(timestamp_with_time_zone_null("received_at"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("updated_at"))
        .col(string_len("idempotency_key", 160).unique_key())
        .col(string_len("receipt_hash", 64))
        .to_owned()
}

fn events() -> TableCreateStatement {
    Table::create()
        .table("case_events")
        .col(uuid("id").primary_key())
        .col(uuid("case_id"))
        .col(integer("seq"))
        .col(string_len("act", 32))
        .col(string_len("state", 24))
        .col(string_len("actor_kind", 16))
        .col(uuid_null("actor_id"))
        .col(text("actor_name"))
        .col(timestamp_with_time_zone("at"))
        .col(json("data"))
        .to_owned()
}

/// Rows of a draft carry its key; the case that it becomes has the same one.
fn materials() -> TableCreateStatement {
    Table::create()
        .table("materials")
        .col(uuid("id").primary_key())
        .col(uuid("case_id"))
        .col(string_len("key", 80))
        .col(text("name"))
        .col(string_len("state", 16))
        .col(string_len("source", 16))
        .col(uuid_null("file_id"))
        .col(big_integer("bytes"))
        .col(text_null("promise"))
        .col(date_null("due"))
        .col(timestamp_with_time_zone("created_at"))
        .to_owned()
}

fn messages() -> TableCreateStatement {
    Table::create()
        .table("messages")
        .col(uuid("id").primary_key())
        .col(uuid("case_id"))
        .col(string_len("actor_kind", 16))
        .col(uuid_null("actor_id"))
        .col(text("actor_name"))
        .col(text("text"))
        .col(timestamp_with_time_zone("at"))
        .to_owned()
}

/// Few, because submissions pay for each.
fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        Index::create().name("drafts_filed_by").table("drafts").col("filed_by").col("item_code").to_owned(),
        Index::create().name("cases_subject").table("cases").col("subject_id").col("created_at").to_owned(),
        Index::create().name("cases_due").table("cases").col("state").col("due").to_owned(),
        Index::create().name("case_events_seq").table("case_events").col("case_id").col("seq").unique().to_owned(),
        Index::create().name("materials_case").table("materials").col("case_id").to_owned(),
        Index::create().name("materials_file").table("materials").col("file_id").to_owned(),
        Index::create().name("messages_case").table("messages").col("case_id").to_owned(),
    ]
}
