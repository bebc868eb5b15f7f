//! Whether an act is lawful and what follows from it: pure, so that every rule can be shown in a test.

use budayang_rules::calendar::Calendar;
use budayang_rules::clock::{Clock, ClockEvent, Deadlines, Event as Tick, Limits, new_defects};
use budayang_rules::item::Necessity;
use chrono::NaiveDate;

use super::clocks::{self, CORRECTION_WITHIN};
use super::error::Rule;
use super::{Act, ActError, Actor, Case, Defect, Event, Material, MaterialState, MissingMaterial, State, transitions};
use crate::catalog::Item;
use crate::identity::Role;

/// Longest reason or notice, in characters.
pub(super) const LONGEST_TEXT: usize = 2_000;
const MOST_DEFECTS: usize = 50;

/// A case with all that a decision about it needs to know.
pub(super) struct Situation<'a> {
    pub case: &'a Case,
    pub events: &'a [Event],
    pub materials: &'a [Material],
    pub item: &'a Item,
    pub calendar: &'a Calendar,
    pub today: NaiveDate,
}

/// What the act does.
#[derive(Debug)]
pub(super) struct Outcome {
    /// The act with its dates filled in, as the event keeps it.
    pub act: Act,
    pub state: State,
    pub materials: Vec<Change>,
}

/// What happens to a row of materials.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Change {
    State { id: uuid::Uuid, to: MaterialState },
    Due { id: uuid::Uuid, due: NaiveDate },
    Given { id: uuid::Uuid, file: uuid::Uuid, name: String, bytes: i64 },
}

pub(super) fn decide(situation: &Situation<'_>, actor: &Actor, act: Act) -> Result<Outcome, ActError> {
    let line = transitions::of(act.verb(), situation.case.state).ok_or(ActError::NotNow)?;
    if !line.allows(actor, situation.case) {
        return Err(ActError::NotYours);
    }
    texts(&act)?;
    if situation.case.state.awaits_acceptance() && !matches!(act, Act::Accept { .. } | Act::AcceptBySilence) {
        situation.not_yet_accepted_by_silence(&act)?;
    }
    let (act, materials) = match act {
        Act::AskCorrection { defects, reason, due } => {
            (situation.ask_correction(actor, defects, reason, due)?, Vec::new())
        }
        Act::Correct { answers } => {
            let changes = situation.correct(&answers)?;
            (Act::Correct { answers }, changes)
        }
        Act::Accept { missing } => {
            let changes = situation.accept(&missing)?;
            (Act::Accept { missing }, changes)
        }
        Act::AcceptBySilence => (Act::AcceptBySilence, situation.accept_by_silence()?),
        Act::Extend { days, reason } => {
            situation.extend(days)?;
            (Act::Extend { days, reason }, Vec::new())
        }
        Act::Supply { key, file, name, bytes } => {
            let row = situation.missing().find(|row| row.key == key).ok_or(Rule::NotMissing)?;
            let given = Change::Given { id: row.id, file, name: name.clone(), bytes };
            (Act::Supply { key, file, name, bytes }, vec![given])
        }
        Act::EndOverdue { .. } => (situation.end_overdue()?, Vec::new()),
        Act::Grant { .. } | Act::Refuse { .. } => {
            situation.complete()?;
            (act, Vec::new())
        }
        Act::Rate { grade } if !(1..=5).contains(&grade) => return Err(Rule::Grade.into()),
        act => (act, Vec::new()),
    };
    Ok(Outcome { act, state: line.to.unwrap_or(situation.case.state), materials })
}

