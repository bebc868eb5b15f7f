//! Time limits 时限 as law and guides state them.

use std::fmt;

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::typed;

/// How long an organ may take. Zero working days is 即办: done while the applicant waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimeLimit {
    pub value: u16,
    pub unit: LimitUnit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LimitUnit {
    /// 工作日
    WorkingDays,
    /// 自然日
    CalendarDays,
    /// 小时: clocks run in days, so fewer than 24 hours are due on the same working day.
    Hours,
    /// 个月
    Months,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LimitFault {
    #[error("没有认出时限“{text}”，请写作“20个工作日”“30个自然日”“24小时”“3个月”“即办”或“无”")]
    Unknown { text: String },
    #[error("时限“{text}”超过65535，请核对数字")]
    TooLong { text: String },
}

impl TimeLimit {
    /// Done while the applicant waits.
    pub const ON_THE_SPOT: Self = Self::working_days(0);

    pub const fn working_days(value: u16) -> Self {
        Self { value, unit: LimitUnit::WorkingDays }
    }

    pub const fn calendar_days(value: u16) -> Self {
        Self { value, unit: LimitUnit::CalendarDays }
    }

    /// Reads `30(工作日)`, `90(自然日)`, `7个工作日`, `24小时`, `3个月`, `即办`; `无` is no limit. 日 and 天 alone mean working days, as
    /// the licensing law counts (art. 82).
    pub fn parse(text: &str) -> Result<Option<Self>, LimitFault> {
        let tidy = typed::tidied(text);
        let unknown = || LimitFault::Unknown { text: text.trim().chars().take(20).collect() };
        match tidy.as_str() {
            "" | "无" | "/" | "-" | "暂无" => return Ok(None),
            "即办" | "即时办结" | "即时" | "当场办结" | "当场办理" | "立即办理" | "马上办" => {
                return Ok(Some(Self::ON_THE_SPOT));
            }
            _ => {}
        }
        let digits = tidy.bytes().take_while(u8::is_ascii_digit).count();
        let (number, unit) = tidy.split_at(digits);
        let unit = match unit.trim_matches(['(', ')', '个']) {
            "工作日" | "日" | "天" => LimitUnit::WorkingDays,
            "自然日" | "日历日" => LimitUnit::CalendarDays,
            "小时" => LimitUnit::Hours,
            "月" => LimitUnit::Months,
            _ => return Err(unknown()),
        };
        if number.is_empty() {
            return Err(unknown());
        }
        let value = number.parse().map_err(|_| LimitFault::TooLong { text: number.chars().take(20).collect() })?;
        Ok(Some(Self { value, unit }))
    }

    /// Whether this limit ends no later than the other wherever both start, `None` when that depends on the holidays: 30 calendar
    /// days are no longer than 30 working days, but of 25 working days and 30 calendar days nobody can say it in general.
    pub fn no_longer_than(&self, other: &Self) -> Option<bool> {
        if self.unit == other.unit {
            return Some(self.value <= other.value);
        }
        let ((shortest, longest), (other_shortest, other_longest)) = (self.hours(), other.hours());
        if longest <= other_shortest {
            Some(true)
        } else if shortest > other_longest {
            Some(false)
        } else {
            None
        }
    }

    /// In English, for the same reader's page.
    pub fn en(&self) -> String {
        let Self { value, unit } = *self;
        if value == 0 {
            return "on the spot".into();
        }
        let unit = match unit {
            LimitUnit::WorkingDays => "working day",
            LimitUnit::CalendarDays => "calendar day",
            LimitUnit::Hours => "hour",
            LimitUnit::Months => "month",
        };
        format!("{value} {unit}{}", if value == 1 { "" } else { "s" })
    }

    /// The length in days as a clock counts it from its start.
    pub(crate) fn counted_from(&self, start: NaiveDate) -> Counted {
        let value = u32::from(self.value);
        match self.unit {
            LimitUnit::WorkingDays => Counted { days: value, working: true },
            LimitUnit::CalendarDays => Counted { days: value, working: false },
            LimitUnit::Hours if value < 24 => Counted { days: 0, working: false },
            LimitUnit::Hours => Counted { days: value.div_ceil(24), working: false },
            LimitUnit::Months => {
                let end = start.checked_add_months(Months::new(value)).unwrap_or(NaiveDate::MAX);
                Counted { days: u32::try_from((end - start).num_days()).unwrap_or(u32::MAX), working: false }
            }
        }
    }

    /// The shortest and the longest time that the limit can come to. In no loaded year does a stretch of n working days take more than
    /// n × 7 ÷ 5 calendar days and two weeks: the longest holiday has nine or ten days.
    fn hours(&self) -> (u32, u32) {
        let value = u32::from(self.value);
        match self.unit {
            LimitUnit::WorkingDays if value == 0 => (0, 0),
            LimitUnit::WorkingDays => (value * 24, (value * 3 / 2 + 14) * 24),
            LimitUnit::CalendarDays => (value * 24, value * 24),
            LimitUnit::Hours => (value, value),
            LimitUnit::Months => (value * 28 * 24, value * 31 * 24),
        }
    }
}

/// A limit in days of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Counted {
    pub(crate) days: u32,
    pub(crate) working: bool,
}

