//! Working days: the counts of each year, the dates computed by hand, and the ends of time.

use budayang_rules::calendar::{Calendar, CalendarFault, Due, Overlay};
use chrono::NaiveDate;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn certain(text: &str) -> Due {
    Due { date: day(text), provisional: false }
}

#[test]
fn working_days_of_each_year() {
    let calendar = Calendar::national();
    for (year, count) in
        [(2019, 250), (2020, 249), (2021, 250), (2022, 249), (2023, 249), (2024, 251), (2025, 248), (2026, 248)]
    {
        let start = day(&format!("{}-12-31", year - 1));
        let end = day(&format!("{year}-12-31"));
        assert_eq!(calendar.working_days_between(start, end), count, "{year}");
        let one_by_one =
            start.iter_days().skip(1).take_while(|&d| d <= end).filter(|&d| calendar.is_working_day(d) == Some(true));
        assert_eq!(one_by_one.count() as i64, count, "{year}");
        assert!(calendar.source(year).unwrap().starts_with("国办发明电"));
    }
}

#[test]
fn the_spring_of_2020_before_and_after_the_extension() {
    let accepted = day("2020-01-22");
    assert_eq!(Calendar::national().add_working_days(accepted, 20), certain("2020-02-27"));
    assert_eq!(Calendar::national_as_of(day("2020-01-25")).add_working_days(accepted, 20), certain("2020-02-25"));
}

#[test]
fn long_holidays_of_2026() {
    let calendar = Calendar::national();
    assert_eq!(calendar.add_working_days(day("2026-09-24"), 5), certain("2026-10-09"));
    assert_eq!(calendar.add_working_days(day("2026-02-13"), 5), certain("2026-02-27"));
}

#[test]
fn a_year_that_is_not_announced_is_provisional() {
    let calendar = Calendar::national();
    assert_eq!(calendar.is_working_day(day("2027-03-01")), None);
    let due = calendar.add_working_days(day("2026-12-30"), 3);
    assert_eq!(due, Due { date: day("2027-01-04"), provisional: true });
    assert_eq!(due.label(), Some("日历未发布"));
    assert_eq!(certain("2026-12-31").label(), None);
}

#[test]
fn a_calendar_period_that_ends_on_a_free_day_moves_on() {
    let calendar = Calendar::national();
    assert_eq!(calendar.add_calendar_days(day("2020-01-01"), 30), certain("2020-02-03"));
    assert_eq!(calendar.add_calendar_days(day("2020-03-02"), 3), certain("2020-03-05"));
}

#[test]
fn counting_back_from_an_expiry() {
    assert_eq!(Calendar::national().subtract_working_days(day("2026-10-09"), 5), certain("2026-09-24"));
}

#[test]
fn a_local_holiday_is_laid_over() {
    let guangxi = Overlay::parse(
        "source = \"示例：三月三放假通知\"\noff = [\"2024-04-11/2024-04-14\"]\nworked = [\"2024-04-20\"]",
    )
    .unwrap();
    let calendar = Calendar::national().with_overlay(&guangxi);
    assert_eq!(calendar.is_working_day(day("2024-04-11")), Some(false));
    assert_eq!(calendar.is_working_day(day("2024-04-20")), Some(true));
    assert_eq!(calendar.add_working_days(day("2024-04-10"), 1), certain("2024-04-15"));
    assert_eq!(calendar.overlays(), ["示例：三月三放假通知"]);
}

#[test]
fn an_operators_table_adds_a_year() {
    let newer = Calendar::parse(
        "[[year]]\nyear = 2027\npublished = \"2026-11-01\"\nsource = \"示例\"\noff = [\"2027-01-01/2027-01-03\"]",
    );
    let calendar = Calendar::national().updated_by(&newer.unwrap());
    assert_eq!(calendar.add_working_days(day("2026-12-31"), 1), certain("2027-01-04"));
    assert_eq!(calendar.is_working_day(day("2026-10-10")), Some(true));
}

#[test]
fn a_table_with_a_slip_is_refused() {
    let slip = "[[year]]\nyear = 2027\npublished = \"2026-11-01\"\nsource = \"示例\"\noff = [\"2026-01-01\"]";
    assert!(matches!(Calendar::parse(slip), Err(CalendarFault::OtherYear { year: 2027, .. })));
    let turned = "source = \"示例\"\noff = [\"2026-01-03/2026-01-01\"]";
    assert!(Overlay::parse(turned).unwrap_err().to_string().contains("起止日期颠倒"));
}

#[test]
fn the_ends_of_time_do_not_panic() {
    let calendar = Calendar::national();
    for start in [NaiveDate::MIN, NaiveDate::MAX, day("0000-01-01"), day("9999-12-31")] {
        let _ = (calendar.add_working_days(start, 400), calendar.subtract_working_days(start, 400));
        let _ = calendar.add_calendar_days(start, u32::MAX);
        let _ = calendar.working_days_between(NaiveDate::MIN, start);
    }
    assert!(calendar.add_working_days(NaiveDate::MAX, 1).provisional);
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0u64..4000).prop_map(|days| day("2018-06-01") + chrono::Days::new(days))
}

proptest! {
    #[test]
    fn adding_and_counting_agree(from in any_day(), n in 1u32..300) {
        let calendar = Calendar::national();
        let due = calendar.add_working_days(from, n);
        prop_assert_eq!(calendar.working_days_between(from, due.date), i64::from(n));
        prop_assert_ne!(calendar.is_working_day(due.date), Some(false));
    }

    #[test]
    fn adding_is_monotone(from in any_day(), later in 0u64..30, n in 0u32..200, more in 0u32..50) {
        let calendar = Calendar::national();
        let due = calendar.add_working_days(from, n).date;
        prop_assert!(due <= calendar.add_working_days(from, n + more).date);
        prop_assert!(due <= calendar.add_working_days(from + chrono::Days::new(later), n).date);
    }
}
