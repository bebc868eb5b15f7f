//! A form's fields as a page shows them.

use std::collections::BTreeMap;

use budayang_forms::{Answers, Asked, Choice, Fault, Field, Kind, Lang, Pattern, Section, Source, date_parts, typed};
use serde_json::Value;

use super::places::{self, LevelView};
use crate::divisions::Tree;

/// One question.
#[derive(Clone)]
pub(crate) struct FieldView {
    pub name: String,
    pub label: String,
    pub hint: String,
    pub error: String,
    pub source: String,
    /// The condition for the script, as JSON; empty when the server decides alone.
    pub when: String,
    pub optional: bool,
    pub input: Input,
}

#[derive(Clone)]
pub(crate) enum Input {
    Text {
        value: String,
        kind: &'static str,
        mode: &'static str,
        complete: &'static str,
        width: &'static str,
    },
    Long {
        value: String,
    },
    Number {
        value: String,
        unit: String,
    },
    Money {
        value: String,
    },
    Date {
        year: String,
        month: String,
        day: String,
    },
    One {
        options: Vec<OptionView>,
    },
    Some {
        options: Vec<OptionView>,
    },
    /// A division, one list a level.
    Place {
        levels: Vec<LevelView>,
        until: &'static str,
    },
    /// Uploaded on the page of materials.
    Elsewhere,
    Declaration {
        text: String,
        agreed: bool,
    },
    Group {
        rows: Vec<RowView>,
    },
}

#[derive(Clone)]
pub(crate) struct OptionView {
    pub key: String,
    pub label: String,
    pub hint: String,
    pub chosen: bool,
}

#[derive(Clone)]
pub(crate) struct RowView {
    pub title: String,
    pub fields: Vec<FieldView>,
}

/// What the views are made of.
pub(crate) struct Sheet<'a> {
    pub lang: Lang,
    pub divisions: &'a Tree,
    pub answers: &'a Answers,
    pub sources: &'a BTreeMap<String, Source>,
    pub faults: &'a [Fault],
}

impl Sheet<'_> {
    /// The fields of a section: those that are asked, and those that an answer on the same page can open.
    pub(crate) fn section(&self, section: &Section, asked: &[Asked<'_>]) -> Vec<FieldView> {
        let here = |key: &str| section.fields.iter().any(|field| field.key == key);
        let shown = section.fields.iter().filter_map(|field| {
            let is_asked = asked.iter().any(|one| one.field.key == field.key);
            let when = field.when.as_ref().and_then(|when| serde_json::to_value(when).ok());
            let by_script = when.as_ref().is_some_and(|when| named(when).iter().all(|key| here(key)));
            match (is_asked, by_script) {
                (false, false) => None,
                (_, false) => Some(self.field(field, "", self.answers, String::new())),
                (_, true) => Some(self.field(field, "", self.answers, when.unwrap_or_default().to_string())),
            }
        });
        shown.collect()
    }

    fn field(&self, field: &Field, before: &str, answers: &Answers, when: String) -> FieldView {
        let name = format!("{before}{}", field.key);
        let value = answers.get(&field.key).unwrap_or(&Value::Null);
        let fault = self.faults.iter().find(|fault| fault.path == name);
        FieldView {
            label: field.label.get(self.lang).to_owned(),
            hint: field.hint.as_ref().map(|hint| hint.get(self.lang).to_owned()).unwrap_or_default(),
            error: fault.map(|fault| fault.message(self.lang)).unwrap_or_default(),
            source: self.sources.get(&name).map(|source| source.message(self.lang)).unwrap_or_default(),
            when,
            optional: !field.required,
            input: self.input(field, &name, value),
            name,
        }
    }

    fn input(&self, field: &Field, name: &str, value: &Value) -> Input {
        let text =
            |kind, mode, complete, width| Input::Text { value: typed(field, value), kind, mode, complete, width };
        match &field.kind {
            Kind::Text(rules) if rules.is_long() => Input::Long { value: typed(field, value) },
            Kind::Text(rules) if rules.pattern == Some(Pattern::PersonName) => text("text", "", "name", ""),
            Kind::Text(_) => text("text", "", "", ""),
            Kind::Address {} => text("text", "", "street-address", ""),
            Kind::Telephone(_) => text("tel", "tel", "tel", "width-11"),
            Kind::IdentityNumber {} | Kind::CreditCode {} => text("text", "", "", "width-18"),
            Kind::BankCard {} => text("text", "numeric", "", "width-18"),
            Kind::Division(rules) => {
                let levels = places::levels(self.divisions, rules, value.as_str().unwrap_or_default());
                match levels.is_empty() {
                    true => text("text", "numeric", "", "width-18"),
                    false => Input::Place { levels, until: places::until(rules).key() },
                }
            }
            Kind::Number(rules) => Input::Number {
                value: typed(field, value),
                unit: rules.unit.as_ref().map(|unit| unit.get(self.lang).to_owned()).unwrap_or_default(),
            },
            Kind::Money(_) => Input::Money { value: typed(field, value) },
            Kind::Date(_) => {
                let [year, month, day] = date_parts(value);
                Input::Date { year, month, day }
            }
            Kind::Choice(rules) => {
                Input::One { options: self.options(&rules.options, |key| value.as_str() == Some(key)) }
            }
            Kind::Choices(rules) => {
                let chosen: Vec<&str> = value.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
                Input::Some { options: self.options(&rules.options, |key| chosen.contains(&key)) }
            }
            Kind::File(_) => Input::Elsewhere,
            Kind::Declaration(rules) => {
                Input::Declaration { text: rules.text.get(self.lang).to_owned(), agreed: value == &Value::Bool(true) }
            }
            Kind::Group(rules) => {
                let mut rows: Vec<Answers> = value
                    .as_array()
                    .into_iter()
                    .flatten()
                    .map(|row| Answers(row.as_object().cloned().unwrap_or_default()))
                    .collect();
                // One more to fill in, unless there are as many as there may be.
                if rows.len() < rules.most() {
                    rows.push(Answers::default());
                }
                let item = rules.item.as_ref().map_or(field.name(self.lang), |item| item.get(self.lang));
                let row = |(at, answers): (usize, &Answers)| RowView {
                    title: format!("{item} {}", at + 1),
                    fields: self.row(&rules.fields, &format!("{name}.{at}."), answers),
                };
                Input::Group { rows: rows.iter().enumerate().map(row).collect() }
            }
        }
    }

    fn row(&self, fields: &[Field], before: &str, answers: &Answers) -> Vec<FieldView> {
        fields.iter().map(|field| self.field(field, before, answers, String::new())).collect()
    }

    fn options(&self, options: &[Choice], chosen: impl Fn(&str) -> bool) -> Vec<OptionView> {
        let view = |option: &Choice| OptionView {
            key: option.key.clone(),
            label: option.label.get(self.lang).to_owned(),
            hint: option.hint.as_ref().map(|hint| hint.get(self.lang).to_owned()).unwrap_or_default(),
            chosen: chosen(&option.key),
        };
        options.iter().map(view).collect()
    }
}

/// The fields that a condition names.
fn named(condition: &Value) -> Vec<String> {
    match condition {
        Value::Object(parts) => parts
            .iter()
            .flat_map(|(key, value)| match (key.as_str(), value) {
                ("field" | "age_of", Value::String(field)) => vec![field.clone()],
                (_, value) => named(value),
            })
            .collect(),
        Value::Array(values) => values.iter().flat_map(named).collect(),
        _ => Vec::new(),
    }
}
