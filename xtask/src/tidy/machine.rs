//! Nothing in the tree depends on where somebody's copy lies.

use std::path::Path;

use regex::Regex;

use super::Report;
use super::tree::Tree;
use crate::places;

/// Folders that differ from machine to machine.
const PRIVATE: [&str; 4] = ["home", "Users", "root", "tmp"];

pub fn check(tree: &Tree, report: &mut Report) {
    let absolute = Regex::new(r#"(?:^|[\s"'`(=<\[])(/[A-Za-z0-9._-]+/[A-Za-z0-9._-]+)"#)
        .expect("invariant: the pattern is written here");
    for file in &tree.files {
        for (line, text) in file.lines() {
            for found in absolute.captures_iter(text) {
                let path = found.get(1).map_or("", |path| path.as_str());
                if is_private(path, places::root()) {
                    report.finding(file, line, format!("`{path}` exists on one machine only: say it from the root"));
                }
            }
        }
    }
}

/// Whether a path lies in somebody's folders or beside this copy of the repository.
fn is_private(path: &str, root: &Path) -> bool {
    let folder = path.split('/').nth(1).unwrap_or_default();
    let beside = root.ancestors().skip(1).any(|above| above != Path::new("/") && Path::new(path).starts_with(above));
    PRIVATE.contains(&folder) || Path::new(path).starts_with(root) || (beside && Path::new(path).exists())
}

#[cfg(test)]
mod tests {
    use super::super::findings;
    use super::*;

    #[test]
    fn a_path_into_somebodys_folder_is_found() {
        for folder in PRIVATE {
            let text = format!("\nsee \"/{folder}/li/budayang\"");
            assert_eq!(findings(check, &[("docs/a.md", &text)]), ["docs/a.md:2"], "{text}");
        }
        let own = format!("cd {}", places::root().display());
        assert_eq!(findings(check, &[("docs/a.md", &own)]), ["docs/a.md:1"]);
    }

    #[test]
    fn addresses_and_system_folders_are_no_such_paths() {
        let good = "<a href=\"/items/1\"> /usr/bin/env https://example.org/home/page src/home/page";
        assert!(findings(check, &[("docs/a.md", good)]).is_empty());
    }
}
