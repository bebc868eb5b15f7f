//! The files of a pack, out of the program or from a folder on disk.

use std::collections::BTreeMap;
use std::path::Path;

use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use super::PackError;

/// Packs are words and tables: a larger file is a mistake.
const LARGEST: u64 = 8 << 20;
const DEEPEST: usize = 4;

#[derive(RustEmbed)]
#[folder = "packs/"]
struct Embedded;

/// One pack's files by their path inside it, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Folder {
    /// The pack's folder as messages name it: `packs/mohrss`.
    pub name: String,
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Folder {
    /// A hash of all names and contents: when it changes, the pack is loaded again.
    pub(super) fn hash(&self) -> String {
        let mut hash = Sha256::new();
        for (path, content) in &self.files {
            hash.update(path.len().to_le_bytes());
            hash.update(path);
            hash.update(content.len().to_le_bytes());
            hash.update(content);
        }
        hex::encode(hash.finalize())
    }

    /// Paths that lie in `folder/` and end in `.ending`.
    pub(super) fn within<'a>(&'a self, folder: &'a str, ending: &'a str) -> impl Iterator<Item = (&'a str, &'a [u8])> {
        self.files.iter().filter_map(move |(path, content)| {
            let below = path.strip_prefix(folder)?.strip_prefix('/')?;
            below.ends_with(ending).then_some((path.as_str(), content.as_slice()))
        })
    }
}

/// Folders that zones are made from are no packs themselves.
fn is_template(id: &str) -> bool {
    id.ends_with("-template")
}

/// The packs that ship in the program.
pub(super) fn embedded() -> BTreeMap<String, Folder> {
    let mut packs: BTreeMap<String, Folder> = BTreeMap::new();
    for path in Embedded::iter() {
        let Some((id, below)) = path.split_once('/').filter(|(id, _)| !is_template(id)) else { continue };
        let Some(file) = Embedded::get(&path) else { continue };
        let pack =
            packs.entry(id.to_owned()).or_insert_with(|| Folder { name: format!("packs/{id}"), ..Folder::default() });
        pack.files.insert(below.to_owned(), file.data.into_owned());
    }
    packs
}

/// The packs of a folder: each of its folders is one.
pub(super) fn on_disk(root: &Path) -> Result<BTreeMap<String, Folder>, PackError> {
    let unreadable = |error| PackError::Unreadable { folder: root.display().to_string(), error };
    let mut packs = BTreeMap::new();
    for entry in std::fs::read_dir(root).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let id = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() && !id.starts_with('.') && !is_template(&id) {
            packs.insert(id, one(&entry.path())?);
        }
    }
    Ok(packs)
}

/// The pack in this folder.
pub(super) fn one(path: &Path) -> Result<Folder, PackError> {
    let mut pack = Folder { name: path.display().to_string(), ..Folder::default() };
    gather(path, "", DEEPEST, &mut pack.files)
        .map_err(|error| PackError::Unreadable { folder: path.display().to_string(), error })?;
    Ok(pack)
}

fn gather(path: &Path, below: &str, deeper: usize, files: &mut BTreeMap<String, Vec<u8>>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(path)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let inside = if below.is_empty() { name.clone() } else { format!("{below}/{name}") };
        let about = entry.metadata()?;
        if name.starts_with('.') {
            continue;
        } else if about.is_dir() && deeper > 0 {
            gather(&entry.path(), &inside, deeper - 1, files)?;
        } else if about.is_file() && about.len() <= LARGEST {
            files.insert(inside, std::fs::read(entry.path())?);
        } else if about.is_file() {
            return Err(std::io::Error::other(format!("{inside} 大于 {} MB", LARGEST >> 20)));
        }
    }
    Ok(())
}
