//! Reports of errors on pages (网页纠错), answered within three working days (State Council Office's website rules).

use budayang_rules::telephone::Telephone;
use chrono::NaiveDate;
use serde_json::json;
use uuid::Uuid;

use super::store;
pub(super) use super::tables::report::Model as Report;
use crate::app::App;
use crate::audit::{self, Actor};
use crate::cases;
use crate::db::DbErr;
use crate::identity::Officer;
use crate::notices::{self, Notice, Recipient};

/// Working days that the site has to answer.
const ANSWERED_WITHIN: u32 = 3;
const LONGEST_PAGE: usize = 300;
const LONGEST_WORDS: usize = 2_000;

/// What kinds of error there are, by their keys in forms and texts.
pub(super) const KINDS: [&str; 5] = ["wrong", "link", "wording", "access", "other"];

/// What somebody typed into the form.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    pub page: String,
    pub kind: String,
    pub words: String,
    pub telephone: String,
}

/// Field and key of the sentence that says how to mend it.
pub(super) type Slip = (&'static str, &'static str);

pub(super) fn slips(told: &Told) -> Vec<Slip> {
    let mut slips = Vec::new();
    if !KINDS.contains(&told.kind.as_str()) {
        slips.push(("kind", "sites-report-kind-missing"));
    }
    match told.words.chars().count() {
        0 => slips.push(("words", "sites-report-words-missing")),
        length if length > LONGEST_WORDS => slips.push(("words", "sites-report-words-long")),
        _ => {}
    }
    if !told.telephone.is_empty() && Telephone::parse(&told.telephone).is_err() {
        slips.push(("telephone", "sites-report-telephone-wrong"));
    }
    slips
}

/// Keeps a report without slips and says by when it will be answered.
pub(super) async fn keep(app: &App, site: &str, told: &Told) -> Result<NaiveDate, DbErr> {
    let now = app.clock.now();
    let due = cases::calendar().add_working_days(app.clock.today(), ANSWERED_WITHIN).date;
    let report = Report {
        id: app.random.id(now),
        site: site.to_owned(),
        page: told.page.chars().take(LONGEST_PAGE).collect(),
        kind: told.kind.clone(),
        words: told.words.clone(),
        telephone: Telephone::parse(&told.telephone).ok().map(|telephone| telephone.as_str().to_owned()),
        sent_at: now,
        due,
        answer: None,
        answered_by: None,
        answered_at: None,
    };
    let tx = app.db.begin().await?;
    store::add(&tx, report).await?;
    tx.commit().await?;
    Ok(due)
}

/// Answers a report, and tells its sender when there is a number; false when it was answered before.
pub(super) async fn answer(app: &App, officer: &Officer, id: Uuid, words: &str) -> Result<bool, DbErr> {
    let at = app.clock.now();
    let tx = app.db.begin().await?;
    let Some(report) = store::report(&tx, id).await? else { return Ok(false) };
    if !store::answer(&tx, id, words, officer.id, at).await? {
        return Ok(false);
    }
    if let Some(telephone) = report.telephone {
        let notice = Notice {
            to: Recipient::Phone(telephone),
            kind: "page-report-answered",
            words: json!({ "answer": words }),
            link: None,
            at,
        };
        notices::tell(&tx, &notice).await?;
    }
    let entry = audit::Entry {
        actor: Actor::Officer(officer.id),
        act: "page-report-answered",
        object: format!("page-report {id}"),
        detail: json!({ "page": report.page }),
        at,
    };
    audit::record(&tx, &entry).await?;
    tx.commit().await?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(kind: &str, words: &str, telephone: &str) -> Told {
        Told { page: "/items".into(), kind: kind.into(), words: words.into(), telephone: telephone.into() }
    }

    #[test]
    fn each_field_says_what_it_needs() {
        let fields = |told: &Told| slips(told).into_iter().map(|(field, _)| field).collect::<Vec<_>>();
        assert_eq!(fields(&told("", "", "12")), ["kind", "words", "telephone"]);
        assert_eq!(fields(&told("link", "打不开", "")), [""; 0]);
        assert_eq!(fields(&told("link", &"字".repeat(2_001), "13800138000")), ["words"]);
    }
}
