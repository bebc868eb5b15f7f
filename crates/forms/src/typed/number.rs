//! Numbers as people type them.

use crate::Problem;
use crate::pattern::{half_width, without_spaces};

/// Digits before and after the point together, so that every number is exact.
const MOST_DIGITS: usize = 15;

/// `1,234.5`, `１２`, `-3`: digits, thousands separators, one point, a sign.
pub(crate) fn read_number(typed: &str) -> Result<f64, Problem> {
    let text = without_spaces(&half_width(typed));
    let (negative, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(&text)),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let whole = whole_part(whole).ok_or(Problem::NotANumber)?;
    if !part.bytes().all(|byte| byte.is_ascii_digit()) || digits.ends_with('.') {
        return Err(Problem::NotANumber);
    }
    if whole.trim_start_matches('0').len() + part.len() > MOST_DIGITS {
        return Err(Problem::TooManyDigits { max: MOST_DIGITS });
    }
    let number: f64 = format!("{whole}.{part}0").parse().map_err(|_| Problem::NotANumber)?;
    Ok(if negative && number != 0.0 { -number } else { number })
}

/// Digits with or without separators in groups of three: `1234` and `1,234`, but not `12,34`.
pub(super) fn whole_part(text: &str) -> Option<String> {
    let mut groups = text.split(',');
    let first = groups.next()?;
    let grouped = groups.clone().next().is_some();
    let sound = !first.is_empty() && (!grouped || first.len() <= 3) && groups.all(|group| group.len() == 3);
    let digits = text.replace(',', "");
    (sound && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}

/// A number without a needless point: `3`, `3.5`.
pub(crate) fn plain(number: f64) -> String {
    format!("{number}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_type_them() {
        for (typed, number) in
            [("12", 12.0), ("1,234.5", 1234.5), ("１２", 12.0), (" -3 ", -3.0), ("0.5", 0.5), ("-0", 0.0)]
        {
            assert_eq!(read_number(typed), Ok(number), "{typed}");
        }
    }

    #[test]
    fn what_is_not_a_number_is_not_guessed() {
        for typed in ["", "十二", "12,34", "1.2.3", "1e9", "5.", ".5", "0x10", "NaN", "inf", "--1", "12岁"] {
            assert_eq!(read_number(typed), Err(Problem::NotANumber), "{typed}");
        }
        assert_eq!(read_number("1234567890123456"), Err(Problem::TooManyDigits { max: 15 }));
    }
}
