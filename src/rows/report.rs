//! What an import did: every rejected row with its reason, counts as JSON at the end.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;
use serde_json::json;

/// So many kinds of remarks are told apart; the rest are counted together.
const KINDS_OF_FLAGS: usize = 200;

/// What became of the rows that were taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    pub added: u64,
    pub updated: u64,
    pub unchanged: u64,
}

#[derive(Default)]
pub(crate) struct Report {
    read: u64,
    unreadable: u64,
    rejected: u64,
    flagged: u64,
    flags: BTreeMap<String, u64>,
    bar: Option<ProgressBar>,
    pub summary: Summary,
}

impl Report {
    pub(crate) fn of(file: &Path) -> Self {
        let bytes = std::fs::metadata(file).map_or(0, |metadata| metadata.len());
        let style = ProgressStyle::with_template("{wide_bar} {bytes}/{total_bytes} {eta}");
        let bar = ProgressBar::new(bytes).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self { bar: Some(bar), ..Self::default() }
    }

    /// Counts a row that ends at this byte of the file.
    pub(crate) fn reads(&mut self, position: u64) {
        self.read += 1;
        if let Some(bar) = &self.bar {
            bar.set_position(position);
        }
    }

    /// A row that is none.
    pub(crate) fn unreadable(&mut self, line: u64, reason: &str) {
        self.unreadable += 1;
        self.rejects(line, reason);
    }

    pub(crate) fn rejects(&mut self, line: u64, reason: &str) {
        self.rejected += 1;
        self.say(&format!("第{line}行没有收下：{reason}"));
    }

    /// A row that was taken and should be looked at again.
    pub(crate) fn flags(&mut self, remarks: impl IntoIterator<Item = String>) {
        let mut flagged = false;
        for remark in remarks {
            flagged = true;
            if self.flags.len() < KINDS_OF_FLAGS || self.flags.contains_key(&remark) {
                *self.flags.entry(remark).or_default() += 1;
            }
        }
        self.flagged += u64::from(flagged);
    }

    pub(crate) fn counts(&self) -> serde_json::Value {
        let Summary { added, updated, unchanged } = self.summary;
        json!({
            "read": self.read, "added": added, "updated": updated, "unchanged": unchanged,
            "flagged": self.flagged, "rejected": self.rejected,
        })
    }

    /// Ends the command: remarks, then the counts as the last line of the output. Exit status 0 when everything was
    /// taken or flagged, 1 when rows were rejected, 2 when nothing could be read.
    #[expect(clippy::print_stdout, reason = "the answer of a command")]
    pub(crate) fn print(self) -> ExitCode {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
        for (flag, times) in &self.flags {
            self.say(&format!("{times}行请留意：{flag}"));
        }
        println!("{}", self.counts());
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

/// Nothing could be read, and why.
#[expect(clippy::print_stdout, clippy::print_stderr, reason = "the answer of a command")]
pub(crate) fn refused(reason: &str) -> ExitCode {
    eprintln!("{reason}");
    println!("{}", Report::default().counts());
    ExitCode::from(2)
}
