//! The clock of a case in plain words: how many days are left, and until when.

use budayang_rules::clock::{Clock, Colour, Stage};

use crate::cases::{self, Case, Event, State};
use crate::web::{Visit, t};

/// What the bar of the clock shows.
pub(super) struct Remaining {
    /// green, yellow, red or paused.
    pub colour: &'static str,
    pub words: String,
    pub used: i64,
    pub limit: i64,
    /// What beside the date wants saying: that holidays are not announced yet, or that the law accepted the case.
    pub note: String,
}

/// None when nothing runs any more, or when no limit was promised.
pub(super) fn remaining(visit: &Visit, case: &Case, events: &[Event]) -> Option<Remaining> {
    let today = visit.app.clock.today();
    let clock = cases::clock(case, events, cases::calendar(), today);
    match case.state {
        State::ToBeCorrected => correction(visit, case, &clock),
        state if state.is_over() => None,
        _ if clock.stage == Stage::Done => None,
        _ if clock.paused.is_some() => paused(visit, &clock),
        _ => running(visit, &clock),
    }
}

/// The applicant's own time, counted from the notice.
fn correction(visit: &Visit, case: &Case, clock: &Clock) -> Option<Remaining> {
    let (today, due) = (visit.app.clock.today(), case.due?);
    let since = clock.since.unwrap_or(today);
    let calendar = cases::calendar();
    let left = calendar.working_days_between(today, due);
    Some(Remaining {
        colour: "paused",
        words: counted(visit, "mycase-correct-left", left, Some(visit.day(due))),
        used: calendar.working_days_between(since, today),
        limit: calendar.working_days_between(since, due),
        note: String::new(),
    })
}

fn paused(visit: &Visit, clock: &Clock) -> Option<Remaining> {
    let (left, total) = (clock.days_left?, clock.days_total?);
    Some(Remaining {
        colour: "paused",
        words: counted(visit, "mycase-paused-left", left, None),
        used: clock.days_used,
        limit: total,
        note: visit.t("mycase-paused-note"),
    })
}

fn running(visit: &Visit, clock: &Clock) -> Option<Remaining> {
    let (due, left, total) = (clock.due?, clock.days_left?, clock.days_total?);
    let unit = if clock.in_working_days { "working" } else { "calendar" };
    let key = match (clock.colour, left) {
        (Colour::Red, _) => format!("mycase-over-{unit}"),
        (_, 0) => "mycase-left-today".to_owned(),
        _ => format!("mycase-left-{unit}"),
    };
    let note = match (due.provisional, clock.by_silence) {
        (true, _) => visit.t("mycase-provisional"),
        (_, true) if clock.stage == Stage::Review => visit.t("mycase-by-silence"),
        _ if clock.colour == Colour::Red => visit.t("mycase-over-note"),
        _ => String::new(),
    };
    Some(Remaining {
        colour: match clock.colour {
            Colour::Red => "red",
            Colour::Yellow => "yellow",
            _ => "green",
        },
        words: counted(visit, &key, left.abs(), Some(visit.day(due.date))),
        used: clock.days_used.min(total),
        limit: total.max(1),
        note,
    })
}

fn counted(visit: &Visit, key: &str, days: i64, due: Option<String>) -> String {
    t(visit.lang(), key, &[("days", days.into()), ("due", due.unwrap_or_default().into())])
}
