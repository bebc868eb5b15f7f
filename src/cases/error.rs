//! Why an act is not possible, said so that the person can go on.

use budayang_forms::Lang;
use chrono::NaiveDate;
use thiserror::Error;

use crate::db::DbErr;

#[derive(Debug, Error)]
pub(crate) enum ActError {
    /// The state does not allow it.
    #[error("not in this state")]
    NotNow,
    /// The actor has no authority over this case, or not this role.
    #[error("not by this actor")]
    NotYours,
    /// Somebody else changed the case in between.
    #[error("the case has changed")]
    Stale,
    #[error("{0}")]
    Rule(Rule),
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// A rule that the act goes against.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(crate) enum Rule {
    #[error("a reason is needed")]
    NoReason,
    #[error("a text is longer than {max} characters")]
    TooLong { max: usize },
    #[error("a correction notice names at least one defect")]
    NoDefects,
    /// What a second notice names that the first did not: blocked, or by a supervisor with a reason (许可法 art. 32).
    #[error("a second notice names something new")]
    SecondNotice { new: Vec<String> },
    /// Five working days are over: silence has accepted the case.
    #[error("silence has accepted the case")]
    AcceptedBySilence,
    #[error("the five days are not over")]
    NotSilent,
    #[error("an answer that no notice named")]
    NotNamed { key: String },
    #[error("a named material was not given anew")]
    NotCorrected { names: Vec<String> },
    /// The applicant promised to bring it later, and the acceptance does not say until when.
    #[error("a promised material has no due date")]
    NotListed { names: Vec<String> },
    #[error("nobody promised this material")]
    NotPromised { name: String },
    /// Only materials of necessity 3 may follow (standards §1).
    #[error("this material may not follow later")]
    MayNotFollow { name: String },
    #[error("the due date does not fit")]
    DueDate { latest: NaiveDate },
    #[error("extended before")]
    ExtendedBefore,
    #[error("too long an extension")]
    ExtensionTooLong { longest: u16 },
    #[error("extended too late")]
    ExtendedTooLate,
    #[error("nothing of this kind is missing")]
    NotMissing,
    #[error("nothing is overdue")]
    NotOverdue,
    /// No result before missing materials are in.
    #[error("materials are missing")]
    Incomplete { names: Vec<String> },
    #[error("a grade is 1 to 5")]
    Grade,
}

impl From<Rule> for ActError {
    fn from(rule: Rule) -> Self {
        Self::Rule(rule)
    }
}

impl ActError {
    /// For the person in front of the screen.
    pub(crate) fn message(&self, lang: Lang) -> String {
        let (zh, en) = match self {
            Self::NotNow => (
                "办件已经走到别的环节，现在不能这样办理。请刷新页面，看看最新进度",
                "The case has moved on, so this is not possible now. Reload the page to see where it stands",
            ),
            Self::NotYours => (
                "您没有办理这一步的权限。如果应当由您办理，请联系本机关的安全管理员",
                "You may not take this step. If it is yours to take, ask your organ's security administrator",
            ),
            Self::Stale => (
                "在您查看期间，办件有了新的变化。请刷新页面，看过最新内容再办理",
                "The case changed while you were looking at it. Reload the page and look again before you go on",
            ),
            Self::Rule(rule) => return rule.message(lang),
            Self::Database(_) => ("没有保存成功，请稍后再试", "This was not saved. Please try again later"),
        };
        if lang == Lang::En { en.into() } else { zh.into() }
    }
}

impl Rule {
    pub(crate) fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => self.zh(),
            Lang::En => self.en(),
        }
    }

    fn zh(&self) -> String {
        match self {
            Self::NoReason => "请写明理由，申请人会看到它".into(),
            Self::TooLong { max } => format!("文字最多{max}字，请写得短一些"),
            Self::NoDefects => "请至少写一处需要补正的内容".into(),
            Self::SecondNotice { new } => format!(
                "补正内容应当一次告知。“{}”在上一次告知时没有提出，需要负责人写明理由后告知（行政许可法第三十二条）",
                new.join("、")
            ),
            Self::AcceptedBySilence => {
                "收到申请已超过五个工作日没有告知，自收到之日起已视为受理（行政许可法第三十二条），请继续审查".into()
            }
            Self::NotSilent => "还没有超过五个工作日".into(),
            Self::NotNamed { key } => format!("补正告知没有要求修改“{key}”，请只修改告知里列出的内容"),
            Self::NotCorrected { names } => format!("还没有重新上传：{}", names.join("、")),
            Self::NotListed { names } => format!("申请人承诺后补的材料还没有写补交日期：{}", names.join("、")),
            Self::NotPromised { name } => format!("申请人没有对“{name}”作出后补承诺，不能容缺受理"),
            Self::MayNotFollow { name } => format!("“{name}”不属于可容缺后补的材料"),
            Self::DueDate { latest } => {
                format!("补交日期应在今天之后，最晚{}", latest.format("%Y年%-m月%-d日"))
            }
            Self::ExtendedBefore => "审批期限只能延长一次，这个办件已经延长过".into(),
            Self::ExtensionTooLong { longest } => format!("最多延长{longest}个工作日，请填1到{longest}"),
            Self::ExtendedTooLate => "期限已经届满，不能再延长".into(),
            Self::NotMissing => "这份材料不在待补交的清单里".into(),
            Self::NotOverdue => "没有逾期未补的材料".into(),
            Self::Incomplete { names } => format!("材料补齐之前不能作出决定，还缺：{}", names.join("、")),
            Self::Grade => "请从五个等级里选一个".into(),
        }
    }

    fn en(&self) -> String {
        match self {
            Self::NoReason => "Write down the reason; the applicant will read it".into(),
            Self::TooLong { max } => format!("At most {max} characters fit; please be briefer"),
            Self::NoDefects => "Name at least one thing to correct".into(),
            Self::SecondNotice { new } => format!(
                "All defects are told at once. “{}” was not in the earlier notice: a supervisor must give the reason (Licence Law, art. 32)",
                new.join(", ")
            ),
            Self::AcceptedBySilence => {
                "More than five working days have passed in silence: the case counts as accepted from the day of receipt (art. 32). Go on with the review".into()
            }
            Self::NotSilent => "Five working days have not passed yet".into(),
            Self::NotNamed { key } => format!("The notice did not ask to change “{key}”; change only what it lists"),
            Self::NotCorrected { names } => format!("Still to be uploaded anew: {}", names.join(", ")),
            Self::NotListed { names } => format!("Give a date for what the applicant promised: {}", names.join(", ")),
            Self::NotPromised { name } => format!("The applicant made no promise to bring “{name}” later"),
            Self::MayNotFollow { name } => format!("“{name}” may not follow later"),
            Self::DueDate { latest } => format!("The date must be after today and no later than {latest}"),
            Self::ExtendedBefore => "The time can be extended once only, and it was".into(),
            Self::ExtensionTooLong { longest } => format!("At most {longest} working days can be added"),
            Self::ExtendedTooLate => "The time is over and cannot be extended any more".into(),
            Self::NotMissing => "This material is not among those still to come".into(),
            Self::NotOverdue => "Nothing is overdue".into(),
            Self::Incomplete { names } => format!("No decision before the materials are complete. Missing: {}", names.join(", ")),
            Self::Grade => "Choose one of the five grades".into(),
        }
    }
}
