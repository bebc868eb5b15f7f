//! Dates between their first and last day.

use chrono::NaiveDate;
use serde_json::Value;

use crate::typed::{read_date, read_parts};
use crate::{DateRules, Problem};

pub(super) fn date(rules: &DateRules, value: &Value, today: NaiveDate) -> Result<Value, Problem> {
    let day = match value {
        Value::String(typed) => read_date(typed)?,
        Value::Object(parts) => read_parts(parts)?,
        _ => return Err(Problem::WrongShape),
    };
    if let Some(min) = rules.min.map(|bound| bound.on(today)).filter(|min| day < *min) {
        return Err(Problem::DateBefore { min });
    }
    if let Some(max) = rules.max.map(|bound| bound.on(today)).filter(|max| day > *max) {
        return Err(Problem::DateAfter { max });
    }
    Ok(day.format("%Y-%m-%d").to_string().into())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn somebody_of_eighteen_years_is_of_age_on_the_birthday() {
        let grown_up = DateRules { min: None, max: Some("today-18y".parse().unwrap()) };
        let on = |today: &str| date(&grown_up, &json!("2002-02-27"), today.parse().unwrap());
        assert_eq!(on("2020-02-27"), Ok(json!("2002-02-27")));
        assert!(matches!(on("2020-02-26"), Err(Problem::DateAfter { .. })));
    }
}
