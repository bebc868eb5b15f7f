//! A folder is named after a word of the domain, never after a kind of code.

use super::Report;
use super::tree::Tree;

const BANNED: [&str; 13] = [
    "util",
    "utils",
    "helper",
    "helpers",
    "common",
    "misc",
    "service",
    "services",
    "repository",
    "repositories",
    "dto",
    "dtos",
    "manager",
];
const CODE: [&str; 5] = ["rs", "mjs", "js", "html", "css"];

pub fn check(tree: &Tree, report: &mut Report) {
    for file in tree.files.iter().filter(|file| CODE.contains(&file.extension())) {
        if let Some(name) = file.parts().into_iter().find(|part| BANNED.contains(part)) {
            report.finding(file, 1, format!("`{name}` says nothing about the domain: name the noun that lives here"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::findings;
    use super::check;

    #[test]
    fn names_are_words_of_the_domain() {
        let bad = [("src/utils.rs", ""), ("src/cases/service/mod.rs", ""), ("tests/common/mod.rs", "")];
        assert_eq!(findings(check, &bad).len(), 3);
        assert!(findings(check, &[("src/cases/web.rs", ""), ("tests/it/support/mod.rs", "")]).is_empty());
    }
}
