//! Rows of a file, whatever its form: lines of JSON, CSV, XLSX.

mod encoding;
mod lines;
mod sheet;
mod table;

use std::path::Path;

use serde_json::{Map, Value};

/// A row with the line where it stands, or why it cannot be read.
pub(super) struct Row {
    pub line: u64,
    /// Bytes of the file that have been read so far, for the progress bar.
    pub position: u64,
    pub fields: Result<Map<String, Value>, String>,
}

pub(super) type Rows = Box<dyn Iterator<Item = Row> + Send>;

#[derive(Debug, thiserror::Error)]
pub(super) enum SourceError {
    #[error("文件{0}打不开：{1}")]
    Unreadable(String, std::io::Error),
    #[error("文件{0}不是可以读取的表格：{1}")]
    NoTable(String, String),
    #[error("不认识“{0}”这种文件，请用 .jsonl、.csv 或 .xlsx")]
    Unknown(String),
}

/// Opens a file by its extension.
pub(super) fn open(path: &Path) -> Result<Rows, SourceError> {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_ascii_lowercase();
    match extension.as_str() {
        "jsonl" | "ndjson" | "json" => lines::open(path),
        "csv" | "tsv" | "txt" => table::open(path, if extension == "csv" { b',' } else { b'\t' }),
        "xlsx" | "xls" | "ods" => sheet::open(path),
        other => Err(SourceError::Unknown(other.to_owned())),
    }
}

fn unreadable(path: &Path) -> impl Fn(std::io::Error) -> SourceError + '_ {
    |error| SourceError::Unreadable(path.display().to_string(), error)
}

/// Larger tables than this are no tables of divisions.
const LARGEST_WHOLE: u64 = 512 << 20;

/// The text of a file as a whole.
pub(super) fn whole(path: &Path) -> Result<String, SourceError> {
    let bytes = std::fs::metadata(path).map_err(unreadable(path))?.len();
    let no_table = |reason: String| SourceError::NoTable(path.display().to_string(), reason);
    if bytes > LARGEST_WHOLE {
        return Err(no_table(format!("超过{}兆字节", LARGEST_WHOLE >> 20)));
    }
    let encoding = encoding::of(std::fs::File::open(path).map_err(unreadable(path))?).map_err(unreadable(path))?;
    let bytes = std::fs::read(path).map_err(unreadable(path))?;
    Ok(encoding::decode(&bytes, encoding).map_err(no_table)?.into_owned())
}
