//! Figures of an epidemic (疫情数据): every revision that was ever published, and what was found odd about it.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    date, integer, string_len, string_len_null, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null,
    uuid, uuid_null,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let figures = Table::create()
            .table("figures")
            .col(uuid("id").primary_key())
            .col(string_len("division", 12))
            .col(date("day"))
            .col(integer("revision"))
            .col(integer("confirmed"))
            .col(integer("suspected").null())
            .col(integer("cured"))
            .col(integer("dead"))
            .col(string_len("source", 200))
            .col(string_len_null("address", 500))
            .col(timestamp_with_time_zone("published_at"))
            .col(timestamp_with_time_zone("recorded_at"))
            .col(uuid("batch"))
            .col(string_len("state", 12))
            .col(uuid_null("decided_by"))
            .col(timestamp_with_time_zone_null("decided_at"))
            .col(text_null("reason"))
            .to_owned();
        schema.create_table(figures).await?;
        let once = Index::create()
            .name("figures_revision")
            .table("figures")
            .col("division")
            .col("day")
            .col("revision")
            .unique()
            .to_owned();
        schema.create_index(once).await?;
        for (name, columns) in [("figures_day", ["day", "division"]), ("figures_state", ["state", "day"])] {
            let mut index = Index::create().name(name).table("figures").to_owned();
            for column in columns {
                index.col(column);
            }
            schema.create_index(index).await?;
        }
        let flags = Table::create()
            .table("figure_flags")
            .col(uuid("figure"))
            .col(string_len("kind", 20))
            .col(string_len("words", 200))
            .primary_key(Index::create().col("figure").col("kind"))
            .to_owned();
        schema.create_table(flags).await
    }
}
