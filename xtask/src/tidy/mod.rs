//! The rules of the house that the compiler does not know: one file a rule, each finding with its remedy.

mod engines;
mod invariants;
mod layers;
mod leftovers;
mod length;
mod machine;
mod markup;
mod migrations;
mod names;
mod preface;
mod rooms;
mod rust;
mod size;
mod time;
pub mod tree;
mod words;

use anyhow::{Result, bail};

use crate::places;
use tree::{File, Tree};

type Rule = (&'static str, fn(&Tree, &mut Report));

const RULES: [Rule; 14] = [
    ("engines", engines::check),
    ("invariants", invariants::check),
    ("layers", layers::check),
    ("leftovers", leftovers::check),
    ("length", length::check),
    ("machine", machine::check),
    ("markup", markup::check),
    ("migrations", migrations::check),
    ("names", names::check),
    ("preface", preface::check),
    ("rooms", rooms::check),
    ("size", size::check),
    ("time", time::check),
    ("words", words::check),
];

/// What a rule says about the tree: findings fail, notes do not.
#[derive(Default)]
pub struct Report {
    findings: Vec<String>,
    notes: Vec<String>,
}

impl Report {
    /// Something that must be changed, and how.
    fn finding(&mut self, file: &File, line: usize, remedy: impl AsRef<str>) {
        let finding = format!("{}:{line}: {}", file.path, remedy.as_ref());
        // One line may offend several times; it is mended once.
        if self.findings.last() != Some(&finding) {
            self.findings.push(finding);
        }
    }

    /// Something to think about.
    fn note(&mut self, file: &File, line: usize, thought: impl AsRef<str>) {
        self.notes.push(format!("{}:{line}: {}", file.path, thought.as_ref()));
    }
}

/// Checks the repository.
pub fn run() -> Result<()> {
    let tree = Tree::read(places::root())?;
    let mut found = 0;
    for (rule, check) in RULES {
        let mut report = Report::default();
        check(&tree, &mut report);
        for note in &report.notes {
            println!("note    [{rule}] {note}");
        }
        for finding in &report.findings {
            println!("finding [{rule}] {finding}");
        }
        found += report.findings.len();
    }
    if found > 0 {
        bail!("tidy has {found} findings");
    }
    Ok(())
}

/// The findings (as `path:line`) of one rule on a small tree, for the rules' own tests.
#[cfg(test)]
fn findings(check: fn(&Tree, &mut Report), files: &[(&str, &str)]) -> Vec<String> {
    places_of(&report(check, files).findings)
}

/// The notes (as `path:line`) of one rule on a small tree.
#[cfg(test)]
fn notes(check: fn(&Tree, &mut Report), files: &[(&str, &str)]) -> Vec<String> {
    places_of(&report(check, files).notes)
}

#[cfg(test)]
fn report(check: fn(&Tree, &mut Report), files: &[(&str, &str)]) -> Report {
    let mut report = Report::default();
    let files = files.iter().map(|(path, text)| File::new(path, text.len() as u64, (*text).to_owned()));
    check(&Tree { files: files.collect() }, &mut report);
    report
}

#[cfg(test)]
fn places_of(lines: &[String]) -> Vec<String> {
    lines.iter().map(|line| line.split(": ").next().unwrap().to_owned()).collect()
}
