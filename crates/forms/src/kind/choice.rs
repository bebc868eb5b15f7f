//! The options of a choice.

use serde::{Deserialize, Serialize};

use crate::Text;

/// One of several answers. In a pack `{ key = "yes", label = "是" }`, or a plain string that is both.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "WrittenChoice")]
pub struct Choice {
    pub key: String,
    pub label: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Text>,
}

impl Choice {
    pub fn new(key: &str, label: Text) -> Self {
        Self { key: key.to_owned(), label, hint: None }
    }
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "an option is a string or { key = \"…\", label = \"…\" }")]
enum WrittenChoice {
    Plain(String),
    Full(FullChoice),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FullChoice {
    key: String,
    label: Text,
    #[serde(default)]
    hint: Option<Text>,
}

impl From<WrittenChoice> for Choice {
    fn from(written: WrittenChoice) -> Self {
        match written {
            WrittenChoice::Plain(word) => Self { label: Text::zh(word.clone()), key: word, hint: None },
            WrittenChoice::Full(FullChoice { key, label, hint }) => Self { key, label, hint },
        }
    }
}
