//! The nouns: what was declared, where it stands, how it ended.

use budayang_forms::{Answers, Form};
use budayang_rules::division::DivisionCode;
use sha2::{Digest, Sha256};

/// What people tell the community.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// 主动申报: travel, contact, signs of one's own.
    Declaration,
    /// 疫情线索: what somebody noticed; a name is not asked for.
    Clue,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Received,
    /// 已派单: a community was told to look.
    Dispatched,
    /// 已办结
    Closed,
}

/// What came of it (核查结果).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Excluded,
    ObservedAtHome,
    ObservedOnSite,
    SentToHospital,
    Suspected,
    Confirmed,
    Moved,
    NotReached,
    Duplicate,
}

impl Kind {
    pub(crate) const ALL: [Self; 2] = [Self::Declaration, Self::Clue];

    /// The key of its capability.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Declaration => "self-declaration",
            Self::Clue => "clues",
        }
    }

    pub(crate) fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// First letters of its numbers: 申 and 线 in pinyin.
    pub(crate) fn letters(self) -> &'static str {
        match self {
            Self::Declaration => "SB",
            Self::Clue => "XS",
        }
    }
}

impl State {
    pub(crate) const ALL: [Self; 3] = [Self::Received, Self::Dispatched, Self::Closed];

    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Dispatched => "dispatched",
            Self::Closed => "closed",
        }
    }

    pub(crate) fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }
}

impl Outcome {
    pub(crate) const ALL: [Self; 9] = [
        Self::Excluded,
        Self::ObservedAtHome,
        Self::ObservedOnSite,
        Self::SentToHospital,
        Self::Suspected,
        Self::Confirmed,
        Self::Moved,
        Self::NotReached,
        Self::Duplicate,
    ];

    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Excluded => "excluded",
            Self::ObservedAtHome => "observed-at-home",
            Self::ObservedOnSite => "observed-on-site",
            Self::SentToHospital => "sent-to-hospital",
            Self::Suspected => "suspected",
            Self::Confirmed => "confirmed",
            Self::Moved => "moved",
            Self::NotReached => "not-reached",
            Self::Duplicate => "duplicate",
        }
    }

    pub(crate) fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.key() == key)
    }
}

/// The field that says where; every form of this room has it.
pub(crate) const PLACE: &str = "place";

/// Where the answers point to, inside the site's own division.
pub(crate) fn place(answers: &Answers, home: DivisionCode) -> DivisionCode {
    answers
        .text(PLACE)
        .and_then(|code| DivisionCode::parse(code).ok())
        .filter(|code| home.contains(code))
        .unwrap_or(home)
}

/// Tells one person from another without saying who it is: by identity number, else by telephone.
pub(crate) fn person(answers: &Answers) -> Option<String> {
    let known = answers.text("identity").or_else(|| answers.text("phone"))?;
    Some(digest(&["person", known]))
}

/// What was shown to the person when they answered.
pub(crate) fn form_digest(form: &Form) -> String {
    digest(&["form", &serde_json::to_string(form).unwrap_or_default()])
}

pub(crate) fn digest(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.len().to_le_bytes());
        hash.update(part.as_bytes());
    }
    hex::encode(hash.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn answers(value: serde_json::Value) -> Answers {
        Answers(value.as_object().unwrap().clone())
    }

    #[test]
    fn the_same_person_is_known_by_their_number_and_nobody_reads_it() {
        let first = person(&answers(json!({"identity": "11010519491231002X", "phone": "13800000001"})));
        let later = person(&answers(json!({"identity": "11010519491231002X", "phone": "13900000009"})));
        assert_eq!(first, later);
        assert!(!first.unwrap().contains("11010519491231002"));
        assert_eq!(person(&answers(json!({"what": "x"}))), None);
    }

    #[test]
    fn a_place_outside_goes_to_the_site_itself() {
        let home = DivisionCode::parse("330000").unwrap();
        assert_eq!(place(&answers(json!({"place": "330106001"})), home).short(), "330106001");
        assert_eq!(place(&answers(json!({"place": "440106"})), home), home);
    }
}
