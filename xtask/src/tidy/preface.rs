//! Every module says in its first line what lives there.

use super::Report;
use super::tree::Tree;

pub fn check(tree: &Tree, report: &mut Report) {
    for file in tree.within("", "rs") {
        let first = file.lines().find(|(_, line)| !line.trim().is_empty() && !line.starts_with("#!["));
        let says = first.and_then(|(_, line)| line.strip_prefix("//!")).is_some_and(|words| !words.trim().is_empty());
        if !says {
            report.finding(file, 1, "begin with one `//!` line that says what lives here");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::findings;
    use super::check;

    #[test]
    fn a_module_begins_with_its_purpose() {
        assert_eq!(
            findings(check, &[("src/a.rs", "use b;\n//! Late."), ("src/b.rs", "//!\n")]),
            ["src/a.rs:1", "src/b.rs:1"]
        );
        assert!(findings(check, &[("src/a.rs", "//! Cases."), ("src/b.rs", "#![allow(x)]\n//! Halls.")]).is_empty());
    }
}
