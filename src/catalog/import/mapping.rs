//! A mapping says which field of a row becomes which element of an item.

use std::collections::BTreeMap;
use std::path::Path;

use rust_embed::RustEmbed;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::reader::Reader;

/// The mappings that ship in the program.
#[derive(RustEmbed)]
#[folder = "mappings/"]
struct Shipped;

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

#[derive(Debug, thiserror::Error)]
pub(super) enum MappingError {
    #[error("映射文件{0}打不开：{1}")]
    Unreadable(String, std::io::Error),
    #[error("映射文件{0}读不懂：{1}")]
    Faulty(String, Box<toml::de::Error>),
    #[error(
        "没有找到与文件{0}对应的映射。请用 --mapping 指定映射文件，或者把文件改名为自带映射的名字（{1}）；\
         各行已是本系统的事项格式时不需要映射"
    )]
    None(String, String),
}

impl Mapping {
    pub(super) fn open(path: &Path) -> Result<Self, MappingError> {
        let name = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|error| MappingError::Unreadable(name.clone(), error))?;
        Self::parse(&name, &text)
    }

    /// The shipped mapping for a file: by its name, or by the fields of its first row. `None`: rows are items already.
    pub(super) fn for_file(path: &Path, first: &Map<String, Value>) -> Result<Option<Self>, MappingError> {
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let mut shipped = Vec::new();
        for file in Shipped::iter() {
            let Some(text) = Shipped::get(&file) else { continue };
            let name = file.trim_end_matches(".toml").to_owned();
            shipped.push((Self::parse(&file, &String::from_utf8_lossy(&text.data))?, name));
        }
        if let Some((mapping, _)) = shipped.iter().find(|(_, name)| stem == name) {
            return Ok(Some(mapping.clone()));
        }
        if first.contains_key("code") && first.contains_key("name") && first.contains_key("body") {
            return Ok(None);
        }
        if let Some((mapping, _)) = shipped.iter().find(|(mapping, _)| mapping.fits(first)) {
            return Ok(Some(mapping.clone()));
        }
        let names: Vec<String> = shipped.into_iter().map(|(_, name)| name).collect();
        Err(MappingError::None(path.display().to_string(), names.join("、")))
    }

    fn parse(name: &str, text: &str) -> Result<Self, MappingError> {
        toml::from_str(text).map_err(|error| MappingError::Faulty(name.to_owned(), Box::new(error)))
    }

    /// Whether the row has the fields that make an item one.
    fn fits(&self, row: &Map<String, Value>) -> bool {
        let has = |element: &str| {
            self.elements.get(element).is_some_and(|e| e.from.0.iter().all(|field| row.contains_key(field)))
        };
        has("code") && has("name") && has("type")
    }
}
