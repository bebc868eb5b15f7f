//! `cargo xtask run`: everything between a fresh machine and a demonstration in the browser.

use std::net::{SocketAddr, TcpListener};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::{doctor, places, process, test};

#[derive(Args)]
pub struct Arguments {
    /// Address to serve on
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Further words for `budayang serve`
    #[arg(last = true)]
    further: Vec<String>,
}

/// Builds in release and becomes the server, so that Ctrl-C goes straight to it.
pub fn run(arguments: &Arguments) -> Result<()> {
    check_free(arguments.listen)?;
    doctor::COMPILER.ensure()?;
    if let Err(error) = doctor::FONT.ensure() {
        eprintln!("warning: {error:#}");
        eprintln!("warning: without a Chinese font certificates and receipts cannot be printed; all else works");
    }
    process::run(test::cargo().args(["build", "--release", "--bin", "budayang"]))?;
    let target = places::target()?;
    let folder = tempfile::Builder::new().prefix("demo-").tempdir_in(&target)?.keep();
    println!("data folder: {}", folder.display());
    println!("address:     http://{}", arguments.listen);
    check_free(arguments.listen)?;
    let error = serve(&target.join("release/budayang"), &folder, arguments).exec();
    Err(error).context("cannot start the server")
}

fn serve(program: &Path, folder: &Path, arguments: &Arguments) -> Command {
    let mut command = Command::new(program);
    command.args(["serve", "--demo", "--listen", &arguments.listen.to_string(), "--data-dir"]).arg(folder);
    command.args(&arguments.further).current_dir(places::root());
    command
}

fn check_free(address: SocketAddr) -> Result<()> {
    if let Err(error) = TcpListener::bind(address) {
        let other = SocketAddr::new(address.ip(), address.port().wrapping_add(1));
        bail!("cannot listen on {address} ({error}); choose another address: cargo xtask run --listen {other}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_named_with_a_way_out() {
        let holder = TcpListener::bind("127.0.0.1:0").unwrap();
        let error = check_free(holder.local_addr().unwrap()).unwrap_err().to_string();
        assert!(error.contains("cargo xtask run --listen 127.0.0.1:"), "{error}");
    }

    #[test]
    fn the_server_gets_its_folder_and_further_words() {
        let listen = "127.0.0.1:9000".parse().unwrap();
        let arguments = Arguments { listen, further: vec!["--clamd".into(), "localhost:3310".into()] };
        let command = serve(Path::new("budayang"), Path::new("data"), &arguments);
        assert_eq!(
            process::spelled(&command),
            "budayang serve --demo --listen 127.0.0.1:9000 --data-dir data --clamd localhost:3310"
        );
    }
}
