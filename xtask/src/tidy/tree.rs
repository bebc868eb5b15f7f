//! The files of the repository, read once: all that git would track, whether or not git is installed.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use ignore::WalkBuilder;

use super::rust::Code;

/// Larger files are not read: a rule of their own refuses them.
const READ_LIMIT: u64 = 2_000_000;

pub struct Tree {
    pub files: Vec<File>,
}

/// One file; `text` is empty when it is not text.
pub struct File {
    /// From the root, with slashes.
    pub path: String,
    pub bytes: u64,
    pub text: String,
    code: Option<Code>,
}

impl Tree {
    pub fn read(root: &Path) -> Result<Self> {
        let files = paths(root).into_iter().map(|path| File::read(root, &path)).collect::<Result<_>>()?;
        Ok(Self { files })
    }

    /// Files in a folder with an extension.
    pub fn within<'a>(&'a self, folder: &'a str, extension: &'a str) -> impl Iterator<Item = &'a File> {
        self.files.iter().filter(move |file| file.path.starts_with(folder) && file.extension() == extension)
    }

    /// Rust files of the product and its crates: not the tests, benches and the developer's commands.
    pub fn product(&self) -> impl Iterator<Item = (&File, &Code)> {
        let folders = ["src/", "crates/", "migrations/"];
        let files = self.files.iter().filter(move |file| folders.iter().any(|folder| file.path.starts_with(folder)));
        files.filter_map(|file| Some((file, file.code()?)))
    }

    /// Rust files of the product crate itself.
    pub fn source(&self) -> impl Iterator<Item = (&File, &Code)> {
        self.product().filter(|(file, _)| file.path.starts_with("src/"))
    }
}

impl File {
    pub fn new(path: &str, bytes: u64, text: String) -> Self {
        let code = path.ends_with(".rs").then(|| Code::parse(path, &text));
        Self { path: path.to_owned(), bytes, text, code }
    }

    fn read(root: &Path, path: &Path) -> Result<Self> {
        let name = path.strip_prefix(root)?.to_string_lossy().replace('\\', "/");
        let bytes = fs::metadata(path)?.len();
        let content =
            if bytes > READ_LIMIT { Vec::new() } else { fs::read(path).with_context(|| format!("reading {name}"))? };
        Ok(Self::new(&name, bytes, String::from_utf8(content).unwrap_or_default()))
    }

    pub fn code(&self) -> Option<&Code> {
        self.code.as_ref()
    }

    pub fn extension(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name.rsplit_once('.').map_or("", |(_, extension)| extension)
    }

    /// Folders and file, without the extension: `src/cases/web.rs` is `src`, `cases`, `web`.
    pub fn parts(&self) -> Vec<&str> {
        let name = self.path.strip_suffix(self.extension()).unwrap_or(&self.path).trim_end_matches('.');
        name.split('/').collect()
    }

    /// The lines with their numbers.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, line))
    }

    /// The domain this file belongs to and the parts below it; `None` for the top level and for `web`, which
    /// serves all domains.
    pub fn domain(&self) -> Option<(&str, Vec<&str>)> {
        let parts = self.parts();
        match parts.as_slice() {
            ["src", domain, rest @ ..] if !rest.is_empty() && !COMMON_ROOMS.contains(domain) => {
                Some((domain, rest.to_vec()))
            }
            _ => None,
        }
    }
}

/// Folders of `src/` that are no domains.
const COMMON_ROOMS: [&str; 3] = ["web", "db", "bin"];

/// All files that git would track, in order.
pub fn paths(root: &Path) -> Vec<PathBuf> {
    let mut walk = WalkBuilder::new(root);
    walk.hidden(false).require_git(false).git_global(false).git_exclude(false).parents(false);
    walk.filter_entry(|entry| entry.file_name() != ".git");
    let files = walk.build().flatten().filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()));
    let mut paths: Vec<PathBuf> = files.map(ignore::DirEntry::into_path).collect();
    paths.sort();
    paths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ignored_files_are_no_part_of_the_tree() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join("target/debug")).unwrap();
        for (name, text) in [(".gitignore", "/target\n"), ("target/debug/x.rs", ""), ("kept.rs", "//! Kept.")] {
            fs::write(root.path().join(name), text).unwrap();
        }
        let tree = Tree::read(root.path()).unwrap();
        assert_eq!(tree.files.iter().map(|file| file.path.as_str()).collect::<Vec<_>>(), [".gitignore", "kept.rs"]);
    }

    #[test]
    fn a_domain_is_a_folder_of_src() {
        let domain = |path: &str| File::new(path, 0, String::new()).domain().map(|(domain, _)| domain.to_owned());
        assert_eq!(domain("src/cases/web.rs").as_deref(), Some("cases"));
        assert_eq!(domain("src/app.rs"), None);
        assert_eq!(domain("src/web/page.rs"), None);
        assert_eq!(domain("crates/rules/src/lib.rs"), None);
    }
}
