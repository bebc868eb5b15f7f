//! Conditions look back only, at fields that exist, with tests that make sense.

use std::collections::{BTreeMap, BTreeSet};

use budayang_rules::division::DivisionCode;

use super::Found;
use crate::{Bound, Choice, Condition, Field, Kind, Range, Scalar, Test};

/// The deepest nesting of conditions that a reader can still follow.
const DEEPEST: usize = 4;

/// The fields that come before, and those that come at all.
#[derive(Clone, Default)]
pub(super) struct Scope<'f> {
    earlier: BTreeMap<&'f str, Shape<'f>>,
    all: BTreeSet<&'f str>,
}

#[derive(Clone, Copy)]
enum Shape<'f> {
    Options { options: &'f [Choice], many: bool },
    Number,
    Date,
    Identity,
    Count,
    Flag,
    Division,
    Words,
}

impl<'f> Scope<'f> {
    pub(super) fn of(fields: impl Iterator<Item = &'f Field>) -> Self {
        Self { earlier: BTreeMap::new(), all: fields.map(|field| field.key.as_str()).collect() }
    }

    pub(super) fn also(&mut self, fields: &'f [Field]) {
        self.all.extend(fields.iter().map(|field| field.key.as_str()));
    }

    pub(super) fn earlier(&self) -> impl Iterator<Item = &'f str> {
        self.earlier.keys().copied()
    }

    pub(super) fn field(&mut self, field: &'f Field) {
        self.earlier.insert(&field.key, shape(&field.kind));
    }

    pub(super) fn options(&mut self, key: &'f str, options: &'f [Choice]) {
        self.all.insert(key);
        self.earlier.insert(key, Shape::Options { options, many: false });
    }

    pub(super) fn check(&self, condition: &Condition, found: &mut Found<'_>) {
        self.at_depth(condition, 1, found);
    }

    fn at_depth(&self, condition: &Condition, depth: usize, found: &mut Found<'_>) {
        match condition {
            Condition::Field { field, test } => {
                if let Some(shape) = self.shape_of(field, found) {
                    makes_sense(field, shape, test, found);
                }
            }
            Condition::Age { age_of, range } => match self.shape_of(age_of, found) {
                Some(Shape::Date | Shape::Identity) => numbers(range, found),
                Some(_) => found.add(
                    (&format!("“{age_of}”不能算出年龄"), &format!("“{age_of}” tells no age")),
                    ("age_of 只用于日期和身份证号", "Use age_of with a date or an identity number"),
                ),
                None => {}
            },
            Condition::All(inner) | Condition::Any(inner) | Condition::None(inner) => {
                if inner.is_empty() {
                    found.add(
                        ("条件列表是空的", "a list of conditions is empty"),
                        ("请写条件，或删去它", "Write conditions or take it out"),
                    );
                }
                if depth == DEEPEST {
                    found.add(
                        ("条件嵌套太深", "conditions are nested too deep"),
                        ("请拆成几个字段", "Ask in several fields instead"),
                    );
                    return;
                }
                for condition in inner {
                    self.at_depth(condition, depth + 1, found);
                }
            }
        }
    }

    fn shape_of(&self, field: &str, found: &mut Found<'_>) -> Option<Shape<'f>> {
        let shape = self.earlier.get(field).copied();
        match shape {
            Some(_) => {}
            None if self.all.contains(field) => found.add(
                (&format!("条件里的“{field}”排在后面"), &format!("the condition looks ahead at “{field}”")),
                ("条件只能看前面的字段，请调整顺序", "Conditions look back only; change the order"),
            ),
            None => found.add(
                (&format!("条件里的“{field}”不存在"), &format!("the condition names “{field}”, which is no field")),
                ("请改为已有字段的 key", "Use the key of a field"),
            ),
        }
        shape
    }
}

