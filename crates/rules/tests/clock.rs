//! Legal clocks: golden dates, pauses, extensions, silence, and what no pause can do.

use budayang_rules::calendar::{Calendar, Due};
use budayang_rules::clock::{
    Clock, ClockEvent, Colour, Deadlines, Event, Handling, Limits, PauseReason, Remark, Stage, new_defects,
    renewal_deadline, silence_date,
};
use budayang_rules::limit::TimeLimit;
use chrono::{Days, NaiveDate};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn licence(promised: Option<u16>) -> Limits {
    Limits::licence(None, promised.map(TimeLimit::working_days), Handling::Alone, Deadlines::law())
}

fn on(date: &str, event: Event) -> ClockEvent {
    ClockEvent::new(day(date), event)
}

fn received(date: &str) -> ClockEvent {
    on(date, Event::Received { limit: licence(None) })
}

fn accepted(date: &str) -> ClockEvent {
    on(date, Event::Accepted { limit: licence(None) })
}

fn asked(date: &str) -> ClockEvent {
    on(date, Event::CorrectionAsked { defects: vec!["缺少法定代表人签字".into()] })
}

fn hearing(date: &str) -> ClockEvent {
    on(date, Event::Paused { reason: PauseReason::Hearing })
}

fn extended(date: &str, days: u16) -> ClockEvent {
    on(date, Event::Extended { days, reason: "案情复杂".into() })
}

fn clock(events: &[ClockEvent], today: &str) -> Clock {
    Clock::compute(events, &Calendar::national(), Deadlines::law(), day(today))
}

fn due(clock: &Clock) -> NaiveDate {
    clock.due.unwrap().date
}

#[test]
fn twenty_days_over_the_extended_spring_festival() {
    let case = [received("2020-01-21"), accepted("2020-01-22")];
    let now = clock(&case, "2020-02-03");
    assert_eq!(now.due, Some(Due { date: day("2020-02-27"), provisional: false }));
    assert_eq!((now.stage, now.days_used, now.days_left, now.days_total), (Stage::Review, 2, Some(18), Some(20)));
    let first_plan =
        Clock::compute(&case, &Calendar::national_as_of(day("2020-01-22")), Deadlines::law(), day("2020-01-22"));
    assert_eq!(due(&first_plan), day("2020-02-25"));
}

#[test]
fn green_then_yellow_then_red() {
    let case = [accepted("2026-03-02")];
    assert_eq!(due(&clock(&case, "2026-03-02")), day("2026-03-30"));
    for (today, colour, left) in [
        ("2026-03-20", Colour::Green, 6),
        ("2026-03-23", Colour::Yellow, 5),
        ("2026-03-30", Colour::Yellow, 0),
        ("2026-03-31", Colour::Red, -1),
    ] {
        let now = clock(&case, today);
        assert_eq!((now.colour, now.days_left), (colour, Some(left)), "{today}");
    }
    assert!(clock(&case, "2026-03-31").is_overdue());
}

#[test]
fn an_overdue_case_is_red_on_a_weekend_too() {
    assert_eq!(
        clock(&[on("2026-03-06", Event::Accepted { limit: licence(Some(0)) })], "2026-03-07").colour,
        Colour::Red
    );
}

#[test]
fn the_promise_never_outlives_the_statute() {
    let promise = |days| clock(&[on("2026-03-02", Event::Accepted { limit: licence(Some(days)) })], "2026-03-02");
    assert_eq!(due(&promise(7)), day("2026-03-11"));
    assert_eq!(due(&promise(90)), day("2026-03-30"));
}

#[test]
fn promise_and_statute_in_different_units() {
    let limit = Limits::service(Some(TimeLimit::calendar_days(10)), Some(TimeLimit::working_days(9)));
    let now = clock(&[on("2026-03-02", Event::Accepted { limit })], "2026-03-04");
    assert_eq!((due(&now), now.in_working_days, now.days_left), (day("2026-03-12"), false, Some(8)));
}

#[test]
fn no_limit_no_due_date() {
    let now = clock(&[on("2026-03-02", Event::Accepted { limit: Limits::service(None, None) })], "2026-06-01");
    assert_eq!((now.due, now.colour), (None, Colour::Green));
}

#[test]
fn silence_accepts_from_the_day_of_receipt() {
    let case = [received("2026-03-02")];
    let waiting = clock(&case, "2026-03-09");
    assert_eq!((waiting.stage, due(&waiting), waiting.colour), (Stage::Acceptance, day("2026-03-09"), Colour::Yellow));
    let silent = clock(&case, "2026-03-10");
    assert!(silent.by_silence);
    assert_eq!((silent.stage, silent.since, due(&silent)), (Stage::Review, Some(day("2026-03-02")), day("2026-03-30")));
    assert_eq!(silence_date(day("2026-02-13"), &Calendar::national(), Deadlines::law()).date, day("2026-02-27"));
}

