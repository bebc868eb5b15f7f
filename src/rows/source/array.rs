//! One array of JSON objects, read element by element.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::sync::mpsc::{SyncSender, sync_channel};

use serde::Deserializer;
use serde::de::{SeqAccess, Visitor};
use serde_json::Value;

use super::{Row, Rows, SourceError, unreadable};

/// Elements that are read ahead of whoever takes them.
const AHEAD: usize = 256;

pub(super) fn open(path: &Path) -> Result<Rows, SourceError> {
    let reader = BufReader::new(File::open(path).map_err(unreadable(path))?);
    let (sender, receiver) = sync_channel(AHEAD);
    std::thread::spawn(move || {
        let mut json = serde_json::Deserializer::from_reader(reader);
        let mut elements = Elements { sender, count: 0 };
        if let Err(error) = json.deserialize_seq(&mut elements) {
            elements.send(Err(format!("JSON到这里读不下去了：{error}")));
        }
    });
    Ok(Box::new(receiver.into_iter()))
}

struct Elements {
    sender: SyncSender<Row>,
    count: u64,
}

impl Elements {
    /// Whether anybody still listens. An array has no lines: its elements are counted.
    fn send(&mut self, element: Result<Value, String>) -> bool {
        self.count += 1;
        let fields = element.and_then(|element| match element {
            Value::Object(fields) => Ok(fields),
            _ => Err("这一项不是JSON对象".to_owned()),
        });
        self.sender.send(Row { line: self.count, position: 0, fields }).is_ok()
    }
}

impl<'de> Visitor<'de> for &mut Elements {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("an array of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<(), A::Error> {
        while let Some(element) = sequence.next_element()? {
            if !self.send(Ok(element)) {
                return Err(serde::de::Error::custom("nobody listens"));
            }
        }
        Ok(())
    }
}
