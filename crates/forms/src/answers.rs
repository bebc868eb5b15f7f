//! What a person has answered, as it is kept: one JSON object.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{Kind, Section};

/// Answers by field key. A value that could not be read is kept as typed; `null` means left blank on purpose,
/// so that it is not filled in again.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(pub Map<String, Value>);

impl Answers {
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.0.get(key)
    }

    pub fn set(&mut self, key: &str, value: impl Into<Value>) {
        self.0.insert(key.to_owned(), value.into());
    }

    pub fn remove(&mut self, key: &str) -> Option<Value> {
        self.0.shift_remove(key)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether there is anything but blanks.
    pub fn is_answered(&self, key: &str) -> bool {
        self.get(key).is_some_and(|value| !is_blank(value))
    }

    pub fn text(&self, key: &str) -> Option<&str> {
        self.get(key)?.as_str()
    }

    pub fn number(&self, key: &str) -> Option<f64> {
        self.get(key)?.as_f64()
    }

    /// An amount of money in fen (分).
    pub fn fen(&self, key: &str) -> Option<i64> {
        self.get(key)?.as_i64()
    }

    pub fn date(&self, key: &str) -> Option<NaiveDate> {
        self.text(key)?.parse().ok()
    }

    /// Whether a declaration was agreed to.
    pub fn agreed(&self, key: &str) -> bool {
        self.get(key) == Some(&Value::Bool(true))
    }

    /// Option keys or file ids.
    pub fn list(&self, key: &str) -> Vec<&str> {
        self.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect()
    }

    /// The rows of a group.
    pub fn rows(&self, key: &str) -> Vec<Self> {
        let rows = self.get(key).and_then(Value::as_array).into_iter().flatten();
        rows.filter_map(Value::as_object).map(|row| Self(row.clone())).collect()
    }

    /// Takes what was posted for a section in place of what was there: a box that is no longer ticked is not posted.
    /// Files stay unless posted anew, because they are uploaded on their own.
    pub fn replace(&mut self, section: &Section, posted: Self) {
        for field in section.fields.iter().filter(|field| !matches!(field.kind, Kind::File(_))) {
            self.remove(&field.key);
        }
        self.0.extend(posted.0);
    }
}

/// Nothing, or only spaces, or only blanks.
pub(crate) fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(values) => values.iter().all(is_blank),
        Value::Object(values) => values.values().all(is_blank),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

impl From<Map<String, Value>> for Answers {
    fn from(map: Map<String, Value>) -> Self {
        Self(map)
    }
}

impl<K: Into<String>, V: Into<Value>> FromIterator<(K, V)> for Answers {
    fn from_iter<T: IntoIterator<Item = (K, V)>>(pairs: T) -> Self {
        Self(pairs.into_iter().map(|(key, value)| (key.into(), value.into())).collect())
    }
}
