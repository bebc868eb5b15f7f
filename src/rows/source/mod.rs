//! Rows of a file, whatever its form: lines of JSON, CSV, XLSX.

mod array;
mod encoding;
mod lines;
mod sheet;
mod table;

use std::fs::File;
use std::io::Read;
use std::path::Path;

use serde_json::{Map, Value};

/// A row with the line where it stands, or why it cannot be read.
pub(crate) struct Row {
    pub line: u64,
    /// Bytes of the file that have been read so far, for the progress bar.
    pub position: u64,
    pub fields: Result<Map<String, Value>, String>,
}

pub(crate) type Rows = Box<dyn Iterator<Item = Row> + Send>;

#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    #[error("文件{0}打不开：{1}")]
    Unreadable(String, std::io::Error),
    #[error("文件{0}不是可以读取的表格：{1}")]
    NoTable(String, String),
    #[error("不认识“{0}”这种文件，请用 .jsonl、.json、.csv 或 .xlsx")]
    Unknown(String),
}

/// Opens a file by its extension.
pub(crate) fn open(path: &Path) -> Result<Rows, SourceError> {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_ascii_lowercase();
    match extension.as_str() {
        "json" if is_array(path)? => array::open(path),
        "jsonl" | "ndjson" | "json" => lines::open(path),
        "csv" | "tsv" | "txt" => table::open(path, if extension == "csv" { b',' } else { b'\t' }),
        "xlsx" | "xls" | "ods" => sheet::open(path),
        other => Err(SourceError::Unknown(other.to_owned())),
    }
}

/// Whether the first character that counts opens an array.
fn is_array(path: &Path) -> Result<bool, SourceError> {
    let mut bytes = [0; 1_024];
    let read = File::open(path).and_then(|mut file| file.read(&mut bytes)).map_err(unreadable(path))?;
    let text = bytes[..read].strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes[..read]);
    Ok(text.trim_ascii_start().starts_with(b"["))
}

fn unreadable(path: &Path) -> impl Fn(std::io::Error) -> SourceError + '_ {
    |error| SourceError::Unreadable(path.display().to_string(), error)
}

/// Larger tables than this are no tables of divisions.
const LARGEST_WHOLE: u64 = 512 << 20;

/// The text of a file as a whole.
pub(crate) fn whole(path: &Path) -> Result<String, SourceError> {
    let bytes = std::fs::metadata(path).map_err(unreadable(path))?.len();
    let no_table = |reason: String| SourceError::NoTable(path.display().to_string(), reason);
    if bytes > LARGEST_WHOLE {
        return Err(no_table(format!("超过{}兆字节", LARGEST_WHOLE >> 20)));
    }
    let encoding = encoding::of(File::open(path).map_err(unreadable(path))?).map_err(unreadable(path))?;
    let bytes = std::fs::read(path).map_err(unreadable(path))?;
    Ok(encoding::decode(&bytes, encoding).map_err(no_table)?.into_owned())
}
