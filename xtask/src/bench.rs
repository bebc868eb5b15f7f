//! `cargo xtask bench`: the load programs, in release.

use anyhow::Result;
use clap::Args;

use crate::{process, test};

#[derive(Args)]
pub struct Arguments {
    /// Which program of `benches/`
    #[arg(default_value = "load")]
    program: String,
    /// Words for the program itself
    #[arg(last = true)]
    words: Vec<String>,
}

/// Builds the server and one load program, and runs the latter.
pub fn run(arguments: &Arguments) -> Result<()> {
    process::run(test::cargo().args(["build", "--release", "--bin", "budayang"]))?;
    process::run(test::cargo().args(["bench", "--bench", &arguments.program, "--"]).args(&arguments.words))
}
