//! Going through the events, day by day, as the law does.

use chrono::NaiveDate;

use super::{Clock, ClockEvent, Colour, Deadlines, Event, Limits, Pause, Remark, Stage, silence_date};
use crate::calendar::{Calendar, Due};
use crate::limit::{Counted, TimeLimit};

pub(super) fn run(events: &[ClockEvent], calendar: &Calendar, deadlines: &Deadlines, today: NaiveDate) -> Clock {
    let mut events: Vec<&ClockEvent> = events.iter().filter(|event| event.on <= today).collect();
    events.sort_by_key(|event| event.on);
    let mut run = Run {
        calendar,
        deadlines,
        stage: Stage::NotStarted,
        start: None,
        limits: Limits::default(),
        extension: 0,
        extended: false,
        pauses: Vec::new(),
        paused: None,
        by_silence: false,
        used: None,
        remarks: Vec::new(),
    };
    for event in events {
        run.silence_before(event.on);
        run.take(event);
    }
    run.silence_before(today);
    run.read(today)
}

struct Run<'a> {
    calendar: &'a Calendar,
    deadlines: &'a Deadlines,
    stage: Stage,
    start: Option<NaiveDate>,
    limits: Limits,
    extension: u16,
    extended: bool,
    /// Pauses that are over: the first day still counted, the last does not.
    pauses: Vec<(NaiveDate, NaiveDate)>,
    paused: Option<Pause>,
    by_silence: bool,
    /// Days that the review took, once it is over.
    used: Option<i64>,
    remarks: Vec<Remark>,
}

