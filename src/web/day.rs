//! Days and moments as people read them: 2月27日（周四）, with the year when it is not this one.

use budayang_forms::Lang;
use chrono::{DateTime, Datelike, NaiveDate, Utc};

use crate::clock::beijing;

const WEEKDAYS: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];

/// A day beside the day on which it is read.
pub(crate) fn day(lang: Lang, day: NaiveDate, today: NaiveDate) -> String {
    let this_year = day.year() == today.year();
    match lang {
        Lang::Zh => {
            let weekday = WEEKDAYS[day.weekday().num_days_from_monday() as usize];
            let date = if this_year { day.format("%-m月%-d日") } else { day.format("%Y年%-m月%-d日") };
            format!("{date}（{weekday}）")
        }
        Lang::En if this_year => day.format("%a, %-d %B").to_string(),
        Lang::En => day.format("%a, %-d %B %Y").to_string(),
    }
}

/// A moment on the wall clock of China.
pub(crate) fn moment(lang: Lang, at: DateTime<Utc>, today: NaiveDate) -> String {
    let local = at.with_timezone(&beijing());
    format!("{} {}", day(lang, local.date_naive(), today), local.format("%H:%M"))
}

/// A day as papers carry it: with its year, without the weekday.
pub(crate) fn formal_day(lang: Lang, day: NaiveDate) -> String {
    match lang {
        Lang::Zh => day.format("%Y年%-m月%-d日").to_string(),
        Lang::En => day.format("%-d %B %Y").to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn this_year_goes_without_saying() {
        let today = date("2020-01-22");
        assert_eq!(day(Lang::Zh, date("2020-02-27"), today), "2月27日（周四）");
        assert_eq!(day(Lang::Zh, date("2021-02-27"), today), "2021年2月27日（周六）");
        assert_eq!(day(Lang::En, date("2020-02-27"), today), "Thu, 27 February");
    }

    #[test]
    fn a_moment_is_local() {
        let at = "2020-02-26T23:30:00Z".parse().unwrap();
        assert_eq!(moment(Lang::Zh, at, date("2020-01-22")), "2月27日（周四） 07:30");
    }
}
