//! Short files: a median near 120 lines, rarely over 300.

use super::Report;
use super::tree::Tree;

const EXTENSIONS: [&str; 5] = ["rs", "mjs", "js", "css", "html"];
const LONG: usize = 300;
const TOO_LONG: usize = 400;

pub fn check(tree: &Tree, report: &mut Report) {
    for file in tree.files.iter().filter(|file| EXTENSIONS.contains(&file.extension())) {
        let lines = file.text.lines().count();
        if lines > TOO_LONG {
            report.finding(
                file,
                lines,
                format!("{lines} lines (at most {TOO_LONG}): give each noun a file of its own"),
            );
        } else if lines > LONG {
            report.note(file, lines, format!("{lines} lines: does a second noun live here?"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{findings, notes};
    use super::check;

    #[test]
    fn long_files_are_noted_and_too_long_ones_refused() {
        let lines = |count: usize| "x\n".repeat(count);
        assert!(findings(check, &[("src/a.rs", &lines(400))]).is_empty());
        assert_eq!(notes(check, &[("src/a.rs", &lines(400))]), ["src/a.rs:400"]);
        assert_eq!(findings(check, &[("src/a.rs", &lines(401))]), ["src/a.rs:401"]);
        assert!(notes(check, &[("src/a.rs", &lines(300)), ("locales/en/a.ftl", &lines(900))]).is_empty());
    }
}
