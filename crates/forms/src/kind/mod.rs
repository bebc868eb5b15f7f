//! The kinds of answers and the limits of each.

mod choice;
mod file;

use serde::{Deserialize, Serialize};

pub use self::choice::Choice;
pub use self::file::{FileRefusal, FileRules};

use crate::form::is_no;
use crate::{Bound, Field, Lang, Pattern, Text};

/// What an answer looks like; in a pack `kind = "text"` and its limits beside it.
///
/// | kind | stored as |
/// |---|---|
/// | text, address, telephone, identity-number, credit-code, bank-card, division, choice | string |
/// | number | number |
/// | money | whole number of fen (分) |
/// | date | `"2020-02-27"` |
/// | choices, file | list of strings: option keys, file ids |
/// | group | list of objects |
/// | declaration | `true` |
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Kind {
    Text(TextRules),
    Number(NumberRules),
    Money(MoneyRules),
    Date(DateRules),
    Choice(ChoiceRules),
    Choices(ChoicesRules),
    Division(DivisionRules),
    /// Street, number, room: one text. Where the division matters too, a division field stands before it.
    Address {},
    Telephone(TelephoneRules),
    IdentityNumber {},
    CreditCode {},
    BankCard {},
    File(FileRules),
    Group(GroupRules),
    Declaration(DeclarationRules),
}

impl Kind {
    /// Whether an answer is a list, so that its name may be posted more than once.
    pub fn takes_many(&self) -> bool {
        matches!(self, Self::Choices(_) | Self::File(_) | Self::Group(_))
    }
}

/// Lengths in characters; several `rows` make it a long text that may hold line breaks.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextRules {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pattern: Option<Pattern>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<u8>,
}

impl TextRules {
    pub fn is_long(&self) -> bool {
        self.rows.is_some_and(|rows| rows > 1)
    }

    /// No text is unbounded: 200 characters in a line and 5,000 in a long text unless the definition says otherwise.
    pub fn longest(&self) -> usize {
        self.max.unwrap_or(if self.is_long() { 5_000 } else { 200 })
    }
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberRules {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<f64>,
    #[serde(default, skip_serializing_if = "is_no")]
    pub integer: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Text>,
}

/// Limits in fen (分). Typed in yuan, never negative unless `min` says so.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MoneyRules {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<i64>,
}

/// First and last day allowed, both included: `"2020-01-23"` or `"today-18y"`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DateRules {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<Bound>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<Bound>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChoiceRules {
    pub options: Vec<Choice>,
}

/// How many options may be ticked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChoicesRules {
    pub options: Vec<Choice>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<usize>,
}

/// The five levels of divisions (行政区划层级), the broadest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    Province,
    City,
    County,
    Township,
    Village,
}

impl From<Level> for budayang_rules::division::Level {
    fn from(level: Level) -> Self {
        match level {
            Level::Province => Self::Province,
            Level::City => Self::City,
            Level::County => Self::County,
            Level::Township => Self::Township,
            Level::Village => Self::Village,
        }
    }
}

impl Level {
    /// As definitions write it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Province => "province",
            Self::City => "city",
            Self::County => "county",
            Self::Township => "township",
            Self::Village => "village",
        }
    }

    pub fn name(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Province, Lang::Zh) => "省（自治区、直辖市）",
            (Self::City, Lang::Zh) => "市（州、盟）",
            (Self::County, Lang::Zh) => "县（市、区）",
            (Self::Township, Lang::Zh) => "乡镇（街道）",
            (Self::Village, Lang::Zh) => "村（社区）",
            (Self::Province, Lang::En) => "province",
            (Self::City, Lang::En) => "city",
            (Self::County, Lang::En) => "county or district",
            (Self::Township, Lang::En) => "township or street",
            (Self::Village, Lang::En) => "village or community",
        }
    }
}

/// `level` is how deep the answer must go at least; `within` the code of a division that holds it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DivisionRules {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TelephoneRules {
    #[serde(default, skip_serializing_if = "is_no")]
    pub mobile_only: bool,
}

/// Fields asked once for each of several things: children, flights, vehicles.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupRules {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<usize>,
    /// What one of them is called: 子女.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<Text>,
    pub fields: Vec<Field>,
}

impl GroupRules {
    /// 20 unless the definition says otherwise.
    pub fn most(&self) -> usize {
        self.max.unwrap_or(20)
    }
}

/// The words that the applicant agrees to (承诺、声明).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeclarationRules {
    pub text: Text,
}
