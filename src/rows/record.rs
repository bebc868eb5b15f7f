//! Rows in a noun's own words: each field of a record comes from one of the fields that the mapping names.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde_json::{Map, Value};
use tokio::sync::mpsc;

use super::{AHEAD, ImportError, Report, Row, mapping, open};

/// Which field of a row becomes which field of a record.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Mapping {
    /// Words that stand for nothing.
    #[serde(default)]
    none: Vec<String>,
    fields: BTreeMap<String, Field>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Field {
    /// The first of these that says something counts.
    from: Vec<String>,
    /// What a source's word means.
    #[serde(default)]
    words: BTreeMap<String, String>,
    /// What it is when the row says nothing.
    #[serde(default)]
    default: Option<String>,
}

/// A row in the noun's own words; what is empty is absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Record(BTreeMap<String, String>);

impl Record {
    pub(crate) fn get(&self, field: &str) -> Option<&str> {
        self.0.get(field).map(String::as_str)
    }

    /// The field, or the reason why the row cannot be taken.
    pub(crate) fn require(&self, field: &str) -> Result<&str, String> {
        self.get(field).ok_or_else(|| format!("没有“{field}”"))
    }

    /// The field as a value; a word that is none is a reason that quotes it.
    pub(crate) fn parse<T: std::str::FromStr>(&self, field: &str, wanted: &str) -> Result<Option<T>, String> {
        let Some(text) = self.get(field) else { return Ok(None) };
        let short: String = text.chars().take(30).collect();
        text.parse().map(Some).map_err(|_| format!("{field}“{short}”应为{wanted}"))
    }
}

impl FromIterator<(String, String)> for Record {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(fields: I) -> Self {
        Self(fields.into_iter().filter(|(_, value)| !value.is_empty()).collect())
    }
}

/// Records of a file, read ahead on a thread of its own.
pub(crate) struct Records {
    rows: mpsc::Receiver<(Row, Option<Record>)>,
    pub report: Report,
}

impl Records {
    /// The next readable record with its line; rows that cannot be read are reported and passed over.
    pub(crate) async fn next(&mut self) -> Option<(u64, Record)> {
        while let Some((row, record)) = self.rows.recv().await {
            self.report.reads(row.position);
            match (row.fields, record) {
                (Err(reason), _) => self.report.unreadable(row.line, &reason),
                (Ok(_), Some(record)) => return Some((row.line, record)),
                (Ok(_), None) => self.report.rejects(row.line, "有不可见的空字符（U+0000），请删去后再导入"),
            }
        }
        None
    }
}

/// Opens a file of this noun. `required`: fields that a row in the noun's own words has.
pub(crate) fn records(
    noun: &str,
    required: &[&str],
    file: &Path,
    mapping: Option<&Path>,
) -> Result<Records, ImportError> {
    let mut rows = open(file)?;
    let mut before = Vec::new();
    // The first readable row tells which mapping fits; rows before it are reported like the others.
    while before.last().is_none_or(|row: &Row| row.fields.is_err()) {
        let Some(row) = rows.next() else { break };
        before.push(row);
    }
    let first = before.last().and_then(|row| row.fields.as_ref().ok());
    let mapping = match (mapping, first) {
        (Some(path), _) => Some(mapping::from_file(path)?),
        (None, Some(first)) => Mapping::for_file(noun, required, file, first)?,
        (None, None) => None,
    };
    let (sender, receiver) = mpsc::channel(AHEAD);
    tokio::task::spawn_blocking(move || {
        for row in before.into_iter().chain(rows) {
            let record = row.fields.as_ref().ok().and_then(|fields| read(mapping.as_ref(), fields));
            if sender.blocking_send((row, record)).is_err() {
                return;
            }
        }
    });
    Ok(Records { rows: receiver, report: Report::of(file) })
}

impl Mapping {
    /// `None`: the row has the noun's own words already.
    fn for_file(
        noun: &str,
        required: &[&str],
        file: &Path,
        first: &Map<String, Value>,
    ) -> Result<Option<Self>, super::MappingError> {
        let shipped = mapping::shipped::<Self>(noun)?;
        let speaks_ours = required.iter().all(|field| first.contains_key(*field));
        if speaks_ours && !shipped.iter().any(|(_, mapping)| mapping.fits(required, first) && mapping.names_more(first))
        {
            return Ok(None);
        }
        let missing = mapping::none(&shipped, file);
        mapping::choose(shipped, file, |mapping| mapping.fits(required, first)).map(Some).ok_or(missing)
    }

    /// Whether the row has a source for every required field.
    fn fits(&self, required: &[&str], row: &Map<String, Value>) -> bool {
        required.iter().all(|field| {
            self.fields.get(*field).is_some_and(|field| field.from.iter().any(|name| row.contains_key(name)))
        })
    }

    /// Whether the row has a column that only the source calls so: `title` may be anybody's word, `mainSummary` is not.
    fn names_more(&self, row: &Map<String, Value>) -> bool {
        let mut sources = self.fields.values().flat_map(|field| &field.from);
        sources.any(|name| !self.fields.contains_key(name) && row.contains_key(name))
    }
}

/// None when a value holds a character that no database keeps.
fn read(mapping: Option<&Mapping>, row: &Map<String, Value>) -> Option<Record> {
    let says = |name: &str| row.get(name).map(plain).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let record: Record = match mapping {
        None => row.keys().filter_map(|name| Some((name.clone(), says(name)?))).collect(),
        Some(mapping) => {
            let value = |field: &Field| {
                let mut said = field.from.iter().filter_map(|name| says(name));
                let said = said.find(|text| !mapping.none.contains(text));
                said.map(|text| field.words.get(&text).cloned().unwrap_or(text)).or_else(|| field.default.clone())
            };
            mapping.fields.iter().filter_map(|(name, field)| Some((name.clone(), value(field)?))).collect()
        }
    };
    (!record.0.values().any(|value| value.contains('\0'))).then_some(record)
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_mapping_takes_the_first_field_that_says_something() {
        let mapping: Mapping = toml::from_str(
            "none = [\"不详\"]\n[fields]\ndivision = { from = [\"city\", \"province\"] }\nkind = { from = [\"t\"], words = { \"火车\" = \"train\" } }\n",
        )
        .unwrap();
        let row = json!({"city": "不详", "province": 420000, "t": "火车"});
        let record = read(Some(&mapping), row.as_object().unwrap()).unwrap();
        assert_eq!((record.get("division"), record.get("kind")), (Some("420000"), Some("train")));
    }

    #[test]
    fn a_word_that_is_no_number_is_quoted() {
        let record: Record = [("dead".to_owned(), "三".to_owned())].into_iter().collect();
        assert_eq!(record.parse::<u32>("dead", "0或正整数"), Err("dead“三”应为0或正整数".to_owned()));
    }
}
