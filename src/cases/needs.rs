//! What a case needs besides answers: the item's materials that apply, and what is there of them.

use budayang_forms::{Answers, Fact, Facts, Form, Kind, Text};
use budayang_rules::item::Necessity;
use chrono::NaiveDate;
use serde_json::Value;

use super::{Material, MaterialState};
use crate::catalog::{Item, Material as Listed};

/// A material that applies to these answers.
#[derive(Clone, Debug)]
pub(crate) struct Need<'a> {
    pub key: &'a str,
    pub name: &'a Text,
    pub necessity: Necessity,
    /// The item's own words about it; none for a file that the form asks for.
    pub listed: Option<&'a Listed>,
    /// What was given, promised or is to come.
    pub rows: Vec<&'a Material>,
}

impl Need<'_> {
    pub(crate) fn is_given(&self) -> bool {
        self.rows.iter().any(|row| row.state.is_given())
    }

    pub(crate) fn is_promised(&self) -> bool {
        self.rows.iter().any(|row| row.state == MaterialState::Promised)
    }

    /// Whether the application can be sent as far as this material goes.
    pub(crate) fn is_settled(&self) -> bool {
        self.is_given() || self.necessity == Necessity::NotNecessary || self.is_promised()
    }

    pub(crate) fn may_follow(&self) -> bool {
        self.necessity == Necessity::MayFollow
    }
}

/// The needs of a draft or case, in the item's order.
pub(crate) fn needs<'a>(item: &'a Item, answers: &Answers, rows: &'a [Material], today: NaiveDate) -> Vec<Need<'a>> {
    let facts = facts(item.form.as_ref(), answers, today);
    let of = |key: &str| rows.iter().filter(|row| row.key == key && row.state != MaterialState::Replaced).collect();
    let listed = item.materials.iter().filter(|material| material.when.as_ref().is_none_or(|when| when.holds(&facts)));
    let mut needs: Vec<Need<'a>> = listed
        .map(|material| Need {
            key: &material.key,
            name: &material.name,
            necessity: material.necessity,
            listed: Some(material),
            rows: of(&material.key),
        })
        .collect();
    let fields = item.form.iter().flat_map(Form::fields);
    for field in fields.filter(|field| field.when.as_ref().is_none_or(|when| when.holds(&facts))) {
        let Kind::File(rules) = &field.kind else { continue };
        if rules.material.is_none() {
            let necessity = if field.required { Necessity::Necessary } else { Necessity::NotNecessary };
            let name = field.short.as_ref().unwrap_or(&field.label);
            needs.push(Need { key: &field.key, name, necessity, listed: None, rows: of(&field.key) });
        }
    }
    needs
}

/// Puts the ids of uploaded files where the form asks for them.
pub(crate) fn with_files(form: &Form, answers: &Answers, rows: &[Material]) -> Answers {
    let mut answers = answers.clone();
    for field in form.fields() {
        let Kind::File(rules) = &field.kind else { continue };
        let key = rules.material.as_deref().unwrap_or(&field.key);
        let given = rows.iter().filter(|row| row.key == key && row.state.is_given());
        let ids: Vec<Value> = given.filter_map(|row| Some(row.file_id?.to_string().into())).collect();
        if !ids.is_empty() {
            answers.set(&field.key, ids);
        }
    }
    answers
}

/// Answers as conditions see them.
fn facts<'a>(form: Option<&Form>, answers: &Answers, today: NaiveDate) -> Facts<'a> {
    let mut facts = Facts::new(today);
    for field in form.into_iter().flat_map(Form::fields) {
        let fact = match (&field.kind, answers.get(&field.key)) {
            (Kind::Date(_), Some(Value::String(day))) => day.parse().ok().map(Fact::Date),
            (Kind::Group(_), Some(Value::Array(rows))) => Some(Fact::Number(rows.len() as f64)),
            (_, Some(Value::String(word))) => Some(Fact::Word(word.clone())),
            (_, Some(Value::Bool(flag))) => Some(Fact::Flag(*flag)),
            (_, Some(Value::Number(number))) => number.as_f64().map(Fact::Number),
            (_, Some(Value::Array(words))) => {
                Some(Fact::Many(words.iter().filter_map(Value::as_str).map(str::to_owned).collect()))
            }
            _ => None,
        };
        if let Some(fact) = fact {
            facts.learn(&field.key, fact);
        }
    }
    facts
}
