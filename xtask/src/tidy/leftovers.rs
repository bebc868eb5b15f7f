//! Nothing unfinished and no test that is switched off.

use regex::Regex;

use super::Report;
use super::tree::Tree;

const MACROS: [&str; 3] = ["todo", "unimplemented", "dbg"];

pub fn check(tree: &Tree, report: &mut Report) {
    for file in tree.within("", "rs") {
        // Tests are part of this rule, but their code is left out of `code()`: so the attribute is looked for in lines.
        for (line, text) in file.lines() {
            if text.trim_start().starts_with("#[ignore") {
                report.finding(file, line, "a test that does not run proves nothing: make it run or delete it");
            }
        }
        for word in MACROS {
            for (line, _) in file.code().map(|code| code.lines_with(&[word, "!"])).unwrap_or_default() {
                report.finding(file, line, format!("`{word}!` is a leftover: finish it or leave it out"));
            }
        }
    }
    let switched_off =
        Regex::new(r"\b(test|it|describe|suite)\.(skip|todo|only)\(|\bskip: *true|\bonly: *true|^\s*debugger\b")
            .expect("invariant: the pattern is written here");
    for file in tree.within("", "mjs").chain(tree.within("", "js")) {
        for (line, _) in file.lines().filter(|(_, text)| switched_off.is_match(text)) {
            report.finding(file, line, "a test that is switched off proves nothing: let all of them run");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::findings;
    use super::check;

    #[test]
    fn unfinished_work_is_found() {
        let bad = "fn f() {\n    todo!()\n}\n#[cfg(test)]\nmod tests {\n    #[test]\n    #[ignore]\n    fn g() {}\n}";
        assert_eq!(findings(check, &[("src/a.rs", bad)]), ["src/a.rs:7", "src/a.rs:2"]);
        assert!(findings(check, &[("src/a.rs", "// todo!() is a word\nfn f() { say(\"dbg!\") }")]).is_empty());
    }

    #[test]
    fn journeys_are_not_switched_off() {
        let bad = [("e2e/journeys/a.test.mjs", "test.only('a', () => {});\ntest('b', { skip: true }, () => {});")];
        assert_eq!(findings(check, &bad), ["e2e/journeys/a.test.mjs:1", "e2e/journeys/a.test.mjs:2"]);
        assert!(findings(check, &[("e2e/journeys/a.test.mjs", "test('only(one)', () => {});")]).is_empty());
    }
}
