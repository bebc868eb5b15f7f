//! The legal clock of a case, computed anew from its events each time and never stored.
//!
//! Sources: Administrative Licence Law 行政许可法 art. 32, 42–45, 50, 82. Days are counted as [`Calendar`] counts them.

mod deadlines;
mod event;
mod limits;
mod run;

use chrono::NaiveDate;
use serde::Serialize;

use crate::calendar::{Calendar, Due};

pub use deadlines::{Deadlines, Span};
pub use event::{ClockEvent, Event, PauseReason, new_defects};
pub use limits::{Handling, Limits};

/// Where a case stands in time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Clock {
    pub stage: Stage,
    /// The day the present stage counts from; that day itself does not count.
    pub since: Option<NaiveDate>,
    /// When the organ must be done with the stage; `None` while paused, while the applicant must act, and when there is no limit.
    pub due: Option<Due>,
    /// Days from today to the due date, 0 on the day itself, negative when it has passed; while paused, the days that remain.
    pub days_left: Option<i64>,
    /// Days used since the stage began (or of the review, once it is done), pauses left out.
    pub days_used: i64,
    /// The limit with its extension.
    pub days_total: Option<i64>,
    /// Whether the three numbers are working days or calendar days.
    pub in_working_days: bool,
    pub colour: Colour,
    pub paused: Option<Pause>,
    /// The organ was silent, and the law spoke: accepted from the day of receipt, or renewed.
    pub by_silence: bool,
    /// What in the record does not fit the law.
    pub remarks: Vec<Remark>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Nothing was received yet.
    NotStarted,
    /// The organ looks at the application: five days.
    Acceptance,
    /// The applicant corrects.
    Correction,
    /// From acceptance to the decision.
    Review,
    /// From the decision to the applicant's hands.
    Delivery,
    /// Silence of the organ renewed the licence (art. 50).
    Renewed,
    Done,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Colour {
    Green,
    Yellow,
    Red,
    /// Not the organ's time: a special procedure, or the applicant's correction.
    Paused,
    Done,
}

/// A special procedure that is under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Pause {
    pub since: NaiveDate,
    pub reason: PauseReason,
}

/// The clock goes on and says what it did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Remark {
    /// Defects told after five days: the case was already accepted.
    CorrectionTooLate,
    /// Only one extension is lawful; the others do not count.
    ExtendedTwice,
    /// The extension was longer than allowed and counts only as far as that.
    ExtensionTooLong,
    /// The due date had passed before the extension.
    ExtensionTooLate,
    /// The event cannot stand where it stands, and was passed over.
    OutOfOrder,
}

impl Remark {
    pub fn zh(self) -> &'static str {
        match self {
            Self::CorrectionTooLate => "超过五个工作日才告知补正，自收到申请材料之日起即为受理（行政许可法第三十二条）",
            Self::ExtendedTwice => "审批期限只能延长一次，之后的延长不计入",
            Self::ExtensionTooLong => "延长天数超过法定上限，按上限计算（行政许可法第四十二条）",
            Self::ExtensionTooLate => "期限届满后才延长，不计入",
            Self::OutOfOrder => "办理记录的先后顺序不符合流程，该记录未计入时限",
        }
    }
}

impl Clock {
    /// The clock as of `today`; events after that day are left out, so that the past can be asked too.
    pub fn compute(events: &[ClockEvent], calendar: &Calendar, deadlines: &Deadlines, today: NaiveDate) -> Self {
        run::run(events, calendar, deadlines, today)
    }

    /// Whether the organ is late today.
    pub fn is_overdue(&self) -> bool {
        self.colour == Colour::Red
    }
}

/// The last day on which the organ may speak; from the next day on the application counts as accepted since the day of receipt (art. 32).
pub fn silence_date(received: NaiveDate, calendar: &Calendar, deadlines: &Deadlines) -> Due {
    calendar.add_working_days(received, deadlines.correction)
}

/// The last day to apply for renewal (art. 50).
pub fn renewal_deadline(expiry: NaiveDate, calendar: &Calendar, deadlines: &Deadlines) -> Due {
    calendar.subtract_working_days(expiry, deadlines.renewal)
}
