//! A few questions before the form: whether this service is for this person at all.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{Answers, Choice, Condition, Fact, Facts, Text};

/// One question; some of its answers end the way (`ends`).
///
/// ```toml
/// [[questions]]
/// key = "local"
/// question = "您的户口在本市吗？"
/// ends = { no = { reason = "本服务只面向本市户籍", instead = { text = "跨省通办", href = "/items" } } }
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    pub key: String,
    pub question: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Text>,
    /// 是 (`yes`) and 否 (`no`) unless others are given.
    #[serde(default = "yes_or_no", skip_serializing_if = "is_yes_or_no")]
    pub options: Vec<Choice>,
    /// The options that end the way, and why.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub ends: BTreeMap<String, End>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
}

/// Why the service is not for this person, and what is. In a pack the reason alone may stand for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "WrittenEnd")]
pub struct End {
    pub reason: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead: Option<Instead>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instead {
    pub text: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "an end is a reason or { reason = \"…\", instead = { text = \"…\", href = \"…\" } }")]
enum WrittenEnd {
    Full(FullEnd),
    Reason(Text),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FullEnd {
    reason: Text,
    #[serde(default)]
    instead: Option<Instead>,
}

impl From<WrittenEnd> for End {
    fn from(written: WrittenEnd) -> Self {
        match written {
            WrittenEnd::Full(FullEnd { reason, instead }) => Self { reason, instead },
            WrittenEnd::Reason(reason) => Self { reason, instead: None },
        }
    }
}

/// Where the questions lead.
#[derive(Clone, Debug, PartialEq)]
pub enum Screening<'q> {
    Next(&'q Question),
    Eligible,
    NotEligible { question: &'q Question, reason: &'q Text, instead: Option<&'q Instead> },
}

/// Goes through the questions in order up to the first that is unanswered or that ends the way.
/// An answer that is none of the options counts as none.
pub fn screen<'q>(questions: &'q [Question], answers: &Answers) -> Screening<'q> {
    // Only the keys of options are facts here, and no key compares with a day.
    let mut facts = Facts::new(NaiveDate::default());
    for question in questions {
        if question.when.as_ref().is_some_and(|when| !when.holds(&facts)) {
            continue;
        }
        let given = answers.text(&question.key);
        let Some(option) = question.options.iter().find(|option| given == Some(option.key.as_str())) else {
            return Screening::Next(question);
        };
        if let Some(end) = question.ends.get(&option.key) {
            return Screening::NotEligible { question, reason: &end.reason, instead: end.instead.as_ref() };
        }
        facts.learn(&question.key, Fact::Word(option.key.clone()));
    }
    Screening::Eligible
}

fn yes_or_no() -> Vec<Choice> {
    vec![Choice::new("yes", Text::both("是", "Yes")), Choice::new("no", Text::both("否", "No"))]
}

fn is_yes_or_no(options: &[Choice]) -> bool {
    options == yes_or_no()
}
