//! Forms as data: what is asked, when it is asked, what a good answer is, and what is known already.
//!
//! A [`Form`] comes from a pack or the database; [`posted`] reads what a browser sent into [`Answers`]; [`check`] turns
//! answers into [`Clean`] ones or says kindly what is missing; [`prefill`] fills in what is known; [`shown`] prints.
//! Nothing here does I/O: the day and the divisions come in with the [`Context`].

mod answers;
mod bound;
mod check;
mod condition;
mod definition;
mod eligibility;
mod facts;
mod fault;
mod form;
mod guidance;
mod kind;
mod pattern;
mod posted;
mod prefill;
mod progress;
mod shown;
mod text;
mod typed;

pub use answers::Answers;
pub use bound::{Bound, BoundFault};
pub use check::{Asked, Clean, Context, Page, check, check_section, facts, pages, unknown};
pub use condition::{Condition, Range, Scalar, Test};
pub use definition::{DefinitionFault, faults_of_definition, faults_of_questions};
pub use eligibility::{End, Instead, Question, Screening, screen};
pub use facts::{Fact, Facts};
pub use fault::{Counted, Fault, Item, Part, Problem, Wanted};
pub use form::{Field, Form, Section};
pub use guidance::{Advice, Guidance, Urgency};
pub use kind::{
    Choice, ChoiceRules, ChoicesRules, DateRules, DeclarationRules, DivisionRules, FileRefusal, FileRules, GroupRules,
    Kind, Level, MoneyRules, NumberRules, TelephoneRules, TextRules,
};
pub use pattern::Pattern;
pub use posted::{Limits, Posted, TooMuch, posted};
pub use prefill::{KNOWN_PATHS, Known, Prefilled, Source, SourceKind, is_known_path, prefill};
pub use progress::{State, Task, missing};
pub use shown::{Masked, Reader, shown};
pub use text::{Lang, Text};
pub use typed::{date_parts, typed};
