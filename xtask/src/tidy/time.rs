//! Time and chance are passed in, so that tests can turn the clock and choose the seed.

use super::Report;
use super::tree::Tree;

const GLOBALS: [&[&str]; 8] = [
    &["Utc", "now"],
    &["Local", "now"],
    &["SystemTime", "now"],
    &["rand", "rng"],
    &["rand", "random"],
    &["thread_rng"],
    &["Uuid", "now_v7"],
    &["Uuid", "new_v4"],
];
/// Where the machine is asked.
const ALLOWED: [&str; 3] = ["src/app.rs", "src/clock.rs", "src/main.rs"];

pub fn check(tree: &Tree, report: &mut Report) {
    for (file, code) in tree.product().filter(|(file, _)| !ALLOWED.contains(&file.path.as_str())) {
        for path in &code.paths {
            if let Some(global) = GLOBALS.iter().find(|global| path.ends_with(global)) {
                let remedy =
                    format!("`{}` asks the machine: take `Clock` or `Random` as a parameter", global.join("::"));
                report.finding(file, path.line, remedy);
            } else if path.has("disallowed_methods") {
                report.finding(
                    file,
                    path.line,
                    "the ban on the machine's clock and chance is lifted in src/clock.rs only",
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::findings;
    use super::check;

    #[test]
    fn the_machine_is_asked_in_one_place() {
        let ask = "fn f() { let t = chrono::Utc::now(); }";
        assert_eq!(findings(check, &[("src/cases/mod.rs", ask), ("crates/rules/src/lib.rs", ask)]).len(), 2);
        assert!(findings(check, &[("src/clock.rs", ask), ("tests/it/cases.rs", ask)]).is_empty());
        assert!(findings(check, &[("src/a.rs", "#[cfg(test)]\nmod tests { fn f() { Utc::now() } }")]).is_empty());
    }

    #[test]
    fn the_ban_is_not_lifted_elsewhere() {
        let lifted = "#[allow(clippy::disallowed_methods)]\nfn f() {}";
        assert_eq!(findings(check, &[("src/cases/mod.rs", lifted)]), ["src/cases/mod.rs:1"]);
    }
}
