//! A snapshot file that no test compares is dead weight that looks like a proof: it is refused.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use tempfile::NamedTempFile;

use crate::places;
use crate::tidy::tree;

/// Notes which snapshots the tests compare.
pub struct Snapshots {
    notes: NamedTempFile,
}

impl Snapshots {
    /// Begins to watch; give the tests [`Self::variable`] and [`Self::file`].
    pub fn watch() -> Result<Self> {
        Ok(Self { notes: NamedTempFile::new()? })
    }

    /// The variable by which insta learns where to write the names of the snapshots it compared.
    pub fn variable(&self) -> &'static str {
        "INSTA_SNAPSHOT_REFERENCES_FILE"
    }

    pub fn file(&self) -> &Path {
        self.notes.path()
    }

    /// Fails when a snapshot file was not compared by any test.
    pub fn refuse_unreferenced(&self) -> Result<()> {
        let compared: BTreeSet<PathBuf> =
            fs::read_to_string(self.notes.path())?.lines().filter_map(|line| fs::canonicalize(line).ok()).collect();
        let mut snapshots = tree::paths(places::root());
        snapshots.retain(|path| path.extension().is_some_and(|extension| extension == "snap"));
        let dead = unreferenced(&snapshots, &compared);
        if !dead.is_empty() {
            bail!("no test compares these snapshots; delete them:\n{}", dead.join("\n"));
        }
        Ok(())
    }
}

fn unreferenced(snapshots: &[PathBuf], compared: &BTreeSet<PathBuf>) -> Vec<String> {
    let dead = snapshots.iter().filter(|path| fs::canonicalize(path).is_ok_and(|path| !compared.contains(&path)));
    dead.map(|path| path.display().to_string()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snapshot_that_nobody_compares_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let [used, dead] = ["used.snap", "dead.snap"].map(|name| folder.path().canonicalize().unwrap().join(name));
        fs::write(&used, "").unwrap();
        fs::write(&dead, "").unwrap();
        let found = unreferenced(&[used.clone(), dead.clone()], &BTreeSet::from([used]));
        assert_eq!(found, [dead.display().to_string()]);
    }
}
