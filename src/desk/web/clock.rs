//! The clock bar of a case, in words.

use budayang_rules::clock::{Clock, Colour};

use crate::cases::{self, Case, State};
use crate::web::{Visit, t};

pub(super) struct Bar {
    pub state: &'static str,
    pub words: String,
    pub used: i64,
    pub limit: i64,
}

/// From the events: on the case page.
pub(super) fn of_clock(visit: &Visit, clock: &Clock) -> Bar {
    let limit = clock.days_total.unwrap_or(clock.days_used).max(1);
    let state = match clock.colour {
        Colour::Green | Colour::Done => "green",
        Colour::Yellow => "yellow",
        Colour::Red => "red",
        Colour::Paused => "paused",
    };
    let words = match (clock.colour, clock.days_left) {
        (Colour::Done, _) => visit.t("clock-done"),
        (Colour::Paused, left) => {
            let why = clock.paused.map_or_else(|| visit.t("clock-applicant"), |pause| pause.reason.zh().to_owned());
            format!(
                "{} · {}",
                t(visit.lang(), "clock-paused", &[("why", why.into())]),
                left.map_or_else(String::new, |left| days(visit, left, true))
            )
        }
        (_, Some(left)) => days(visit, left, clock.in_working_days),
        (_, None) => visit.t("clock-none"),
    };
    Bar { state, words, used: clock.days_used.clamp(0, limit), limit }
}

/// From the projection: in queues, without the events.
pub(super) fn of_case(visit: &Visit, case: &Case) -> Bar {
    let today = visit.app.clock.today();
    let standing = matches!(case.state, State::Special | State::ToBeCorrected);
    let Some(due) = case.due else {
        let key = if standing { "clock-standing" } else { "clock-none" };
        return Bar { state: if standing { "paused" } else { "green" }, words: visit.t(key), used: 0, limit: 1 };
    };
    let left = if due < today {
        -cases::calendar().working_days_between(due, today)
    } else {
        cases::calendar().working_days_between(today, due)
    };
    let state = match case.yellow_from {
        _ if standing => "paused",
        _ if due < today => "red",
        Some(from) if from <= today => "yellow",
        _ => "green",
    };
    let since = case.received_at.map_or(today, crate::clock::local_day);
    let used = cases::calendar().working_days_between(since, today.max(since));
    let provisional = if case.provisional { visit.t("clock-provisional") } else { String::new() };
    let words = format!("{}{provisional}", days(visit, left, true));
    Bar { state, words, used: used.max(0), limit: (used + left.max(0)).max(1) }
}

fn days(visit: &Visit, left: i64, working: bool) -> String {
    let key = match (left < 0, working) {
        (true, true) => "clock-late",
        (true, false) => "clock-late-calendar",
        (false, true) => "clock-left",
        (false, false) => "clock-left-calendar",
    };
    t(visit.lang(), key, &[("days", left.abs().into())])
}