/// Reasons are given where the law wants them, and no text is unbounded.
fn texts(act: &Act) -> Result<(), Rule> {
    let mut needed: Vec<&str> = Vec::new();
    match act {
        Act::Decline { reason }
        | Act::NoLicenceNeeded { reason }
        | Act::Return { reason }
        | Act::Extend { reason, .. }
        | Act::Grant { reason }
        | Act::Withdraw { reason } => needed.push(reason),
        Act::NotOurs { organ, reason } => needed.extend([organ.as_str(), reason]),
        Act::Pause { reason, notice, .. } => needed.extend([reason.as_str(), notice]),
        Act::Refuse { reason, basis } => needed.extend([reason.as_str(), basis]),
        _ => {}
    }
    if needed.iter().any(|text| text.trim().is_empty()) {
        return Err(Rule::NoReason);
    }
    needed.extend(act.reason());
    match needed.iter().any(|text| text.chars().count() > LONGEST_TEXT) {
        true => Err(Rule::TooLong { max: LONGEST_TEXT }),
        false => Ok(()),
    }
}

impl Situation<'_> {
    pub(super) fn clock(&self) -> Clock {
        clocks::clock(self.case, self.events, self.calendar, self.today)
    }

    fn missing(&self) -> impl Iterator<Item = &Material> {
        self.materials.iter().filter(|row| row.state == MaterialState::Missing)
    }

    fn promised(&self) -> impl Iterator<Item = &Material> {
        self.materials.iter().filter(|row| row.state == MaterialState::Promised)
    }

    /// After five silent working days the organ can no longer turn the application away or ask for corrections.
    fn not_yet_accepted_by_silence(&self, act: &Act) -> Result<(), Rule> {
        let turns_away = matches!(
            act,
            Act::AskCorrection { .. } | Act::Decline { .. } | Act::NotOurs { .. } | Act::NoLicenceNeeded { .. }
        );
        if turns_away && self.clock().by_silence { Err(Rule::AcceptedBySilence) } else { Ok(()) }
    }

    fn ask_correction(
        &self,
        actor: &Actor,
        defects: Vec<Defect>,
        reason: Option<String>,
        due: Option<NaiveDate>,
    ) -> Result<Act, Rule> {
        let reason = reason.filter(|reason| !reason.trim().is_empty());
        if defects.is_empty() || defects.iter().any(|defect| defect.what.trim().is_empty()) {
            return Err(Rule::NoDefects);
        }
        if defects.len() > MOST_DEFECTS || defects.iter().any(|defect| defect.what.chars().count() > LONGEST_TEXT) {
            return Err(Rule::TooLong { max: LONGEST_TEXT });
        }
        let spots: Vec<String> = defects.iter().map(|defect| defect.at.key().to_owned()).collect();
        let new = new_defects(&clocks::ticks(self.events), &spots);
        let overridden = reason.is_some() && actor.holds(Role::Supervisor, self.case);
        if !new.is_empty() && !overridden {
            let named = |defect: &&Defect| new.contains(&defect.at.key().trim()) || new.contains(&defect.at.key());
            let new = defects.iter().filter(named).map(|defect| defect.what.clone()).collect();
            return Err(Rule::SecondNotice { new });
        }
        let latest = self.calendar.add_working_days(self.today, CORRECTION_WITHIN).date;
        let due = match due {
            Some(due) if due <= self.today => return Err(Rule::DueDate { latest }),
            due => due.unwrap_or(latest),
        };
        Ok(Act::AskCorrection { defects, reason, due: Some(due) })
    }

    /// Only what the notice named, and of that every material.
    fn correct(&self, answers: &budayang_forms::Answers) -> Result<Vec<Change>, Rule> {
        let named = last_notice(self.events);
        let fields = |key: &String| named.iter().any(|d| matches!(&d.at, super::Spot::Field(field) if field == key));
        if let Some(key) = answers.0.keys().find(|key| !fields(key)) {
            return Err(Rule::NotNamed { key: key.clone() });
        }
        let pending = |key: &str| self.materials.iter().any(|m| m.state == MaterialState::Pending && m.key == key);
        let lacking: Vec<String> = named
            .iter()
            .filter(|defect| matches!(&defect.at, super::Spot::Material(key) if !pending(key)))
            .map(|defect| self.material_name(defect.at.key()))
            .collect();
        if !lacking.is_empty() {
            return Err(Rule::NotCorrected { names: lacking });
        }
        let state = |row: &Material| match row.state {
            MaterialState::Pending => Some(MaterialState::Supplied),
            MaterialState::Supplied | MaterialState::Promised if pending(&row.key) => Some(MaterialState::Replaced),
            _ => None,
        };
        Ok(self.materials.iter().filter_map(|row| Some(Change::State { id: row.id, to: state(row)? })).collect())
    }

    /// Each promised material gets its date, and only those that may follow.
    fn accept(&self, missing: &[MissingMaterial]) -> Result<Vec<Change>, Rule> {
        let mut changes = Vec::new();
        for MissingMaterial { key, due } in missing {
            let name = self.material_name(key);
            let rows: Vec<&Material> = self.promised().filter(|row| &row.key == key && row.promise.is_some()).collect();
            if rows.is_empty() {
                return Err(Rule::NotPromised { name });
            }
            let material = self.item.materials.iter().find(|material| &material.key == key);
            let Some(material) = material.filter(|material| material.necessity == Necessity::MayFollow) else {
                return Err(Rule::MayNotFollow { name });
            };
            let latest = clocks::follows_until(material.follows_within, self.calendar, self.today);
            if *due <= self.today || *due > latest {
                return Err(Rule::DueDate { latest });
            }
            changes.extend(rows.iter().map(|row| Change::Due { id: row.id, due: *due }));
        }
        let unlisted: Vec<String> = self
            .promised()
            .filter(|row| !missing.iter().any(|listed| listed.key == row.key))
            .map(|row| self.material_name(&row.key))
            .collect();
        if unlisted.is_empty() { Ok(changes) } else { Err(Rule::NotListed { names: unlisted }) }
    }

    /// What was promised is due as the item says, counted from today.
    fn accept_by_silence(&self) -> Result<Vec<Change>, Rule> {
        if !self.clock().by_silence {
            return Err(Rule::NotSilent);
        }
        let due = |row: &Material| {
            let material = self.item.materials.iter().find(|material| material.key == row.key);
            clocks::follows_until(material.and_then(|m| m.follows_within), self.calendar, self.today)
        };
        Ok(self.promised().map(|row| Change::Due { id: row.id, due: due(row) }).collect())
    }

    fn extend(&self, days: u16) -> Result<(), Rule> {
        let ticks = clocks::ticks(self.events);
        if ticks.iter().any(|tick| matches!(tick.event, Tick::Extended { .. })) {
            return Err(Rule::ExtendedBefore);
        }
        let longest = limits(&ticks).longest_extension(Deadlines::law());
        if days == 0 || days > longest {
            return Err(Rule::ExtensionTooLong { longest });
        }
        match self.clock().due {
            Some(due) if due.date < self.today => Err(Rule::ExtendedTooLate),
            _ => Ok(()),
        }
    }

    fn end_overdue(&self) -> Result<Act, Rule> {
        let overdue = self.missing().filter(|row| row.due.is_some_and(|due| due < self.today));
        let missing: Vec<String> = overdue.map(|row| self.material_name(&row.key)).collect();
        if missing.is_empty() { Err(Rule::NotOverdue) } else { Ok(Act::EndOverdue { missing }) }
    }

    fn complete(&self) -> Result<(), Rule> {
        let names: Vec<String> = self.missing().map(|row| self.material_name(&row.key)).collect();
        if names.is_empty() { Ok(()) } else { Err(Rule::Incomplete { names }) }
    }

    fn material_name(&self, key: &str) -> String {
        let material = self.item.materials.iter().find(|material| material.key == key);
        material.map_or_else(|| key.to_owned(), |material| material.name.zh.clone())
    }
}

/// What the last correction notice named.
pub(super) fn last_notice(events: &[Event]) -> Vec<Defect> {
    let notices = events.iter().rev().filter_map(|event| match event.act()? {
        Act::AskCorrection { defects, .. } => Some(defects),
        _ => None,
    });
    notices.into_iter().next().unwrap_or_default()
}

fn limits(ticks: &[ClockEvent]) -> Limits {
    let limit = ticks.iter().find_map(|tick| match tick.event {
        Tick::Received { limit } | Tick::Accepted { limit } => Some(limit),
        _ => None,
    });
    limit.unwrap_or_default()
}
