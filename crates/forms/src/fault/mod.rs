//! What is wrong with an answer, and how to say so kindly.

mod en;
mod zh;

use chrono::NaiveDate;

use crate::{Field, Kind, Lang, Level, Pattern, Text};

/// One thing to put right, at one input.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// `name`, or `children.0.name` in the first row of a group.
    pub path: String,
    /// What the field is called.
    pub name: Text,
    /// The row of a group in which it stands.
    pub item: Option<Item>,
    pub problem: Problem,
}

/// A row of a group: its number counted from 1, and what the thing is called where the definition says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub number: usize,
    pub name: Option<Text>,
}

/// The part of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Year,
    Month,
    Day,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    /// A required answer is missing.
    Missing(Wanted),
    /// More than one answer came for a field that takes one.
    OnlyOne,
    /// An answer of another kind than the field's, which only a program can send.
    WrongShape,
    TooShort {
        min: usize,
        lacks: usize,
    },
    TooLong {
        max: usize,
        over: usize,
    },
    Pattern(Pattern),
    NotANumber,
    NotWhole,
    TooManyDigits {
        max: usize,
    },
    NumberUnder {
        min: f64,
        unit: Option<Text>,
    },
    NumberOver {
        max: f64,
        unit: Option<Text>,
    },
    NotMoney,
    MoneyDecimals,
    /// Limits in fen.
    MoneyUnder {
        min: i64,
    },
    MoneyOver {
        max: i64,
    },
    NotADate,
    DateLacks(Part),
    Year,
    Month,
    Day {
        year: u32,
        month: u32,
        last: u32,
    },
    DateBefore {
        min: NaiveDate,
    },
    DateAfter {
        max: NaiveDate,
    },
    NotAnOption,
    TooFew {
        min: usize,
        of: Counted,
    },
    TooMany {
        max: usize,
        of: Counted,
    },
    NoSuchDivision,
    DivisionTooBroad {
        level: Level,
    },
    DivisionOutside,
    NotMobile,
    /// What the rules of a number or code say, in both languages.
    Code {
        zh: String,
        en: String,
    },
}

/// What the person is asked to do about a missing answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    Fill,
    Choose,
    Upload,
    Agree,
    Add,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    Options,
    Files,
    Items,
}

impl Fault {
    /// A sentence for the person in front of the screen.
    pub fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => zh::message(self),
            Lang::En => en::message(self),
        }
    }
}

impl Problem {
    pub(crate) fn missing(kind: &Kind) -> Self {
        Self::Missing(match kind {
            Kind::Choice(_) | Kind::Choices(_) | Kind::Division(_) => Wanted::Choose,
            Kind::File(_) => Wanted::Upload,
            Kind::Declaration(_) => Wanted::Agree,
            Kind::Group(_) => Wanted::Add,
            _ => Wanted::Fill,
        })
    }

    pub(crate) fn at(self, path: String, field: &Field, item: Option<&Item>) -> Fault {
        let name = Text { zh: field.name(Lang::Zh).to_owned(), en: Some(field.name(Lang::En).to_owned()) };
        Fault { path, name, item: item.cloned(), problem: self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(problem: Problem, lang: Lang) -> String {
        Fault { path: "f".into(), name: Text::both("出生日期", "Date of birth"), item: None, problem }.message(lang)
    }

    #[test]
    fn a_message_says_what_to_do() {
        assert_eq!(says(Problem::Missing(Wanted::Fill), Lang::Zh), "请填写出生日期");
        assert_eq!(says(Problem::Month, Lang::Zh), "出生日期的月份应为1至12");
        assert_eq!(
            says(Problem::Day { year: 2021, month: 2, last: 28 }, Lang::Zh),
            "出生日期的日应为1至28，2021年2月共28天"
        );
        assert_eq!(says(Problem::DateLacks(Part::Year), Lang::Zh), "请补上出生日期的年份");
        assert_eq!(says(Problem::MoneyDecimals, Lang::Zh), "出生日期最多两位小数");
        assert_eq!(says(Problem::Month, Lang::En), "Date of birth: the month must be 1 to 12");
    }

    #[test]
    fn a_row_of_a_group_is_named() {
        let fault = Fault {
            path: "children.1.name".into(),
            name: Text::both("姓名", "Name"),
            item: Some(Item { number: 2, name: Some(Text::both("子女", "Child")) }),
            problem: Problem::Missing(Wanted::Fill),
        };
        assert_eq!(fault.message(Lang::Zh), "子女2：请填写姓名");
        assert_eq!(fault.message(Lang::En), "Child 2: Name: fill this in");
    }

    #[test]
    fn a_yes_or_no_question_asks_for_an_answer() {
        let fault =
            Fault {
                path: "m".into(), name: "是否已婚".into(), item: None, problem: Problem::Missing(Wanted::Choose)
            };
        assert_eq!(fault.message(Lang::Zh), "请回答：是否已婚");
    }
}
