//! When something is asked: tests of earlier answers, always true or false.

mod written;

use serde::{Deserialize, Serialize};
use written::Written;

use crate::Facts;

/// A condition on earlier answers. Total: a field that is unknown, hidden or unanswered fails every test but
/// `answered = false`, and so does a comparison that makes no sense.
///
/// `over` 超过 and `under` 不满 leave the number out, `at_least` 以上 and `at_most` 以下 take it in (Civil Code art. 1259).
/// Money compares in fen, dates with `"2020-01-23"` or `"today-18y"`, lists by how many they hold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub enum Condition {
    /// `{ field = "married", is = "yes" }`
    Field {
        field: String,
        test: Test,
    },
    /// `{ age_of = "birthday", at_least = 60 }`, of a date or an identity number; full years on the day of asking.
    Age {
        age_of: String,
        range: Range,
    },
    All(Vec<Condition>),
    Any(Vec<Condition>),
    None(Vec<Condition>),
}

#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    Is(Scalar),
    Not(Scalar),
    OneOf(Vec<Scalar>),
    Range(Range),
    /// The division (行政区划) is this one or lies inside it: `{ field = "from", within = "42" }`.
    Within(String),
    Answered(bool),
}

/// Bounds that must all hold; at least one is there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Range {
    pub over: Option<Scalar>,
    pub under: Option<Scalar>,
    pub at_least: Option<Scalar>,
    pub at_most: Option<Scalar>,
}

impl Range {
    pub fn bounds(&self) -> impl Iterator<Item = &Scalar> {
        [&self.over, &self.under, &self.at_least, &self.at_most].into_iter().flatten()
    }

    fn is_empty(&self) -> bool {
        self.bounds().next().is_none()
    }
}

/// A value as a condition writes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged, expecting = "a value in a condition is a string, a number or true or false")]
pub enum Scalar {
    Flag(bool),
    Whole(i64),
    Number(f64),
    Word(String),
}

impl Condition {
    pub fn holds(&self, facts: &Facts<'_>) -> bool {
        match self {
            Self::Field { field, test } => test.holds(field, facts),
            Self::Age { age_of, range } => facts.age_of(age_of).is_some_and(|age| age.lies_in(range, facts.today())),
            Self::All(conditions) => conditions.iter().all(|condition| condition.holds(facts)),
            Self::Any(conditions) => conditions.iter().any(|condition| condition.holds(facts)),
            Self::None(conditions) => !conditions.iter().any(|condition| condition.holds(facts)),
        }
    }

    /// The fields that it looks at.
    pub fn fields(&self) -> Vec<&str> {
        match self {
            Self::Field { field, .. } => vec![field],
            Self::Age { age_of, .. } => vec![age_of],
            Self::All(conditions) | Self::Any(conditions) | Self::None(conditions) => {
                conditions.iter().flat_map(Self::fields).collect()
            }
        }
    }
}

