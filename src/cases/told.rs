//! What the applicant is told about an act, in the same transaction as the act.

use budayang_rules::clock::PauseReason;
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, json};

use super::{Act, Case};
use crate::catalog::Item;
use crate::db::{DbErr, Tx};
use crate::notices::{self, Notice, Recipient};

/// Writes the notice that belongs to an act, if one does.
pub(super) async fn tell(tx: &Tx, case: &Case, item: &Item, act: &Act, at: DateTime<Utc>) -> Result<(), DbErr> {
    match notice(case, item, act, at) {
        Some(notice) => notices::tell(tx, &notice).await,
        None => Ok(()),
    }
}

/// The sentence `notice-{kind}` with its words.
pub(super) fn notice(case: &Case, item: &Item, act: &Act, at: DateTime<Utc>) -> Option<Notice> {
    let (kind, more) = match act {
        Act::AskCorrection { defects, due, .. } => {
            ("case-correction", json!({ "count": defects.len(), "due": day(*due) }))
        }
        Act::Accept { missing } if missing.is_empty() => ("case-accepted", json!({ "due": day(case.due) })),
        Act::Accept { missing } => {
            let due = missing.iter().map(|material| material.due).min();
            ("case-accepted-missing", json!({ "count": missing.len(), "due": day(due) }))
        }
        Act::AcceptBySilence => ("case-accepted-by-silence", json!({ "due": day(case.due) })),
        Act::Decline { reason } => ("case-declined", json!({ "reason": reason })),
        Act::NotOurs { organ, reason } => ("case-not-ours", json!({ "organ": organ, "reason": reason })),
        Act::NoLicenceNeeded { reason } => ("case-no-licence-needed", json!({ "reason": reason })),
        Act::Return { reason } => ("case-returned", json!({ "reason": reason })),
        Act::Pause { procedure, notice, .. } => {
            ("case-paused", json!({ "procedure": procedure_name(*procedure), "reason": notice }))
        }
        Act::Resume => ("case-resumed", json!({ "due": day(case.due) })),
        Act::Extend { days, reason } => {
            ("case-extended", json!({ "days": days, "reason": reason, "due": day(case.due) }))
        }
        Act::Remind { what, due } => ("case-reminder", json!({ "what": what, "due": day(Some(*due)) })),
        Act::Grant { .. } => ("case-granted", json!({})),
        Act::Refuse { reason, .. } => ("case-refused", json!({ "reason": reason })),
        Act::Produce { .. } => ("case-produced", json!({})),
        Act::Dispatch { parcel } => ("case-dispatched", json!({ "parcel": parcel })),
        Act::Close => ("case-closed", json!({})),
        Act::EndOverdue { missing } => ("case-ended", json!({ "what": missing.join("、") })),
        _ => return None,
    };
    let mut words = json!({ "no": case.no, "item": item.name.zh });
    if let (Value::Object(words), Value::Object(more)) = (&mut words, more) {
        words.extend(more);
    }
    Some(Notice { to: Recipient::Subject(case.subject_id), kind, words, link: Some(format!("/cases/{}", case.no)), at })
}

/// Numbers read the same in both languages.
fn day(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

fn procedure_name(procedure: PauseReason) -> &'static str {
    procedure.zh()
}