fn shape(kind: &Kind) -> Shape<'_> {
    match kind {
        Kind::Choice(rules) => Shape::Options { options: &rules.options, many: false },
        Kind::Choices(rules) => Shape::Options { options: &rules.options, many: true },
        Kind::Number(_) | Kind::Money(_) => Shape::Number,
        Kind::Date(_) => Shape::Date,
        Kind::IdentityNumber {} => Shape::Identity,
        Kind::File(_) | Kind::Group(_) => Shape::Count,
        Kind::Declaration(_) => Shape::Flag,
        Kind::Division(_) => Shape::Division,
        _ => Shape::Words,
    }
}

fn makes_sense(field: &str, shape: Shape<'_>, test: &Test, found: &mut Found<'_>) {
    match test {
        Test::Answered(_) => {}
        Test::Within(code) => {
            if !matches!(shape, Shape::Division) || DivisionCode::parse(code).is_err() {
                found.add(
                    (&format!("“{field}”不能这样用 within"), &format!("within does not fit “{field}”")),
                    (
                        "within 只用于行政区划，写2、4、6、9或12位代码",
                        "Use within with a division and a code of 2, 4, 6, 9 or 12 digits",
                    ),
                );
            }
        }
        Test::Is(value) | Test::Not(value) => equals(field, shape, value, found),
        Test::OneOf(values) => {
            if values.is_empty() {
                found.add(("one_of 是空的", "one_of is empty"), ("请写值，或删去条件", "Write values or take it out"));
            }
            values.iter().for_each(|value| equals(field, shape, value, found));
        }
        Test::Range(range) => match shape {
            Shape::Number | Shape::Count | Shape::Options { many: true, .. } => numbers(range, found),
            Shape::Date => days(range, found),
            Shape::Options { options, .. } if options.iter().all(|option| option.key.parse::<f64>().is_ok()) => {
                numbers(range, found);
            }
            _ => found.add(
                (&format!("“{field}”不能比较大小"), &format!("“{field}” has no more or less")),
                (
                    "over、under、at_least、at_most 只用于数字、金额、日期和个数",
                    "Use bounds with numbers, money, dates and counts",
                ),
            ),
        },
    }
}

fn equals(field: &str, shape: Shape<'_>, value: &Scalar, found: &mut Found<'_>) {
    let sound = match (shape, value) {
        (Shape::Options { options, .. }, Scalar::Word(word)) => options.iter().any(|option| option.key == *word),
        (Shape::Options { options, many: false }, Scalar::Flag(flag)) => {
            let word = if *flag { "yes" } else { "no" };
            options.iter().any(|option| option.key == word)
        }
        (Shape::Options { many: false, options }, Scalar::Whole(number)) => {
            options.iter().any(|option| option.key.parse() == Ok(*number))
        }
        (Shape::Number | Shape::Count, Scalar::Whole(_) | Scalar::Number(_)) => true,
        (Shape::Date, Scalar::Word(day)) => day.parse::<Bound>().is_ok(),
        (Shape::Flag, Scalar::Flag(_)) => true,
        (Shape::Division, Scalar::Word(code)) => DivisionCode::parse(code).is_ok_and(|full| full.as_str() == code),
        (Shape::Words | Shape::Identity, Scalar::Word(_)) => true,
        _ => false,
    };
    if !sound {
        found.add(
            (&format!("“{field}”不会等于条件里的值"), &format!("“{field}” can never be the value in the condition")),
            ("请用选项的 key，或与字段同类的值", "Use the key of an option, or a value of the field's kind"),
        );
    }
}

fn numbers(range: &Range, found: &mut Found<'_>) {
    if !range.bounds().all(|bound| matches!(bound, Scalar::Whole(_) | Scalar::Number(_))) {
        found.add(
            ("界限应为数字", "a bound is no number"),
            ("请写数字，金额以分为单位", "Write a number; money in fen"),
        );
    }
}

fn days(range: &Range, found: &mut Found<'_>) {
    let is_day = |bound: &Scalar| matches!(bound, Scalar::Word(day) if day.parse::<Bound>().is_ok());
    if !range.bounds().all(is_day) {
        found.add(
            ("界限应为日期", "a bound is no day"),
            ("请写 2020-01-23 或 today-18y", "Write 2020-01-23 or today-18y"),
        );
    }
}
