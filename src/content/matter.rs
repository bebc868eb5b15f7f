//! What a piece says (内容): values of its kind's fields, each read and found sound.

use std::collections::BTreeMap;

use budayang_rules::division::DivisionCode;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::field::{self, Misfit};
use super::kind::Kind;

/// Only `read` makes one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Matter(BTreeMap<String, String>);

/// A field and why its value cannot stand.
pub(crate) type Slip = (&'static str, Misfit);

impl Matter {
    /// Reads what a form, a row or a file gives for each field of the kind.
    pub(crate) fn read<'a>(kind: Kind, given: impl Fn(&str) -> &'a str) -> Result<Self, Vec<Slip>> {
        let (mut values, mut slips) = (BTreeMap::new(), Vec::new());
        for field in kind.fields() {
            match field.read(given(field.name)) {
                Ok(value) if value.is_empty() => {}
                Ok(value) => drop(values.insert(field.name.to_owned(), value)),
                Err(misfit) => slips.push((field.name, misfit)),
            }
        }
        let matter = Self(values);
        if let (Some(since), Some(until)) = (matter.moment("since"), matter.moment("until"))
            && until < since
        {
            slips.push(("until", Misfit::Order));
        }
        if slips.is_empty() { Ok(matter) } else { Err(slips) }
    }

    /// Empty when nothing was given.
    pub(crate) fn get(&self, field: &str) -> &str {
        self.0.get(field).map_or("", String::as_str)
    }

    pub(crate) fn moment(&self, field: &str) -> Option<DateTime<Utc>> {
        field::moment(self.get(field))
    }

    /// The place that it is about, for kinds that have one.
    pub(crate) fn division(&self) -> Option<DivisionCode> {
        DivisionCode::parse(self.get("division")).ok()
    }

    pub(crate) fn is_sample(&self) -> bool {
        self.get("sample") == "yes"
    }

    /// How lists name it.
    pub(crate) fn title(&self, kind: Kind) -> String {
        match kind {
            Kind::Live => {
                let text = self.get("text");
                let short: String = text.chars().take(40).collect();
                if short.len() < text.len() { format!("{short}…") } else { short }
            }
            Kind::Closure => format!("{} {}", self.get("road"), self.get("entrance")),
            Kind::Article | Kind::Rumour | Kind::Hotline => self.get("title").to_owned(),
        }
    }

    /// What lists are narrowed by: column, verdict, kind of hotline, road.
    pub(crate) fn topic(&self, kind: Kind) -> &str {
        match kind {
            Kind::Article => self.get("column"),
            Kind::Rumour => self.get("verdict"),
            Kind::Hotline => self.get("kind"),
            Kind::Closure => self.get("road"),
            Kind::Live => "",
        }
    }

    /// What lists are ordered by, where it is not the moment of publication.
    pub(crate) fn order(&self, kind: Kind) -> Option<DateTime<Utc>> {
        match kind {
            Kind::Live => self.moment("at"),
            Kind::Closure => self.moment("since"),
            Kind::Rumour => self.moment("day"),
            Kind::Article | Kind::Hotline => None,
        }
    }

    /// All words in one small-lettered text, for searching.
    pub(crate) fn words(&self) -> String {
        let words: Vec<&str> = self.0.values().map(String::as_str).collect();
        words.join("\n").to_lowercase()
    }

    /// In one writing, for keeping and for telling whether anything changed.
    pub(crate) fn json(&self) -> String {
        serde_json::to_string(&self.0).unwrap_or_default()
    }

    /// Fields in which the two differ.
    pub(crate) fn differs<'a>(&'a self, other: &'a Self, kind: Kind) -> Vec<&'static str> {
        let names = kind.fields().iter().map(|field| field.name);
        names.filter(|name| self.get(name) != other.get(name)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given<'a>(pairs: &'a [(&'a str, &'a str)]) -> impl Fn(&str) -> &'a str {
        move |name| pairs.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| value)
    }

    #[test]
    fn every_field_that_is_wrong_is_named_at_once() {
        let slips = Matter::read(Kind::Closure, given(&[("road", "G15"), ("since", "昨天")])).unwrap_err();
        let fields: Vec<_> = slips.iter().map(|(field, _)| *field).collect();
        assert_eq!(fields, ["entrance", "division", "since", "reason"]);
    }

    #[test]
    fn a_road_does_not_reopen_before_it_closes() {
        let closure = [
            ("road", "G15"),
            ("entrance", "示例收费站"),
            ("division", "350000"),
            ("reason", "防疫"),
            ("since", "2020-02-02T08:00"),
            ("until", "2020-02-01T08:00"),
        ];
        assert_eq!(Matter::read(Kind::Closure, given(&closure)), Err(vec![("until", Misfit::Order)]));
    }
}
