//! Where things are: the repository, the target folder, programs.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The root of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("invariant: this crate lies in a folder of the repository")
}

/// The target folder that cargo used for this very program, however it was set.
pub fn target() -> Result<PathBuf> {
    let program = std::env::current_exe().context("where am I?")?;
    program.ancestors().nth(2).map(Path::to_owned).context("this program does not lie in a target folder")
}

/// The first of several names that is a program: in `PATH`, then in the given folders.
pub fn program(names: &[&str], folders: &[PathBuf]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let places: Vec<PathBuf> = std::env::split_paths(&path).chain(folders.iter().cloned()).collect();
    let candidates = names.iter().flat_map(|name| places.iter().map(move |place| place.join(name)));
    candidates.into_iter().find(|candidate| candidate.is_file())
}
