//! 提交: from checked answers to a case on disk and a receipt.

use budayang_forms::Answers;
use budayang_rules::case_no::CaseNo;
use budayang_rules::division::DivisionCode;
use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Act, Actor, Case, Channel, Event, Material, MaterialState, State, clocks, perform};
use crate::app::App;
use crate::catalog::Edition;
use crate::identity::Citizen;
use crate::intake::IntakeError;
use crate::notices::{Notice, Recipient};
use crate::web::Error;

/// What an applicant sends, already checked against the item's form.
pub(crate) struct Submission<'a> {
    /// The same key twice is the same submission.
    pub key: String,
    /// The draft that becomes the case; its materials are the case's.
    pub draft: Option<Uuid>,
    pub channel: Channel,
    pub edition: &'a Edition,
    pub answers: Answers,
    pub phone: String,
    pub materials: Vec<Handed>,
    pub delivery: Option<Value>,
}

/// A material as it is handed in.
pub(crate) struct Handed {
    pub key: String,
    pub name: String,
    /// None: the applicant promises to bring it later, in these words.
    pub file: Option<(Uuid, i64)>,
    pub source: &'static str,
    pub promise: Option<String>,
}

/// What the applicant holds in hand afterwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Receipt {
    pub no: String,
    pub received_at: DateTime<Utc>,
    /// SHA-256 over number, time, item edition, answers and materials, 64 hexadecimal digits.
    pub hash: String,
}

/// The rows of one submission.
pub(crate) struct Filing {
    pub case: Case,
    pub event: Event,
    pub materials: Vec<Material>,
    pub notice: Notice,
    pub draft: Option<Uuid>,
}

/// What the intake answers: of this filing, or of the earlier one with the same key.
pub(crate) struct Filed {
    pub subject: Uuid,
    pub receipt: Receipt,
}

/// Hands a submission to the intake and waits until it is on disk.
pub(crate) async fn submit(app: &App, citizen: &Citizen, submission: Submission<'_>) -> Result<Receipt, Error> {
    let filing = filing(app, citizen, submission);
    let subject = filing.case.subject_id;
    match app.intake.file(filing).await {
        Ok(filed) if filed.subject == subject => Ok(filed.receipt),
        // A key of somebody else's submission tells nothing about it.
        Ok(_) => Err(Error::Forbidden),
        Err(IntakeError::Full | IntakeError::Gone) => Err(Error::Busy),
        Err(IntakeError::Database(error)) => Err(error.into()),
    }
}

fn filing(app: &App, citizen: &Citizen, submission: Submission<'_>) -> Filing {
    let now = app.clock.now();
    let Submission { edition, draft, .. } = &submission;
    let item = &edition.item;
    let id = draft.unwrap_or_else(|| app.random.id(now));
    let no = CaseNo::new(&item.division, crate::clock::local_day(now), app.random.number());
    let limits = clocks::limits_of(item);
    let materials: Vec<Material> = submission.materials.iter().map(|handed| handed.row(app, id, now)).collect();
    let hash = fingerprint(no.as_str(), now, edition, &submission.answers, &materials);
    let mut case = Case {
        id,
        no: no.as_str().to_owned(),
        item_code: edition.code.clone(),
        edition_id: edition.id,
        item_name: item.name.zh.clone(),
        subject_id: citizen.on_behalf_of(),
        filed_by: citizen.subject,
        channel: submission.channel,
        division: division(&item.division),
        body_code: item.body.code.clone(),
        state: State::Submitted,
        version: 1,
        answers: Value::Object(submission.answers.0),
        delivery: submission.delivery,
        assigned_to: None,
        phone_last4: last_four(&submission.phone),
        phone: Some(submission.phone),
        due: None,
        provisional: false,
        yellow_from: None,
        missing_due: None,
        received_at: Some(now),
        created_at: now,
        updated_at: now,
        idempotency_key: submission.key,
        receipt_hash: hash,
    };
    let act = Act::Submit { limits, channel: case.channel };
    let event = perform::event_of(app, &case, &Actor::Citizen(citizen.clone()), &act);
    perform::project(&mut case, std::slice::from_ref(&event), &materials);
    let notice = Notice {
        to: Recipient::Subject(case.subject_id),
        kind: "case-submitted",
        words: json!({ "no": case.no, "item": case.item_name }),
        link: Some(format!("/cases/{}", case.no)),
        at: now,
    };
    Filing { case, event, materials, notice, draft: submission.draft }
}

impl Handed {
    fn row(&self, app: &App, case: Uuid, now: DateTime<Utc>) -> Material {
        Material {
            id: app.random.id(now),
            case_id: case,
            key: self.key.clone(),
            name: self.name.clone(),
            state: if self.file.is_some() { MaterialState::Supplied } else { MaterialState::Promised },
            source: self.source.to_owned(),
            file_id: self.file.map(|(id, _)| id),
            bytes: self.file.map_or(0, |(_, bytes)| bytes),
            promise: self.promise.clone(),
            due: None,
            created_at: now,
        }
    }
}

fn division(code: &DivisionCode) -> String {
    code.as_str().to_owned()
}

fn last_four(phone: &str) -> String {
    let digits: Vec<char> = phone.chars().filter(char::is_ascii_digit).collect();
    digits[digits.len().saturating_sub(4)..].iter().collect()
}

/// Says that exactly this was received at exactly this time.
fn fingerprint(no: &str, at: DateTime<Utc>, edition: &Edition, answers: &Answers, materials: &[Material]) -> String {
    let files: Vec<_> = materials.iter().map(|row| (&row.key, &row.name, row.file_id)).collect();
    let content = json!({
        "no": no,
        "received_at": at.to_rfc3339(),
        "edition": edition.hash,
        "answers": answers.0,
        "materials": files,
    });
    hex::encode(Sha256::digest(content.to_string()))
}
