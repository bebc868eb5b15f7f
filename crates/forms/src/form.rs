//! A form: sections (one a page), fields in them.

use serde::{Deserialize, Serialize};

use crate::{Condition, Kind, Lang, Text};

/// What an item asks of its applicant (申请表).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    pub sections: Vec<Section>,
}

impl Form {
    pub fn section(&self, key: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.key == key)
    }

    /// The field with this key, not looking into groups.
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields().find(|field| field.key == key)
    }

    /// All fields in the order in which they are asked, groups counting as one.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.sections.iter().flat_map(|section| &section.fields)
    }
}

/// One page of a form: one question or one tight group of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    pub key: String,
    pub title: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intro: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    pub fields: Vec<Field>,
}

/// One question. Unknown keys are refused by the kind, which reads all that is not named here.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Field {
    pub key: String,
    /// The question as it stands above the input.
    pub label: Text,
    /// The noun for messages and summaries where the label is a whole question: 配偶姓名 for 您的配偶叫什么名字？
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Text>,
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub required: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// Where a known answer comes from, such as `subject.name`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known: Option<String>,
    /// Only then is the known answer offered: the applicant's own name is no help where a child's is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known_when: Option<Condition>,
    /// Sensitive personal information (敏感个人信息, PIPL art. 28): separate consent, masked in lists.
    #[serde(default, skip_serializing_if = "is_no")]
    pub sensitive: bool,
    #[serde(flatten)]
    pub kind: Kind,
}

impl Field {
    /// The short name where there is one, else the label without its question mark.
    pub fn name(&self, lang: Lang) -> &str {
        match &self.short {
            Some(short) => short.get(lang),
            None => self.label.get(lang).trim_end_matches(['？', '?']),
        }
    }

    /// Numbers that identify a person or an account are sensitive whatever the definition says.
    pub fn is_sensitive(&self) -> bool {
        self.sensitive || matches!(self.kind, Kind::IdentityNumber {} | Kind::BankCard {})
    }
}

fn yes() -> bool {
    true
}

fn is_yes(flag: &bool) -> bool {
    *flag
}

pub(crate) fn is_no(flag: &bool) -> bool {
    !*flag
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelled_key_is_refused_with_its_name() {
        let fault = toml::from_str::<Field>("key='name'\nlabel='姓名'\nkind='text'\nmaximum=40").unwrap_err();
        assert!(fault.to_string().contains("maximum"), "{fault}");
        let fault = toml::from_str::<Field>("key='id'\nlabel='证号'\nkind='identity-number'\nmax=40").unwrap_err();
        assert!(fault.to_string().contains("max"), "{fault}");
    }

    #[test]
    fn an_unknown_kind_is_refused_with_the_kinds_there_are() {
        let fault = toml::from_str::<Field>("key='name'\nlabel='姓名'\nkind='txt'").unwrap_err();
        assert!(fault.to_string().contains("identity-number"), "{fault}");
    }
}
