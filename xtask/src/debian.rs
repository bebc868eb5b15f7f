//! Installing what is missing by apt-get, where that exists and this user may.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process;

/// Installs packages of Debian or Ubuntu, or fails with the command that somebody else must type.
pub fn install(packages: &[&str]) -> Result<()> {
    let advice = format!("install it and try again: {}", command_for(packages));
    if !Path::new("/usr/bin/apt-get").exists() {
        bail!("{advice} (on Debian or Ubuntu; elsewhere the package has a similar name)");
    }
    let Some(prefix) = authority() else { bail!("{advice}") };
    eprintln!("installing {} …", packages.join(" "));
    // Lists that cannot be refreshed may still be good enough.
    let _ = process::run(apt_get(prefix).arg("update"));
    process::run(apt_get(prefix).args(["install", "--yes", "--no-install-recommends"]).args(packages)).context(advice)
}

/// What to type to install packages.
pub fn command_for(packages: &[&str]) -> String {
    format!("sudo apt-get install {}", packages.join(" "))
}

/// The words before `apt-get` that give this user the right to install, if anything does.
fn authority() -> Option<&'static [&'static str]> {
    if rustix::process::geteuid().is_root() {
        return Some(&[]);
    }
    process::succeeds(Command::new("sudo").args(["-n", "true"])).then_some(&["sudo", "-n"])
}

fn apt_get(prefix: &[&str]) -> Command {
    let words = prefix.iter().chain(&["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    let words: Vec<&str> = words.copied().collect();
    let mut command = Command::new(words[0]);
    // Another apt-get may be at work: wait for it instead of failing.
    command.args(&words[1..]).args(["-q", "-o", "DPkg::Lock::Timeout=300"]);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn apt_get_runs_with_the_authority_it_was_given() {
        assert!(process::spelled(&apt_get(&["sudo", "-n"])).starts_with("sudo -n env DEBIAN_FRONTEND"));
        assert!(process::spelled(&apt_get(&[])).starts_with("env DEBIAN_FRONTEND"));
    }
}
