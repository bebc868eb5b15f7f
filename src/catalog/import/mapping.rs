//! A mapping says which field of a row becomes which element of an item.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::reader::Reader;
use crate::rows::{self, MappingError};

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Mapping {
    /// Words that stand for nothing.
    #[serde(default)]
    pub none: Vec<String>,
    pub elements: BTreeMap<String, Element>,
    /// What a material has when the source gives its name only.
    #[serde(default)]
    pub material: Map<String, Value>,
    /// Name in the item → field of the row.
    #[serde(default)]
    pub local: BTreeMap<String, String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Element {
    #[serde(default)]
    pub from: Fields,
    #[serde(default, rename = "as")]
    pub reader: Reader,
    /// What a source's word means.
    #[serde(default)]
    pub words: BTreeMap<String, String>,
    #[serde(default)]
    pub separators: String,
    /// What it is when the row says nothing.
    #[serde(default)]
    pub default: Option<Value>,
}

/// One field or several, whose values are taken together.
#[derive(Clone, Debug, Default)]
pub(super) struct Fields(pub Vec<String>);

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::String(one) => Ok(Self(vec![one])),
            several => serde_json::from_value(several).map(Self).map_err(serde::de::Error::custom),
        }
    }
}

impl Mapping {
    /// The shipped mapping for a file: by its name, or by the fields of its first row. `None`: rows are items already.
    pub(super) fn for_file(path: &Path, first: &Map<String, Value>) -> Result<Option<Self>, MappingError> {
        let shipped = rows::shipped::<Self>("items")?;
        let own = first.contains_key("code") && first.contains_key("name") && first.contains_key("body");
        let missing = rows::none(&shipped, path);
        match rows::choose(shipped, path, |mapping| !own && mapping.fits(first)) {
            None if !own => Err(missing),
            chosen => Ok(chosen),
        }
    }

    /// Whether the row has the fields that make an item one.
    fn fits(&self, row: &Map<String, Value>) -> bool {
        let has = |element: &str| {
            self.elements.get(element).is_some_and(|e| e.from.0.iter().all(|field| row.contains_key(field)))
        };
        has("code") && has("name") && has("type")
    }
}
