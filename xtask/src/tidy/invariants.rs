//! Outside tests nothing panics, unless its message begins with `invariant: ` and says why it cannot happen.

use super::Report;
use super::rust::string;
use super::tree::Tree;

const REMEDY: &str = "return an error, or say `expect(\"invariant: why it cannot happen\")`";

pub fn check(tree: &Tree, report: &mut Report) {
    for (file, code) in tree.product() {
        for (line, _) in code.lines_with(&[".", "unwrap", "(", ")"]) {
            report.finding(file, line, format!("`unwrap` can panic: {REMEDY}"));
        }
        let calls = [[".", "expect", "(", "_"], ["panic", "!", "(", "_"], ["unreachable", "!", "(", "_"]];
        for (line, tokens) in calls.iter().flat_map(|call| code.lines_with(call)) {
            if !string(&tokens[3].text).is_some_and(|message| message.starts_with("invariant: ")) {
                report.finding(file, line, format!("`{}` can panic: {REMEDY}", tokens[0].text.replace('.', "expect")));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::findings;
    use super::check;

    #[test]
    fn a_panic_needs_an_invariant() {
        let bad = "fn f() {\n    a.unwrap();\n    b.expect(\"b\");\n    panic!(\"c\");\n    unreachable!();\n}";
        let mut found = findings(check, &[("src/a.rs", bad)]);
        found.sort();
        assert_eq!(found, ["src/a.rs:2", "src/a.rs:3", "src/a.rs:4", "src/a.rs:5"]);
    }

    #[test]
    fn an_invariant_says_why() {
        let good = "fn f() {\n    a.expect(\"invariant: set above\");\n    b.unwrap_or_default();\n}\n#[test]\nfn t() { a.unwrap(); }";
        assert!(findings(check, &[("src/a.rs", good), ("tests/it/a.rs", "fn f() { a.unwrap(); }")]).is_empty());
    }
}