impl Run<'_> {
    /// What the organ's silence brought about before that day.
    fn silence_before(&mut self, day: NaiveDate) {
        match (self.stage, self.start) {
            (Stage::Acceptance, Some(received)) if silence_date(received, self.calendar, self.deadlines).date < day => {
                self.enter(Stage::Review, received);
                self.by_silence = true;
            }
            _ => {}
        }
        if self.stage == Stage::Review && self.limits.renewal_of.is_some_and(|expiry| expiry < day) {
            let expiry = self.limits.renewal_of.unwrap_or(day);
            self.resume(expiry);
            self.used = self.start.map(|start| self.elapsed(start, expiry, self.counted(start).working));
            self.stage = Stage::Renewed;
            self.by_silence = true;
        }
    }

    fn take(&mut self, ClockEvent { on, event }: &ClockEvent) {
        match (event, self.stage) {
            (Event::Received { limit }, Stage::NotStarted) => {
                self.limits = *limit;
                self.enter(Stage::Acceptance, *on);
            }
            (Event::CorrectionAsked { .. }, Stage::Acceptance) => self.enter(Stage::Correction, *on),
            (Event::CorrectionAsked { .. }, Stage::Correction) => {}
            (Event::CorrectionAsked { .. }, Stage::Review) if self.by_silence => {
                self.remarks.push(Remark::CorrectionTooLate)
            }
            (Event::Corrected, Stage::Correction) => self.enter(Stage::Acceptance, *on),
            // What was corrected after silence had accepted the case changes nothing.
            (Event::Corrected, Stage::Review) if self.by_silence => {}
            (Event::Accepted { limit }, Stage::NotStarted | Stage::Acceptance | Stage::Correction) => {
                self.limits = *limit;
                self.enter(Stage::Review, *on);
            }
            // Written down after silence had accepted: the limits hold, the day of receipt stays.
            (Event::Accepted { limit }, Stage::Review) if self.by_silence => self.limits = *limit,
            (Event::Paused { reason }, Stage::Review) if self.paused.is_none() => {
                self.paused = Some(Pause { since: *on, reason: *reason })
            }
            (Event::Resumed, Stage::Review) if self.paused.is_some() => self.resume(*on),
            (Event::Extended { days, .. }, Stage::Review) => self.extend(*days, *on),
            (Event::Decided, Stage::Acceptance | Stage::Review | Stage::Renewed) => self.decide(Stage::Delivery, *on),
            (Event::Delivered, Stage::Review | Stage::Delivery | Stage::Renewed) => self.decide(Stage::Done, *on),
            (Event::Ended, Stage::Done) => {}
            (Event::Ended, _) => self.decide(Stage::Done, *on),
            _ => self.remarks.push(Remark::OutOfOrder),
        }
    }

    fn enter(&mut self, stage: Stage, start: NaiveDate) {
        self.stage = stage;
        self.start = Some(start);
    }

    fn resume(&mut self, on: NaiveDate) {
        if let Some(pause) = self.paused.take() {
            self.pauses.push((pause.since, on));
        }
    }

    /// Once, before the due date, and no longer than the law allows.
    fn extend(&mut self, days: u16, on: NaiveDate) {
        let longest = self.limits.longest_extension(self.deadlines);
        let due = self.start.and_then(|start| self.review_due(start));
        if self.extended {
            self.remarks.push(Remark::ExtendedTwice);
        } else if self.paused.is_none() && due.is_some_and(|due| due.date < on) {
            self.remarks.push(Remark::ExtensionTooLate);
        } else {
            if days > longest {
                self.remarks.push(Remark::ExtensionTooLong);
            }
            self.extended = true;
            self.extension = days.min(longest);
        }
    }

    fn decide(&mut self, stage: Stage, on: NaiveDate) {
        self.resume(on);
        if let (Stage::Review, Some(start)) = (self.stage, self.start) {
            self.used = Some(self.elapsed(start, on, self.counted(start).working));
        }
        self.enter(stage, on);
    }

    fn read(self, today: NaiveDate) -> Clock {
        let (total, working) = self.total();
        let used_until = self.paused.map_or(today, |pause| pause.since);
        let used = match self.stage {
            Stage::Done | Stage::Renewed => self.used.unwrap_or(0),
            _ => self.start.map_or(0, |start| self.elapsed(start, used_until, working)),
        };
        let due = match (self.stage, self.start) {
            (Stage::Acceptance, Some(start)) => Some(silence_date(start, self.calendar, self.deadlines)),
            (Stage::Review, Some(start)) if self.paused.is_none() => self.review_due(start),
            (Stage::Delivery, Some(start)) => Some(self.calendar.add_working_days(start, self.deadlines.delivery)),
            _ => None,
        };
        let days_left = match (due, self.paused) {
            (Some(due), _) if working => Some(self.calendar.working_days_between(today, due.date)),
            (Some(due), _) => Some((due.date - today).num_days()),
            (None, Some(_)) => total.map(|total| total - used),
            (None, None) => None,
        };
        Clock {
            stage: self.stage,
            since: self.start,
            due,
            days_left,
            days_used: used,
            days_total: total,
            in_working_days: working,
            colour: self.colour(due, days_left, total, today),
            paused: self.paused,
            by_silence: self.by_silence,
            remarks: self.remarks,
        }
    }

    fn colour(&self, due: Option<Due>, left: Option<i64>, total: Option<i64>, today: NaiveDate) -> Colour {
        match (self.stage, due, left, total) {
            (Stage::Done | Stage::Renewed, ..) => Colour::Done,
            (Stage::Correction, ..) => Colour::Paused,
            _ if self.paused.is_some() => Colour::Paused,
            (_, Some(due), ..) if due.date < today => Colour::Red,
            (_, Some(_), Some(left), Some(total))
                if left * 100 <= total * i64::from(self.deadlines.yellow_percent_left) =>
            {
                Colour::Yellow
            }
            _ => Colour::Green,
        }
    }

    /// Days of the present stage, and whether they are working days.
    fn total(&self) -> (Option<i64>, bool) {
        match (self.stage, self.start) {
            (Stage::Acceptance, _) => (Some(self.deadlines.correction.into()), true),
            (Stage::Delivery, _) => (Some(self.deadlines.delivery.into()), true),
            (Stage::Review, Some(start)) => match self.earlier_limit(start) {
                Some(limit) => {
                    let counted = limit.counted_from(start);
                    (Some(i64::from(counted.days) + i64::from(self.extension)), counted.working)
                }
                None => (None, true),
            },
            _ => (None, true),
        }
    }

    /// The promised or the statutory limit, whichever ends first.
    fn earlier_limit(&self, start: NaiveDate) -> Option<TimeLimit> {
        let limits = [self.limits.statutory, self.limits.promised];
        limits.into_iter().flatten().min_by_key(|limit| self.due_of(limit.counted_from(start), start).date)
    }

    fn counted(&self, start: NaiveDate) -> Counted {
        self.earlier_limit(start).map_or(Counted { days: 0, working: true }, |limit| limit.counted_from(start))
    }

    /// End of the review; for a renewal not later than the expiry of the old licence.
    fn review_due(&self, start: NaiveDate) -> Option<Due> {
        let due = self.earlier_limit(start).map(|limit| self.due_of(limit.counted_from(start), start));
        let expiry = self.limits.renewal_of.map(|expiry| self.calendar.subtract_working_days(expiry, 0));
        [due, expiry].into_iter().flatten().min_by_key(|due| due.date)
    }

    /// The limit laid out over the stretches between the pauses, then the extension in working days.
    fn due_of(&self, limit: Counted, start: NaiveDate) -> Due {
        let due = self.laid_out(limit.days, limit.working, start);
        if self.extension == 0 {
            return due;
        }
        let extended = if limit.working {
            self.laid_out(limit.days.saturating_add(self.extension.into()), true, start)
        } else {
            self.calendar.add_working_days(due.date, self.extension.into())
        };
        Due { date: extended.date, provisional: extended.provisional || due.provisional }
    }

    fn laid_out(&self, days: u32, working: bool, start: NaiveDate) -> Due {
        let (mut from, mut left) = (start, days);
        for &(paused, resumed) in &self.pauses {
            let stretch = u32::try_from(self.count(from, paused.max(from), working)).unwrap_or(0);
            if left <= stretch {
                break;
            }
            left -= stretch;
            from = resumed.max(from);
        }
        if working { self.calendar.add_working_days(from, left) } else { self.calendar.add_calendar_days(from, left) }
    }

    /// Days from `start` to `end` without those of the pauses.
    fn elapsed(&self, start: NaiveDate, end: NaiveDate, working: bool) -> i64 {
        let pauses = self
            .pauses
            .iter()
            .map(|&(paused, resumed)| (paused.clamp(start, end.max(start)), resumed.clamp(start, end.max(start))));
        let lost: i64 = pauses.map(|(paused, resumed)| self.count(paused, resumed, working)).sum();
        self.count(start, end.max(start), working) - lost
    }

    fn count(&self, from: NaiveDate, to: NaiveDate, working: bool) -> i64 {
        if working { self.calendar.working_days_between(from, to) } else { (to - from).num_days() }
    }
}
