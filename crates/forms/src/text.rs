//! Words for the reader: Chinese always, English when somebody has written it.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The reader's language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    #[default]
    Zh,
    En,
}

/// A wording: in a pack either a plain string (Chinese) or `{ zh = "姓名", en = "Name" }`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "Written", into = "Written")]
pub struct Text {
    pub zh: String,
    pub en: Option<String>,
}

impl Text {
    pub fn zh(zh: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: None }
    }

    pub fn both(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: Some(en.into()) }
    }

    /// The wording in this language; Chinese stands in where English is missing.
    pub fn get(&self, lang: Lang) -> &str {
        match (lang, &self.en) {
            (Lang::En, Some(en)) => en,
            _ => &self.zh,
        }
    }

    pub fn is_blank(&self) -> bool {
        self.zh.trim().is_empty() || self.en.as_deref().is_some_and(|en| en.trim().is_empty())
    }
}

impl From<&str> for Text {
    fn from(zh: &str) -> Self {
        Self::zh(zh)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.zh)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(untagged, expecting = "a text is a string or { zh = \"…\", en = \"…\" }")]
enum Written {
    Plain(String),
    Both(Both),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Both {
    zh: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    en: Option<String>,
}

impl From<Written> for Text {
    fn from(written: Written) -> Self {
        match written {
            Written::Plain(zh) => Self { zh, en: None },
            Written::Both(Both { zh, en }) => Self { zh, en },
        }
    }
}

impl From<Text> for Written {
    fn from(text: Text) -> Self {
        match text {
            Text { zh, en: None } => Self::Plain(zh),
            Text { zh, en } => Self::Both(Both { zh, en }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_falls_back_to_chinese() {
        assert_eq!(Text::zh("姓名").get(Lang::En), "姓名");
        assert_eq!(Text::both("姓名", "Name").get(Lang::En), "Name");
    }

    #[test]
    fn a_misspelled_language_is_refused() {
        let fault = serde_json::from_str::<Text>(r#"{"zh":"姓名","eng":"Name"}"#).unwrap_err();
        assert!(fault.to_string().contains("a text is a string or"), "{fault}");
    }
}