impl Test {
    fn holds(&self, field: &str, facts: &Facts<'_>) -> bool {
        let Some(fact) = facts.get(field) else {
            return matches!(self, Self::Answered(false));
        };
        match self {
            Self::Is(value) => fact.is(value, facts.today()),
            Self::Not(value) => !fact.is(value, facts.today()),
            Self::OneOf(values) => values.iter().any(|value| fact.is(value, facts.today())),
            Self::Range(range) => fact.lies_in(range, facts.today()),
            Self::Within(division) => fact.lies_within(division),
            Self::Answered(wanted) => *wanted,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Fact;

    fn read(written: &str) -> Result<Condition, String> {
        #[derive(Deserialize)]
        struct When {
            when: Condition,
        }
        toml::from_str::<When>(&format!("when = {written}"))
            .map(|read| read.when)
            .map_err(|fault| fault.message().to_owned())
    }

    fn holds(written: &str) -> bool {
        let mut facts = Facts::new("2020-02-27".parse().unwrap());
        facts.learn("married", Fact::Word("yes".into()));
        facts.learn("rooms", Fact::Number(3.0));
        facts.learn("from", Fact::Word("420106000000".into()));
        facts.learn("birthday", Fact::Date("1960-02-28".parse().unwrap()));
        facts.learn("symptoms", Fact::Many(vec!["fever".into(), "cough".into()]));
        read(written).unwrap().holds(&facts)
    }

    #[test]
    fn a_choice_is_compared_by_its_key() {
        assert!(holds(r#"{ field = "married", is = "yes" }"#));
        assert!(!holds(r#"{ field = "married", not = "yes" }"#));
        assert!(holds(r#"{ field = "married", one_of = ["no", "yes"] }"#));
    }

    #[test]
    fn bounds_follow_the_civil_code() {
        assert!(!holds(r#"{ field = "rooms", over = 3 }"#));
        assert!(holds(r#"{ field = "rooms", at_least = 3 }"#));
        assert!(!holds(r#"{ field = "rooms", under = 3 }"#));
        assert!(holds(r#"{ field = "rooms", at_most = 3, over = 2.5 }"#));
    }

    #[test]
    fn an_age_is_in_full_years() {
        assert!(!holds(r#"{ age_of = "birthday", at_least = 60 }"#));
        assert!(holds(r#"{ age_of = "birthday", at_least = 59 }"#));
    }

    #[test]
    fn a_date_is_compared_with_a_day() {
        assert!(holds(r#"{ field = "birthday", under = "today-18y" }"#));
        assert!(holds(r#"{ field = "birthday", is = "1960-02-28" }"#));
    }

    #[test]
    fn several_answers_are_tested_one_by_one_and_counted() {
        assert!(holds(r#"{ field = "symptoms", is = "fever" }"#));
        assert!(!holds(r#"{ field = "symptoms", not = "fever" }"#));
        assert!(holds(r#"{ field = "symptoms", at_least = 2 }"#));
    }

    #[test]
    fn a_division_lies_within_another() {
        assert!(holds(r#"{ field = "from", within = "42" }"#));
        assert!(!holds(r#"{ field = "from", within = "4401" }"#));
        assert!(!holds(r#"{ field = "married", within = "42" }"#));
    }

    #[test]
    fn nothing_is_known_of_an_unanswered_field() {
        for test in [r#"is = "x""#, r#"not = "x""#, r#"one_of = ["x"]"#, "over = 1", "under = 1", "answered = true"] {
            assert!(!holds(&format!(r#"{{ field = "nobody", {test} }}"#)), "{test}");
        }
        assert!(holds(r#"{ field = "nobody", answered = false }"#));
        assert!(!holds(r#"{ age_of = "nobody", under = 200 }"#));
    }

    #[test]
    fn conditions_combine() {
        assert!(holds(r#"{ all = [{ field = "rooms", is = 3 }, { field = "married", is = true }] }"#));
        assert!(holds(r#"{ any = [{ field = "rooms", is = 4 }, { field = "married", is = "yes" }] }"#));
        assert!(holds(r#"{ none = [{ field = "rooms", is = 4 }, { field = "nobody", is = "yes" }] }"#));
    }

    #[test]
    fn an_unclear_condition_says_what_it_needs() {
        assert!(read(r#"{ is = "yes" }"#).unwrap_err().contains("exactly one of field"));
        assert!(read(r#"{ field = "married" }"#).unwrap_err().contains("exactly one test"));
        assert!(read(r#"{ field = "married", is = "a", not = "b" }"#).unwrap_err().contains("exactly one test"));
        assert!(read(r#"{ age_of = "birthday", is = 3 }"#).unwrap_err().contains("bounds only"));
        assert!(read(r#"{ all = [], is = 3 }"#).unwrap_err().contains("stand alone"));
        assert!(read(r#"{ field = "married", equals = "yes" }"#).unwrap_err().contains("equals"));
    }

    #[test]
    fn a_condition_survives_json() {
        let written = r#"{"any":[{"field":"rooms","over":2,"at_most":5},{"age_of":"birthday","at_least":60}]}"#;
        let condition: Condition = serde_json::from_str(written).unwrap();
        assert_eq!(serde_json::to_string(&condition).unwrap(), written);
    }
}
