//! What is known of the people at hand, so that no form asks for it again.

use budayang_forms::{Known, Source, SourceKind};
use budayang_rules::identity::IdentityNumber;

use super::Citizen;
use super::store::subjects::subject;
use super::tables::subject::{Model as Subject, SubjectKind};
use crate::clock::local_day;
use crate::db::{Db, DbErr};

/// The profile of whom the citizen acts for, and of the citizen as their agent.
pub(crate) async fn known_answers(db: &Db, citizen: &Citizen) -> Result<Known, DbErr> {
    let mut known = Known::default();
    if let Some(person) = subject(db, citizen.subject).await? {
        let place = if citizen.acting.is_some() { "agent" } else { "subject" };
        add_person(&mut known, place, &person);
    }
    if let Some(acting) = &citizen.acting
        && let Some(principal) = subject(db, acting.subject).await?
    {
        match principal.kind {
            SubjectKind::Natural => add_person(&mut known, "subject", &principal),
            SubjectKind::Legal => add_organisation(&mut known, &principal),
        }
    }
    Ok(known)
}

fn add_person(known: &mut Known, place: &str, person: &Subject) {
    let source = profile(person);
    let mut add = |path: &str, value: Option<String>| {
        if let Some(value) = value {
            known.add(&format!("{place}.{path}"), value, source.clone());
        }
    };
    add("name", Some(person.name.clone()));
    add("identity_number", Some(person.number.clone()));
    add("telephone", person.phone.clone());
    if place == "subject" {
        let number = IdentityNumber::parse(&person.number).ok();
        let birthday = number.as_ref().and_then(IdentityNumber::birth_date);
        add("birthday", birthday.map(|day| day.format("%Y-%m-%d").to_string()));
        add("sex", number.as_ref().and_then(IdentityNumber::sex).map(|sex| sex.zh().to_owned()));
        add("address", person.address.clone());
    }
}

fn add_organisation(known: &mut Known, organisation: &Subject) {
    let source = profile(organisation);
    let values = [
        ("name", Some(&organisation.name)),
        ("credit_code", Some(&organisation.number)),
        ("representative", organisation.representative.as_ref()),
        ("telephone", organisation.phone.as_ref()),
        ("address", organisation.address.as_ref()),
    ];
    for (path, value) in values {
        if let Some(value) = value {
            known.add(&format!("organisation.{path}"), value.clone(), source.clone());
        }
    }
}

fn profile(subject: &Subject) -> Source {
    Source { kind: SourceKind::Profile, as_of: local_day(subject.created_at) }
}
