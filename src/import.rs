//! `budayang import`: which room takes which rows.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;

use crate::config::Storage;
use crate::db::Db;
use crate::divisions::{Divisions, Tree};
use crate::rows::{ImportError, Report, open, refused};
use crate::{catalog, content, divisions, figures, sites};

/// What a later version takes.
const LATER: [&str; 4] = ["places", "trips", "knowledge", "tickets"];

#[derive(Args, Debug)]
pub struct Command {
    /// items | divisions | figures | rumours
    pub what: String,
    /// .jsonl, .csv (UTF-8 or GB18030) or .xlsx
    pub file: PathBuf,
    /// Which field of a row becomes which element; found by the file's name or fields when it ships with the program.
    #[arg(long)]
    pub mapping: Option<PathBuf>,
    #[command(flatten)]
    pub storage: Storage,
}

impl Command {
    /// All of a file's good rows or nothing; the last line of output is the counts as JSON.
    pub async fn run(self) -> ExitCode {
        match self.take().await {
            Ok(report) => report.print(),
            Err(error) => refused(&error.to_string()),
        }
    }

    async fn take(&self) -> Result<Report, ImportError> {
        let (file, mapping) = (self.file.as_path(), self.mapping.as_deref());
        match self.what.as_str() {
            "items" => catalog::import(&self.storage, file, mapping).await,
            "divisions" => divisions::import_file(&self.storage, file).await,
            "rumours" => content::import_rumours(&self.storage, file, mapping).await,
            "figures" => {
                let (db, tree) = self.known_divisions().await?;
                figures::import(&db, tree, file, mapping).await
            }
            later if LATER.contains(&later) => {
                Err(ImportError::Other(format!("这个版本还不能导入{later} (not in this version)")))
            }
            other => Err(ImportError::Other(format!("不认识“{other}”，可以导入 items、divisions、figures 或 rumours"))),
        }
    }

    /// The database with the tree of divisions, which the first start fills; a file that is not there opens nothing.
    async fn known_divisions(&self) -> Result<(Db, Arc<Tree>), ImportError> {
        drop(open(&self.file)?);
        let db = Db::open(&self.storage).await?;
        sites::settle_divisions(&db).await.map_err(|error| ImportError::Other(error.to_string()))?;
        let divisions = Divisions::default();
        divisions.refresh(&db).await?;
        Ok((db, divisions.tree()))
    }
}
