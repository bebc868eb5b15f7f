//! What is known already, so that nobody is asked twice; each value says where it comes from.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::check::single;
use crate::{Answers, Context, Field, Form, Kind, Lang, pages};

/// The paths that a definition may name as `known`, besides `vault.…` (a field of a certificate in the vault) and
/// `earlier.…` (an answer that an earlier case gave under the same name).
pub const KNOWN_PATHS: [&str; 19] = [
    "subject.name",
    "subject.identity_number",
    "subject.birthday",
    "subject.sex",
    "subject.telephone",
    "subject.email",
    "subject.division",
    "subject.address",
    "subject.postcode",
    "subject.bank_card",
    "organisation.name",
    "organisation.credit_code",
    "organisation.representative",
    "organisation.telephone",
    "organisation.division",
    "organisation.address",
    "agent.name",
    "agent.identity_number",
    "agent.telephone",
];

/// Whether a definition may name this path.
pub fn is_known_path(path: &str) -> bool {
    let sound = |rest: &str| {
        !rest.is_empty() && rest.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-.".contains(c))
    };
    let open = ["vault.", "earlier."].iter().find_map(|before| path.strip_prefix(before));
    KNOWN_PATHS.contains(&path) || open.is_some_and(sound)
}

/// Where a known value comes from, and the day it was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    #[serde(flatten)]
    pub kind: SourceKind,
    pub as_of: NaiveDate,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "from", rename_all = "kebab-case")]
pub enum SourceKind {
    /// What the person or organisation keeps in their space.
    Profile,
    /// A certificate in the vault (电子证照).
    Vault,
    /// An earlier case (办件).
    Case { no: String },
}

impl Source {
    /// 来自我的资料（2020年2月12日）
    pub fn message(&self, lang: Lang) -> String {
        match (&self.kind, lang) {
            (SourceKind::Profile, Lang::Zh) => format!("来自您的账户资料（{}）", self.as_of.format("%Y年%-m月%-d日")),
            (SourceKind::Vault, Lang::Zh) => format!("来自您的电子证照（{}）", self.as_of.format("%Y年%-m月%-d日")),
            (SourceKind::Case { no }, Lang::Zh) => {
                format!("来自您的办件{no}（{}）", self.as_of.format("%Y年%-m月%-d日"))
            }
            (SourceKind::Profile, Lang::En) => format!("From your profile ({})", self.as_of.format("%-d %B %Y")),
            (SourceKind::Vault, Lang::En) => {
                format!("From a certificate in your vault ({})", self.as_of.format("%-d %B %Y"))
            }
            (SourceKind::Case { no }, Lang::En) => format!("From your case {no} ({})", self.as_of.format("%-d %B %Y")),
        }
    }
}

/// Known values by path. Of several for one path the latest stays; on the same day the one that was added first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known(BTreeMap<String, (Value, Source)>);

impl Known {
    pub fn add(&mut self, path: &str, value: impl Into<Value>, source: Source) {
        if self.0.get(path).is_none_or(|(_, held)| held.as_of < source.as_of) {
            self.0.insert(path.to_owned(), (value.into(), source));
        }
    }

    /// Adds what an earlier case's answers tell, by the `known` of its fields.
    pub fn learn(&mut self, form: &Form, answers: &Answers, source: &Source) {
        for field in form.fields() {
            if let (Some(path), Some(value)) = (&field.known, answers.get(&field.key).filter(|value| !value.is_null()))
            {
                self.add(path, value.clone(), source.clone());
            }
        }
    }

    pub fn get(&self, path: &str) -> Option<(&Value, &Source)> {
        self.0.get(path).map(|(value, source)| (value, source))
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A value that may stand in an input before the person types.
#[derive(Clone, Debug, PartialEq)]
pub struct Prefilled<'f> {
    pub field: &'f Field,
    /// Normalised, ready for [`Answers::set`].
    pub value: Value,
    pub source: Source,
}

/// Values for visible fields that nobody has touched; a field left blank on purpose (`null`) counts as touched.
/// Only what the field itself would accept is offered. Questions that a filled-in answer opens are filled in too.
pub fn prefill<'f>(form: &'f Form, known: &Known, answers: &Answers, context: &Context<'_>) -> Vec<Prefilled<'f>> {
    let mut answers = answers.clone();
    let mut filled: Vec<Prefilled<'f>> = Vec::new();
    loop {
        let found = pages(form, &answers, context)
            .into_iter()
            .flat_map(|page| page.fields)
            .filter(|asked| asked.may_fill && answers.get(&asked.field.key).is_none())
            .filter_map(|asked| offered(asked.field, known, context))
            .collect::<Vec<_>>();
        if found.is_empty() {
            return filled;
        }
        // Each round answers at least one more field, so it ends.
        for prefilled in found {
            answers.set(&prefilled.field.key, prefilled.value.clone());
            filled.push(prefilled);
        }
    }
}

fn offered<'f>(field: &'f Field, known: &Known, context: &Context<'_>) -> Option<Prefilled<'f>> {
    // Consent is given each time anew.
    if matches!(field.kind, Kind::Declaration(_)) {
        return None;
    }
    let (value, source) = known.get(field.known.as_deref()?)?;
    let value = single(&field.kind, value, context).ok()??;
    Some(Prefilled { field, value, source: source.clone() })
}
