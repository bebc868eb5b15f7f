//! Every migration is listed, and no two have the same number.

use std::collections::BTreeMap;

use super::Report;
use super::tree::Tree;

const FOLDER: &str = "migrations/src/";

pub fn check(tree: &Tree, report: &mut Report) {
    let Some(list) = tree.files.iter().find(|file| file.path == "migrations/src/lib.rs") else { return };
    let mut numbers = BTreeMap::new();
    for file in tree.within(FOLDER, "rs").filter(|file| file.path != list.path) {
        let parts = file.parts();
        let name = parts[parts.len() - 1];
        let Some((number, _)) = name.split_once('_').filter(|(number, _)| number.starts_with('m')) else { continue };
        let listed = list.code().is_some_and(|code| code.paths.iter().any(|path| path.ends_with(&[name, "Migration"])));
        if !listed {
            report.finding(file, 1, format!("this migration never runs: list `{name}::Migration` in {}", list.path));
        }
        if let Some(first) = numbers.insert(number.to_owned(), name.to_owned()) {
            report.finding(file, 1, format!("{first} has the number {number}, too: take the next one"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::findings;
    use super::check;

    const LIST: (&str, &str) =
        ("migrations/src/lib.rs", "mod m0001_a;\nmod m0002_b;\nfn f() { vec![Box::new(m0001_a::Migration)] }");

    #[test]
    fn a_migration_is_listed() {
        let files = [LIST, ("migrations/src/m0001_a.rs", ""), ("migrations/src/m0002_b.rs", "")];
        assert_eq!(findings(check, &files), ["migrations/src/m0002_b.rs:1"]);
        assert!(findings(check, &files[..2]).is_empty());
    }

    #[test]
    fn numbers_are_given_once() {
        let list = ("migrations/src/lib.rs", "fn f() { (m0001_a::Migration, m0001_b::Migration) }");
        let files = [list, ("migrations/src/m0001_a.rs", ""), ("migrations/src/m0001_b.rs", "")];
        assert_eq!(findings(check, &files), ["migrations/src/m0001_b.rs:1"]);
    }
}
