//! How far a form has come, section by section, for the task list.

use crate::check::walk;
use crate::{Answers, Context, Form, Section};

/// The state of a section (未填写、未完成、已完成).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    NotStarted,
    Incomplete,
    Done,
}

/// A line of the task list.
#[derive(Clone, Debug, PartialEq)]
pub struct Task<'f> {
    pub section: &'f Section,
    pub state: State,
    /// Nothing in it has to be answered, so that it may stay untouched.
    pub optional: bool,
}

impl Task<'_> {
    /// Whether the form may be submitted as far as this section goes.
    pub fn is_settled(&self) -> bool {
        self.state == State::Done || (self.optional && self.state == State::NotStarted)
    }
}

/// The visible sections and the state of each.
pub fn missing<'f>(form: &'f Form, answers: &Answers, context: &Context<'_>) -> Vec<Task<'f>> {
    let task = |checked: crate::check::Checked<'f>| {
        let asked = &checked.outcome.asked;
        let started = asked.iter().any(|asked| answers.is_answered(&asked.field.key));
        let state = match (started, checked.outcome.faults.is_empty()) {
            (false, _) => State::NotStarted,
            (true, false) => State::Incomplete,
            (true, true) => State::Done,
        };
        Task { section: checked.section, state, optional: !asked.iter().any(|asked| asked.field.required) }
    };
    walk(form, answers, context).into_iter().map(task).collect()
}
