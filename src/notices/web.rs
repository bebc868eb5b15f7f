//! `/me/messages`, and `/demo/messages`, where the demonstration shows what telephones would have received.

use askama::Template;
use axum::Router;
use axum::extract::{Path, Query};
use axum::response::Response;
use axum::routing::{get, post};
use budayang_rules::telephone::Telephone;
use serde::Deserialize;

use super::tables::outgoing::Model as Outgoing;
use super::{messages, store};
use crate::app::App;
use crate::identity::Citizen;
use crate::web::{Error, Frame, Visit, page, redirect, redirect_saying, sentence};

const A_PAGE: u64 = 20;
const MOST_SHOWN: u64 = 50;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/me/messages", get(list))
        .route("/me/messages/{id}", get(open))
        .route("/me/messages/reading", post(read_all))
        .route("/demo/messages", get(demonstration))
}

#[derive(Deserialize)]
struct Asked {
    page: Option<String>,
}

#[derive(Template)]
#[template(path = "notices/messages.html")]
struct MessagesPage {
    frame: Frame,
    rows: Vec<Row>,
    unread: u64,
    previous: String,
    next: String,
}

/// One message as the page shows it.
struct Row {
    id: i64,
    text: String,
    linked: bool,
    when: String,
    unread: bool,
}

async fn list(visit: Visit, citizen: Citizen, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let whose = citizen.on_behalf_of();
    let number: u64 = asked.page.and_then(|page| page.parse().ok()).unwrap_or(1).clamp(1, 10_000);
    let (found, count) = store::messages(&visit.app.db, whose, (number - 1) * A_PAGE, A_PAGE).await?;
    let row = |message: messages::Message| Row {
        id: message.id,
        text: sentence(visit.lang(), &format!("notice-{}", message.kind), &message.words),
        linked: message.link.is_some(),
        when: visit.moment(message.at),
        unread: message.read_at.is_none(),
    };
    let address =
        |wanted: bool, number: u64| if wanted { format!("/me/messages?page={number}") } else { String::new() };
    page(&MessagesPage {
        frame: visit.frame(visit.t("notices-title")).crumb(visit.t("verb-me"), "/me").verb("me"),
        rows: found.into_iter().map(row).collect(),
        unread: store::unread(&visit.app.db, whose).await?,
        previous: address(number > 1, number - 1),
        next: address(number * A_PAGE < count, number + 1),
    })
}

/// Leads to what the message is about.
async fn open(visit: Visit, citizen: Citizen, Path(id): Path<String>) -> Result<Response, Error> {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    let message = messages::open(&visit.app, &citizen, id).await?.ok_or(Error::NotFound)?;
    Ok(redirect(message.link.as_deref().unwrap_or("/me/messages")))
}

async fn read_all(visit: Visit, citizen: Citizen) -> Result<Response, Error> {
    messages::read_all(&visit.app, &citizen).await?;
    Ok(redirect_saying("/me/messages", &visit.t("notices-all-read")))
}

#[derive(Template)]
#[template(path = "notices/demonstration.html")]
struct DemonstrationPage {
    frame: Frame,
    rows: Vec<Sent>,
}

struct Sent {
    phone: String,
    text: String,
    when: String,
}

async fn demonstration(visit: Visit) -> Result<Response, Error> {
    if !visit.app.sms.shows_messages() {
        return Err(Error::NotFound);
    }
    let rows = store::latest(&visit.app.db, MOST_SHOWN).await?;
    let sent = |row: Outgoing| Sent {
        phone: Telephone::parse(&row.phone).map_or_else(|_| "****".to_owned(), |phone| phone.masked()),
        when: visit.moment(row.created_at),
        text: row.text,
    };
    page(&DemonstrationPage {
        frame: visit.frame(visit.t("notices-demonstration")),
        rows: rows.into_iter().map(sent).collect(),
    })
}
