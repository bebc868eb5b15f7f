//! What moves the clock.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Limits;
use crate::code_table::code_table;

/// An event and the day it took effect: the day a notice was given, a document received.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockEvent {
    pub on: NaiveDate,
    pub event: Event,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Event {
    /// 收件. The limits are those of the item, for the case that silence accepts.
    Received {
        limit: Limits,
    },
    /// 一次性告知补正: all defects at once.
    CorrectionAsked {
        defects: Vec<String>,
    },
    /// 补正: the five days begin anew.
    Corrected,
    /// 受理
    Accepted {
        limit: Limits,
    },
    /// Special procedure "other" 其他特别程序: its time does not count (art. 45).
    Paused {
        reason: PauseReason,
    },
    Resumed,
    /// Special procedure "extended" 延长审批, in working days, by the head of the organ with the reason told (art. 42).
    Extended {
        days: u16,
        reason: String,
    },
    /// 作出决定, whether granted or refused.
    Decided,
    /// 送达
    Delivered,
    /// Not accepted, not ours, returned, withdrawn, ended: nothing runs any more.
    Ended,
}

code_table! {
    /// What does not count towards the time to decide (art. 45). The codes are ours.
    PauseReason {
        Hearing "1" "hearing" "听证" "Hearing";
        Tender "2" "tender" "招标" "Tender";
        Auction "3" "auction" "拍卖" "Auction";
        Inspection "4" "inspection" "检验" "Inspection";
        Test "5" "test" "检测" "Test";
        Quarantine "6" "quarantine" "检疫" "Quarantine";
        Appraisal "7" "appraisal" "鉴定" "Appraisal";
        ExpertReview "8" "expert-review" "专家评审" "Expert review";
    }
}

impl ClockEvent {
    pub fn new(on: NaiveDate, event: Event) -> Self {
        Self { on, event }
    }
}

/// Those of `defects` that no earlier notice named. Art. 32 wants all of them at once: a second notice that names new ones is blocked,
/// or needs a supervisor and a reason. Empty when there was no earlier notice.
pub fn new_defects<'a>(events: &[ClockEvent], defects: &'a [String]) -> Vec<&'a str> {
    let told: Vec<&[String]> = events
        .iter()
        .filter_map(|event| match &event.event {
            Event::CorrectionAsked { defects } => Some(defects.as_slice()),
            _ => None,
        })
        .collect();
    if told.is_empty() {
        return Vec::new();
    }
    let known = |defect: &String| told.iter().any(|notice| notice.iter().any(|d| d.trim() == defect.trim()));
    defects.iter().filter(|defect| !known(defect)).map(String::as_str).collect()
}
