//! The two database engines may differ in one place only: twin implementations drift.

use super::Report;
use super::tree::Tree;

const WORDS: [&str; 6] = ["DbBackend", "DatabaseBackend", "get_database_backend", "Sqlite", "Postgres", "sqlx"];

pub fn check(tree: &Tree, report: &mut Report) {
    for (file, code) in tree.source().filter(|(file, _)| file.parts()[1] != "db") {
        for token in code.tokens.iter().filter(|token| WORDS.contains(&token.text.as_str())) {
            let remedy = format!("`{}` knows the engine: only src/db.rs may; give it a function there", token.text);
            report.finding(file, token.line, remedy);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::findings;
    use super::check;

    #[test]
    fn only_the_database_room_knows_the_engine() {
        let branch = "fn f() {\n    match backend { DbBackend::Sqlite => 1, _ => 2 }\n}";
        assert_eq!(findings(check, &[("src/cases/store.rs", branch)]), ["src/cases/store.rs:2"; 2]);
        assert!(findings(check, &[("src/db.rs", branch), ("migrations/src/lib.rs", branch)]).is_empty());
        assert!(findings(check, &[("src/main.rs", "// Sqlite\nfn f() { say(\"Postgres\") }")]).is_empty());
    }
}
