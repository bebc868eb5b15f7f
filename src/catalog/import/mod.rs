//! `budayang import`: data from files, all of it or nothing.

mod mapping;
mod reader;
mod report;
mod row;
mod source;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use tokio::sync::mpsc;

use super::Item;
use super::publish::Publishing;
use crate::clock::{Clock, Random};
use crate::config::Storage;
use crate::db::{Db, DbErr};
use crate::divisions;
use mapping::{Mapping, MappingError};
use report::Report;
use source::{Row, SourceError};

/// Kinds of data that the command knows of but that a later version takes.
const LATER: [&str; 6] = ["figures", "places", "trips", "rumours", "knowledge", "tickets"];
/// Rows that are read ahead of the database.
const AHEAD: usize = 2_000;
/// Items written together.
const CHUNK: usize = 500;

#[derive(Args, Debug)]
pub struct Command {
    /// items | divisions
    pub what: String,
    /// .jsonl, .csv (UTF-8 or GB18030) or .xlsx
    pub file: PathBuf,
    /// Which field of a row becomes which element; found by the file's name when it ships with the program.
    #[arg(long)]
    pub mapping: Option<PathBuf>,
    #[command(flatten)]
    pub storage: Storage,
}

#[derive(Debug, thiserror::Error)]
enum ImportError {
    #[error(transparent)]
    Source(#[from] SourceError),
    #[error(transparent)]
    Mapping(#[from] MappingError),
    #[error(transparent)]
    Divisions(#[from] divisions::ImportError),
    #[error("数据库没有写成，什么都没有改变：{0}")]
    Database(#[from] DbErr),
}

impl Command {
    /// Exit status 0 when everything was taken or flagged, 1 when rows were rejected, 2 when nothing could be read.
    pub async fn run(self) -> ExitCode {
        match self.what.as_str() {
            "items" => match self.items().await {
                Ok(report) => report.print(),
                Err(error) => refused(&error.to_string()),
            },
            "divisions" => match self.divisions().await {
                Ok(report) => report.print(),
                Err(error) => refused(&error.to_string()),
            },
            later if LATER.contains(&later) => refused(&format!("这个版本还不能导入{later} (not in this version)")),
            other => refused(&format!("不认识“{other}”，可以导入 items 或 divisions")),
        }
    }

    /// The tree of divisions, small enough to be read as a whole.
    async fn divisions(&self) -> Result<Report, ImportError> {
        let bytes = source::whole(&self.file)?;
        let db = Db::open(&self.storage).await?;
        let tx = db.begin().await?;
        let done = divisions::import(&tx, &bytes).await?;
        tx.commit().await?;
        Ok(Report::of_divisions(&done))
    }

    async fn items(&self) -> Result<Report, ImportError> {
        let mut rows = items(&self.file, self.mapping.as_deref())?;
        let db = Db::open(&self.storage).await?;
        let mut report = Report::of(&self.file);
        let source = self.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let (clock, random) = (Clock::default(), Random::default());
        let tx = db.begin().await?;
        let mut publishing = Publishing::begin(&tx, &clock, &random, &source).await?;
        let mut chunk: Vec<Item> = Vec::with_capacity(CHUNK);
        while let Some(read) = rows.recv().await {
            chunk.extend(report.count(read));
            if chunk.len() == CHUNK {
                publishing.take(&tx, std::mem::take(&mut chunk)).await?;
            }
        }
        publishing.take(&tx, chunk).await?;
        let summary = publishing.finish(&tx).await?;
        // What changed nothing leaves no trace: pages stay as they are rendered.
        if summary.added + summary.updated > 0 {
            tx.commit().await?;
        }
        report.published(summary);
        Ok(report)
    }
}

/// A row as it was read: its line, how far the file is read, and the item or the reason why not.
struct Read {
    line: u64,
    position: u64,
    taken: Result<row::Taken, Rejection>,
}

enum Rejection {
    /// No row of any kind.
    Unreadable(String),
    Unfit(String),
}

/// Reads the file on a thread of its own.
fn items(file: &Path, mapping: Option<&Path>) -> Result<mpsc::Receiver<Read>, ImportError> {
    let mut rows = source::open(file)?;
    // The first readable row tells which mapping fits; rows before it are reported like the others.
    let mut before = Vec::new();
    let first = loop {
        let Some(row) = rows.next() else { break None };
        let readable = row.fields.is_ok();
        before.push(row);
        if readable {
            break before.last().and_then(|row| row.fields.as_ref().ok());
        }
    };
    let mapping = match (mapping, first) {
        (Some(path), _) => Some(Mapping::open(path)?),
        (None, Some(first)) => Mapping::for_file(file, first)?,
        (None, None) => None,
    };
    let (sender, receiver) = mpsc::channel(AHEAD);
    tokio::task::spawn_blocking(move || {
        for Row { line, position, fields } in before.into_iter().chain(rows) {
            let taken = fields
                .map_err(Rejection::Unreadable)
                .and_then(|fields| row::take(mapping.as_ref(), fields).map_err(Rejection::Unfit));
            if sender.blocking_send(Read { line, position, taken }).is_err() {
                return;
            }
        }
    });
    Ok(receiver)
}

#[expect(clippy::print_stdout, clippy::print_stderr, reason = "the answer of a command")]
fn refused(reason: &str) -> ExitCode {
    eprintln!("{reason}");
    println!("{}", Report::default().summary());
    ExitCode::from(2)
}
