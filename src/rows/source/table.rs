//! CSV with a heading; UTF-8, with or without a mark at its beginning, or GB18030.

use std::fs::File;
use std::path::Path;

use csv::{ByteRecord, Reader, ReaderBuilder};
use encoding_rs::Encoding;
use serde_json::{Map, Value};

use super::{Row, Rows, SourceError, encoding, unreadable};

struct Table {
    reader: Reader<File>,
    encoding: &'static Encoding,
    heading: Vec<String>,
    ended: bool,
}

pub(super) fn open(path: &Path, delimiter: u8) -> Result<Rows, SourceError> {
    let encoding = encoding::of(File::open(path).map_err(unreadable(path))?).map_err(unreadable(path))?;
    let file = File::open(path).map_err(unreadable(path))?;
    let mut reader = ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(file);
    let no_table = |reason: String| SourceError::NoTable(path.display().to_string(), reason);
    let heading = reader.byte_headers().map_err(|error| no_table(error.to_string()))?;
    let heading: Result<Vec<String>, String> =
        heading.iter().map(|name| Ok(encoding::decode(name, encoding)?.trim().to_owned())).collect();
    let heading = heading.map_err(no_table)?;
    if heading.iter().all(String::is_empty) {
        return Err(no_table("第一行应为各列的名称".to_owned()));
    }
    Ok(Box::new(Table { reader, encoding, heading, ended: false }))
}

impl Iterator for Table {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        if self.ended {
            return None;
        }
        let mut record = ByteRecord::new();
        let fields = match self.reader.read_byte_record(&mut record) {
            Ok(false) => return None,
            Ok(true) => self.fields(&record),
            Err(error) => {
                self.ended = error.is_io_error();
                Err(format!("这一行读不懂：{error}"))
            }
        };
        let line = record.position().map_or(self.reader.position().line(), csv::Position::line);
        Some(Row { line, position: self.reader.position().byte(), fields })
    }
}

impl Table {
    fn fields(&self, record: &ByteRecord) -> Result<Map<String, Value>, String> {
        let (columns, cells) = (self.heading.len(), record.len());
        if columns != cells {
            return Err(format!("这一行有{cells}列，第一行有{columns}列；请检查引号和逗号"));
        }
        let mut fields = Map::new();
        for (name, cell) in self.heading.iter().zip(record) {
            fields.insert(name.clone(), cell_value(encoding::decode(cell, self.encoding)?.trim()));
        }
        Ok(fields)
    }
}

/// A cell may hold a list in JSON, as exports of the other form do; everything else is text.
pub(super) fn cell_value(text: &str) -> Value {
    match text {
        "" => Value::Null,
        list if list.starts_with('[') => serde_json::from_str(list).unwrap_or_else(|_| list.into()),
        text => text.into(),
    }
}
