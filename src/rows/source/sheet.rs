//! The first sheet of a workbook, with a heading.

use std::path::Path;

use calamine::{Data, Range, Reader, open_workbook_auto};
use serde_json::{Map, Value};

use super::table::cell_value;
use super::{Row, Rows, SourceError, unreadable};

/// A workbook is unpacked in memory as a whole; larger tables come as CSV.
const LARGEST: u64 = 64 << 20;

struct Sheet {
    cells: Range<Data>,
    heading: Vec<String>,
    first_line: u64,
    next: usize,
    bytes: u64,
}

pub(super) fn open(path: &Path) -> Result<Rows, SourceError> {
    let no_table = |reason: String| SourceError::NoTable(path.display().to_string(), reason);
    let bytes = std::fs::metadata(path).map_err(unreadable(path))?.len();
    if bytes > LARGEST {
        return Err(no_table(format!("工作簿超过{}兆字节，请另存为CSV", LARGEST >> 20)));
    }
    let mut book = open_workbook_auto(path).map_err(|error| no_table(error.to_string()))?;
    let sheet = book.worksheet_range_at(0).ok_or_else(|| no_table("没有工作表".to_owned()))?;
    let cells = sheet.map_err(|error| no_table(error.to_string()))?;
    let heading: Vec<String> = cells.rows().next().map(|row| row.iter().map(text).collect()).unwrap_or_default();
    if heading.iter().all(String::is_empty) {
        return Err(no_table("第一行应为各列的名称".to_owned()));
    }
    let first_line = u64::from(cells.start().map_or(0, |(row, _)| row)) + 1;
    Ok(Box::new(Sheet { cells, heading, first_line, next: 1, bytes }))
}

impl Iterator for Sheet {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        loop {
            let (at, height) = (self.next, self.cells.height());
            if at >= height {
                return None;
            }
            self.next += 1;
            let row = &self.cells[at];
            if row.iter().all(|cell| text(cell).is_empty()) {
                continue;
            }
            let fields: Map<String, Value> = self
                .heading
                .iter()
                .zip(row)
                .filter(|(name, _)| !name.is_empty())
                .map(|(name, cell)| (name.clone(), cell_value(&text(cell))))
                .collect();
            let position = self.bytes / height as u64 * (at as u64 + 1);
            return Some(Row { line: self.first_line + at as u64, position, fields: Ok(fields) });
        }
    }
}

/// Whole numbers without a decimal point: 440000, not 440000.0.
fn text(cell: &Data) -> String {
    match cell {
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        Data::Empty => String::new(),
        other => other.to_string().trim().to_owned(),
    }
}
