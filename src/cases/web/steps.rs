//! The way of a case as a page shows it.

use crate::cases::progress::{By, Phase, Step, progress};
use crate::cases::{Act, Case, Event};
use crate::web::{Visit, t};

/// How a result comes into somebody's hands, as the desk names it.
const HOW: [&str; 3] = ["hall", "post", "electronic"];

/// One line of the list of steps.
pub(super) struct StepView {
    pub name: String,
    pub state: &'static str,
    pub when: String,
    pub who: String,
    pub note: String,
}

/// Everything, for those whose case it is.
pub(super) fn steps(visit: &Visit, organ: &str, case: &Case, events: &[Event]) -> Vec<StepView> {
    progress(case, events).iter().map(|step| view(visit, organ, step)).collect()
}

/// Words and days only, for whoever holds the number: reasons and names stay inside.
pub(super) fn bare_steps(visit: &Visit, case: &Case, events: &[Event]) -> Vec<StepView> {
    let bare = |step: &Step| StepView { who: String::new(), note: String::new(), ..view(visit, "", step) };
    progress(case, events).iter().map(bare).collect()
}

fn view(visit: &Visit, organ: &str, step: &Step) -> StepView {
    StepView {
        name: visit.t(&format!("progress-{}", step.name)),
        state: match step.phase {
            Phase::Done => "done",
            Phase::Now => "now",
            Phase::Later => "later",
            Phase::Stopped => "stopped",
        },
        when: step.at.map(|at| visit.moment(at)).unwrap_or_default(),
        who: match step.by {
            By::Applicant => visit.t("progress-by-applicant"),
            By::Organ => organ.to_owned(),
            By::Nobody => String::new(),
        },
        note: step.act.as_ref().map(|act| note(visit, act)).unwrap_or_default(),
    }
}

/// What the act said, in a sentence.
fn note(visit: &Visit, act: &Act) -> String {
    let lang = visit.lang();
    match act {
        Act::AskCorrection { defects, due, .. } => {
            let due = due.map(|due| visit.day(due)).unwrap_or_default();
            t(lang, "progress-note-correction", &[("count", defects.len().into()), ("due", due.into())])
        }
        Act::Accept { missing } if !missing.is_empty() => {
            t(lang, "progress-note-missing", &[("count", missing.len().into())])
        }
        Act::AcceptBySilence => visit.t("mycase-by-silence"),
        Act::Pause { notice, .. } => notice.clone(),
        Act::Extend { days, reason } => {
            t(lang, "progress-note-extend", &[("days", (*days).into()), ("reason", reason.as_str().into())])
        }
        Act::NotOurs { organ, reason } => {
            t(lang, "progress-note-not-ours", &[("organ", organ.as_str().into()), ("reason", reason.as_str().into())])
        }
        Act::Supply { name, .. } => name.clone(),
        Act::Dispatch { parcel } => t(lang, "progress-note-parcel", &[("parcel", parcel.as_str().into())]),
        Act::Deliver { how } if HOW.contains(&how.as_str()) => visit.t(&format!("progress-how-{how}")),
        Act::EndOverdue { missing } => missing.join("、"),
        act => act.reason().unwrap_or_default().to_owned(),
    }
}
