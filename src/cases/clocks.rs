//! The legal clock of a case, from its events.

use std::sync::LazyLock;

use budayang_rules::calendar::Calendar;
use budayang_rules::clock::{Clock, ClockEvent, Deadlines, Event as Tick, Handling, Limits};
use budayang_rules::item::ItemType;
use budayang_rules::limit::TimeLimit;
use chrono::{Days, NaiveDate};

use super::{Act, Case, Event};
use crate::catalog::Item;
use crate::clock::local_day;

/// Working days that an applicant has for a correction. No law names them; organs may ask for another day.
pub(super) const CORRECTION_WITHIN: u32 = 15;
/// Working days for a missing material where the item does not say.
pub(super) const FOLLOWS_WITHIN: u32 = 20;
/// A reminder goes out this many working days ahead.
pub(super) const REMIND_AHEAD: u32 = 3;

static NATIONAL: LazyLock<Calendar> = LazyLock::new(Calendar::national);

/// The working days that organs count.
pub(crate) fn calendar() -> &'static Calendar {
    &NATIONAL
}

/// Where the case stands in time as of `today`.
pub(crate) fn clock(_case: &Case, events: &[Event], calendar: &Calendar, today: NaiveDate) -> Clock {
    Clock::compute(&ticks(events), calendar, Deadlines::law(), today)
}

/// The limits that a case under this item runs under.
pub(super) fn limits_of(item: &Item) -> Limits {
    if item.kind_of_power != ItemType::Licence {
        return Limits::service(item.statutory_limit, item.promised_limit);
    }
    let handling = if item.body.joint.is_empty() { Handling::Alone } else { Handling::Joint };
    Limits::licence(item.statutory_limit, item.promised_limit, handling, Deadlines::law())
}

/// The events that move the clock, each on its local day.
pub(super) fn ticks(events: &[Event]) -> Vec<ClockEvent> {
    let mut limits = Limits::default();
    let mut ticks = Vec::new();
    for event in events {
        let Some(act) = event.act() else { continue };
        if let Act::Submit { limits: own, .. } = &act {
            limits = *own;
        }
        if let Some(tick) = tick(act, limits) {
            ticks.push(ClockEvent::new(local_day(event.at), tick));
        }
    }
    ticks
}

fn tick(act: Act, limit: Limits) -> Option<Tick> {
    Some(match act {
        Act::Submit { .. } => Tick::Received { limit },
        Act::AskCorrection { defects, .. } => {
            Tick::CorrectionAsked { defects: defects.iter().map(|defect| defect.at.key().to_owned()).collect() }
        }
        Act::Correct { .. } => Tick::Corrected,
        Act::Accept { .. } | Act::AcceptBySilence => Tick::Accepted { limit },
        Act::Pause { procedure, .. } => Tick::Paused { reason: procedure },
        Act::Resume => Tick::Resumed,
        Act::Extend { days, reason } => Tick::Extended { days, reason },
        Act::Grant { .. } | Act::Refuse { .. } => Tick::Decided,
        Act::Deliver { .. } => Tick::Delivered,
        Act::Decline { .. }
        | Act::NotOurs { .. }
        | Act::NoLicenceNeeded { .. }
        | Act::Return { .. }
        | Act::Withdraw { .. }
        | Act::EndOverdue { .. } => Tick::Ended,
        _ => return None,
    })
}

/// The first day on which the clock is yellow: a quarter of the limit is left.
pub(super) fn yellow_from(clock: &Clock, calendar: &Calendar) -> Option<NaiveDate> {
    let (due, total) = (clock.due?, clock.days_total?);
    let left = u32::try_from(total * i64::from(Deadlines::law().yellow_percent_left) / 100).ok()?;
    if clock.in_working_days {
        return Some(calendar.subtract_working_days(due.date, left).date);
    }
    due.date.checked_sub_days(Days::new(left.into()))
}

/// The last day for a material that follows later, counted from `today`.
pub(crate) fn follows_until(within: Option<TimeLimit>, calendar: &Calendar, today: NaiveDate) -> NaiveDate {
    use budayang_rules::limit::LimitUnit::{CalendarDays, Hours, Months, WorkingDays};
    let Some(TimeLimit { value, unit }) = within else {
        return calendar.add_working_days(today, FOLLOWS_WITHIN).date;
    };
    let value = u32::from(value);
    match unit {
        WorkingDays => calendar.add_working_days(today, value).date,
        CalendarDays => calendar.add_calendar_days(today, value).date,
        Hours => calendar.add_calendar_days(today, value.div_ceil(24)).date,
        Months => {
            let last = today.checked_add_months(chrono::Months::new(value)).unwrap_or(today);
            calendar.add_working_days(last, 0).date
        }
    }
}
