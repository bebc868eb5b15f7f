//! Service items, their editions and the searches that found nothing.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, date_null, integer, string_len, string_len_null, text, text_null, timestamp_with_time_zone, uuid,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.create_table(items()).await?;
        schema.create_index(index("items_base", "items", &["base"])).await?;
        schema.create_index(index("items_revision", "items", &["revision"])).await?;
        schema.create_index(index("items_next", "items", &["next_on"])).await?;
        schema.create_table(editions()).await?;
        schema.create_index(index("editions_version", "editions", &["code", "version"]).unique().to_owned()).await?;
        schema.create_table(searches()).await
    }
}

fn items() -> TableCreateStatement {
    Table::create()
        .table("items")
        .col(string_len("code", 33).primary_key())
        .col(uuid("edition"))
        .col(integer("version"))
        .col(string_len("division", 12))
        .col(string_len("body_code", 40))
        .col(string_len("state", 20))
        .col(string_len_null("base", 33))
        .col(string_len("own_hash", 64))
        .col(string_len("hash", 64))
        .col(text("card"))
        .col(text("findings"))
        .col(date_null("next_on"))
        .col(big_integer("revision"))
        .to_owned()
}

fn editions() -> TableCreateStatement {
    Table::create()
        .table("editions")
        .col(uuid("id").primary_key())
        .col(string_len("code", 33))
        .col(integer("version"))
        .col(string_len("hash", 64))
        .col(text("item"))
        .col(text_null("own"))
        .col(ColumnDef::new("base_edition").uuid())
        .col(date_null("effective_from"))
        .col(timestamp_with_time_zone("published_at"))
        .col(string_len("source", 200))
        .to_owned()
}

fn searches() -> TableCreateStatement {
    Table::create()
        .table("searches")
        .col(string_len("text", 100).primary_key())
        .col(big_integer("times"))
        .col(timestamp_with_time_zone("last_at"))
        .to_owned()
}

fn index(name: &str, table: &str, columns: &[&str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(name).table(Alias::new(table));
    for column in columns {
        index.col(Alias::new(*column));
    }
    index.to_owned()
}
