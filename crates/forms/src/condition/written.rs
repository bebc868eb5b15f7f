//! Conditions as packs write them, with errors that say what is missing.

use serde::{Deserialize, Serialize};

use super::{Condition, Range, Scalar, Test};

/// How a condition stands in a pack: one flat table.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Written {
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    age_of: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is: Option<Scalar>,
    #[serde(skip_serializing_if = "Option::is_none")]
    not: Option<Scalar>,
    #[serde(skip_serializing_if = "Option::is_none")]
    one_of: Option<Vec<Scalar>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    over: Option<Scalar>,
    #[serde(skip_serializing_if = "Option::is_none")]
    under: Option<Scalar>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at_least: Option<Scalar>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at_most: Option<Scalar>,
    #[serde(skip_serializing_if = "Option::is_none")]
    within: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    answered: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    all: Option<Vec<Condition>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    any: Option<Vec<Condition>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    none: Option<Vec<Condition>>,
}

#[derive(Debug, thiserror::Error)]
pub(super) enum Unclear {
    #[error("a condition names exactly one of field, age_of, all, any, none")]
    Subject,
    #[error(
        "a condition on a field has exactly one test: is, not, one_of, within, answered, or bounds (over, under, at_least, at_most)"
    )]
    Test,
    #[error("a condition on an age has bounds only: over, under, at_least, at_most")]
    Age,
    #[error("all, any and none stand alone: put further tests into their list")]
    Alone,
}

impl TryFrom<Written> for Condition {
    type Error = Unclear;

    fn try_from(written: Written) -> Result<Self, Unclear> {
        let Written {
            field,
            age_of,
            is,
            not,
            one_of,
            over,
            under,
            at_least,
            at_most,
            within,
            answered,
            all,
            any,
            none,
        } = written;
        let range = Range { over, under, at_least, at_most };
        let bounds = (!range.is_empty()).then_some(range);
        let mut tests: Vec<Test> = [
            is.map(Test::Is),
            not.map(Test::Not),
            one_of.map(Test::OneOf),
            answered.map(Test::Answered),
            within.map(Test::Within),
            bounds.map(Test::Range),
        ]
        .into_iter()
        .flatten()
        .collect();
        let test = tests.pop();
        let alone = test.is_none();
        match (field, age_of, all, any, none) {
            (Some(field), None, None, None, None) => match test {
                Some(test) if tests.is_empty() => Ok(Self::Field { field, test }),
                _ => Err(Unclear::Test),
            },
            (None, Some(age_of), None, None, None) => match test {
                Some(Test::Range(range)) if tests.is_empty() => Ok(Self::Age { age_of, range }),
                _ => Err(Unclear::Age),
            },
            (None, None, Some(all), None, None) if alone => Ok(Self::All(all)),
            (None, None, None, Some(any), None) if alone => Ok(Self::Any(any)),
            (None, None, None, None, Some(none)) if alone => Ok(Self::None(none)),
            (None, None, Some(_), None, None)
            | (None, None, None, Some(_), None)
            | (None, None, None, None, Some(_)) => Err(Unclear::Alone),
            _ => Err(Unclear::Subject),
        }
    }
}

impl From<Condition> for Written {
    fn from(condition: Condition) -> Self {
        let blank = Self::default();
        match condition {
            Condition::Field { field, test } => Self { field: Some(field), ..test.into() },
            Condition::Age { age_of, range } => Self { age_of: Some(age_of), ..Test::Range(range).into() },
            Condition::All(all) => Self { all: Some(all), ..blank },
            Condition::Any(any) => Self { any: Some(any), ..blank },
            Condition::None(none) => Self { none: Some(none), ..blank },
        }
    }
}

impl From<Test> for Written {
    fn from(test: Test) -> Self {
        let blank = Self::default();
        match test {
            Test::Is(is) => Self { is: Some(is), ..blank },
            Test::Not(not) => Self { not: Some(not), ..blank },
            Test::OneOf(one_of) => Self { one_of: Some(one_of), ..blank },
            Test::Answered(answered) => Self { answered: Some(answered), ..blank },
            Test::Within(within) => Self { within: Some(within), ..blank },
            Test::Range(Range { over, under, at_least, at_most }) => Self { over, under, at_least, at_most, ..blank },
        }
    }
}
