//! `cargo xtask test`: every proof in order, cheap ones first; it stops at the first that fails and says what to do.

use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};

use crate::snapshots::Snapshots;
use crate::{doctor, journeys, places, postgres, process, tidy};

#[derive(Args)]
pub struct Arguments {
    /// Only these steps, separated by commas
    #[arg(long, value_delimiter = ',', value_enum)]
    only: Vec<Step>,
    /// Only tests (or journeys) with one of these words in their names
    #[arg(last = true)]
    words: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, ValueEnum)]
enum Step {
    /// The format of Rust files
    Fmt,
    /// Lints; a warning fails
    Clippy,
    /// The rules of the house
    Tidy,
    /// All tests, on SQLite
    Tests,
    /// The integration tests again, on a private PostgreSQL
    Postgres,
    /// Examples in the documentation
    Docs,
    /// Every folder of `packs/`
    Packs,
    /// Journeys in a real browser
    Journeys,
}

/// Runs the chosen steps.
pub fn run(arguments: &Arguments) -> Result<()> {
    let all = Step::value_variants();
    let chosen = all.iter().filter(|step| arguments.only.is_empty() || arguments.only.contains(step));
    for step in chosen {
        println!("── {}: {}", step.name(), step.aim());
        let start = Instant::now();
        let outcome = step.run(&arguments.words);
        let seconds = start.elapsed().as_secs_f32();
        match outcome {
            Ok(()) => println!("✔ {} ({seconds:.1} s)", step.name()),
            Err(error) => {
                println!("✘ {} ({seconds:.1} s)", step.name());
                process::check_interrupt()?;
                return Err(error.context(step.advice()));
            }
        }
    }
    Ok(())
}

/// Checks every folder of `packs/`.
pub fn packs() -> Result<()> {
    process::run(cargo().args(["run", "--quiet", "--bin", "budayang", "--", "packs", "check", "packs"]))
}

/// Cargo, at the root of the repository.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(places::root());
    command
}

impl Step {
    fn run(self, words: &[String]) -> Result<()> {
        match self {
            Self::Fmt => process::run(cargo().args(["fmt", "--all", "--check"])),
            Self::Clippy => {
                process::run(cargo().args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
            }
            Self::Tidy => tidy::run(),
            Self::Tests => tests(words),
            Self::Postgres => on_postgres(words),
            Self::Docs => process::run(cargo().args(["test", "--quiet", "--workspace", "--doc"])),
            Self::Packs => packs(),
            Self::Journeys => journeys::run(words),
        }
    }

    fn name(self) -> String {
        format!("{self:?}").to_lowercase()
    }

    fn aim(self) -> &'static str {
        match self {
            Self::Fmt => "Rust files are formatted",
            Self::Clippy => "no lint complains",
            Self::Tidy => "the rules of the house hold",
            Self::Tests => "all tests pass, on SQLite",
            Self::Postgres => "the integration tests pass on PostgreSQL",
            Self::Docs => "examples in the documentation work",
            Self::Packs => "every pack is sound",
            Self::Journeys => "people get through in a browser",
        }
    }

    fn advice(self) -> String {
        let what = match self {
            Self::Fmt => "run `cargo fmt --all`",
            Self::Clippy => "follow the lints above; `cargo clippy --fix` does some of it",
            Self::Tidy => "each finding above names its remedy",
            Self::Tests | Self::Postgres | Self::Docs => "the failures are shown above",
            Self::Packs => "each line above names a file of packs/",
            Self::Journeys => "the failures are shown above; UPDATE_SNAPSHOTS=1 accepts changed accessibility trees",
        };
        let name = self.name();
        format!("{name} failed: {what}; then `cargo xtask test --only {name}` tries this step alone")
    }
}

fn tests(words: &[String]) -> Result<()> {
    prepare_provider()?;
    let snapshots = Snapshots::watch()?;
    process::run(suite("--workspace", words).env_remove(DATABASE).env(snapshots.variable(), snapshots.file()))?;
    if words.is_empty() {
        snapshots.refuse_unreferenced()?;
    }
    Ok(())
}

fn on_postgres(words: &[String]) -> Result<()> {
    prepare_provider()?;
    doctor::POSTGRES.ensure()?;
    let server = postgres::Server::start().context("the tests need a PostgreSQL of their own")?;
    process::run(suite("--test=it", words).env(DATABASE, server.url()))
}

/// Some integration tests log in through an OpenID Connect provider that runs on Node.js.
fn prepare_provider() -> Result<()> {
    doctor::NODE.ensure()?;
    journeys::install_packages()
}

/// Which database the integration tests use: SQLite when it is unset, or an address of PostgreSQL.
const DATABASE: &str = "BUDAYANG_TEST_DATABASE";

fn suite(which: &str, words: &[String]) -> Command {
    let mut command = cargo();
    // The whole workspace even for one binary: otherwise other features are chosen and much is built again.
    if doctor::NEXTEST.found().is_some() {
        command.args(["nextest", "run", "--workspace"]);
    } else {
        println!("cargo-nextest is not installed, so this takes longer: {}", doctor::NEXTEST.command());
        command.args(["test", "--workspace"]);
    }
    if which != "--workspace" {
        command.arg(which);
    }
    command.arg("--").args(words);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_failure_says_how_to_try_that_step_again() {
        for step in Step::value_variants() {
            let again = format!("cargo xtask test --only {}", step.name());
            assert!(step.advice().contains(&again), "{}", step.advice());
            assert_eq!(Step::from_str(&step.name(), false), Ok(*step));
        }
    }

    #[test]
    fn one_binary_is_chosen_within_the_whole_workspace() {
        let command = process::spelled(&suite("--test=it", &["cases".to_owned()]));
        assert!(command.ends_with("--workspace --test=it -- cases"), "{command}");
    }
}
