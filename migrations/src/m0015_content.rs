//! Editorial content (内容): pieces of every kind, their editions, and what was done to them.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    boolean, integer, integer_null, string_len, string_len_null, text, text_null, timestamp_with_time_zone,
    timestamp_with_time_zone_null, uuid, uuid_null,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.create_table(pieces()).await?;
        schema.create_index(index("pieces_shown", "pieces", &["kind", "division", "order_at"])).await?;
        schema.create_index(index("pieces_site", "pieces", &["site", "kind", "order_at"])).await?;
        schema.create_index(index("pieces_state", "pieces", &["state", "changed_at"])).await?;
        schema.create_index(index("pieces_origin", "pieces", &["kind", "origin"]).unique().to_owned()).await?;
        schema.create_table(editions()).await?;
        schema
            .create_index(index("piece_editions_version", "piece_editions", &["piece", "version"]).unique().to_owned())
            .await?;
        schema.create_table(events()).await?;
        schema.create_index(index("piece_events_seq", "piece_events", &["piece", "seq"]).unique().to_owned()).await
    }
}

/// `content` is the edition that everybody sees or, before the first publication, the newest. `revision` counts events.
fn pieces() -> TableCreateStatement {
    Table::create()
        .table("pieces")
        .col(uuid("id").primary_key())
        .col(string_len("kind", 16))
        .col(string_len_null("site", 60))
        .col(string_len("division", 12))
        .col(string_len("topic", 120))
        .col(string_len("title", 300))
        .col(text("words"))
        .col(text("content"))
        .col(string_len("state", 16))
        .col(integer("version"))
        .col(integer("revision"))
        .col(integer_null("shown"))
        .col(integer("corrections"))
        .col(uuid_null("author"))
        .col(timestamp_with_time_zone("order_at"))
        .col(timestamp_with_time_zone_null("until_at"))
        .col(boolean("over"))
        .col(timestamp_with_time_zone_null("published_at"))
        .col(timestamp_with_time_zone_null("withdrawn_at"))
        .col(text_null("withdrawn_why"))
        .col(string_len_null("origin", 64))
        .col(string_len_null("origin_hash", 64))
        .col(timestamp_with_time_zone("changed_at"))
        .to_owned()
}

fn editions() -> TableCreateStatement {
    Table::create()
        .table("piece_editions")
        .col(uuid("id").primary_key())
        .col(uuid("piece"))
        .col(integer("version"))
        .col(text("content"))
        .col(uuid_null("author"))
        .col(string_len("author_name", 100))
        .col(timestamp_with_time_zone("at"))
        .to_owned()
}

fn events() -> TableCreateStatement {
    Table::create()
        .table("piece_events")
        .col(uuid("id").primary_key())
        .col(uuid("piece"))
        .col(integer("seq"))
        .col(string_len("act", 16))
        .col(integer("version"))
        .col(uuid_null("officer"))
        .col(string_len("officer_name", 100))
        .col(text_null("why"))
        .col(timestamp_with_time_zone("at"))
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
