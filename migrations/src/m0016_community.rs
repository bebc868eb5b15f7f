//! What people declare and the clues they give (主动申报、疫情线索), and what the community did about each.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, boolean, date, integer, json, string_len, string_len_null, timestamp_with_time_zone, uuid, uuid_null,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let declarations = Table::create()
            .table("declarations")
            .col(uuid("id").primary_key())
            .col(string_len("no", 20).unique_key())
            .col(string_len("kind", 20))
            .col(string_len("site", 60))
            .col(string_len("division", 12))
            .col(uuid_null("subject"))
            .col(string_len_null("phone", 20))
            .col(string_len_null("person", 64))
            .col(json("answers"))
            .col(string_len("form", 64))
            .col(string_len("code_hash", 64))
            .col(string_len("state", 20))
            .col(string_len_null("outcome", 20))
            .col(integer("version"))
            .col(timestamp_with_time_zone("created_at"))
            .col(date("erase_on"))
            .col(boolean("erased"))
            .to_owned();
        schema.create_table(declarations).await?;
        let events = Table::create()
            .table("declaration_events")
            .col(big_integer("id").auto_increment().primary_key())
            .col(uuid("declaration"))
            .col(timestamp_with_time_zone("at"))
            .col(uuid_null("officer"))
            .col(string_len("act", 20))
            .col(string_len("words", 1000))
            .to_owned();
        schema.create_table(events).await?;
        let indexes: [(&str, &str, &[&str]); 4] = [
            ("declarations_place", "declarations", &["state", "division", "created_at"]),
            ("declarations_person", "declarations", &["person", "created_at"]),
            ("declarations_erase", "declarations", &["erased", "erase_on"]),
            ("declaration_events_of", "declaration_events", &["declaration", "id"]),
        ];
        for (name, table, columns) in indexes {
            let mut index = Index::create().name(name).table(table).to_owned();
            for column in columns {
                index.col(*column);
            }
            schema.create_index(index).await?;
        }
        Ok(())
    }
}
