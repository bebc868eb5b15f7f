//! Dates as people type them, in one input or in three.

use chrono::NaiveDate;
use serde_json::{Map, Value};

use crate::pattern::{half_width, without_spaces};
use crate::{Part, Problem};

/// `2020-02-27`, `2020/2/27`, `2020.2.27`, `2020年2月27日`, `20200227`.
pub(crate) fn read_date(typed: &str) -> Result<NaiveDate, Problem> {
    let text = without_spaces(&half_width(typed));
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return read_three(&text[..4], &text[4..6], &text[6..]);
    }
    let text = text.strip_suffix(['日', '号']).unwrap_or(&text);
    let parts: Vec<&str> = text.split(['-', '/', '.', '年', '月']).collect();
    match parts.as_slice() {
        [year, month, day] => read_three(year, month, day),
        _ => Err(Problem::NotADate),
    }
}

/// Three inputs: `{ year, month, day }`.
pub(crate) fn read_parts(parts: &Map<String, Value>) -> Result<NaiveDate, Problem> {
    let part = |name| match parts.get(name) {
        Some(Value::String(text)) => without_spaces(&half_width(text)),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    read_three(&part("year"), &part("month"), &part("day"))
}

fn read_three(year: &str, month: &str, day: &str) -> Result<NaiveDate, Problem> {
    for (part, text) in [(Part::Year, year), (Part::Month, month), (Part::Day, day)] {
        if text.is_empty() {
            return Err(Problem::DateLacks(part));
        }
        if text.len() > 9 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Problem::NotADate);
        }
    }
    let number = |text: &str| text.parse::<u32>().map_err(|_| Problem::NotADate);
    let (year, month, day) = (number(year)?, number(month)?, number(day)?);
    if !(1000..=9999).contains(&year) {
        return Err(Problem::Year);
    }
    if !(1..=12).contains(&month) {
        return Err(Problem::Month);
    }
    // Four digits of a year always fit.
    NaiveDate::from_ymd_opt(year as i32, month, day).ok_or(Problem::Day { year, month, last: days(year, month) })
}

fn days(year: u32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Year, month and day for three inputs, as typed where they could not be read.
pub fn date_parts(value: &Value) -> [String; 3] {
    match value {
        Value::String(text) => match read_date(text) {
            Ok(day) => ["%Y", "%-m", "%-d"].map(|part| day.format(part).to_string()),
            Err(_) => [text.clone(), String::new(), String::new()],
        },
        Value::Object(parts) => {
            ["year", "month", "day"].map(|name| parts.get(name).and_then(Value::as_str).unwrap_or_default().to_owned())
        }
        _ => Default::default(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_day_is_read_in_every_usual_writing() {
        let day = NaiveDate::from_ymd_opt(2020, 2, 27).unwrap();
        for typed in
            ["2020-02-27", "2020/2/27", "2020.2.27", "2020年2月27日", "20200227", "２０２０－２－２７", " 2020-2-27 "]
        {
            assert_eq!(read_date(typed), Ok(day), "{typed}");
        }
    }

    #[test]
    fn the_wrong_part_is_named() {
        assert_eq!(read_date("1985-13-01"), Err(Problem::Month));
        assert_eq!(read_date("2021-02-29"), Err(Problem::Day { year: 2021, month: 2, last: 28 }));
        assert_eq!(read_date("85-2-27"), Err(Problem::Year));
        assert_eq!(read_date("0000-01-01"), Err(Problem::Year));
        assert_eq!(read_date("2020-02-"), Err(Problem::DateLacks(Part::Day)));
        assert_eq!(read_date("昨天"), Err(Problem::NotADate));
        assert_eq!(read_date("9999-12-31").map(|day| day.to_string()), Ok("9999-12-31".to_owned()));
    }

    #[test]
    fn three_inputs_come_back_as_typed() {
        assert_eq!(date_parts(&json!("2020-02-27")), ["2020", "2", "27"]);
        assert_eq!(date_parts(&json!({"year": "2020", "month": "十", "day": ""})), ["2020", "十", ""]);
    }
}
