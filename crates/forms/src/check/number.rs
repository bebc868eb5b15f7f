//! Numbers and money within their limits.

use serde_json::Value;

use crate::typed::{read_money, read_number};
use crate::{MoneyRules, NumberRules, Problem};

/// The largest number whose neighbours are whole numbers too.
const LARGEST: f64 = 1e15;

pub(super) fn number(rules: &NumberRules, value: &Value) -> Result<Value, Problem> {
    let number = match value {
        Value::String(typed) => read_number(typed)?,
        Value::Number(number) => number.as_f64().ok_or(Problem::NotANumber)?,
        _ => return Err(Problem::WrongShape),
    };
    let unit = || rules.unit.clone();
    if rules.integer && number.fract() != 0.0 {
        return Err(Problem::NotWhole);
    }
    if let Some(min) = rules.min.filter(|min| number < *min) {
        return Err(Problem::NumberUnder { min, unit: unit() });
    }
    if let Some(max) = rules.max.filter(|max| number > *max) {
        return Err(Problem::NumberOver { max, unit: unit() });
    }
    written(number)
}

/// A whole number as one, so that 3 and 3.0 are the same answer.
pub(crate) fn written(number: f64) -> Result<Value, Problem> {
    if number.abs() >= LARGEST {
        return Err(Problem::TooManyDigits { max: 15 });
    }
    Ok(if number.fract() == 0.0 { Value::from(number as i64) } else { Value::from(number) })
}

pub(super) fn money(rules: &MoneyRules, value: &Value) -> Result<Value, Problem> {
    let fen = match value {
        Value::String(typed) => read_money(typed)?,
        Value::Number(fen) => fen.as_i64().ok_or(Problem::NotMoney)?,
        _ => return Err(Problem::WrongShape),
    };
    let min = rules.min.unwrap_or(0);
    if fen < min {
        return Err(Problem::MoneyUnder { min });
    }
    match rules.max {
        Some(max) if fen > max => Err(Problem::MoneyOver { max }),
        _ => Ok(fen.into()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_number_keeps_to_its_limits() {
        let rooms = NumberRules { min: Some(1.0), max: Some(20.0), integer: true, unit: Some("间".into()) };
        assert_eq!(number(&rooms, &json!("３")), Ok(json!(3)));
        assert_eq!(number(&rooms, &json!(3.0)), Ok(json!(3)));
        assert_eq!(number(&rooms, &json!("2.5")), Err(Problem::NotWhole));
        assert!(matches!(number(&rooms, &json!("21")), Err(Problem::NumberOver { .. })));
        assert_eq!(number(&NumberRules::default(), &json!(1e300)), Err(Problem::TooManyDigits { max: 15 }));
    }

    #[test]
    fn typed_money_is_yuan_and_a_number_is_fen() {
        let rules = MoneyRules { min: None, max: Some(1_000_000) };
        assert_eq!(money(&rules, &json!("1,234.50")), Ok(json!(123_450)));
        assert_eq!(money(&rules, &json!(123_450)), Ok(json!(123_450)));
        assert_eq!(money(&rules, &json!("-1")), Err(Problem::MoneyUnder { min: 0 }));
        assert_eq!(money(&rules, &json!("10000.01")), Err(Problem::MoneyOver { max: 1_000_000 }));
    }
}
