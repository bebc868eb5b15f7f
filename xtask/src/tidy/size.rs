//! Large files do not belong in the repository's history.

use super::Report;
use super::tree::Tree;

const LARGEST: u64 = 1_000_000;

pub fn check(tree: &Tree, report: &mut Report) {
    for file in tree.files.iter().filter(|file| file.bytes > LARGEST) {
        let remedy = format!("{} bytes (at most {LARGEST}): fetch it during set-up or make it smaller", file.bytes);
        report.finding(file, 1, remedy);
    }
}

#[cfg(test)]
mod tests {
    use super::super::findings;
    use super::check;

    #[test]
    fn a_large_file_is_refused() {
        assert_eq!(findings(check, &[("docs/film.mp4", &"x".repeat(1_000_001))]), ["docs/film.mp4:1"]);
        assert!(findings(check, &[("docs/picture.png", &"x".repeat(1_000_000))]).is_empty());
    }
}
