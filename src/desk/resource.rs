//! Acts as resources: what is posted to `/desk/cases/{no}/{resource}`, and the act that it means.

use budayang_rules::clock::PauseReason;
use chrono::NaiveDate;

use crate::cases::{Act, Defect, MissingMaterial, Spot, Verb};
use crate::web::Posted;

/// Resource, verb, and whether it ends the matter for the applicant.
pub(super) const RESOURCES: [(&str, Verb); 14] = [
    ("pre-check", Verb::PreCheck),
    ("receipt", Verb::Receive),
    ("acceptance", Verb::Accept),
    ("correction-notice", Verb::AskCorrection),
    ("declination", Verb::Decline),
    ("redirection", Verb::NotOurs),
    ("exemption", Verb::NoLicenceNeeded),
    ("review", Verb::Review),
    ("pause", Verb::Pause),
    ("resumption", Verb::Resume),
    ("extension", Verb::Extend),
    ("grant", Verb::Grant),
    ("refusal", Verb::Refuse),
    ("delivery", Verb::Deliver),
];

/// Something typed that is not an act yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unclear {
    Date,
    Days,
    Procedure,
    How,
}

impl Unclear {
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Date => "desk-unclear-date",
            Self::Days => "desk-unclear-days",
            Self::Procedure => "desk-unclear-procedure",
            Self::How => "desk-unclear-how",
        }
    }
}

/// Ways in which something is handed over by an officer.
pub(super) const HOW: [&str; 3] = ["hall", "post", "electronic"];

pub(super) fn verb_of(resource: &str) -> Option<Verb> {
    RESOURCES.iter().find(|(name, _)| *name == resource).map(|(_, verb)| *verb)
}

/// The act that a form means.
pub(super) fn read(verb: Verb, form: &Posted) -> Result<Act, Unclear> {
    let text = |name: &str| form.get(name).to_owned();
    let reason = text("reason");
    Ok(match verb {
        Verb::PreCheck => Act::PreCheck,
        Verb::Receive => Act::Receive,
        Verb::Accept => Act::Accept { missing: missing(form)? },
        Verb::AskCorrection => Act::AskCorrection {
            defects: defects(form),
            reason: Some(reason).filter(|reason| !reason.is_empty()),
            due: day(form.get("due"))?,
        },
        Verb::Decline => Act::Decline { reason },
        Verb::NotOurs => Act::NotOurs { organ: text("organ"), reason },
        Verb::NoLicenceNeeded => Act::NoLicenceNeeded { reason },
        Verb::Review => Act::Review,
        Verb::Pause => {
            let procedure = PauseReason::from_key(form.get("procedure")).ok_or(Unclear::Procedure)?;
            Act::Pause { procedure, reason, notice: text("notice") }
        }
        Verb::Resume => Act::Resume,
        Verb::Extend => Act::Extend { days: form.get("days").parse().map_err(|_| Unclear::Days)?, reason },
        Verb::Grant => Act::Grant { reason },
        Verb::Refuse => Act::Refuse { reason, basis: text("basis") },
        _ => Act::Deliver { how: HOW.into_iter().find(|how| *how == form.get("how")).ok_or(Unclear::How)?.to_owned() },
    })
}

/// Fields are named `due:{key}`; a promised material without a day is left for the rule to name.
fn missing(form: &Posted) -> Result<Vec<MissingMaterial>, Unclear> {
    let mut missing = Vec::new();
    for (name, value) in form.pairs() {
        if let Some(key) = name.strip_prefix("due:")
            && let Some(due) = day(value)?
        {
            missing.push(MissingMaterial { key: key.to_owned(), due });
        }
    }
    Ok(missing)
}

/// Fields are named `material:{key}` and `field:{key}`: what is said about each is a defect.
fn defects(form: &Posted) -> Vec<Defect> {
    form.pairs()
        .iter()
        .filter_map(|(name, what)| {
            let at = match name.split_once(':')? {
                ("material", key) => Spot::Material(key.to_owned()),
                ("field", key) => Spot::Field(key.to_owned()),
                _ => return None,
            };
            let what = what.trim();
            (!what.is_empty()).then(|| Defect { at, what: what.to_owned() })
        })
        .collect()
}

/// A day as browsers send it; none when nothing was typed.
fn day(text: &str) -> Result<Option<NaiveDate>, Unclear> {
    let text = text.trim();
    if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(|_| Unclear::Date) }
}
