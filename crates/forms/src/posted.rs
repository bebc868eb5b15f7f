//! What a browser posted, read into answers. Nothing is lost: what cannot be read stays as typed, what nobody asked is named.

use std::collections::{BTreeMap, BTreeSet};

use budayang_rules::division::DivisionCode;
use serde_json::{Map, Value};

use crate::answers::is_blank;
use crate::check::written;
use crate::typed::{read_date, read_money, read_number, read_parts};
use crate::{Answers, Field, GroupRules, Kind, Lang, Section};

/// How much may be posted at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Pairs in one post.
    pub pairs: usize,
    /// Bytes in one value.
    pub bytes: usize,
    /// Rows in one group, whatever their numbers.
    pub rows: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { pairs: 2_000, bytes: 64 * 1024, rows: 200 }
    }
}

/// Answers to one section, as typed where they could not be read, and the names that the section does not have.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Posted {
    pub answers: Answers,
    pub unknown: Vec<String>,
}

/// More came than a person could have typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TooMuch {
    Pairs { max: usize },
    Bytes { name: String, max: usize },
    Rows { name: String, max: usize },
}

impl TooMuch {
    pub fn message(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Pairs { max }, Lang::Zh) => format!("一次最多提交{max}项，请分几次填写"),
            (Self::Pairs { max }, Lang::En) => {
                format!("At most {max} values fit into one page; please send them in parts")
            }
            (Self::Bytes { max, .. }, Lang::Zh) => {
                format!("其中一项内容太长，最多{}千字节，请缩短后再提交", max / 1024)
            }
            (Self::Bytes { max, .. }, Lang::En) => format!("One answer is too long; at most {} kB fit", max / 1024),
            (Self::Rows { max, .. }, Lang::Zh) => format!("一组最多填写{max}项"),
            (Self::Rows { max, .. }, Lang::En) => format!("A group holds at most {max} rows"),
        }
    }
}

/// Reads the pairs of one page: `name=…`, `symptoms=fever&symptoms=cough`, `birthday=2020-02-27` or
/// `birthday.year=2020&birthday.month=2&birthday.day=27`, `children.0.name=…`. Rows left blank are closed up.
pub fn posted(section: &Section, pairs: &[(String, String)], limits: &Limits) -> Result<Posted, TooMuch> {
    if pairs.len() > limits.pairs {
        return Err(TooMuch::Pairs { max: limits.pairs });
    }
    let mut sheet = Sheet::default();
    for (name, value) in pairs {
        if value.len() > limits.bytes || name.len() > limits.bytes {
            return Err(TooMuch::Bytes { name: name.chars().take(60).collect(), max: limits.bytes });
        }
        sheet.0.entry(name).or_default().push(value);
    }
    let answers = sheet.fields(&section.fields, "", limits)?;
    Ok(Posted { answers: Answers(answers), unknown: sheet.0.into_keys().map(str::to_owned).collect() })
}

/// The pairs that have not been read yet, by name.
#[derive(Default)]
struct Sheet<'a>(BTreeMap<&'a str, Vec<&'a str>>);

impl<'a> Sheet<'a> {
    fn fields(&mut self, fields: &[Field], before: &str, limits: &Limits) -> Result<Map<String, Value>, TooMuch> {
        let mut answers = Map::new();
        for field in fields {
            let name = format!("{before}{}", field.key);
            let answer = match &field.kind {
                Kind::Group(rules) => self.group(rules, &name, limits)?,
                Kind::Date(_) => self.date(&name),
                kind => self.take(&name).map(|values| read(kind, &values)),
            };
            if let Some(answer) = answer {
                answers.insert(field.key.clone(), if is_blank(&answer) { Value::Null } else { answer });
            }
        }
        Ok(answers)
    }

    fn take(&mut self, name: &str) -> Option<Vec<&'a str>> {
        self.0.remove(name)
    }

    /// One input, or three.
    fn date(&mut self, name: &str) -> Option<Value> {
        if let Some(values) = self.take(name) {
            return Some(one(&values, |typed| read_date(typed).ok().map(|day| day.to_string().into())));
        }
        let parts: Map<String, Value> = ["year", "month", "day"]
            .into_iter()
            .filter_map(|part| Some((part.to_owned(), one(&self.take(&format!("{name}.{part}"))?, |_| None))))
            .collect();
        if parts.is_empty() {
            return None;
        }
        Some(read_parts(&parts).map_or(Value::Object(parts), |day| day.to_string().into()))
    }

    fn group(&mut self, rules: &GroupRules, name: &str, limits: &Limits) -> Result<Option<Value>, TooMuch> {
        let before = format!("{name}.");
        // A name of its own, posted blank, says that the group was there and is empty now.
        let marked = self.0.get(name).is_some_and(|values| values.iter().all(|value| value.trim().is_empty()));
        if marked {
            self.take(name);
        }
        let row_of = |posted: &&str| posted.strip_prefix(&before)?.split('.').next()?.parse::<u32>().ok();
        let numbers: BTreeSet<u32> = self.0.keys().filter_map(row_of).collect();
        if numbers.len() > limits.rows {
            return Err(TooMuch::Rows { name: name.to_owned(), max: limits.rows });
        }
        let mut rows = Vec::new();
        for number in &numbers {
            let row = Value::Object(self.fields(&rules.fields, &format!("{before}{number}."), limits)?);
            if !is_blank(&row) {
                rows.push(row);
            }
        }
        Ok((marked || !numbers.is_empty()).then_some(Value::Array(rows)))
    }
}

fn read(kind: &Kind, values: &[&str]) -> Value {
    match kind {
        Kind::Choices(_) | Kind::File(_) => {
            values.iter().filter(|value| !value.trim().is_empty()).map(|value| Value::from(*value)).collect()
        }
        Kind::Number(_) => one(values, |typed| read_number(typed).and_then(written).ok()),
        Kind::Money(_) => one(values, |typed| read_money(typed).ok().map(Value::from)),
        Kind::Declaration(_) => {
            one(values, |typed| matches!(typed.trim(), "yes" | "on" | "true").then_some(true.into()))
        }
        Kind::Division(_) => place(values),
        _ => one(values, |_| None),
    }
}

/// One list a level, the last that lies in those above it counts: when an upper one was changed, the lower ones still
/// name the old place.
fn place(values: &[&str]) -> Value {
    let filled: Vec<&str> = values.iter().map(|value| value.trim()).filter(|value| !value.is_empty()).collect();
    let codes: Result<Vec<_>, _> = filled.iter().map(|code| DivisionCode::parse(code)).collect();
    let Ok(codes) = codes else { return one(values, |_| None) };
    let within = codes.windows(2).take_while(|pair| pair[0].contains(&pair[1])).count();
    filled.get(within).map_or(Value::Null, |code| Value::from(*code))
}

/// The one value that was posted; several different ones are kept as a list, so that none is lost.
fn one(values: &[&str], read: impl Fn(&str) -> Option<Value>) -> Value {
    let filled: BTreeSet<&str> = values.iter().copied().filter(|value| !value.trim().is_empty()).collect();
    if filled.len() > 1 {
        return values.iter().map(|value| Value::from(*value)).collect();
    }
    filled.first().map_or(Value::Null, |typed| read(typed).unwrap_or_else(|| Value::from(*typed)))
}
