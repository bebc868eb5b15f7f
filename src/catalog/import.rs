//! `budayang import`: data from files.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use crate::config::Storage;

#[derive(Args, Debug)]
pub struct Command {
    /// items | divisions
    pub what: String,
    pub file: PathBuf,
    #[arg(long)]
    pub mapping: Option<PathBuf>,
    #[command(flatten)]
    pub storage: Storage,
}

impl Command {
    pub async fn run(self) -> ExitCode {
        ExitCode::from(2)
    }
}
