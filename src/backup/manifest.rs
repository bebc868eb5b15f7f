//! What a backup holds. It is written last, so a folder without it is no backup.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::BackupError;
use crate::db::Engine;

const FILE: &str = "backup.json";

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// Version of the program that made it.
    pub program: String,
    /// The last migration of its database.
    pub schema: String,
    pub engine: Engine,
    pub taken_at: DateTime<Utc>,
    /// Path inside the backup → SHA-256 as hex.
    pub files: BTreeMap<String, String>,
}

impl Manifest {
    pub(super) fn write(&self, folder: &Path) -> Result<(), BackupError> {
        let path = folder.join(FILE);
        let text = serde_json::to_vec_pretty(self).map_err(BackupError::Manifest)?;
        let written = std::fs::write(&path, text).and_then(|()| std::fs::File::open(&path)?.sync_all());
        written.map_err(|error| BackupError::File { path, error })
    }

    /// Refuses a backup of the other engine, and says what would take it.
    pub(super) fn suits(&self, here: Engine) -> Result<(), BackupError> {
        if self.engine == here { Ok(()) } else { Err(BackupError::Engine(self.engine.name(), self.engine.chosen_by())) }
    }

    pub(super) fn read(folder: &Path) -> Result<Self, BackupError> {
        let text = std::fs::read(folder.join(FILE)).map_err(|_| BackupError::NotOne(folder.to_owned()))?;
        serde_json::from_slice(&text).map_err(BackupError::Manifest)
    }
}