impl fmt::Display for TimeLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { value, unit } = self;
        match unit {
            _ if *value == 0 => f.write_str("即时办结"),
            LimitUnit::WorkingDays => write!(f, "{value}个工作日"),
            LimitUnit::CalendarDays => write!(f, "{value}个自然日"),
            LimitUnit::Hours => write!(f, "{value}小时"),
            LimitUnit::Months => write!(f, "{value}个月"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn limit(text: &str) -> TimeLimit {
        TimeLimit::parse(text).unwrap().unwrap()
    }

    #[test]
    fn texts_of_real_guides() {
        assert_eq!(limit("30(工作日)"), TimeLimit::working_days(30));
        assert_eq!(limit("90（自然日）"), TimeLimit::calendar_days(90));
        assert_eq!(limit("7个工作日"), TimeLimit::working_days(7));
        assert_eq!(limit("２４小时"), TimeLimit { value: 24, unit: LimitUnit::Hours });
        assert_eq!(limit("3个月").unit, LimitUnit::Months);
        assert_eq!(limit("即办"), TimeLimit::ON_THE_SPOT);
        assert_eq!(TimeLimit::parse("无"), Ok(None));
    }

    #[test]
    fn a_text_that_is_no_limit_says_how_to_write_one() {
        assert!(TimeLimit::parse("尽快").unwrap_err().to_string().contains("20个工作日"));
        assert!(TimeLimit::parse("(工作日)").is_err());
        assert!(matches!(TimeLimit::parse("99999个工作日"), Err(LimitFault::TooLong { .. })));
    }

    #[test]
    fn in_both_languages() {
        assert_eq!(
            (limit("20(工作日)").to_string().as_str(), limit("20(工作日)").en().as_str()),
            ("20个工作日", "20 working days")
        );
        assert_eq!((limit("即办").to_string().as_str(), limit("1工作日").en().as_str()), ("即时办结", "1 working day"));
    }

    #[test]
    fn comparing_the_same_unit() {
        assert_eq!(limit("7(工作日)").no_longer_than(&limit("30(工作日)")), Some(true));
        assert_eq!(limit("31(工作日)").no_longer_than(&limit("30(工作日)")), Some(false));
    }

    #[test]
    fn comparing_different_units_is_honest() {
        assert_eq!(limit("30(自然日)").no_longer_than(&limit("60(工作日)")), Some(true));
        assert_eq!(limit("90(自然日)").no_longer_than(&limit("60(工作日)")), None);
        assert_eq!(limit("25(工作日)").no_longer_than(&limit("30(自然日)")), None);
        assert_eq!(limit("90(工作日)").no_longer_than(&limit("60(自然日)")), Some(false));
        assert_eq!(limit("即办").no_longer_than(&limit("24小时")), Some(true));
        assert_eq!(limit("24小时").no_longer_than(&limit("1个工作日")), Some(true));
    }

    #[test]
    fn in_toml() {
        let limit: TimeLimit = toml::from_str("value = 20\nunit = \"working-days\"").unwrap();
        assert_eq!(limit, TimeLimit::working_days(20));
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_back(value in 1u16.., unit in 0usize..4) {
            let unit = [LimitUnit::WorkingDays, LimitUnit::CalendarDays, LimitUnit::Hours, LimitUnit::Months][unit];
            let limit = TimeLimit { value, unit };
            prop_assert_eq!(TimeLimit::parse(&limit.to_string()), Ok(Some(limit)));
        }

        #[test]
        fn of_two_limits_one_is_no_longer(a in 0u16..400, b in 0u16..400) {
            let (a, b) = (TimeLimit::working_days(a), TimeLimit::calendar_days(b));
            prop_assert!(!(a.no_longer_than(&b) == Some(false) && b.no_longer_than(&a) == Some(false)));
        }
    }
}
