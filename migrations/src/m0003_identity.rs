//! Subjects, officers, mandates, credentials and sessions.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, date, integer, json, small_integer, string_len, string_len_null, text, text_null,
    timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for table in [subjects(), accounts(), consents(), deletions(), mandates()] {
            schema.create_table(table).await?;
        }
        for table in [officers(), grants(), sessions(), login_codes(), attempts(), challenges(), federations()] {
            schema.create_table(table).await?;
        }
        for (name, table, columns) in INDEXES {
            let mut index = Index::create().name(name).table(table).to_owned();
            columns.iter().for_each(|column| {
                index.col(*column);
            });
            schema.create_index(index).await?;
        }
        Ok(())
    }
}

const INDEXES: [(&str, &str, &[&str]); 8] = [
    ("consents_subject", "consents", &["subject"]),
    ("deletions_subject", "deletions", &["subject"]),
    ("mandates_agent", "mandates", &["agent"]),
    ("mandates_principal", "mandates", &["principal"]),
    ("grants_officer", "grants", &["officer"]),
    ("sessions_holder", "sessions", &["holder"]),
    ("login_codes_phone", "login_codes", &["phone", "created_at"]),
    ("attempts_name", "attempts", &["name", "at"]),
];

fn subjects() -> TableCreateStatement {
    Table::create()
        .table("subjects")
        .col(uuid("id").primary_key())
        .col(string_len("kind", 16))
        .col(string_len("name", 200))
        .col(string_len("number", 40).unique_key())
        .col(string_len("number_kind", 40))
        .col(string_len_null("representative", 200))
        .col(string_len_null("phone", 40))
        .col(text_null("address"))
        .col(small_integer("grade"))
        .col(timestamp_with_time_zone("created_at"))
        .to_owned()
}

fn accounts() -> TableCreateStatement {
    Table::create()
        .table("accounts")
        .col(uuid("subject").primary_key())
        .col(string_len("phone", 40).unique_key())
        .col(text_null("password"))
        .col(timestamp_with_time_zone("created_at"))
        .foreign_key(ForeignKey::create().from("accounts", "subject").to("subjects", "id"))
        .to_owned()
}

fn consents() -> TableCreateStatement {
    Table::create()
        .table("consents")
        .col(uuid("id").primary_key())
        .col(uuid("subject"))
        .col(string_len("purpose", 40))
        .col(timestamp_with_time_zone("given_at"))
        .col(timestamp_with_time_zone_null("withdrawn_at"))
        .foreign_key(ForeignKey::create().from("consents", "subject").to("subjects", "id"))
        .to_owned()
}

fn deletions() -> TableCreateStatement {
    Table::create()
        .table("deletions")
        .col(uuid("id").primary_key())
        .col(uuid("subject"))
        .col(text("reason"))
        .col(timestamp_with_time_zone("asked_at"))
        .col(timestamp_with_time_zone_null("taken_back_at"))
        .foreign_key(ForeignKey::create().from("deletions", "subject").to("subjects", "id"))
        .to_owned()
}

fn mandates() -> TableCreateStatement {
    Table::create()
        .table("mandates")
        .col(uuid("id").primary_key())
        .col(string_len("kind", 16))
        .col(uuid("principal"))
        .col(uuid("agent"))
        .col(date("from_day"))
        .col(date("until_day"))
        .col(uuid("given_by"))
        .col(timestamp_with_time_zone("given_at"))
        .col(text("consent"))
        .col(uuid_null("revoked_by"))
        .col(timestamp_with_time_zone_null("revoked_at"))
        .foreign_key(ForeignKey::create().from("mandates", "principal").to("subjects", "id"))
        .foreign_key(ForeignKey::create().from("mandates", "agent").to("subjects", "id"))
        .to_owned()
}

fn officers() -> TableCreateStatement {
    Table::create()
        .table("officers")
        .col(uuid("id").primary_key())
        .col(string_len("account", 80).unique_key())
        .col(string_len("name", 200))
        .col(text("password"))
        .col(string_len("second_factor", 80))
        .col(big_integer("last_step"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("left_at"))
        .to_owned()
}

fn grants() -> TableCreateStatement {
    Table::create()
        .table("grants")
        .col(uuid("id").primary_key())
        .col(uuid("officer"))
        .col(string_len("role", 20))
        .col(string_len_null("body", 18))
        .col(string_len("division", 12))
        .col(uuid_null("given_by"))
        .col(timestamp_with_time_zone("given_at"))
        .col(uuid_null("revoked_by"))
        .col(timestamp_with_time_zone_null("revoked_at"))
        .foreign_key(ForeignKey::create().from("grants", "officer").to("officers", "id"))
        .to_owned()
}

fn sessions() -> TableCreateStatement {
    Table::create()
        .table("sessions")
        .col(uuid("id").primary_key())
        .col(string_len("token_hash", 64).unique_key())
        .col(string_len("kind", 16))
        .col(uuid("holder"))
        .col(uuid_null("mandate"))
        .col(string_len("device", 200))
        .col(string_len("address", 45))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("seen_at"))
        .col(timestamp_with_time_zone_null("ended_at"))
        .to_owned()
}

fn login_codes() -> TableCreateStatement {
    Table::create()
        .table("login_codes")
        .col(uuid("id").primary_key())
        .col(string_len("phone", 40))
        .col(string_len("purpose", 20))
        .col(string_len("code_hash", 64))
        .col(integer("tries"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("used_at"))
        .to_owned()
}

/// Failed log-ins by the name that was typed, whether or not such an account exists.
fn attempts() -> TableCreateStatement {
    Table::create()
        .table("attempts")
        .col(uuid("id").primary_key())
        .col(string_len("name", 80))
        .col(timestamp_with_time_zone("at"))
        .to_owned()
}

/// A log-in that is half done: waiting for the second factor, or for a provider to send the person back.
fn challenges() -> TableCreateStatement {
    Table::create()
        .table("challenges")
        .col(uuid("id").primary_key())
        .col(string_len("token_hash", 64).unique_key())
        .col(string_len("kind", 20))
        .col(json("data"))
        .col(timestamp_with_time_zone("created_at"))
        .to_owned()
}

fn federations() -> TableCreateStatement {
    Table::create()
        .table("federations")
        .col(string_len("issuer", 300))
        .col(string_len("name", 255))
        .col(uuid("subject"))
        .col(timestamp_with_time_zone("linked_at"))
        .primary_key(Index::create().col("issuer").col("name"))
        .foreign_key(ForeignKey::create().from("federations", "subject").to("subjects", "id"))
        .to_owned()
}
