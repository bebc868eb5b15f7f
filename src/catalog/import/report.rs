//! What an import did: every rejected row with its reason, counts as JSON at the end.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;

use super::super::Item;
use super::super::publish::Summary;
use super::{Read, Rejection};
use crate::divisions::Imported;

/// So many kinds of remarks are told apart; the rest are counted together.
const KINDS_OF_FLAGS: usize = 200;

#[derive(Default)]
pub(super) struct Report {
    read: u64,
    unreadable: u64,
    rejected: u64,
    flagged: u64,
    summary: Summary,
    flags: BTreeMap<String, u64>,
    bar: Option<ProgressBar>,
}

impl Report {
    pub(super) fn of(file: &Path) -> Self {
        let bytes = std::fs::metadata(file).map_or(0, |metadata| metadata.len());
        let style = ProgressStyle::with_template("{wide_bar} {bytes}/{total_bytes} {eta}");
        let bar = ProgressBar::new(bytes).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self { bar: Some(bar), ..Self::default() }
    }

    /// What became of a table of divisions.
    pub(super) fn of_divisions(done: &Imported) -> Self {
        let count = |number: usize| number as u64;
        let report = Self {
            read: count(done.read),
            rejected: count(done.rejected.len()),
            summary: Summary {
                added: count(done.added),
                updated: count(done.updated),
                unchanged: count(done.unchanged),
            },
            ..Self::default()
        };
        for row in &done.rejected {
            report.say(&format!("第{}行没有收下：{}", row.line, row.reason));
        }
        report
    }

    /// Counts a row, reports it when it is rejected, gives its item when it is taken.
    pub(super) fn count(&mut self, read: Read) -> Option<Item> {
        self.read += 1;
        if let Some(bar) = &self.bar {
            bar.set_position(read.position);
        }
        match read.taken {
            Ok(taken) => {
                self.flagged += u64::from(!taken.flags.is_empty());
                for flag in taken.flags {
                    if self.flags.len() < KINDS_OF_FLAGS || self.flags.contains_key(&flag) {
                        *self.flags.entry(flag).or_default() += 1;
                    }
                }
                Some(taken.item)
            }
            Err(rejection) => {
                self.rejected += 1;
                let reason = match rejection {
                    Rejection::Unreadable(reason) => {
                        self.unreadable += 1;
                        reason
                    }
                    Rejection::Unfit(reason) => reason,
                };
                self.say(&format!("第{}行没有收下：{reason}", read.line));
                None
            }
        }
    }

    pub(super) fn published(&mut self, summary: Summary) {
        self.summary = summary;
    }

    pub(super) fn summary(&self) -> serde_json::Value {
        let Summary { added, updated, unchanged } = self.summary;
        json!({
            "read": self.read, "added": added, "updated": updated, "unchanged": unchanged,
            "flagged": self.flagged, "rejected": self.rejected,
        })
    }

    /// Ends the command: remarks, then the counts as the last line of the output.
    #[expect(clippy::print_stdout, reason = "the answer of a command")]
    pub(super) fn print(self) -> ExitCode {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
        for (flag, times) in &self.flags {
            self.say(&format!("{times}行请留意：{flag}"));
        }
        println!("{}", self.summary());
        match () {
            () if self.read == self.unreadable => ExitCode::from(2),
            () if self.rejected > 0 => ExitCode::from(1),
            () => ExitCode::SUCCESS,
        }
    }

    /// A line on standard error, above the progress bar.
    #[expect(clippy::print_stderr, reason = "the report of a command")]
    fn say(&self, line: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| eprintln!("{line}")),
            None => eprintln!("{line}"),
        }
    }
}
