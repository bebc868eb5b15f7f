//! The one place where the two engines may differ. SQLite has one writing connection, so that a writer waits in a
//! queue instead of failing as busy; PostgreSQL has one pool for both.

mod content_version;
mod dump;
mod engine;

use std::path::Path;
use std::time::Duration;

use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, RuntimeErr, SqlErr,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};

use crate::config::Storage;

pub use content_version::{ContentVersion, bump as content_changed};
pub use dump::DumpError;
pub(crate) use dump::{dump, known_schema, knows_schema, load, schema};
pub(crate) use engine::Engine;
pub use sea_orm::DbErr;

/// A transaction that will write; hand it down so that a change, its event and its notice are one.
pub type Tx = DatabaseTransaction;

/// The embedded database inside the data folder.
pub(crate) const FILE: &str = "budayang.sqlite";

const READERS: u32 = 8;
const POSTGRES_CONNECTIONS: u32 = 24;
const CHECKPOINT_EVERY: Duration = Duration::from_secs(1);

/// Handle on the database; cheap to clone.
#[derive(Clone)]
pub struct Db {
    read: DatabaseConnection,
    write: DatabaseConnection,
}

impl Db {
    /// Opens the database that the settings name, with the schema of this program.
    pub async fn open(storage: &Storage) -> Result<Self, DbErr> {
        let db = match &storage.database_url {
            Some(url) => Self::cluster(url).await?,
            None => Self::embedded(&storage.data_dir).await?,
        };
        db.migrate().await?;
        Ok(db)
    }

    /// Opens the embedded database in a folder, creating both when absent.
    pub async fn embedded(folder: &Path) -> Result<Self, DbErr> {
        std::fs::create_dir_all(folder)
            .map_err(|e| DbErr::Conn(RuntimeErr::Internal(format!("cannot create {}: {e}", folder.display()))))?;
        let url = format!("sqlite://{}?mode=rwc", folder.join(FILE).display());
        // The writer comes first: it sets the journal mode, which readers cannot change.
        let write = Database::connect(sqlite(&url, 1)).await?;
        let read = Database::connect(sqlite(&url, READERS)).await?;
        tokio::spawn(checkpoint(Database::connect(sqlite(&url, 1)).await?));
        Ok(Self { read, write })
    }

    /// Connects to a PostgreSQL server or cluster.
    pub async fn cluster(url: &str) -> Result<Self, DbErr> {
        let mut options = ConnectOptions::new(url);
        options
            .max_connections(POSTGRES_CONNECTIONS)
            .acquire_timeout(Duration::from_secs(5))
            .sqlx_logging(false)
            .test_before_acquire(false);
        let pool = Database::connect(options).await?;
        Ok(Self { read: pool.clone(), write: pool })
    }

    /// Brings the schema to this program's version.
    pub async fn migrate(&self) -> Result<(), DbErr> {
        use budayang_migrations::{Migrator, MigratorTrait};
        Migrator::up(&self.write, None).await
    }

    /// A connection for reading: lists, pages, look-ups.
    pub fn read(&self) -> &DatabaseConnection {
        &self.read
    }

    /// Begins a transaction that will write. Dropping it without `commit` undoes everything.
    pub async fn begin(&self) -> Result<DatabaseTransaction, DbErr> {
        let immediate = TransactionOptions {
            // A deferred transaction that turns into a writer fails at once when another one writes.
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..Default::default()
        };
        self.write.begin_with_options(immediate).await
    }

    /// Whether the database answers.
    pub async fn alive(&self) -> bool {
        self.read.ping().await.is_ok()
    }
}

/// Whether an error says that a unique constraint already holds such a row.
pub fn already_there(error: &DbErr) -> bool {
    matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_)))
}

/// Whether an error says that no connection came free in time.
pub fn is_busy(error: &DbErr) -> bool {
    matches!(error, DbErr::ConnectionAcquire(_))
}

fn sqlite(url: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(Duration::from_secs(30))
        .sqlx_logging(false)
        .test_before_acquire(false)
        .map_sqlx_sqlite_opts(|options| {
            options
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .busy_timeout(Duration::from_secs(30))
                .foreign_keys(true)
                .pragma("wal_autocheckpoint", "0")
                .pragma("cache_size", "-16000")
        });
    options
}

/// Moves the journal into the database away from the writer, which would stall for it.
async fn checkpoint(connection: DatabaseConnection) {
    let mut tick = tokio::time::interval(CHECKPOINT_EVERY);
    loop {
        tick.tick().await;
        if let Err(error) = connection.execute_unprepared("PRAGMA wal_checkpoint(PASSIVE)").await {
            tracing::warn!(%error, "the journal could not be moved into the database");
        }
    }
}
