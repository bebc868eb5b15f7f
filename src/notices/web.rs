//! `/me/messages`, and `/demo/messages`, where the demonstration shows what a telephone would have received.

use askama::Template;
use axum::Router;
use axum::extract::Query;
use axum::response::Response;
use axum::routing::get;
use budayang_rules::telephone::Telephone;
use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::store;
use crate::app::App;
use crate::clock::beijing;
use crate::identity::Citizen;
use crate::web::{Error, Frame, Visit, page, sentence};

const PAGE: u64 = 20;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/me/messages", get(messages)).route("/demo/messages", get(demonstration))
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    page: u64,
}

struct Row {
    text: String,
    link: Option<String>,
    when: String,
    new: bool,
}

#[derive(Template)]
#[template(path = "notices/messages.html")]
struct Messages {
    frame: Frame,
    rows: Vec<Row>,
    previous: String,
    next: String,
}

/// Opening the list counts as reading it.
async fn messages(visit: Visit, citizen: Citizen, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let whose = citizen.on_behalf_of();
    let number = asked.page.min(10_000);
    let mut rows = store::messages(&visit.app.db, whose, number, PAGE + 1).await?;
    let more = rows.len() as u64 > PAGE;
    rows.truncate(PAGE as usize);
    let shown = rows.into_iter().map(|row| Row {
        text: sentence(visit.lang(), &format!("notice-{}", row.kind), &row.words),
        link: row.link,
        when: moment(row.at),
        new: row.read_at.is_none(),
    });
    let address = |page: u64| format!("/me/messages?page={page}");
    let template = Messages {
        frame: visit.frame(visit.t("notices-title")).verb("me").crumb(visit.t("identity-me"), "/me"),
        rows: shown.collect(),
        previous: if number > 0 { address(number - 1) } else { String::new() },
        next: if more { address(number + 1) } else { String::new() },
    };
    let tx = visit.app.db.begin().await?;
    store::read(&tx, whose, visit.app.clock.now()).await?;
    tx.commit().await?;
    page(&template)
}

#[derive(Template)]
#[template(path = "notices/demonstration.html")]
struct Demonstration {
    frame: Frame,
    rows: Vec<Sent>,
}

struct Sent {
    phone: String,
    text: String,
    when: String,
}

async fn demonstration(visit: Visit) -> Result<Response, Error> {
    if !visit.app.config.demo || !visit.app.sms.shows_messages() {
        return Err(Error::NotFound);
    }
    super::deliver(&visit.app).await?;
    let rows = store::last_sent(&visit.app.db, PAGE).await?;
    let rows = rows.into_iter().map(|row| Sent {
        phone: Telephone::parse(&row.phone).map_or_else(|_| String::new(), |phone| phone.masked()),
        text: row.text,
        when: moment(row.sent_at.unwrap_or(row.created_at)),
    });
    page(&Demonstration { frame: visit.frame(visit.t("notices-demonstration")), rows: rows.collect() })
}

fn moment(at: DateTime<Utc>) -> String {
    at.with_timezone(&beijing()).format("%Y-%m-%d %H:%M:%S").to_string()
}
