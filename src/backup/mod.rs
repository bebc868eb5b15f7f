//! Keeping (备份) and bringing back (恢复) everything an installation has: its database, files and keys, as one folder
//! that proves itself complete.

mod folder;
mod keep;
mod manifest;
mod migrate;
mod restore;

use std::path::PathBuf;
use std::process::ExitCode;

use thiserror::Error;

use crate::db::DumpError;

pub use keep::Command as Backup;
pub use migrate::Command as Migrate;
pub use restore::Command as Restore;

/// The database inside a backup.
const DATABASE: &str = "database";

/// Everything else of the data folder, inside a backup.
const DATA: &str = "data";

#[derive(Debug, Error)]
enum BackupError {
    #[error("{0}")]
    Database(#[from] DumpError),
    #[error("{0} (the database)")]
    Schema(#[from] crate::db::DbErr),
    #[error("{path}：{error}")]
    File { path: PathBuf, error: std::io::Error },
    #[error("{0}里没有数据库，请核对 --data-dir 或 --database-url (there is no database)")]
    Nothing(String),
    #[error("{0}已经存在，请换一个新文件夹，以前的备份不会被覆盖 (it exists already)")]
    Exists(PathBuf),
    #[error("备份不能放在数据文件夹{0}里面，请换一个地方，最好是另一块盘 (a backup belongs elsewhere)")]
    Inside(PathBuf),
    #[error("{0}不是完整的备份：没有 backup.json (not a complete backup)")]
    NotOne(PathBuf),
    #[error("backup.json 读不懂：{0} (the manifest cannot be read)")]
    Manifest(serde_json::Error),
    #[error("这份备份由更新的版本{program}做成（{schema}），请用那个版本恢复 (made by a newer version)")]
    Newer { program: String, schema: String },
    #[error("这份备份来自{0}，请{1} (made with the other engine)")]
    Engine(&'static str, &'static str),
    #[error("{0}与备份时不一样，什么都没有恢复，请换一份备份 (damaged, nothing was restored)")]
    Damaged(PathBuf),
    #[error("这里已经有数据库，什么都没有恢复；请先把它移走，或换一个空的地方 (a database is here already)")]
    Occupied,
    #[error("没有做完：{0} (interrupted)")]
    Interrupted(tokio::task::JoinError),
}

/// The last line on standard output is JSON, as with imports.
fn finish(done: Result<serde_json::Value, BackupError>) -> ExitCode {
    match done {
        Ok(summary) => {
            println!("{summary}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
