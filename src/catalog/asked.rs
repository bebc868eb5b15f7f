//! A search as an address asks it: what cannot be understood is said, what is too much is cut.

use budayang_forms::Lang;
use budayang_rules::division::DivisionCode;
use budayang_rules::item::{Audience, ItemType};
use budayang_rules::themes::{self, Class};
use budayang_search::Query;

/// Longest text that is searched for, in characters.
const LONGEST: usize = 100;

/// The filters of an address, each understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Asked {
    pub text: String,
    pub division: Option<DivisionCode>,
    /// Name of a theme.
    pub theme: Option<String>,
    pub audience: Option<Audience>,
    pub body: Option<String>,
    pub kind: Option<ItemType>,
    pub visits: Option<u8>,
    pub online: Option<bool>,
}

/// A parameter that is not understood: its name and how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Misread(pub &'static str);

impl Misread {
    pub(crate) fn key(self) -> String {
        format!("catalog-misread-{}", self.0)
    }
}

impl Asked {
    /// Reads the pairs of a query string; unknown names are passed over, the last of a repeated name counts.
    pub(crate) fn parse(pairs: &[(String, String)]) -> Result<Self, Misread> {
        let mut asked = Self::default();
        for (name, value) in pairs {
            let value = value.trim();
            if value.is_empty() {
                continue;
            }
            match name.as_str() {
                "q" => asked.text = value.chars().take(LONGEST).collect(),
                "division" => {
                    let code = DivisionCode::parse(value).map_err(|_| Misread("division"))?;
                    asked.division = Some(code).filter(|code| *code != DivisionCode::NATION);
                }
                "theme" => asked.theme = Some(theme(value, pairs)),
                "audience" => asked.audience = Some(audience(value).ok_or(Misread("audience"))?),
                "body" => asked.body = Some(value.chars().take(40).collect::<String>().to_uppercase()),
                "type" => asked.kind = Some(kind(value).ok_or(Misread("type"))?),
                "visits" => asked.visits = Some(value.parse().map_err(|_| Misread("visits"))?),
                "online" => asked.online = Some(yes(value).ok_or(Misread("online"))?),
                _ => {}
            }
        }
        Ok(asked)
    }

    pub(crate) fn query(&self, limit: usize, offset: usize) -> Query {
        Query {
            text: self.text.clone(),
            within: self.division.map(|code| code.to_string()),
            theme: self.theme.clone(),
            audience: self.audience.map(|audience| audience.code().to_owned()),
            body: self.body.clone(),
            kind: self.kind.map(|kind| kind.code().to_owned()),
            visits: self.visits,
            online: self.online,
            limit,
            offset,
            ..Query::default()
        }
    }

    /// The pairs that ask for the same, in one order.
    pub(crate) fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        let mut add = |name, value: Option<String>| pairs.extend(value.map(|value| (name, value)));
        add("q", Some(self.text.clone()).filter(|text| !text.is_empty()));
        add("division", self.division.map(|code| code.to_string()));
        add("theme", self.theme.clone());
        add("audience", self.audience.map(|audience| audience.code().to_owned()));
        add("body", self.body.clone());
        add("type", self.kind.map(|kind| kind.code().to_owned()));
        add("visits", self.visits.map(|visits| visits.to_string()));
        add("online", self.online.map(|online| online.to_string()));
        pairs
    }
}

/// A code of the national table, natural persons' unless the audience is a legal one, or a name.
fn theme(value: &str, pairs: &[(String, String)]) -> String {
    let whose = pairs.iter().rfind(|(name, _)| name == "audience").and_then(|(_, value)| audience(value.trim()));
    let own = whose.map_or(Class::Natural, Class::of);
    let other = Class::ALL.iter().copied().find(|class| *class != own).unwrap_or(own);
    let known = themes::theme(own, value).or(themes::theme(other, value));
    known.map_or_else(|| value.chars().take(LONGEST).collect(), |theme| theme.zh.to_owned())
}

fn audience(value: &str) -> Option<Audience> {
    Audience::from_code(value).or(Audience::from_key(value)).or(Audience::from_zh(value))
}

fn kind(value: &str) -> Option<ItemType> {
    ItemType::from_code(value).or(ItemType::from_key(value)).or(ItemType::from_zh(value))
}

fn yes(value: &str) -> Option<bool> {
    match value {
        "true" | "1" | "yes" => Some(true),
        "false" | "0" | "no" => Some(false),
        _ => None,
    }
}

/// The theme's name in the reader's language; a local theme has only its own.
pub(crate) fn theme_name(zh: &str, lang: Lang) -> String {
    let known = Class::ALL.iter().find_map(|class| themes::by_name(*class, zh));
    match (lang, known) {
        (Lang::En, Some(theme)) => theme.en.to_owned(),
        _ => zh.to_owned(),
    }
}
