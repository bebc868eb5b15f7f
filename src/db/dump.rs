//! The whole database as one file and back: SQLite by its own copy, PostgreSQL by its own two programs.

use std::path::{Path, PathBuf};

use budayang_migrations::{Migrator, MigratorTrait, SchemaManager};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbErr, Statement};
use thiserror::Error;
use tokio::process::Command;
use url::Url;

use super::FILE;
use crate::config::Storage;

#[derive(Debug, Error)]
pub enum DumpError {
    #[error("数据库没有完成：{0} (the database refused)")]
    Database(#[from] DbErr),
    #[error("{0}里没有数据库，请核对 --data-dir 或 --database-url (there is no database)")]
    Absent(String),
    #[error("找不到{0}，请安装：apt install postgresql-client ({0} is missing)")]
    Missing(&'static str),
    #[error("{program}没有完成：{said}")]
    Failed { program: &'static str, said: String },
    #[error("数据库地址读不懂：{0} (the address of the database)")]
    Address(url::ParseError),
    #[error("{path}：{error}")]
    File { path: PathBuf, error: std::io::Error },
}

/// The name of the last migration that this program knows.
pub(crate) fn known_schema() -> String {
    Migrator::migrations().last().map(|last| last.name().to_owned()).unwrap_or_default()
}

/// Whether this program can bring a database that ended with this migration up to its own schema.
pub(crate) fn knows_schema(name: &str) -> bool {
    Migrator::migrations().iter().any(|migration| migration.name() == name)
}

/// The last migration that the database has; `None` when there is no database of ours.
pub(crate) async fn schema(storage: &Storage) -> Result<Option<String>, DumpError> {
    if storage.database_url.is_none() && !embedded(storage).exists() {
        return Ok(None);
    }
    let db = connect(storage).await?;
    // Asked before anything else: the migrator would make its table by asking.
    let migrated = SchemaManager::new(&db).has_table("seaql_migrations").await?;
    let applied = if migrated { Migrator::get_migration_models(&db).await? } else { Vec::new() };
    db.close().await?;
    Ok(applied.into_iter().map(|migration| migration.version).max())
}

/// Writes the database as of one moment into a new file, while others go on writing.
pub(crate) async fn dump(storage: &Storage, to: &Path) -> Result<(), DumpError> {
    match &storage.database_url {
        Some(url) => run("pg_dump", url, &["--format=custom", "--no-owner", "--file"], to).await,
        None => {
            let db = connect(storage).await?;
            let into = Statement::from_sql_and_values(
                db.get_database_backend(),
                "VACUUM INTO ?",
                [to.to_string_lossy().into_owned().into()],
            );
            db.execute_raw(into).await?;
            Ok(db.close().await?)
        }
    }
}

/// Takes a dumped database, all of it or nothing; only where none is.
pub(crate) async fn load(storage: &Storage, from: &Path) -> Result<(), DumpError> {
    match &storage.database_url {
        Some(url) => run("pg_restore", url, &["--no-owner", "--exit-on-error", "--single-transaction"], from).await,
        None => {
            // The name is given last: a copy that was cut off is no database.
            let part = storage.data_dir.join(format!("{FILE}.part"));
            let failed = |error| DumpError::File { path: part.clone(), error };
            tokio::fs::copy(from, &part).await.map_err(failed)?;
            tokio::fs::File::open(&part).await.map_err(failed)?.sync_all().await.map_err(failed)?;
            tokio::fs::rename(&part, embedded(storage)).await.map_err(failed)
        }
    }
}

fn embedded(storage: &Storage) -> PathBuf {
    storage.data_dir.join(FILE)
}

/// One connection that changes no schema and makes no file.
async fn connect(storage: &Storage) -> Result<DatabaseConnection, DumpError> {
    let url = match &storage.database_url {
        Some(url) => url.clone(),
        None if embedded(storage).exists() => format!("sqlite://{}?mode=rw", embedded(storage).display()),
        None => return Err(DumpError::Absent(storage.data_dir.display().to_string())),
    };
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    Ok(Database::connect(options).await?)
}

/// Runs one of PostgreSQL's programs. The password travels in the environment: everybody sees a command line.
async fn run(program: &'static str, url: &str, words: &[&str], file: &Path) -> Result<(), DumpError> {
    let mut url = Url::parse(url).map_err(DumpError::Address)?;
    let mut command = Command::new(program);
    if let Some(password) = url.password() {
        let plain = percent_encoding::percent_decode_str(password).decode_utf8_lossy().into_owned();
        command.env("PGPASSWORD", plain);
        let _ = url.set_password(None);
    }
    command.arg("--dbname").arg(url.as_str()).args(words).arg(file);
    let done = command.output().await.map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => DumpError::Missing(program),
        _ => DumpError::Failed { program, said: error.to_string() },
    })?;
    if done.status.success() {
        return Ok(());
    }
    Err(DumpError::Failed { program, said: String::from_utf8_lossy(&done.stderr).trim().to_owned() })
}
