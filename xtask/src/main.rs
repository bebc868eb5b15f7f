//! The developer's commands. `cargo xtask run` shows the product, `cargo xtask test` proves it; CI runs exactly the latter.

mod bench;
mod debian;
mod demo;
mod doctor;
mod fonts;
mod journeys;
mod places;
mod postgres;
mod process;
mod run;
mod snapshots;
mod test;
mod tidy;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "The developer's commands of Budayang")]
struct Command {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Build in release and serve a complete demonstration with its data in a fresh folder
    Run(run::Arguments),
    /// Everything that must hold: format, lints, tidy, tests on both engines, packs, browser journeys
    Test(test::Arguments),
    /// The rules of the house that the compiler does not know
    Tidy,
    /// The load programs of `benches/`
    Bench(bench::Arguments),
    /// Check every folder of `packs/`
    Packs,
    /// What is installed, what is missing, and the command that installs it
    Doctor,
}

fn main() -> ExitCode {
    match obey(Command::parse().verb) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn obey(verb: Verb) -> anyhow::Result<()> {
    process::listen_for_interrupts()?;
    match verb {
        Verb::Run(arguments) => run::run(&arguments),
        Verb::Test(arguments) => test::run(&arguments),
        Verb::Tidy => tidy::run(),
        Verb::Bench(arguments) => bench::run(&arguments),
        Verb::Packs => test::packs(),
        Verb::Doctor => doctor::run(),
    }
}
