//! `budayang packs`: check, lint, list.

use std::process::ExitCode;

use clap::Args;

#[derive(Debug, thiserror::Error)]
pub enum PackError {
    #[error("{0}")]
    Faulty(String),
}

#[derive(Args, Debug)]
pub struct Command {
    pub action: String,
}

impl Command {
    pub fn run(self) -> ExitCode {
        ExitCode::from(2)
    }
}
