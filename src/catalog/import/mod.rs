//! Items from files, all of a file's good rows or nothing.

mod mapping;
mod reader;
mod row;

use std::path::Path;

use tokio::sync::mpsc;

use super::Item;
use super::publish::Publishing;
use crate::clock::{Clock, Random};
use crate::config::Storage;
use crate::db::Db;
use crate::rows::{AHEAD, ImportError, Report, Row, from_file, open};
use mapping::Mapping;

/// Items written together.
const CHUNK: usize = 500;

/// `budayang import items`.
pub(crate) async fn import(storage: &Storage, file: &Path, mapping: Option<&Path>) -> Result<Report, ImportError> {
    let mut rows = items(file, mapping)?;
    let db = Db::open(storage).await?;
    let mut report = Report::of(file);
    let source = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let (clock, random) = (Clock::default(), Random::default());
    let tx = db.begin().await?;
    let mut publishing = Publishing::begin(&tx, &clock, &random, &source).await?;
    let mut chunk: Vec<Item> = Vec::with_capacity(CHUNK);
    while let Some(read) = rows.recv().await {
        chunk.extend(count(&mut report, read));
        if chunk.len() == CHUNK {
            publishing.take(&tx, std::mem::take(&mut chunk)).await?;
        }
    }
    publishing.take(&tx, chunk).await?;
    report.summary = publishing.finish(&tx).await?;
    // What changed nothing leaves no trace: pages stay as they are rendered.
    if report.summary.added + report.summary.updated > 0 {
        tx.commit().await?;
    }
    Ok(report)
}

/// Counts a row, reports it when it is rejected, gives its item when it is taken.
fn count(report: &mut Report, read: Read) -> Option<Item> {
    report.reads(read.position);
    match read.taken {
        Ok(taken) => {
            report.flags(taken.flags);
            return Some(taken.item);
        }
        Err(Rejection::Unreadable(reason)) => report.unreadable(read.line, &reason),
        Err(Rejection::Unfit(reason)) => report.rejects(read.line, &reason),
    }
    None
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
    let mut rows = open(file)?;
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
        (Some(path), _) => Some(from_file(path)?),
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
