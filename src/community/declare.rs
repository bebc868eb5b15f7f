//! Declaring, looking it up again, and erasing it when its time has come.

use budayang_forms::{Answers, Form};
use budayang_rules::division::DivisionCode;
use chrono::Days;
use serde_json::{Value, json};
use subtle::ConstantTimeEq;
use uuid::Uuid;

use super::declaration::{Kind, State, digest, form_digest, person, place};
use super::store;
use super::tables::declaration::Model as Declaration;
use crate::app::App;
use crate::audit::{self, Actor, Entry};
use crate::clock::local_day;
use crate::db::{DbErr, already_there};

/// How long what was declared is kept unless the zone says otherwise.
pub(crate) const KEPT: u64 = 60;

/// Who declares, and where.
pub(crate) struct Declarant<'a> {
    pub site: &'a str,
    pub home: DivisionCode,
    pub kept: u64,
    pub subject: Option<Uuid>,
}

/// What the person takes away: the number, and the code that opens its progress.
pub(crate) struct Receipt {
    pub no: String,
    pub code: String,
}

/// Writes a declaration down. `key` is the form's own: the same form sent twice is one declaration.
pub(crate) async fn declare(
    app: &App,
    kind: Kind,
    who: &Declarant<'_>,
    form: &Form,
    answers: &Answers,
    key: Uuid,
) -> Result<Receipt, DbErr> {
    let now = app.clock.now();
    let no = number(kind, local_day(now).format("%y%m%d").to_string().as_str(), key);
    let code = code(key);
    let row = Declaration {
        id: key,
        no: no.clone(),
        kind: kind.key().to_owned(),
        site: who.site.to_owned(),
        division: place(answers, who.home).as_str().to_owned(),
        subject: who.subject,
        phone: answers.text("phone").map(str::to_owned),
        person: person(answers),
        answers: Value::Object(answers.0.clone()),
        form: form_digest(form),
        code_hash: digest(&["code", &no, &code]),
        state: State::Received.key().to_owned(),
        outcome: None,
        version: 1,
        created_at: now,
        erase_on: local_day(now).checked_add_days(Days::new(who.kept)).unwrap_or(local_day(now)),
        erased: false,
    };
    let tx = app.db.begin().await?;
    match store::add(&tx, row, now).await {
        Ok(()) => tx.commit().await?,
        // Sent twice: the first one stands.
        Err(error) if already_there(&error) => {}
        Err(error) => return Err(error),
    }
    Ok(Receipt { no, code })
}

/// `SB200122-4F7A91C3`: a kind, a day, and eight letters that nobody guesses by counting.
fn number(kind: Kind, day: &str, key: Uuid) -> String {
    format!("{}{day}-{}", kind.letters(), &digest(&["no", &key.to_string()])[..8].to_uppercase())
}

/// Six digits that only the one who declared has seen.
fn code(key: Uuid) -> String {
    let bytes = digest(&["open", &key.to_string()]);
    let number = u64::from_str_radix(&bytes[..12], 16).unwrap_or_default();
    format!("{:06}", number % 1_000_000)
}

/// The declaration with this number, for whoever has its code.
pub(crate) async fn look_up(app: &App, kind: Kind, no: &str, code: &str) -> Result<Option<Declaration>, DbErr> {
    let no = no.trim().to_uppercase();
    let found = store::by_no(&app.db, &no).await?.filter(|row| row.kind == kind.key());
    let given = digest(&["code", &no, code.trim()]);
    Ok(found.filter(|row| bool::from(row.code_hash.as_bytes().ct_eq(given.as_bytes()))))
}

/// Erases what people declared when its days are over; that it was, and how it ended, stays for the statistics.
pub(crate) async fn forget(app: &App) -> Result<(), DbErr> {
    let now = app.clock.now();
    let tx = app.db.begin().await?;
    let erased = store::erase(&tx, local_day(now)).await?;
    if erased > 0 {
        let entry = Entry {
            actor: Actor::System,
            act: "declarations-erase",
            object: "declarations".to_owned(),
            detail: json!({ "erased": erased }),
            at: now,
        };
        audit::record(&tx, &entry).await?;
    }
    tx.commit().await
}
