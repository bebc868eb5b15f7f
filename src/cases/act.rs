//! What can be done with a case, each act with all that it says.

use budayang_forms::Answers;
use budayang_rules::clock::{Limits, PauseReason};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Channel;

/// An act as it is carried out and as its event keeps it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "kebab-case")]
pub(crate) enum Act {
    /// 提交: written by the intake only. The limits are those of the edition that the case is pinned to.
    Submit {
        limits: Limits,
        channel: Channel,
    },
    /// 预审
    PreCheck,
    /// 收件
    Receive,
    /// 一次性告知补正. A later notice that names something new needs a supervisor and a `reason`. Without `due` the
    /// applicant has `CORRECTION_WITHIN` working days.
    AskCorrection {
        defects: Vec<Defect>,
        reason: Option<String>,
        due: Option<NaiveDate>,
    },
    /// 补正: what the applicant changed in the form; uploads marked as pending are taken with it.
    Correct {
        answers: Answers,
    },
    /// 受理, or 容缺受理 when materials may follow.
    Accept {
        missing: Vec<MissingMaterial>,
    },
    /// The organ was silent for five working days: accepted from the day of receipt (许可法 art. 32).
    AcceptBySilence,
    /// 不予受理
    Decline {
        reason: String,
    },
    /// 不属于本机关职权: names the organ to turn to.
    NotOurs {
        organ: String,
        reason: String,
    },
    /// 依法不需要取得行政许可
    NoLicenceNeeded {
        reason: String,
    },
    /// 退件: the correction did not come in time.
    Return {
        reason: String,
    },
    /// 进入审查
    Review,
    /// 特别程序: the clock stands still; `notice` is what the applicant is told in writing.
    Pause {
        procedure: PauseReason,
        reason: String,
        notice: String,
    },
    Resume,
    /// 延长审批, in working days, by the head of the organ.
    Extend {
        days: u16,
        reason: String,
    },
    /// 补齐材料
    Supply {
        key: String,
        file: Uuid,
        name: String,
        bytes: i64,
    },
    /// A missing material or a correction is due soon.
    Remind {
        what: String,
        due: NaiveDate,
    },
    /// 超期: no decision by the last day; the heads of the organ are told.
    Alarm {
        due: NaiveDate,
    },
    /// 准予
    Grant {
        reason: String,
    },
    /// 不予许可, with its legal basis.
    Refuse {
        reason: String,
        basis: String,
    },
    /// 制证: the certificate's id.
    Produce {
        certificate: String,
    },
    /// 寄出: the waybill.
    Dispatch {
        parcel: String,
    },
    /// 送达: how it was handed over.
    Deliver {
        how: String,
    },
    /// 办结
    Close,
    /// 撤回
    Withdraw {
        reason: String,
    },
    /// 终止: what was missing did not come in time.
    EndOverdue {
        missing: Vec<String>,
    },
    /// 评价, 1 very satisfied to 5 very dissatisfied.
    Rate {
        grade: u8,
    },
    /// 指派; nobody when none.
    Assign {
        to: Option<Uuid>,
        name: String,
    },
}

/// Something to put right, in words that the applicant understands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Defect {
    #[serde(flatten)]
    pub at: Spot,
    pub what: String,
}

/// Where a defect lies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Spot {
    /// A material's key.
    Material(String),
    /// A form field's key.
    Field(String),
}

/// A material that may follow later, and until when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct MissingMaterial {
    pub key: String,
    pub due: NaiveDate,
}

/// An act without what it says: a line of the table of transitions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Verb {
    Submit,
    PreCheck,
    Receive,
    AskCorrection,
    Correct,
    Accept,
    AcceptBySilence,
    Decline,
    NotOurs,
    NoLicenceNeeded,
    Return,
    Review,
    Pause,
    Resume,
    Extend,
    Supply,
    Remind,
    Alarm,
    Grant,
    Refuse,
    Produce,
    Dispatch,
    Deliver,
    Close,
    Withdraw,
    EndOverdue,
    Rate,
    Assign,
}

impl Act {
    pub(crate) fn verb(&self) -> Verb {
        match self {
            Self::Submit { .. } => Verb::Submit,
            Self::PreCheck => Verb::PreCheck,
            Self::Receive => Verb::Receive,
            Self::AskCorrection { .. } => Verb::AskCorrection,
            Self::Correct { .. } => Verb::Correct,
            Self::Accept { .. } => Verb::Accept,
            Self::AcceptBySilence => Verb::AcceptBySilence,
            Self::Decline { .. } => Verb::Decline,
            Self::NotOurs { .. } => Verb::NotOurs,
            Self::NoLicenceNeeded { .. } => Verb::NoLicenceNeeded,
            Self::Return { .. } => Verb::Return,
            Self::Review => Verb::Review,
            Self::Pause { .. } => Verb::Pause,
            Self::Resume => Verb::Resume,
            Self::Extend { .. } => Verb::Extend,
            Self::Supply { .. } => Verb::Supply,
            Self::Remind { .. } => Verb::Remind,
            Self::Alarm { .. } => Verb::Alarm,
            Self::Grant { .. } => Verb::Grant,
            Self::Refuse { .. } => Verb::Refuse,
            Self::Produce { .. } => Verb::Produce,
            Self::Dispatch { .. } => Verb::Dispatch,
            Self::Deliver { .. } => Verb::Deliver,
            Self::Close => Verb::Close,
            Self::Withdraw { .. } => Verb::Withdraw,
            Self::EndOverdue { .. } => Verb::EndOverdue,
            Self::Rate { .. } => Verb::Rate,
            Self::Assign { .. } => Verb::Assign,
        }
    }

    /// Why, where an act gives a reason.
    pub(crate) fn reason(&self) -> Option<&str> {
        match self {
            Self::AskCorrection { reason, .. } => reason.as_deref(),
            Self::Decline { reason }
            | Self::NotOurs { reason, .. }
            | Self::NoLicenceNeeded { reason }
            | Self::Return { reason }
            | Self::Pause { reason, .. }
            | Self::Extend { reason, .. }
            | Self::Grant { reason }
            | Self::Refuse { reason, .. }
            | Self::Withdraw { reason } => Some(reason),
            _ => None,
        }
    }
}

impl Verb {
    /// The word in events and in Fluent keys `case-act-{key}`.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Submit => "submit",
            Self::PreCheck => "pre-check",
            Self::Receive => "receive",
            Self::AskCorrection => "ask-correction",
            Self::Correct => "correct",
            Self::Accept => "accept",
            Self::AcceptBySilence => "accept-by-silence",
            Self::Decline => "decline",
            Self::NotOurs => "not-ours",
            Self::NoLicenceNeeded => "no-licence-needed",
            Self::Return => "return",
            Self::Review => "review",
            Self::Pause => "pause",
            Self::Resume => "resume",
            Self::Extend => "extend",
            Self::Supply => "supply",
            Self::Remind => "remind",
            Self::Alarm => "alarm",
            Self::Grant => "grant",
            Self::Refuse => "refuse",
            Self::Produce => "produce",
            Self::Dispatch => "dispatch",
            Self::Deliver => "deliver",
            Self::Close => "close",
            Self::Withdraw => "withdraw",
            Self::EndOverdue => "end-overdue",
            Self::Rate => "rate",
            Self::Assign => "assign",
        }
    }
}

impl Spot {
    pub(crate) fn key(&self) -> &str {
        match self {
            Self::Material(key) | Self::Field(key) => key,
        }
    }
}