#[test]
fn an_acceptance_written_late_does_not_move_the_start() {
    let now = clock(&[received("2026-03-02"), accepted("2026-03-13")], "2026-03-16");
    assert_eq!((now.since, due(&now)), (Some(day("2026-03-02")), day("2026-03-30")));
}

#[test]
fn a_correction_is_the_applicants_time() {
    let case = [received("2026-03-02"), asked("2026-03-04"), on("2026-04-15", Event::Corrected)];
    let waiting = clock(&case, "2026-04-14");
    assert_eq!((waiting.stage, waiting.colour, waiting.due), (Stage::Correction, Colour::Paused, None));
    let again = clock(&case, "2026-04-16");
    assert_eq!((again.stage, due(&again)), (Stage::Acceptance, day("2026-04-22")));
}

#[test]
fn defects_told_after_five_days_come_too_late() {
    let now = clock(&[received("2026-03-02"), asked("2026-03-10")], "2026-03-11");
    assert_eq!((now.stage, now.remarks.as_slice()), (Stage::Review, [Remark::CorrectionTooLate].as_slice()));
}

#[test]
fn a_second_notice_must_not_name_new_defects() {
    let told = [received("2026-03-02"), asked("2026-03-04")];
    let second = ["缺少法定代表人签字".to_owned(), "缺少场地证明".to_owned()];
    assert_eq!(new_defects(&told, &second), ["缺少场地证明"]);
    assert!(new_defects(&told[..1], &second).is_empty());
}

#[test]
fn a_hearing_does_not_count() {
    let case = [accepted("2026-03-02"), hearing("2026-03-06"), on("2026-03-20", Event::Resumed)];
    let paused = clock(&case, "2026-03-12");
    assert_eq!((paused.colour, paused.due, paused.days_used, paused.days_left), (Colour::Paused, None, 4, Some(16)));
    assert_eq!(paused.paused.unwrap().reason, PauseReason::Hearing);
    // Four days used, sixteen to go from 20 March; 4 to 6 April are free.
    let resumed = clock(&case, "2026-03-23");
    assert_eq!((due(&resumed), resumed.days_used), (day("2026-04-14"), 5));
}

#[test]
fn ten_more_days_once() {
    let case = [accepted("2026-03-02"), extended("2026-03-27", 15), extended("2026-03-30", 10)];
    let now = clock(&case, "2026-03-30");
    assert_eq!((due(&now), now.days_total), (day("2026-04-14"), Some(30)));
    assert_eq!(now.remarks, [Remark::ExtensionTooLong, Remark::ExtendedTwice]);
}

#[test]
fn an_extension_after_the_due_date_comes_too_late() {
    let now = clock(&[accepted("2026-03-02"), extended("2026-03-31", 10)], "2026-03-31");
    assert_eq!((now.colour, now.remarks.as_slice()), (Colour::Red, [Remark::ExtensionTooLate].as_slice()));
}

#[test]
fn joint_handling_and_lower_review() {
    let total = |handling, days| {
        let limit = Limits::licence(None, None, handling, Deadlines::law());
        clock(&[on("2026-03-02", Event::Accepted { limit }), extended("2026-03-03", days)], "2026-03-03").days_total
    };
    assert_eq!(total(Handling::Joint, 15), Some(60));
    assert_eq!(total(Handling::LowerReview, 5), Some(20));
}

#[test]
fn ten_days_to_deliver() {
    let case = [accepted("2026-03-02"), on("2026-03-10", Event::Decided), on("2026-03-12", Event::Delivered)];
    let decided = clock(&case, "2026-03-11");
    assert_eq!((decided.stage, due(&decided), decided.days_used), (Stage::Delivery, day("2026-03-24"), 1));
    let done = clock(&case, "2026-12-01");
    assert_eq!((done.stage, done.colour, done.days_used, done.due), (Stage::Done, Colour::Done, 6, None));
}

#[test]
fn silence_renews_a_licence() {
    let limit = Limits { renewal_of: Some(day("2026-03-20")), ..licence(None) };
    let case = [on("2026-03-02", Event::Accepted { limit })];
    assert_eq!(due(&clock(&case, "2026-03-20")), day("2026-03-20"));
    let renewed = clock(&case, "2026-03-21");
    assert_eq!(
        (renewed.stage, renewed.by_silence, renewed.colour, renewed.days_used),
        (Stage::Renewed, true, Colour::Done, 14)
    );
    // Back from 30 March: twenty days of March, 28 and 24–27 February, then 10–14 February; the festival in between is free.
    assert_eq!(renewal_deadline(day("2026-03-30"), &Calendar::national(), Deadlines::law()).date, day("2026-02-10"));
}

