//! What the commands need from the machine: is it there, and which command brings it.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::{debian, fonts, places, postgres};

/// Something that must be installed for a command to do all of its work.
pub struct Need {
    name: &'static str,
    purpose: &'static str,
    find: fn() -> Option<PathBuf>,
    remedy: Remedy,
}

enum Remedy {
    Packages(&'static [&'static str]),
    Words(&'static str),
}

pub const COMPILER: Need = Need {
    name: "C compiler",
    purpose: "building the embedded database",
    find: || places::program(&["cc", "gcc", "clang"], &[]),
    remedy: Remedy::Packages(&["build-essential"]),
};

pub const FONT: Need = Need {
    name: "Chinese font",
    purpose: "papers in PDF",
    find: fonts::chinese,
    remedy: Remedy::Packages(&[fonts::PACKAGE]),
};

pub const NEXTEST: Need = Need {
    name: "cargo-nextest",
    purpose: "faster tests; without it `cargo test` runs the same ones",
    find: || places::program(&["cargo-nextest"], &[]),
    remedy: Remedy::Words("cargo install --locked cargo-nextest"),
};

pub const POSTGRES: Need = Need {
    name: "PostgreSQL",
    purpose: "the tests on the second engine",
    find: || postgres::find("initdb"),
    remedy: Remedy::Packages(&[postgres::PACKAGE]),
};

pub const NODE: Need = Need {
    name: "Node.js 18 or newer",
    purpose: "browser journeys, and the tests of logging in through a provider",
    find: modern_node,
    remedy: Remedy::Packages(&["nodejs", "npm"]),
};

pub const NPM: Need = Need {
    name: "npm",
    purpose: "the packages of e2e/package.json",
    find: || places::program(&["npm"], &[]),
    remedy: Remedy::Packages(&["npm"]),
};

pub const CHROMIUM: Need = Need {
    name: "Chromium",
    purpose: "browser journeys; the variable CHROMIUM may name another one",
    find: chromium,
    remedy: Remedy::Packages(&["chromium"]),
};

const ALL: [&Need; 7] = [&COMPILER, &FONT, &NEXTEST, &POSTGRES, &NODE, &NPM, &CHROMIUM];

impl Need {
    /// Where it is installed.
    pub fn found(&self) -> Option<PathBuf> {
        (self.find)()
    }

    /// Where it is installed, after installing it when this user may; the error says what to type.
    pub fn ensure(&self) -> Result<PathBuf> {
        if let Some(path) = self.found() {
            return Ok(path);
        }
        let missing = || format!("{} is missing ({}): {}", self.name, self.purpose, self.command());
        if let Remedy::Packages(packages) = self.remedy {
            debian::install(packages).with_context(missing)?;
        }
        self.found().with_context(missing)
    }

    /// The command that brings it.
    pub fn command(&self) -> String {
        match self.remedy {
            Remedy::Packages(packages) => debian::command_for(packages),
            Remedy::Words(words) => words.to_owned(),
        }
    }
}

/// Prints what is there and what is missing.
pub fn run() -> Result<()> {
    for need in ALL {
        match need.found() {
            Some(path) => println!("✔ {:<20} {}", need.name, path.display()),
            None => println!("✘ {:<20} needed for {}: {}", need.name, need.purpose, need.command()),
        }
    }
    Ok(())
}

fn chromium() -> Option<PathBuf> {
    let chosen = std::env::var_os("CHROMIUM").map(PathBuf::from).filter(|path| path.is_file());
    chosen.or_else(|| {
        places::program(&["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"], &[])
    })
}

fn modern_node() -> Option<PathBuf> {
    let node = places::program(&["node", "nodejs"], &[])?;
    let version = Command::new(&node).arg("--version").output().ok()?;
    is_modern(&String::from_utf8_lossy(&version.stdout)).then_some(node)
}

/// Whether `v20.1.0`-like text names version 18 or newer.
fn is_modern(version: &str) -> bool {
    let major = version.trim().trim_start_matches('v').split('.').next().unwrap_or_default();
    major.parse::<u32>().is_ok_and(|major| major >= 18)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_18_is_the_oldest_that_runs_the_journeys() {
        assert!(is_modern("v18.19.0\n"));
        assert!(is_modern("v20.20.2"));
        assert!(!is_modern("v12.22.9"));
        assert!(!is_modern(""));
    }

    #[test]
    fn what_is_missing_comes_with_its_command() {
        assert_eq!(FONT.command(), "sudo apt-get install fonts-noto-cjk");
    }
}
