//! `budayang migrate`: the schema of this program, before the first node of a new version serves.

use std::process::ExitCode;

use clap::Args;
use serde_json::{Value, json};

use super::{BackupError, finish};
use crate::config::Storage;
use crate::db::{self, Db};

#[derive(Args, Debug)]
pub struct Command {
    #[command(flatten)]
    storage: Storage,
}

impl Command {
    pub async fn run(self) -> ExitCode {
        finish(self.migrate().await)
    }

    async fn migrate(self) -> Result<Value, BackupError> {
        let before = db::schema(&self.storage).await?;
        Db::open(&self.storage).await?;
        Ok(json!({ "from": before, "to": db::known_schema() }))
    }
}
