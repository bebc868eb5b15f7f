//! From answers to clean answers: hidden fields dropped, the rest required, validated and normalised.

mod codes;
mod date;
mod group;
mod list;
mod number;
mod text;

use std::ops::Deref;

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Map, Value};

pub(crate) use self::codes::birthday;
pub(crate) use self::number::written;
use crate::answers::is_blank;
use crate::{Answers, Fact, Facts, Fault, Field, Form, Item, Kind, Problem, Section};

/// What a check needs to know of the world.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    pub today: NaiveDate,
    /// Whether a division of this code of 12 digits exists.
    pub division_exists: &'a dyn Fn(&str) -> bool,
}

/// Answers that passed every check; only [`check`] makes them. Checking them again changes nothing.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Clean(Answers);

impl Clean {
    pub fn into_answers(self) -> Answers {
        self.0
    }
}

impl Deref for Clean {
    type Target = Answers;

    fn deref(&self) -> &Answers {
        &self.0
    }
}

/// A section that is asked of this person, with the fields in it that are.
#[derive(Clone, Debug, PartialEq)]
pub struct Page<'f> {
    pub section: &'f Section,
    pub fields: Vec<Asked<'f>>,
}

/// A field that is asked; for a group, the fields asked in each of its rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked<'f> {
    pub field: &'f Field,
    pub rows: Vec<Vec<Asked<'f>>>,
    /// Whether a known answer may be offered.
    pub may_fill: bool,
}

/// Checks a whole form.
pub fn check(form: &Form, answers: &Answers, context: &Context<'_>) -> Result<Clean, Vec<Fault>> {
    let mut clean = Map::new();
    let mut faults = Vec::new();
    for checked in walk(form, answers, context) {
        clean.extend(checked.outcome.clean);
        faults.extend(checked.outcome.faults);
    }
    if faults.is_empty() { Ok(Clean(Answers(clean))) } else { Err(faults) }
}

/// Checks one page; earlier pages only decide what is asked. A hidden or unknown section has nothing to check.
pub fn check_section(
    form: &Form,
    section: &str,
    answers: &Answers,
    context: &Context<'_>,
) -> Result<Clean, Vec<Fault>> {
    let Some(checked) = walk(form, answers, context).into_iter().find(|checked| checked.section.key == section) else {
        return Ok(Clean::default());
    };
    let Outcome { clean, faults, .. } = checked.outcome;
    if faults.is_empty() { Ok(Clean(Answers(clean))) } else { Err(faults) }
}

/// What is asked of this person, page by page, as far as the answers tell.
pub fn pages<'f>(form: &'f Form, answers: &Answers, context: &Context<'_>) -> Vec<Page<'f>> {
    let page = |checked: Checked<'f>| Page { section: checked.section, fields: checked.outcome.asked };
    walk(form, answers, context).into_iter().map(page).collect()
}

/// Answers to questions that the form does not have: an older version's, or a program's mistake.
pub fn unknown<'a>(form: &Form, answers: &'a Answers) -> Vec<&'a str> {
    answers.0.keys().map(String::as_str).filter(|key| form.field(key).is_none()).collect()
}

/// A visible section and what came of its fields.
pub(crate) struct Checked<'f> {
    pub(crate) section: &'f Section,
    pub(crate) outcome: Outcome<'f>,
}

/// What came of a list of fields.
#[derive(Default)]
pub(crate) struct Outcome<'f> {
    pub(crate) clean: Map<String, Value>,
    pub(crate) faults: Vec<Fault>,
    pub(crate) asked: Vec<Asked<'f>>,
}

/// Goes through the form in order. Conditions see only good answers of visible fields that stand before them.
pub(crate) fn walk<'f>(form: &'f Form, answers: &Answers, context: &Context<'_>) -> Vec<Checked<'f>> {
    learn(form, answers, context).0
}

/// What conditions may know once the whole form was read.
pub fn facts(form: &Form, answers: &Answers, context: &Context<'_>) -> Facts<'static> {
    learn(form, answers, context).1
}

fn learn<'f>(form: &'f Form, answers: &Answers, context: &Context<'_>) -> (Vec<Checked<'f>>, Facts<'static>) {
    let mut facts = Facts::new(context.today);
    let mut walked = Vec::new();
    for section in &form.sections {
        if section.when.as_ref().is_none_or(|when| when.holds(&facts)) {
            let outcome = fields(&section.fields, &answers.0, &mut facts, context, None);
            walked.push(Checked { section, outcome });
        }
    }
    (walked, facts)
}

/// The row of a group that is being checked.
struct Row<'a> {
    path: &'a str,
    item: Item,
}

fn fields<'f>(
    fields: &'f [Field],
    given: &Map<String, Value>,
    facts: &mut Facts<'_>,
    context: &Context<'_>,
    row: Option<&Row<'_>>,
) -> Outcome<'f> {
    let mut outcome = Outcome::default();
    for field in fields {
        if field.when.as_ref().is_some_and(|when| !when.holds(facts)) {
            continue;
        }
        let path = row.map_or_else(|| field.key.clone(), |row| format!("{}.{}", row.path, field.key));
        let item = row.map(|row| &row.item);
        let value = given.get(&field.key).unwrap_or(&Value::Null);
        let (rows, answer) = match &field.kind {
            Kind::Group(rules) => group::rows(field, rules, value, facts, context, &path),
            kind => (
                Vec::new(),
                single(kind, value, context).map_err(|problem| vec![problem.at(path.clone(), field, item)]),
            ),
        };
        let may_fill = field.known_when.as_ref().is_none_or(|when| when.holds(facts));
        outcome.asked.push(Asked { field, rows, may_fill });
        match answer {
            Ok(Some(value)) => {
                if let Some(fact) = Fact::of(&field.kind, &value) {
                    facts.learn(&field.key, fact);
                }
                outcome.clean.insert(field.key.clone(), value);
            }
            Ok(None) if field.required => outcome.faults.push(Problem::missing(&field.kind).at(path, field, item)),
            Ok(None) => {}
            Err(faults) => outcome.faults.extend(faults),
        }
    }
    outcome
}

/// One answer, normalised; nothing when it was left blank.
pub(crate) fn single(kind: &Kind, value: &Value, context: &Context<'_>) -> Result<Option<Value>, Problem> {
    if is_blank(value) {
        return Ok(None);
    }
    let value = only_one(kind, value)?;
    match kind {
        Kind::Text(rules) => return text::text(rules, value),
        Kind::Address {} => return text::address(value),
        Kind::Number(rules) => number::number(rules, value),
        Kind::Money(rules) => number::money(rules, value),
        Kind::Date(rules) => date::date(rules, value, context.today),
        Kind::Choice(rules) => list::choice(rules, value),
        Kind::Choices(rules) => list::choices(rules, value),
        Kind::File(rules) => list::files(rules, value),
        Kind::Division(rules) => codes::division(rules, value, context),
        Kind::Telephone(rules) => codes::telephone(rules, value),
        Kind::IdentityNumber {} => codes::identity_number(value),
        Kind::CreditCode {} => codes::credit_code(value),
        Kind::BankCard {} => codes::bank_card(value),
        Kind::Declaration(_) => return list::declaration(value),
        Kind::Group(_) => Err(Problem::WrongShape),
    }
    .map(Some)
}

/// An answer that was posted twice under one name is kept as a list, and the person is told.
fn only_one<'a>(kind: &Kind, value: &'a Value) -> Result<&'a Value, Problem> {
    match value {
        Value::Array(_) if !kind.takes_many() => Err(Problem::OnlyOne),
        value => Ok(value),
    }
}
