//! Amounts of money: typed in yuan, kept in fen.

use super::number::whole_part;
use crate::Problem;
use crate::pattern::{half_width, without_spaces};

/// One hundred trillion yuan is more than anybody is asked for.
const MOST_DIGITS: usize = 14;

/// `1,234.50`, `¥1234.5`, `1234元`: fen.
pub(crate) fn read_money(typed: &str) -> Result<i64, Problem> {
    let text = without_spaces(&half_width(typed));
    let (negative, text) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text.as_str()),
    };
    let text = text.trim_start_matches(['¥', '￥']);
    let text = text.strip_suffix("元").or_else(|| text.strip_suffix("圆")).unwrap_or(text);
    let (yuan, part) = text.split_once('.').unwrap_or((text, ""));
    let yuan = whole_part(yuan).ok_or(Problem::NotMoney)?;
    if !part.bytes().all(|byte| byte.is_ascii_digit()) || text.ends_with('.') {
        return Err(Problem::NotMoney);
    }
    if part.len() > 2 {
        return Err(Problem::MoneyDecimals);
    }
    if yuan.trim_start_matches('0').len() > MOST_DIGITS {
        return Err(Problem::TooManyDigits { max: MOST_DIGITS });
    }
    let fen: i64 = format!("{yuan}{part:0<2}").parse().map_err(|_| Problem::NotMoney)?;
    Ok(if negative { -fen } else { fen })
}

/// Fen as yuan with separators: `1,234.50`.
pub(crate) fn yuan(fen: i64) -> String {
    let sign = if fen < 0 { "-" } else { "" };
    let (whole, part) = (fen.unsigned_abs() / 100, fen.unsigned_abs() % 100);
    let digits = whole.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{sign}{grouped}.{part:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yuan_become_fen() {
        for (typed, fen) in
            [("1,234.50", 123_450), ("￥1234.5", 123_450), ("１２元", 1_200), ("0.07", 7), ("¥ 3 000", 300_000)]
        {
            assert_eq!(read_money(typed), Ok(fen), "{typed}");
        }
    }

    #[test]
    fn at_most_two_decimals() {
        assert_eq!(read_money("1.234"), Err(Problem::MoneyDecimals));
        assert_eq!(read_money("1,23"), Err(Problem::NotMoney));
        assert_eq!(read_money("三百"), Err(Problem::NotMoney));
    }

    #[test]
    fn fen_become_yuan() {
        assert_eq!(yuan(123_450), "1,234.50");
        assert_eq!(yuan(-7), "-0.07");
        assert_eq!(yuan(100_000_000), "1,000,000.00");
        assert_eq!(yuan(i64::MIN), "-92,233,720,368,547,758.08");
    }
}
