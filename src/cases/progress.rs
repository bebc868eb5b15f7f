//! The way of a case in steps (进度): what happened, what is happening now, what is still to come.

use chrono::{DateTime, Utc};

use super::{Act, Case, Event, State};

/// One step on the way.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Step {
    /// The end of its Fluent key `progress-{name}`.
    pub name: &'static str,
    pub phase: Phase,
    pub at: Option<DateTime<Utc>>,
    pub by: By,
    /// What was done; none for what is still to come.
    pub act: Option<Act>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    Done,
    Now,
    Later,
    Stopped,
}

/// Who did it, as far as it matters on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    Applicant,
    Organ,
    /// The law itself, or the clock.
    Nobody,
}

/// The way of this case; inner doings of the organ are no steps on it.
pub(crate) fn progress(case: &Case, events: &[Event]) -> Vec<Step> {
    let mut steps: Vec<Step> = events.iter().filter_map(step).collect();
    let (now, later) = ahead(case.state);
    if let Some((name, phase)) = now {
        steps.push(Step::ahead(name, phase));
    }
    steps.extend(later.iter().map(|name| Step::ahead(name, Phase::Later)));
    steps
}

impl Step {
    fn ahead(name: &'static str, phase: Phase) -> Self {
        Self { name, phase, at: None, by: By::Nobody, act: None }
    }
}

fn step(event: &Event) -> Option<Step> {
    let act = event.act()?;
    if matches!(act, Act::PreCheck | Act::Remind { .. } | Act::Alarm { .. } | Act::Assign { .. }) {
        return None;
    }
    let by = match event.actor_kind.as_str() {
        "citizen" => By::Applicant,
        "officer" => By::Organ,
        _ => By::Nobody,
    };
    let name = act.verb().key();
    Some(Step { name, phase: Phase::Done, at: Some(event.at), by, act: Some(act) })
}

/// What is happening in a state, and what follows it.
fn ahead(state: State) -> (Option<(&'static str, Phase)>, &'static [&'static str]) {
    use State::*;
    match state {
        Submitted | PreChecked | Received | Corrected => {
            (Some(("now-acceptance", Phase::Now)), &["later-review", "later-decision", "later-delivery"])
        }
        ToBeCorrected => (
            Some(("now-correction", Phase::Now)),
            &["later-acceptance", "later-review", "later-decision", "later-delivery"],
        ),
        Accepted | Review => (Some(("now-review", Phase::Now)), &["later-decision", "later-delivery"]),
        Special => (Some(("now-special", Phase::Stopped)), &["later-review", "later-decision", "later-delivery"]),
        Granted => (Some(("now-produce", Phase::Now)), &["later-delivery"]),
        Refused | Produced => (Some(("now-delivery", Phase::Now)), &[]),
        Dispatched => (Some(("now-way", Phase::Now)), &[]),
        NotAccepted | NotOurs | NoLicenceNeeded | Delivered | Closed | Rated | Returned | Withdrawn | Ended => {
            (None, &[])
        }
    }
}
