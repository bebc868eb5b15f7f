//! The command line: one verb a line, each handled by the room it belongs to.

use std::io::IsTerminal;
use std::process::ExitCode;

use budayang::{backup, config, identity, import, routes, sites};
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "budayang", version, about = "不打烊: government services that never close")]
struct CommandLine {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Serve the portal, the desk and the API.
    Serve(Box<config::Config>),
    /// Take data from a file; the last line of output is a JSON summary.
    Import(import::Command),
    /// Check, lint or list packs.
    Packs(sites::Packs),
    /// Make a special zone from a template.
    Zone(sites::Zone),
    /// Bring the database to this program's schema, before a new version serves.
    Migrate(backup::Migrate),
    /// Copy database, files and keys into a new folder while the program serves.
    Backup(backup::Backup),
    /// Bring a backup back where no database is yet.
    Restore(backup::Restore),
    /// What the operator does on the machine itself: the first officers.
    Admin(identity::Admin),
}

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_default_env()
                .unwrap_or_else(|_| "info,sqlx=warn,sea_orm_migration=warn".into()),
        )
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .init();
    // Two TLS back ends are in the tree; without a choice made here, the first handshake would panic.
    let _ = rustls::crypto::ring::default_provider().install_default();
    match CommandLine::parse().verb {
        Verb::Serve(config) => routes::serve(*config).await,
        Verb::Import(command) => command.run().await,
        Verb::Packs(command) => command.run(),
        Verb::Zone(command) => command.run(),
        Verb::Migrate(command) => command.run().await,
        Verb::Backup(command) => command.run().await,
        Verb::Restore(command) => command.run().await,
        Verb::Admin(command) => command.run().await,
    }
}
