//! What lists and the index need of an item, kept beside it so that neither has to read whole editions.

use budayang_forms::Text;
use budayang_rules::item::{Audience, ItemType, Kind, OnlineDepth};
use budayang_rules::limit::TimeLimit;
use budayang_rules::themes::{self, Class};
use budayang_search::Document;
use serde::{Deserialize, Serialize};

use super::{Item, ItemState};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Card {
    pub name: Text,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
    pub body: String,
    #[serde(rename = "type")]
    pub kind_of_power: ItemType,
    pub kind: Kind,
    pub audiences: Vec<Audience>,
    /// Names of themes, both persons' kinds together.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<String>,
    pub visits: u8,
    pub online: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statutory_limit: Option<TimeLimit>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promised_limit: Option<TimeLimit>,
    #[serde(default)]
    pub fees: bool,
    #[serde(default)]
    pub sample: bool,
    #[serde(default)]
    pub state: ItemState,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancelled: Option<chrono::NaiveDate>,
}

impl Card {
    pub(super) fn of(item: &Item) -> Self {
        Self {
            name: item.name.clone(),
            aliases: item.aliases.clone(),
            summary: item.summary.as_ref().map(|text| text.zh.clone()).unwrap_or_default(),
            body: item.body.name.clone(),
            kind_of_power: item.kind_of_power,
            kind: item.kind,
            audiences: item.audiences.clone(),
            themes: item.theme_names(),
            visits: item.access.visits,
            online: item.is_online(),
            statutory_limit: item.statutory_limit,
            promised_limit: item.promised_limit,
            fees: !item.fees.is_empty(),
            sample: item.sample,
            state: item.state.clone(),
            cancelled: item.cancelled,
        }
    }

    /// The document that the index keeps for it.
    pub(super) fn document(self, code: String, division: String, body_code: String) -> Document {
        let open = self.state == ItemState::Open;
        let english = self.name.en;
        Document {
            code,
            name: self.name.zh,
            aliases: self.aliases.into_iter().chain(english).collect(),
            summary: self.summary,
            body: self.body,
            body_code,
            division,
            kind: self.kind_of_power.code().to_owned(),
            themes: self.themes,
            audiences: self.audiences.iter().map(|audience| audience.code().to_owned()).collect(),
            visits: self.visits,
            online: self.online,
            weight: 0.0,
            open,
        }
    }
}

impl Item {
    /// Whether it can be handed in from home: here by a form, elsewhere by an address, or as its depth says.
    pub fn is_online(&self) -> bool {
        self.form.is_some()
            || self.access.online_address.is_some()
            || self.access.online_depth.is_some_and(|depth| depth > OnlineDepth::Information)
    }

    /// Names of its themes; a local theme has no code and is its own name.
    pub fn theme_names(&self) -> Vec<String> {
        let named = |class: Class, codes: &[String]| -> Vec<String> {
            codes
                .iter()
                .map(|code| themes::theme(class, code).map_or(code.clone(), |theme| theme.zh.to_owned()))
                .collect()
        };
        let mut names = named(Class::Natural, &self.themes);
        for name in named(Class::Legal, &self.legal_themes) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }
}
