//! The journeys in a real browser, against a demonstration of this very build.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::demo::Demo;
use crate::{doctor, places, process, test};

/// Runs the journeys whose file names hold one of the words, or all of them.
pub fn run(words: &[String]) -> Result<()> {
    let folder = places::root().join("e2e");
    let journeys = journeys(&folder.join("journeys"), words)?;
    ensure!(!journeys.is_empty(), "no file of e2e/journeys has {words:?} in its name");
    let node = doctor::NODE.ensure()?;
    let chromium = doctor::CHROMIUM.ensure()?;
    install_packages()?;

    process::run(test::cargo().args(["build", "--bin", "budayang"]))?;
    let demo = Demo::start(&places::target()?.join("debug/budayang"))?;
    let node = |arguments: &[PathBuf]| {
        let mut command = Command::new(&node);
        command.args(arguments).current_dir(&folder).env("BASE_URL", demo.url()).env("CHROMIUM", &chromium);
        process::run(&mut command)
    };
    // A journey notes here which accessibility trees it compared.
    let compared = folder.join("out/compared");
    if compared.exists() {
        fs::remove_dir_all(&compared)?;
    }
    let arguments: Vec<PathBuf> =
        ["--test", "--test-reporter=spec"].iter().map(PathBuf::from).chain(journeys).collect();
    node(&arguments).context("a journey failed; e2e/out holds the server's log and pictures of failed pages")?;
    if words.is_empty() {
        node(&[PathBuf::from("support/unreferenced.mjs")])?;
    }
    Ok(())
}

fn journeys(folder: &Path, words: &[String]) -> Result<Vec<PathBuf>> {
    let mut journeys: Vec<PathBuf> = fs::read_dir(folder)?.flatten().map(|entry| entry.path()).collect();
    journeys.retain(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.ends_with(".test.mjs") && (words.is_empty() || words.iter().any(|word| name.contains(word.as_str())))
    });
    journeys.sort();
    Ok(journeys)
}

/// Installs the packages of the lock file unless they are there already: npm leaves a copy of it behind.
pub fn install_packages() -> Result<()> {
    let folder = places::root().join("e2e");
    let changed = |path: &str| fs::metadata(folder.join(path)).and_then(|data| data.modified()).ok();
    if changed("node_modules/.package-lock.json") >= changed("package-lock.json") {
        return Ok(());
    }
    let npm = doctor::NPM.ensure()?;
    process::run(Command::new(npm).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(&folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_choose_journeys_by_file_name() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["portal.test.mjs", "apply.test.mjs", "notes.md"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let names = |words: &[&str]| -> Vec<String> {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            let paths = journeys(folder.path(), &words).unwrap();
            paths.iter().map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect()
        };
        assert_eq!(names(&[]), ["apply.test.mjs", "portal.test.mjs"]);
        assert_eq!(names(&["portal"]), ["portal.test.mjs"]);
        assert!(names(&["desk"]).is_empty());
    }
}
