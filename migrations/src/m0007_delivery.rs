//! Certificates with their signatures, revocations, parcels, ratings and what follows a bad one.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    date, date_null, json, small_integer, string_len, string_len_null, text, text_null, timestamp_with_time_zone,
    timestamp_with_time_zone_null, uuid, uuid_null,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for table in
            [signing_keys(), certificates(), revocations(), parcels(), parcel_events(), ratings(), follow_ups()]
        {
            schema.create_table(table).await?;
        }
        for (name, table, column) in [
            ("certificates_subject", "certificates", "subject_id"),
            ("certificates_print", "certificates", "print_hash"),
            ("parcels_state", "parcels", "state"),
            ("parcels_case", "parcels", "case_id"),
            ("ratings_item", "ratings", "item_code"),
            ("follow_ups_answered", "follow_ups", "answered_at"),
        ] {
            schema.create_index(Index::create().name(name).table(table).col(column).to_owned()).await?;
        }
        Ok(())
    }
}

fn signing_keys() -> TableCreateStatement {
    Table::create()
        .table("signing_keys")
        .col(string_len("id", 32).primary_key())
        .col(text("public_key"))
        .col(timestamp_with_time_zone("since"))
        .to_owned()
}

fn certificates() -> TableCreateStatement {
    Table::create()
        .table("certificates")
        .col(uuid("id").primary_key())
        .col(string_len("number", 160).unique_key())
        .col(uuid("case_id").unique_key())
        .col(string_len("case_no", 50))
        .col(string_len("item_code", 40))
        .col(uuid("subject_id"))
        .col(text("holder"))
        .col(text("title"))
        .col(text("organ"))
        .col(string_len("body_code", 18))
        .col(string_len("division", 12))
        .col(date("issued"))
        .col(date_null("until"))
        .col(text("content"))
        .col(text("signature"))
        .col(string_len("key_id", 32))
        .col(uuid("file_id"))
        .col(string_len("print_hash", 64))
        .col(timestamp_with_time_zone("created_at"))
        .to_owned()
}

fn revocations() -> TableCreateStatement {
    Table::create()
        .table("revocations")
        .col(uuid("certificate_id").primary_key())
        .col(string_len("number", 160).unique_key())
        .col(text("reason"))
        .col(uuid("officer_id"))
        .col(timestamp_with_time_zone("at"))
        .to_owned()
}

fn parcels() -> TableCreateStatement {
    Table::create()
        .table("parcels")
        .col(uuid("id").primary_key())
        .col(uuid("certificate_id").unique_key())
        .col(uuid("case_id"))
        .col(string_len("case_no", 50))
        .col(uuid("subject_id"))
        .col(string_len("body_code", 18))
        .col(string_len("division", 12))
        .col(string_len("state", 20))
        .col(text("receiver"))
        .col(string_len("telephone", 30))
        .col(text("address"))
        .col(string_len_null("carrier", 40))
        .col(string_len_null("waybill", 48).unique_key())
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("updated_at"))
        .to_owned()
}

fn parcel_events() -> TableCreateStatement {
    Table::create()
        .table("parcel_events")
        .col(uuid("parcel_id"))
        .col(small_integer("seq"))
        .col(string_len("kind", 20))
        .col(text("place"))
        .col(timestamp_with_time_zone("at"))
        .primary_key(Index::create().col("parcel_id").col("seq"))
        .foreign_key(ForeignKey::create().from("parcel_events", "parcel_id").to("parcels", "id"))
        .to_owned()
}

fn ratings() -> TableCreateStatement {
    Table::create()
        .table("ratings")
        .col(uuid("id").primary_key())
        .col(uuid("case_id").unique_key())
        .col(string_len("case_no", 50))
        .col(string_len("item_code", 40))
        .col(string_len("body_code", 18))
        .col(string_len("division", 12))
        .col(uuid("subject_id"))
        .col(uuid_null("officer_id"))
        .col(small_integer("grade"))
        .col(json("reasons"))
        .col(text("words"))
        .col(string_len("channel", 20))
        .col(timestamp_with_time_zone("at"))
        .to_owned()
}

fn follow_ups() -> TableCreateStatement {
    Table::create()
        .table("follow_ups")
        .col(uuid("rating_id").primary_key())
        .col(date("due"))
        .col(uuid_null("answered_by"))
        .col(timestamp_with_time_zone_null("answered_at"))
        .col(text_null("answer"))
        .foreign_key(ForeignKey::create().from("follow_ups", "rating_id").to("ratings", "id"))
        .to_owned()
}
