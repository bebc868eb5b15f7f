//! `/me/privacy`: what is kept and why, one's data as a file, consents, a request for deletion (Personal Information
//! Protection Law, articles 44 to 47).

use askama::Template;
use axum::Router;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::json;

use crate::app::App;
use crate::audit::{self, Actor, Entry};
use crate::clock::local_day;
use crate::identity::tables::deletion::Model as Deletion;
use crate::identity::{Citizen, Purpose, store};
use crate::notices;
use crate::web::{Error, Frame, Posted, Visit, page, redirect_saying};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/me/privacy", get(show))
        .route("/me/privacy/data.json", get(export))
        .route("/me/privacy/consent", post(consent))
        .route("/me/privacy/deletion", post(deletion))
}

struct Choice {
    key: &'static str,
    label: String,
    given: bool,
}

#[derive(Template)]
#[template(path = "identity/privacy.html")]
struct Page {
    frame: Frame,
    choices: Vec<Choice>,
    /// The day on which deletion was asked for.
    asked: Option<String>,
}

async fn show(visit: Visit, citizen: Citizen) -> Result<Response, Error> {
    let db = &visit.app.db;
    let consents = store::accounts::consents(db, citizen.subject).await?;
    let given = |purpose: Purpose| consents.iter().any(|c| c.purpose == purpose.key() && c.withdrawn_at.is_none());
    let choice = |purpose: Purpose| Choice {
        key: purpose.key(),
        label: visit.t(&format!("consent-{}", purpose.key())),
        given: given(purpose),
    };
    let asked = store::accounts::deletion(db, citizen.subject).await?;
    page(&Page {
        frame: visit.frame(visit.t("identity-privacy")).verb("me").crumb(visit.t("identity-me"), "/me"),
        choices: Purpose::ALL.into_iter().map(choice).collect(),
        asked: asked.map(|request| local_day(request.asked_at).to_string()),
    })
}

/// Everything that this room and the message list keep about the person, for programs and for people.
async fn export(visit: Visit, citizen: Citizen) -> Result<Response, Error> {
    let db = &visit.app.db;
    let person = store::subjects::subject(db, citizen.subject).await?.ok_or(Error::NotFound)?;
    let account = store::accounts::of_subject(db, citizen.subject).await?;
    let consents = store::accounts::consents(db, citizen.subject).await?;
    let acts = store::mandates::of_agent(db, citizen.subject).await?;
    let helped = store::mandates::for_principals(db, &[citizen.subject]).await?;
    let sessions = store::sessions::of_holder(db, citizen.subject).await?;
    let links = store::federations::of_subject(db, citizen.subject).await?;
    let messages = notices::of_subject(db, citizen.subject).await?;
    let mandate = |m: &crate::identity::tables::mandate::Model| json!({ "id": m.id, "principal": m.principal, "agent": m.agent, "from": m.from_day, "until": m.until_day, "consent": m.consent, "given_at": m.given_at });
    let data = json!({
        "person": { "id": person.id, "name": person.name, "number": person.number, "number_kind": person.number_kind,
            "phone": person.phone, "address": person.address, "grade": person.grade, "since": person.created_at },
        "account": account.map(|a| json!({ "phone": a.phone, "password_set": a.password.is_some(), "since": a.created_at })),
        "consents": consents.iter().map(|c| json!({ "purpose": c.purpose, "given_at": c.given_at, "withdrawn_at": c.withdrawn_at })).collect::<Vec<_>>(),
        "acts_for": acts.iter().map(mandate).collect::<Vec<_>>(),
        "helped_by": helped.iter().map(mandate).collect::<Vec<_>>(),
        "sessions": sessions.iter().map(|s| json!({ "device": s.device, "address": s.address, "since": s.created_at, "seen": s.seen_at })).collect::<Vec<_>>(),
        "providers": links.iter().map(|l| json!({ "issuer": l.issuer, "name": l.name, "since": l.linked_at })).collect::<Vec<_>>(),
        "messages": messages,
    });
    let entry = Entry {
        actor: Actor::Citizen(citizen.subject),
        act: "data-export",
        object: format!("subject {}", citizen.subject),
        detail: json!({}),
        at: visit.app.clock.now(),
    };
    let tx = visit.app.db.begin().await?;
    audit::record(&tx, &entry).await?;
    tx.commit().await?;
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"my-data.json\""),
        (header::CACHE_CONTROL, "private, no-store"),
    ];
    Ok((headers, data.to_string()).into_response())
}

async fn consent(visit: Visit, citizen: Citizen, form: Posted) -> Result<Response, Error> {
    let app = &visit.app;
    let purpose = Purpose::from_key(form.get("purpose")).ok_or(Error::NotFound)?;
    let now = app.clock.now();
    let give = form.get("answer") == "give";
    let tx = app.db.begin().await?;
    store::accounts::withdraw(&tx, citizen.subject, purpose, now).await?;
    if give {
        store::accounts::consent(&tx, app.random.id(now), citizen.subject, purpose, now).await?;
    }
    let entry = Entry {
        actor: Actor::Citizen(citizen.subject),
        act: if give { "consent-give" } else { "consent-withdraw" },
        object: format!("subject {}", citizen.subject),
        detail: json!({ "purpose": purpose.key() }),
        at: now,
    };
    audit::record(&tx, &entry).await?;
    tx.commit().await?;
    Ok(redirect_saying("/me/privacy", &visit.t("identity-consent-saved")))
}

/// Asks for deletion, or takes the request back.
async fn deletion(visit: Visit, citizen: Citizen, form: Posted) -> Result<Response, Error> {
    let app = &visit.app;
    let now = app.clock.now();
    let open = store::accounts::deletion(&app.db, citizen.subject).await?;
    let tx = app.db.begin().await?;
    let back = form.get("answer") == "take-back";
    match open {
        Some(_) if back => store::accounts::take_back_deletion(&tx, citizen.subject, now).await?,
        None if !back => {
            let reason: String = form.get("reason").chars().take(500).collect();
            let id = app.random.id(now);
            let request = Deletion { id, subject: citizen.subject, reason, asked_at: now, taken_back_at: None };
            store::accounts::ask_deletion(&tx, request).await?;
        }
        _ => {}
    }
    let entry = Entry {
        actor: Actor::Citizen(citizen.subject),
        act: if back { "deletion-taken-back" } else { "deletion-asked" },
        object: format!("subject {}", citizen.subject),
        detail: json!({}),
        at: now,
    };
    audit::record(&tx, &entry).await?;
    tx.commit().await?;
    let key = if back { "identity-deletion-taken-back" } else { "identity-deletion-asked" };
    Ok(redirect_saying("/me/privacy", &visit.t(key)))
}
