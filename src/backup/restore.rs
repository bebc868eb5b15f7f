//! `budayang restore`: an installation out of a backup, where none is yet.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use serde_json::{Value, json};

use super::manifest::Manifest;
use super::{BackupError, DATA, DATABASE, finish, folder};
use crate::config::Storage;
use crate::db::{self, Db, Engine};

#[derive(Args, Debug)]
pub struct Command {
    /// The folder that `budayang backup` made.
    from: PathBuf,
    #[command(flatten)]
    storage: Storage,
}

impl Command {
    pub async fn run(self) -> ExitCode {
        finish(self.restore().await)
    }

    async fn restore(self) -> Result<Value, BackupError> {
        let Self { from, storage } = self;
        let manifest = Manifest::read(&from)?;
        manifest.suits(Engine::of(&storage))?;
        if !db::knows_schema(&manifest.schema) {
            return Err(BackupError::Newer { program: manifest.program, schema: manifest.schema });
        }
        if db::schema(&storage).await?.is_some() {
            return Err(BackupError::Occupied);
        }
        let (source, data) = (from.clone(), storage.data_dir.clone());
        let manifest = tokio::task::spawn_blocking(move || files(&source, &data, manifest))
            .await
            .map_err(BackupError::Interrupted)??;
        // The database last: until it is there nothing serves, and the command can be given again.
        db::load(&storage, &from.join(DATABASE)).await?;
        Db::open(&storage).await?;
        Ok(json!({
            "restored": from, "taken_at": manifest.taken_at, "schema": db::known_schema(), "files": manifest.files.len(),
        }))
    }
}

/// Every byte is checked before the first is written.
fn files(from: &Path, data: &Path, manifest: Manifest) -> Result<Manifest, BackupError> {
    for (path, hash) in &manifest.files {
        match folder::hash(&from.join(path)) {
            Ok(found) if found == *hash => {}
            _ => return Err(BackupError::Damaged(from.join(path))),
        }
    }
    folder::copy(&from.join(DATA), data, |_| false)?;
    Ok(manifest)
}
