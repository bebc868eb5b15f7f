//! `budayang backup`: a copy of everything as of one moment, taken while the program serves.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use serde_json::{Value, json};

use super::manifest::Manifest;
use super::{BackupError, DATA, DATABASE, finish, folder};
use crate::clock::Clock;
use crate::config::Storage;
use crate::db::{self, Engine};

#[derive(Args, Debug)]
pub struct Command {
    /// The folder that will hold the backup; it must not exist yet.
    to: PathBuf,
    #[command(flatten)]
    storage: Storage,
}

impl Command {
    pub async fn run(self) -> ExitCode {
        if self.storage.files.is_some() {
            eprintln!("附件在对象存储里，不在这份备份中，请用对象存储自己的版本或复制功能 (files in S3 are not in it)");
        }
        finish(self.keep(&Clock::default()).await)
    }

    async fn keep(self, clock: &Clock) -> Result<Value, BackupError> {
        let Self { to, storage } = self;
        if to.exists() {
            return Err(BackupError::Exists(to));
        }
        if inside(&to, &storage.data_dir) {
            return Err(BackupError::Inside(storage.data_dir));
        }
        let Some(schema) = db::schema(&storage).await? else {
            return Err(BackupError::Nothing(storage.data_dir.display().to_string()));
        };
        let part = PathBuf::from(format!("{}.part", to.display()));
        let _ = std::fs::remove_dir_all(&part);
        folder::make(&part)?;
        let taken_at = clock.now();
        // The database first: what it names is on disk before it is named, so the files that follow have all of it.
        db::dump(&storage, &part.join(DATABASE)).await?;
        let (engine, program) = (Engine::of(&storage), env!("CARGO_PKG_VERSION").to_owned());
        let manifest = Manifest { program, schema, engine, taken_at, files: Default::default() };
        let write = move || finish_folder(&storage.data_dir, part, &to, manifest);
        tokio::task::spawn_blocking(write).await.map_err(BackupError::Interrupted)?
    }
}

/// Adds the files, then the manifest, then the name.
fn finish_folder(data: &Path, part: PathBuf, to: &Path, mut manifest: Manifest) -> Result<Value, BackupError> {
    let files = folder::copy(data, &part.join(DATA), |path| path.to_string_lossy().starts_with(db::FILE))?;
    manifest.files.insert(DATABASE.to_owned(), folder::hash(&part.join(DATABASE))?);
    manifest.files.extend(files.into_iter().map(|(path, hash)| (format!("{DATA}/{}", path.display()), hash)));
    manifest.write(&part)?;
    std::fs::rename(&part, to).map_err(|error| BackupError::File { path: to.to_owned(), error })?;
    Ok(json!({ "backup": to, "taken_at": manifest.taken_at, "schema": manifest.schema, "files": manifest.files.len() }))
}

/// Whether a path that does not exist yet lies in a folder.
fn inside(path: &Path, folder: &Path) -> bool {
    let Ok(folder) = folder.canonicalize() else { return false };
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    absolute.ancestors().filter_map(|above| above.canonicalize().ok()).any(|above| above == folder)
}