#[test]
fn a_withdrawn_case_has_no_clock() {
    let now = clock(&[received("2026-03-02"), on("2026-03-03", Event::Ended)], "2026-05-01");
    assert_eq!((now.stage, now.due, now.days_used), (Stage::Done, None, 0));
}

#[test]
fn events_out_of_order_are_told_and_passed_over() {
    let now = clock(
        &[on("2026-03-02", Event::Resumed), received("2026-03-02"), on("2026-03-03", Event::Corrected)],
        "2026-03-03",
    );
    assert_eq!((now.stage, now.remarks.len()), (Stage::Acceptance, 2));
}

#[test]
fn a_year_without_calendar_is_provisional() {
    let now = clock(&[accepted("2026-12-20")], "2026-12-21");
    assert!(now.due.unwrap().provisional);
}

#[test]
fn the_ends_of_time_do_not_panic() {
    for start in [NaiveDate::MIN, NaiveDate::MAX, day("0000-01-01"), day("9999-12-31")] {
        let limit = Limits::service(Some(TimeLimit::calendar_days(u16::MAX)), Some(TimeLimit::working_days(u16::MAX)));
        let case = [
            ClockEvent::new(start, Event::Accepted { limit }),
            ClockEvent::new(start, Event::Paused { reason: PauseReason::Test }),
        ];
        for today in [start, NaiveDate::MAX] {
            let _ = Clock::compute(&case, &Calendar::national(), Deadlines::law(), today);
        }
    }
}

#[test]
fn events_are_kept_as_json() {
    let event = hearing("2026-03-06");
    let json = serde_json::to_string(&event).unwrap();
    assert_eq!(json, r#"{"on":"2026-03-06","event":{"paused":{"reason":"hearing"}}}"#);
    assert_eq!(serde_json::from_str::<ClockEvent>(&json).unwrap(), event);
}

fn start() -> impl Strategy<Value = NaiveDate> {
    (0u64..2500).prop_map(|days| day("2019-01-01") + Days::new(days))
}

proptest! {
    #[test]
    fn a_pause_never_shortens_and_due_is_a_working_day(
        start in start(), limit in 1u16..60, at in 0u64..40, length in 0u64..40, working: bool,
    ) {
        let limit = if working { TimeLimit::working_days(limit) } else { TimeLimit::calendar_days(limit) };
        let accepted = ClockEvent::new(start, Event::Accepted { limit: Limits::service(Some(limit), None) });
        let pause = ClockEvent::new(start + Days::new(at), Event::Paused { reason: PauseReason::Appraisal });
        let resume = ClockEvent::new(start + Days::new(at + length), Event::Resumed);
        let calendar = Calendar::national();
        let today = start + Days::new(80);
        let plain = due(&Clock::compute(std::slice::from_ref(&accepted), &calendar, Deadlines::law(), today));
        let paused = due(&Clock::compute(&[accepted, pause, resume], &calendar, Deadlines::law(), today));
        prop_assert!(plain <= paused);
        prop_assert_eq!(calendar.is_working_day(plain), Some(true));
        prop_assert_eq!(calendar.is_working_day(paused), Some(true));
    }

    #[test]
    fn a_longer_limit_or_an_extension_never_ends_earlier(start in start(), limit in 1u16..60, more in 0u16..20, days in 1u16..12) {
        let calendar = Calendar::national();
        let compute = |limit: u16, extension: Option<u16>| {
            let accepted = Event::Accepted { limit: Limits::service(Some(TimeLimit::working_days(limit)), None) };
            let extended = extension.map(|days| ClockEvent::new(start, Event::Extended { days, reason: String::new() }));
            let events: Vec<_> = std::iter::once(ClockEvent::new(start, accepted)).chain(extended).collect();
            due(&Clock::compute(&events, &calendar, Deadlines::law(), start))
        };
        prop_assert!(compute(limit, None) <= compute(limit + more, None));
        prop_assert!(compute(limit, None) < compute(limit, Some(days)));
    }

    #[test]
    fn used_and_left_make_the_whole(start in start(), limit in 1u16..60, passed in 0u64..60, at in 0u64..20, length in 0u64..20) {
        let calendar = Calendar::national();
        let today = start + Days::new(passed);
        let events = [
            ClockEvent::new(start, Event::Accepted { limit: Limits::service(Some(TimeLimit::working_days(limit)), None) }),
            ClockEvent::new(start + Days::new(at), Event::Paused { reason: PauseReason::Test }),
            ClockEvent::new(start + Days::new(at + length), Event::Resumed),
        ];
        let now = Clock::compute(&events, &calendar, Deadlines::law(), today);
        prop_assume!(now.days_left.is_some_and(|left| left >= 0));
        // A limit that was used up before the pause stays used up.
        prop_assume!(calendar.working_days_between(start, start + Days::new(at)) < i64::from(limit));
        prop_assert_eq!(now.days_used + now.days_left.unwrap(), i64::from(limit));
    }
}
