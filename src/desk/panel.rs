//! 办理: what the officer can do with a case now, each act with the questions that it needs answered.

use budayang_forms::Lang;
use budayang_rules::clock::PauseReason;
use chrono::NaiveDate;

use super::resource::{HOW, RESOURCES};
use crate::cases::{self, Material, MaterialState, Verb};
use crate::catalog::Item;
use crate::web::Visit;

/// One act as a fold of the page.
pub(super) struct Panel {
    pub resource: &'static str,
    pub label: String,
    pub hint: String,
    pub style: &'static str,
    pub open: bool,
    pub error: String,
    pub questions: Vec<Question>,
}

/// A question of an act. Names are as the resource reads them.
pub(super) struct Question {
    pub kind: Kind,
    pub id: String,
    pub name: String,
    pub label: String,
    pub hint: String,
    pub value: String,
    /// Value and label, for a choice.
    pub options: Vec<(String, String)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Line,
    Text,
    Number,
    Day,
    Choice,
}

/// What was tried and did not go through.
pub(super) struct Attempt<'a> {
    pub resource: &'a str,
    pub error: String,
    pub typed: &'a [(String, String)],
}

/// A case as its panels need it.
pub(super) struct Matter<'a> {
    pub visit: &'a Visit,
    pub item: &'a Item,
    pub materials: &'a [Material],
    pub possible: &'a [Verb],
    pub attempt: Option<&'a Attempt<'a>>,
}

impl Matter<'_> {
    pub(super) fn panels(&self) -> Vec<Panel> {
        let offered = RESOURCES.iter().filter(|(_, verb)| self.possible.contains(verb));
        offered.map(|(resource, verb)| self.panel(resource, *verb)).collect()
    }

    fn panel(&self, resource: &'static str, verb: Verb) -> Panel {
        let attempt = self.attempt.filter(|attempt| attempt.resource == resource);
        let mut questions = self.questions(verb);
        for question in &mut questions {
            question.id = format!("{resource}-{}", question.name.replace(':', "-"));
            if let Some(attempt) = attempt {
                let typed = attempt.typed.iter().find(|(name, _)| *name == question.name);
                question.value = typed.map_or_else(String::new, |(_, value)| value.clone());
            }
        }
        Panel {
            resource,
            label: self.t(&format!("desk-act-{resource}")),
            hint: self.t(&format!("desk-hint-{resource}")),
            style: match verb {
                Verb::Decline | Verb::Refuse => "grave",
                Verb::Accept | Verb::Grant => "",
                _ => "quiet",
            },
            open: attempt.is_some(),
            error: attempt.map_or_else(String::new, |attempt| attempt.error.clone()),
            questions,
        }
    }

    fn questions(&self, verb: Verb) -> Vec<Question> {
        let reason = || self.question(Kind::Text, "reason", "reason");
        match verb {
            Verb::Accept => self.promised(),
            Verb::AskCorrection => self.correction(),
            Verb::Decline | Verb::NoLicenceNeeded => vec![reason()],
            Verb::Grant => vec![Question { value: self.t("desk-grant-preset"), ..reason() }],
            Verb::NotOurs => vec![self.question(Kind::Line, "organ", "organ"), reason()],
            Verb::Pause => vec![
                Question { options: self.procedures(), ..self.question(Kind::Choice, "procedure", "procedure") },
                reason(),
                self.question(Kind::Text, "notice", "notice"),
            ],
            Verb::Extend => vec![self.question(Kind::Number, "days", "days"), reason()],
            Verb::Refuse => {
                let basis = self.question(Kind::Text, "basis", "basis");
                vec![reason(), Question { value: self.legal_basis(), ..basis }]
            }
            Verb::Deliver => {
                let options = HOW.map(|how| (how.to_owned(), self.t(&format!("desk-how-{how}")))).to_vec();
                vec![Question { options, ..self.question(Kind::Choice, "how", "how") }]
            }
            _ => Vec::new(),
        }
    }

    /// A day for each material that the applicant promised to bring later.
    fn promised(&self) -> Vec<Question> {
        let today = self.visit.app.clock.today();
        let mut keys: Vec<&str> = Vec::new();
        for row in self.materials.iter().filter(|row| row.state == MaterialState::Promised) {
            if !keys.contains(&row.key.as_str()) {
                keys.push(&row.key);
            }
        }
        keys.into_iter()
            .map(|key| {
                let material = self.item.materials.iter().find(|material| material.key == key);
                let within = material.and_then(|material| material.follows_within);
                let due = cases::follows_until(within, cases::calendar(), today);
                let name = material.map_or(key, |material| material.name.get(self.lang()));
                Question {
                    label: crate::web::t(self.lang(), "desk-due-of", &[("name", name.into())]),
                    hint: crate::web::t(self.lang(), "desk-due-latest", &[("day", self.visit.day(due).into())]),
                    ..asked(Kind::Day, format!("due:{key}"), iso(due))
                }
            })
            .collect()
    }

    /// Everything that can be wrong, on one list: materials, then the form's fields.
    fn correction(&self) -> Vec<Question> {
        let materials = self.item.materials.iter().map(|material| Question {
            label: material.name.get(self.lang()).to_owned(),
            hint: material.standard.as_ref().map_or_else(String::new, |standard| standard.get(self.lang()).to_owned()),
            ..asked(Kind::Line, format!("material:{}", material.key), String::new())
        });
        let form = self.item.form.as_ref();
        let fields = form.into_iter().flat_map(|form| form.fields()).map(|field| Question {
            label: field.name(self.lang()).to_owned(),
            ..asked(Kind::Line, format!("field:{}", field.key), String::new())
        });
        let due = self.question(Kind::Day, "due", "correction-due");
        let reason = self.question(Kind::Text, "reason", "second-notice");
        materials.chain(fields).chain([due, reason]).collect()
    }

    fn procedures(&self) -> Vec<(String, String)> {
        let name = |reason: PauseReason| if self.lang() == Lang::En { reason.en() } else { reason.zh() };
        PauseReason::ALL.iter().map(|reason| (reason.key().to_owned(), name(*reason).to_owned())).collect()
    }

    fn legal_basis(&self) -> String {
        let line = |basis: &crate::catalog::LegalBasis| {
            format!("《{}》{}", basis.law.trim_matches(['《', '》']), basis.article.as_deref().unwrap_or_default())
        };
        self.item.legal_basis.iter().map(line).collect::<Vec<_>>().join("；")
    }

    fn question(&self, kind: Kind, name: &str, key: &str) -> Question {
        Question {
            label: self.t(&format!("desk-{key}")),
            hint: self.t(&format!("desk-{key}-hint")),
            ..asked(kind, name.to_owned(), String::new())
        }
    }

    fn lang(&self) -> Lang {
        self.visit.lang()
    }

    fn t(&self, key: &str) -> String {
        self.visit.t(key)
    }
}

impl Question {
    pub(super) fn is_text(&self) -> bool {
        self.kind == Kind::Text
    }

    pub(super) fn is_choice(&self) -> bool {
        self.kind == Kind::Choice
    }

    /// The control's type for the browser.
    pub(super) fn input(&self) -> &'static str {
        match self.kind {
            Kind::Day => "date",
            Kind::Number => "number",
            _ => "text",
        }
    }
}

fn asked(kind: Kind, name: String, value: String) -> Question {
    Question { kind, id: String::new(), name, label: String::new(), hint: String::new(), value, options: Vec::new() }
}

fn iso(day: NaiveDate) -> String {
    day.to_string()
}
