//! The limits of each kind leave room for an answer.

use budayang_rules::division::DivisionCode;
use chrono::NaiveDate;

use super::{Found, options, words};
use crate::{ChoicesRules, DateRules, FileRules, Kind, TextRules};

/// More rows or files than this in one field do not fit on a page.
const MOST_ROWS: usize = 200;

/// A day in the middle of things, to compare bounds that both count from today.
const SOME_DAY: NaiveDate = NaiveDate::from_ymd_opt(2020, 2, 27).expect("invariant: a day of the calendar");

pub(super) fn check(kind: &Kind, found: &mut Found<'_>) {
    match kind {
        Kind::Text(rules) => text(rules, found),
        Kind::Number(rules) => {
            ordered(rules.min, rules.max, found);
            if rules.integer && [rules.min, rules.max].into_iter().flatten().any(|limit| limit.fract() != 0.0) {
                found.add(
                    ("整数的界限有小数", "a whole number has limits with a fraction"),
                    ("请写整数", "Write whole limits"),
                );
            }
        }
        Kind::Money(rules) => ordered(Some(rules.min.unwrap_or(0)), rules.max, found),
        Kind::Date(rules) => date(rules, found),
        Kind::Choice(rules) => options(&rules.options, found),
        Kind::Choices(rules) => choices(rules, found),
        Kind::Division(rules) => {
            if rules.within.as_ref().is_some_and(|within| DivisionCode::parse(within).is_err()) {
                found.add(
                    ("within 不是行政区划代码", "within is no code of a division"),
                    ("请写2、4、6、9或12位数字", "Write 2, 4, 6, 9 or 12 digits"),
                );
            }
        }
        Kind::File(rules) => file(rules, found),
        Kind::Group(rules) => {
            ordered(rules.min, Some(rules.most()), found);
            most(rules.most(), found);
        }
        Kind::Declaration(rules) => words(&rules.text, found),
        Kind::Address {} | Kind::Telephone(_) | Kind::IdentityNumber {} | Kind::CreditCode {} | Kind::BankCard {} => {}
    }
}

fn text(rules: &TextRules, found: &mut Found<'_>) {
    ordered(rules.min, Some(rules.longest()), found);
    if rules.longest() == 0 || rules.longest() > 20_000 {
        found.add(("max 应为1至20000", "max is not between 1 and 20,000"), ("请改写 max", "Change max"));
    }
    if rules.is_long() && rules.pattern.is_some() {
        found.add(
            ("多行文字不能有 pattern", "a long text has a pattern"),
            ("请删去 rows 或 pattern", "Take out rows or pattern"),
        );
    }
}

fn date(rules: &DateRules, found: &mut Found<'_>) {
    let (Some(min), Some(max)) = (rules.min, rules.max) else { return };
    if min.is_relative() == max.is_relative() {
        ordered(Some(min.on(SOME_DAY)), Some(max.on(SOME_DAY)), found);
    }
}

fn choices(rules: &ChoicesRules, found: &mut Found<'_>) {
    options(&rules.options, found);
    ordered(rules.min, Some(rules.max.unwrap_or(rules.options.len())), found);
    if rules.max == Some(0) {
        found.add(("max 不能为0", "max is 0"), ("请改写 max", "Change max"));
    }
}

fn file(rules: &FileRules, found: &mut Found<'_>) {
    most(rules.most(), found);
    if rules.max_bytes == Some(0) {
        found.add(("max_bytes 不能为0", "max_bytes is 0"), ("请改写 max_bytes", "Change max_bytes"));
    }
    let sound = |ending: &String| !ending.is_empty() && ending.chars().all(|c| c.is_ascii_alphanumeric());
    if !rules.accept.iter().all(sound) {
        found.add(
            ("accept 应为扩展名，不带点", "accept holds something else than endings"),
            ("请写成 [\"pdf\", \"jpg\"]", "Write [\"pdf\", \"jpg\"]"),
        );
    }
}

fn most(count: usize, found: &mut Found<'_>) {
    if count == 0 || count > MOST_ROWS {
        found.add(("数量上限应为1至200", "the largest count is not between 1 and 200"), ("请改写上限", "Change it"));
    }
}

fn ordered<T: PartialOrd>(min: Option<T>, max: Option<T>, found: &mut Found<'_>) {
    if let (Some(min), Some(max)) = (min, max)
        && min > max
    {
        found.add(
            ("min 大于 max，没有可填的答案", "min is more than max, so no answer fits"),
            ("请改写 min 或 max", "Change min or max"),
        );
    }
}
