//! The table of transitions (standards §2): which act is possible in which state, by whom, and where it leads.

use super::{Actor, Case, State, Verb};
use crate::identity::Role;

/// Who may act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    Applicant,
    Role(Role),
    /// The clock, or another room's work that no officer does by hand.
    System,
}

/// A line of the table. `to` is none where the state stays.
pub(super) struct Transition {
    pub act: Verb,
    pub from: &'static [State],
    pub by: &'static [By],
    pub to: Option<State>,
}

const CLERK: By = By::Role(Role::Clerk);
const REVIEWER: By = By::Role(Role::Reviewer);
const DECIDER: By = By::Role(Role::Decider);
const SUPERVISOR: By = By::Role(Role::Supervisor);

use By::{Applicant, System};
use State::*;

/// Before acceptance.
const OPEN: &[State] = &[Submitted, PreChecked, Received, Corrected];
/// From acceptance to the decision.
const PENDING: &[State] = &[Accepted, Review];

#[rustfmt::skip]
pub(super) const TABLE: &[Transition] = &[
    line(Verb::PreCheck,        &[Submitted],                                        &[CLERK, REVIEWER],            Some(PreChecked)),
    line(Verb::Receive,         &[Submitted, PreChecked, Corrected],                 &[CLERK],                      Some(Received)),
    line(Verb::AskCorrection,   OPEN,                                                &[CLERK, SUPERVISOR],          Some(ToBeCorrected)),
    line(Verb::Correct,         &[ToBeCorrected],                                    &[Applicant],                  Some(Corrected)),
    line(Verb::Return,          &[ToBeCorrected],                                    &[System],                     Some(Returned)),
    line(Verb::Accept,          OPEN,                                                &[CLERK],                      Some(Accepted)),
    line(Verb::AcceptBySilence, OPEN,                                                &[System],                     Some(Accepted)),
    line(Verb::Decline,         OPEN,                                                &[CLERK, SUPERVISOR],          Some(NotAccepted)),
    line(Verb::NotOurs,         OPEN,                                                &[CLERK, SUPERVISOR],          Some(NotOurs)),
    line(Verb::NoLicenceNeeded, OPEN,                                                &[CLERK, SUPERVISOR],          Some(NoLicenceNeeded)),
    line(Verb::Review,          &[Accepted],                                         &[CLERK, REVIEWER],            Some(Review)),
    line(Verb::Pause,           PENDING,                                             &[REVIEWER, SUPERVISOR],       Some(Special)),
    line(Verb::Resume,          &[Special],                                          &[REVIEWER, SUPERVISOR],       Some(Review)),
    line(Verb::Extend,          PENDING,                                             &[SUPERVISOR],                 None),
    line(Verb::Supply,          &[Accepted, Review, Special],                        &[Applicant, CLERK],           None),
    line(Verb::Remind,          &[ToBeCorrected, Accepted, Review, Special],         &[System],                     None),
    line(Verb::Alarm,           PENDING,                                             &[System],                     None),
    line(Verb::EndOverdue,      &[Accepted, Review, Special],                        &[System],                     Some(Ended)),
    line(Verb::Grant,           PENDING,                                             &[DECIDER],                    Some(Granted)),
    line(Verb::Refuse,          PENDING,                                             &[DECIDER],                    Some(Refused)),
    line(Verb::Produce,         &[Granted],                                          &[System, CLERK, DECIDER],     Some(Produced)),
    line(Verb::Dispatch,        &[Produced],                                         &[System, CLERK],              Some(Dispatched)),
    line(Verb::Deliver,         &[Granted, Refused, Produced, Dispatched],           &[System, CLERK, Applicant],   Some(Delivered)),
    line(Verb::Close,           &[Delivered],                                        &[System, CLERK],              Some(Closed)),
    line(Verb::Withdraw,        &[Submitted, PreChecked, Received, ToBeCorrected, Corrected, Accepted, Review, Special],
                                                                                     &[Applicant],                  Some(Withdrawn)),
    line(Verb::Rate,            &[Closed],                                           &[Applicant],                  Some(Rated)),
    line(Verb::Assign,          &[Submitted, PreChecked, Received, ToBeCorrected, Corrected, Accepted, Review, Special, Granted, Refused, Produced, Dispatched],
                                                                                     &[CLERK, REVIEWER, DECIDER, SUPERVISOR], None),
];

const fn line(act: Verb, from: &'static [State], by: &'static [By], to: Option<State>) -> Transition {
    Transition { act, from, by, to }
}

/// The line for an act in a state, whoever acts.
pub(super) fn of(act: Verb, state: State) -> Option<&'static Transition> {
    TABLE.iter().find(|line| line.act == act && line.from.contains(&state))
}

impl Transition {
    pub(super) fn allows(&self, actor: &Actor, case: &Case) -> bool {
        self.by.iter().any(|by| match by {
            Applicant => actor.is_applicant_of(case),
            By::Role(role) => actor.holds(*role, case),
            System => matches!(actor, Actor::System),
        })
    }
}

/// What this actor can do with the case now: the buttons of a page.
pub(crate) fn possible(actor: &Actor, case: &Case) -> Vec<Verb> {
    TABLE
        .iter()
        .filter(|line| line.from.contains(&case.state) && line.allows(actor, case))
        .map(|line| line.act)
        .collect()
}
