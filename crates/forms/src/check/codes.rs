//! Numbers and codes, by the rules of each.

use budayang_rules::bank_card::BankCard;
use budayang_rules::credit_code::CreditCode;
use budayang_rules::division::DivisionCode;
use budayang_rules::identity::IdentityNumber;
use budayang_rules::telephone::Telephone;
use chrono::NaiveDate;
use serde_json::Value;

use crate::{Context, DivisionRules, Level, Problem, TelephoneRules};

pub(super) fn identity_number(value: &Value) -> Result<Value, Problem> {
    let number = IdentityNumber::parse(words(value)?).map_err(|fault| code(fault.to_string(), fault.en()))?;
    Ok(number.as_str().into())
}

pub(super) fn credit_code(value: &Value) -> Result<Value, Problem> {
    let number = CreditCode::parse(words(value)?).map_err(|fault| code(fault.to_string(), fault.en()))?;
    Ok(number.as_str().into())
}

pub(super) fn bank_card(value: &Value) -> Result<Value, Problem> {
    let en = "A bank card number has 12 to 19 digits; please compare it with the card digit by digit";
    let number = BankCard::parse(words(value)?).map_err(|fault| code(fault.to_string(), en.to_owned()))?;
    Ok(number.as_str().into())
}

pub(super) fn telephone(rules: &TelephoneRules, value: &Value) -> Result<Value, Problem> {
    let number = Telephone::parse(words(value)?).map_err(|fault| code(fault.to_string(), fault.en()))?;
    match rules.mobile_only && !number.is_mobile() {
        true => Err(Problem::NotMobile),
        false => Ok(number.as_str().into()),
    }
}

pub(super) fn division(rules: &DivisionRules, value: &Value, context: &Context<'_>) -> Result<Value, Problem> {
    let code = DivisionCode::parse(words(value)?).map_err(|_| Problem::NoSuchDivision)?;
    if let Some(level) = rules.level.filter(|level| depth(&code) < Some(*level)) {
        return Err(Problem::DivisionTooBroad { level });
    }
    let within = rules.within.as_deref().and_then(|within| DivisionCode::parse(within).ok());
    if within.is_some_and(|within| !within.contains(&code)) {
        return Err(Problem::DivisionOutside);
    }
    match (context.division_exists)(code.as_str()) {
        true => Ok(code.as_str().into()),
        false => Err(Problem::NoSuchDivision),
    }
}

/// How deep a code goes; the nation has no level of the five.
fn depth(code: &DivisionCode) -> Option<Level> {
    match code.prefix().len() {
        0 => None,
        1..=2 => Some(Level::Province),
        3..=4 => Some(Level::City),
        5..=6 => Some(Level::County),
        7..=9 => Some(Level::Township),
        _ => Some(Level::Village),
    }
}

/// The day of birth in an identity number, where it carries one.
pub(crate) fn birthday(number: &str) -> Option<NaiveDate> {
    IdentityNumber::parse(number).ok()?.birth_date()
}

fn words(value: &Value) -> Result<&str, Problem> {
    value.as_str().ok_or(Problem::WrongShape)
}

fn code(zh: String, en: String) -> Problem {
    Problem::Code { zh, en }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn choose(rules: &DivisionRules, code: &str) -> Result<Value, Problem> {
        let context = Context { today: NaiveDate::MIN, division_exists: &|code| code != "440199000000" };
        division(rules, &json!(code), &context)
    }

    #[test]
    fn a_division_lies_deep_enough_inside_another_and_exists() {
        let in_guangzhou = DivisionRules { level: Some(Level::County), within: Some("4401".into()) };
        assert_eq!(choose(&in_guangzhou, "440106"), Ok(json!("440106000000")));
        assert_eq!(choose(&in_guangzhou, "440100"), Err(Problem::DivisionTooBroad { level: Level::County }));
        assert_eq!(choose(&in_guangzhou, "000000"), Err(Problem::DivisionTooBroad { level: Level::County }));
        assert_eq!(choose(&in_guangzhou, "420106"), Err(Problem::DivisionOutside));
        assert_eq!(choose(&in_guangzhou, "440199"), Err(Problem::NoSuchDivision));
    }

    #[test]
    fn an_identity_number_says_what_it_lacks() {
        assert_eq!(identity_number(&json!("11010519491231002x")), Ok(json!("11010519491231002X")));
        let Err(Problem::Code { zh, en }) = identity_number(&json!("11010519491231002")) else { panic!() };
        assert_eq!(zh, "身份证号应为18位，还差1位");
        assert!(en.contains("1 still missing"), "{en}");
    }

    #[test]
    fn a_landline_will_not_do_where_a_message_is_sent() {
        let mobile = TelephoneRules { mobile_only: true };
        assert_eq!(telephone(&mobile, &json!("138 1234 5678")), Ok(json!("13812345678")));
        assert_eq!(telephone(&mobile, &json!("020-83134173")), Err(Problem::NotMobile));
    }
}
