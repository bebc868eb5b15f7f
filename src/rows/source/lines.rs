//! Lines of JSON, one object each.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use encoding_rs::Encoding;
use serde_json::{Map, Value};

use super::{Row, Rows, SourceError, encoding, unreadable};

/// No real item is as long; a longer line is passed over without being held.
const LONGEST_LINE: u64 = 4 << 20;

struct Lines {
    reader: BufReader<File>,
    encoding: &'static Encoding,
    line: u64,
    position: u64,
    ended: bool,
}

pub(super) fn open(path: &Path) -> Result<Rows, SourceError> {
    let encoding = encoding::of(File::open(path).map_err(unreadable(path))?).map_err(unreadable(path))?;
    let reader = BufReader::new(File::open(path).map_err(unreadable(path))?);
    Ok(Box::new(Lines { reader, encoding, line: 0, position: 0, ended: false }))
}

impl Lines {
    fn next_line(&mut self) -> std::io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        let read = self.reader.by_ref().take(LONGEST_LINE + 1).read_until(b'\n', &mut line)?;
        self.position += read as u64;
        if read == 0 {
            return Ok(None);
        }
        self.line += 1;
        if line.len() as u64 > LONGEST_LINE {
            self.position += self.reader.skip_until(b'\n')? as u64;
        }
        Ok(Some(line))
    }
}

impl Iterator for Lines {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        while !self.ended {
            let line = match self.next_line() {
                Ok(line) => line?,
                Err(error) => {
                    self.ended = true;
                    return Some(self.row(Err(format!("读取中断：{error}"))));
                }
            };
            let blank = line.iter().all(|byte| byte.is_ascii_whitespace());
            if !blank {
                let fields = object(&line, self.encoding);
                return Some(self.row(fields));
            }
        }
        None
    }
}

impl Lines {
    fn row(&self, fields: Result<Map<String, Value>, String>) -> Row {
        Row { line: self.line, position: self.position, fields }
    }
}

fn object(line: &[u8], encoding: &'static Encoding) -> Result<Map<String, Value>, String> {
    if line.len() as u64 > LONGEST_LINE {
        return Err(format!("这一行超过{}兆字节", LONGEST_LINE >> 20));
    }
    let text = encoding::decode(line, encoding)?;
    match serde_json::from_str(text.trim()) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err("这一行不是JSON对象".to_owned()),
        Err(error) => Err(format!("这一行不是完整的JSON（第{}个字符附近）", error.column())),
    }
}
