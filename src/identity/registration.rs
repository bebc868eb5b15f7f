//! A natural person registers: a name, a checked number, a telephone that is proved with a code.

use budayang_rules::identity::{IdentityFault, IdentityKind, IdentityNumber, Passport};
use uuid::Uuid;

use super::challenge::Registration;
use super::tables::account::Model as Account;
use super::tables::subject::{Model as Subject, SubjectKind};
use super::{Purpose, store};
use crate::app::App;
use crate::db::{Tx, already_there};
use crate::web::Error;

/// Name and telephone were given, the number passes its check: the basic real-name grade.
const BASIC: i16 = 1;

/// A number as typed, checked by its kind; passports are told apart by the person, all others by their form.
pub(super) fn checked_number(passport: bool, typed: &str, english: bool) -> Result<(String, &'static str), String> {
    if passport {
        return match Passport::parse(typed) {
            Ok(number) => Ok((number.as_str().to_owned(), "passport")),
            Err(fault) => Err(fault.to_string()),
        };
    }
    match IdentityNumber::parse(typed) {
        Ok(number) => Ok((number.as_str().to_owned(), kind_key(number.kind()))),
        Err(fault) if english => Err(IdentityFault::en(&fault)),
        Err(fault) => Err(fault.to_string()),
    }
}

fn kind_key(kind: IdentityKind) -> &'static str {
    match kind {
        IdentityKind::Resident => "resident",
        IdentityKind::ResidencePermit(_) => "residence-permit",
        IdentityKind::ForeignPermanent => "foreign-permanent",
        IdentityKind::ForeignPermanentOld => "foreign-permanent-old",
    }
}

/// Whether somebody with this number can still register under this name.
pub(super) async fn is_free(app: &App, name: &str, number: &str) -> Result<bool, Error> {
    let Some(subject) = store::subjects::by_number(&app.db, number).await? else { return Ok(true) };
    // An elder for whom somebody acts is known already but has no account of their own yet.
    let account = store::accounts::of_subject(&app.db, subject.id).await?;
    Ok(account.is_none() && subject.name == name && subject.kind == SubjectKind::Natural)
}

/// Writes the person down; `None` when telephone or number was taken in the meantime.
pub(super) async fn register(app: &App, tx: &Tx, who: &Registration) -> Result<Option<Uuid>, Error> {
    let now = app.clock.now();
    let known = store::subjects::by_number(&app.db, &who.number).await?;
    let subject = match known {
        Some(known) if known.phone.as_deref() == Some(who.phone.as_str()) => known.id,
        Some(_) => return Ok(None),
        None => {
            let subject = natural(app, &who.name, &who.number, &who.number_kind, &who.phone);
            let id = subject.id;
            if !taken(store::subjects::add(tx, subject).await)? {
                return Ok(None);
            }
            id
        }
    };
    let account = Account { subject, phone: who.phone.clone(), password: who.password.clone(), created_at: now };
    if !taken(store::accounts::add(tx, account).await)? {
        return Ok(None);
    }
    if who.short_messages {
        store::accounts::consent(tx, app.random.id(now), subject, Purpose::ShortMessages, now).await?;
    }
    Ok(Some(subject))
}

/// A natural person of the basic grade.
pub(super) fn natural(app: &App, name: &str, number: &str, number_kind: &str, phone: &str) -> Subject {
    let now = app.clock.now();
    Subject {
        id: app.random.id(now),
        kind: SubjectKind::Natural,
        name: name.to_owned(),
        number: number.to_owned(),
        number_kind: number_kind.to_owned(),
        representative: None,
        phone: Some(phone.to_owned()),
        address: None,
        grade: BASIC,
        created_at: now,
    }
}

fn taken(written: Result<(), crate::db::DbErr>) -> Result<bool, Error> {
    match written {
        Ok(()) => Ok(true),
        Err(error) if already_there(&error) => Ok(false),
        Err(error) => Err(error.into()),
    }
}
