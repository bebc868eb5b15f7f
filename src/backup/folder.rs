//! Copies of folders, one file at a time, with the SHA-256 of each.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::BackupError;

const BUFFER: usize = 64 * 1024;

/// Copies what is below `from` to below `to`, but not what `leave` names; path → SHA-256. A file that is erased
/// meanwhile is left out: its term was over.
pub(super) fn copy(
    from: &Path,
    to: &Path,
    leave: impl Fn(&Path) -> bool,
) -> Result<BTreeMap<PathBuf, String>, BackupError> {
    let mut hashes = BTreeMap::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        make(&to.join(&folder))?;
        let here = from.join(&folder);
        for entry in fs::read_dir(&here).map_err(at(&here))? {
            let entry = entry.map_err(at(&here))?;
            let inner = folder.join(entry.file_name());
            let kind = entry.file_type().map_err(at(&here))?;
            if leave(&inner) {
                continue;
            } else if kind.is_dir() {
                folders.push(inner);
            } else if kind.is_file()
                && let Some(hash) = copy_file(&from.join(&inner), &to.join(&inner))?
            {
                hashes.insert(inner, hash);
            }
        }
    }
    Ok(hashes)
}

/// The SHA-256 of a file as hex.
pub(super) fn hash(path: &Path) -> Result<String, BackupError> {
    let mut file = File::open(path).map_err(at(path))?;
    read(&mut file, |_| Ok(())).map_err(at(path))
}

/// A folder for its owner only: a backup carries keys and personal data.
pub(super) fn make(path: &Path) -> Result<(), BackupError> {
    fs::create_dir_all(path).map_err(at(path))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(0o700)).map_err(at(path))?;
    }
    Ok(())
}

fn copy_file(from: &Path, to: &Path) -> Result<Option<String>, BackupError> {
    let mut source = match File::open(from) {
        Ok(source) => source,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(at(from)(error)),
    };
    let mut copy = File::create(to).map_err(at(to))?;
    let rights = source.metadata().map_err(at(from))?.permissions();
    copy.set_permissions(rights).map_err(at(to))?;
    let hash = read(&mut source, |bytes| copy.write_all(bytes)).map_err(at(to))?;
    copy.sync_all().map_err(at(to))?;
    Ok(Some(hash))
}

fn read(file: &mut File, mut each: impl FnMut(&[u8]) -> std::io::Result<()>) -> std::io::Result<String> {
    let (mut buffer, mut digest) = (vec![0; BUFFER], Sha256::new());
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(hex::encode(digest.finalize())),
            n => {
                digest.update(&buffer[..n]);
                each(&buffer[..n])?;
            }
        }
    }
}

fn at(path: &Path) -> impl Fn(std::io::Error) -> BackupError {
    let path = path.to_owned();
    move |error| BackupError::File { path: path.clone(), error }
}
