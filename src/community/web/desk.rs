//! `/desk/declarations`: triage by place, dispatch, nine outcomes.

use askama::Template;
use axum::Router;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use budayang_forms::{Answers, Masked, Reader, shown};
use budayang_rules::division::DivisionCode;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use crate::app::App;
use crate::audit::{self, Actor, Entry};
use crate::community::declaration::{Kind, Outcome, State};
use crate::community::handle::{self, Act, HandleError};
use crate::community::store::{self, PAGE, Wanted};
use crate::community::tables::declaration::Model as Declaration;
use crate::identity::{self, Officer};
use crate::sites;
use crate::web::{Error, Frame, Posted, Visit, page, redirect_saying};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/desk/declarations", get(list))
        .route("/desk/declarations/{id}", get(one))
        .route("/desk/declarations/{id}/reveal", post(reveal))
        .route("/desk/declarations/{id}/dispatch", post(dispatch))
        .route("/desk/declarations/{id}/outcome", post(close))
}

#[derive(Default, Deserialize)]
struct Asked {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    state: String,
    #[serde(default)]
    division: String,
    #[serde(default)]
    no: String,
    #[serde(default)]
    page: String,
}

/// Key, words, whether it is chosen.
type Options = Vec<(&'static str, String, bool)>;

#[derive(Template)]
#[template(path = "community/desk_list.html")]
struct ListPage {
    frame: Frame,
    asked: Asked,
    kinds: Options,
    states: Options,
    rows: Vec<Row>,
    total: u64,
    previous: String,
    next: String,
}

struct Row {
    id: Uuid,
    no: String,
    kind: String,
    place: String,
    state: String,
    tag: &'static str,
    when: String,
    site: String,
}

#[derive(Template)]
#[template(path = "community/desk_one.html")]
struct OnePage {
    frame: Frame,
    row: Row,
    version: i32,
    open: bool,
    revealed: bool,
    erased: bool,
    outcome: String,
    answers: Vec<(String, String)>,
    same: Vec<(Uuid, String, String, String)>,
    events: Vec<(String, String, String)>,
    outcomes: Vec<(&'static str, String)>,
}

async fn list(visit: Visit, officer: Officer, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let divisions = handle::divisions_of(&officer);
    if divisions.is_empty() {
        return Err(Error::Forbidden);
    }
    let number: u64 = asked.page.parse().unwrap_or_default();
    let division = match asked.division.trim() {
        "" => None,
        code => Some(DivisionCode::parse(code).map_err(|fault| Error::bad(fault.to_string()))?),
    };
    let wanted = Wanted {
        kind: Kind::from_key(&asked.kind),
        state: State::from_key(&asked.state),
        division,
        no: asked.no.trim().to_uppercase(),
        page: number.min(100_000),
    };
    let (rows, total) = store::list(&visit.app.db, &divisions, &wanted).await?;
    let href = |page: u64| {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        for (key, value) in [("kind", &asked.kind), ("state", &asked.state), ("division", &asked.division)] {
            query.append_pair(key, value);
        }
        format!("/desk/declarations?{}&page={page}", query.finish())
    };
    let tree = visit.app.divisions.tree();
    let template = ListPage {
        frame: visit.frame(visit.t("community-desk")).crumb(visit.t("desk-title"), "/desk"),
        kinds: Kind::ALL
            .map(|kind| (kind.key(), visit.t(&format!("community-kind-{}", kind.key())), wanted.kind == Some(kind)))
            .into(),
        states: State::ALL
            .map(|state| {
                (state.key(), visit.t(&format!("community-state-{}", state.key())), wanted.state == Some(state))
            })
            .into(),
        previous: wanted.page.checked_sub(1).map(href).unwrap_or_default(),
        next: if (wanted.page + 1) * PAGE < total { href(wanted.page + 1) } else { String::new() },
        rows: rows.iter().map(|row| self::row(&visit, &tree, row)).collect(),
        asked,
        total,
    };
    page(&template)
}

fn row(visit: &Visit, tree: &crate::divisions::Tree, row: &Declaration) -> Row {
    let place = DivisionCode::parse(&row.division).map(|code| tree.path_name(&code)).unwrap_or_default();
    Row {
        id: row.id,
        no: row.no.clone(),
        kind: visit.t(&format!("community-kind-{}", row.kind)),
        place,
        state: visit.t(&format!("community-state-{}", row.state)),
        tag: match State::from_key(&row.state) {
            Some(State::Received) => "warn",
            Some(State::Closed) => "good",
            _ => "calm",
        },
        when: visit.moment(row.created_at),
        site: visit.app.sites.pack(&row.site).map_or(row.site.clone(), |pack| pack.site.brand.get(visit.lang()).into()),
    }
}

async fn one(visit: Visit, officer: Officer, Path(id): Path<Uuid>) -> Result<Response, Error> {
    let row = handle::load(&visit.app, &officer, id).await.map_err(|error| refusal(&visit, error))?;
    render(&visit, &officer, row, false, StatusCode::OK).await
}

/// Shows names and numbers in full, and writes down who looked.
async fn reveal(visit: Visit, officer: Officer, Path(id): Path<Uuid>) -> Result<Response, Error> {
    let row = handle::load(&visit.app, &officer, id).await.map_err(|error| refusal(&visit, error))?;
    let tx = visit.app.db.begin().await?;
    let entry = Entry {
        actor: Actor::Officer(officer.id),
        act: "declaration-reveal",
        object: format!("declaration {}", row.no),
        detail: json!({}),
        at: visit.app.clock.now(),
    };
    audit::record(&tx, &entry).await?;
    tx.commit().await?;
    render(&visit, &officer, row, true, StatusCode::OK).await
}

async fn render(
    visit: &Visit,
    officer: &Officer,
    row: Declaration,
    revealed: bool,
    status: StatusCode,
) -> Result<Response, Error> {
    let (db, tree) = (&visit.app.db, visit.app.divisions.tree());
    let same = store::of_same_person(db, &handle::divisions_of(officer), &row).await?;
    let events = store::events(db, row.id).await?;
    let ids: Vec<Uuid> = events.iter().filter_map(|event| event.officer).collect();
    let officers = identity::officers(db, &ids).await?;
    let outcome =
        |key: &Option<String>| key.as_ref().map(|key| visit.t(&format!("community-outcome-{key}"))).unwrap_or_default();
    let event = |event: crate::community::tables::event::Model| {
        let by = event.officer.and_then(|id| officers.get(&id)).map(|card| card.name.clone()).unwrap_or_default();
        (visit.t(&format!("community-event-{}", event.act)), visit.moment(event.at), format!("{by} {}", event.words))
    };
    let template = OnePage {
        frame: visit.frame(row.no.clone()).crumb(visit.t("community-desk"), "/desk/declarations"),
        version: row.version,
        open: row.outcome.is_none(),
        revealed,
        erased: row.erased,
        outcome: outcome(&row.outcome),
        answers: answers(visit, &row, revealed),
        same: same
            .iter()
            .map(|other| (other.id, other.no.clone(), visit.moment(other.created_at), outcome(&other.outcome)))
            .collect(),
        events: events.into_iter().map(event).collect(),
        outcomes: Outcome::ALL.map(|one| (one.key(), visit.t(&format!("community-outcome-{}", one.key())))).into(),
        row: self::row(visit, &tree, &row),
    };
    let mut answer = page(&template)?;
    *answer.status_mut() = status;
    Ok(answer)
}

/// Questions and answers, sensitive ones masked.
fn answers(visit: &Visit, row: &Declaration, revealed: bool) -> Vec<(String, String)> {
    let pack = |id: &str| visit.app.sites.pack(id).and_then(|pack| pack.forms.get(&row.kind));
    let Some(form) = pack(&row.site).or_else(|| pack(sites::NATIONAL)) else { return Vec::new() };
    let given = Answers(row.answers.as_object().cloned().unwrap_or_default());
    let names = visit.app.divisions.names();
    let masked = if revealed { Masked::No } else { Masked::Yes };
    let reader = Reader { lang: visit.lang(), masked, names: &names };
    form.fields()
        .filter_map(|field| Some((field.name(visit.lang()).to_owned(), shown(field, given.get(&field.key)?, &reader))))
        .collect()
}

async fn dispatch(visit: Visit, officer: Officer, Path(id): Path<Uuid>, form: Posted) -> Result<Response, Error> {
    let known = |code: &DivisionCode| visit.app.divisions.tree().name(code).is_some();
    let place = DivisionCode::parse(form.get("division")).ok().filter(known);
    let place = place.ok_or_else(|| Error::unfit(visit.t("community-no-place")))?;
    act(&visit, &officer, id, &form, Act::Dispatch(place)).await
}

async fn close(visit: Visit, officer: Officer, Path(id): Path<Uuid>, form: Posted) -> Result<Response, Error> {
    let outcome =
        Outcome::from_key(form.get("outcome")).ok_or_else(|| Error::unfit(visit.t("community-no-outcome")))?;
    act(&visit, &officer, id, &form, Act::Close(outcome)).await
}

async fn act(visit: &Visit, officer: &Officer, id: Uuid, form: &Posted, act: Act) -> Result<Response, Error> {
    let version = form.get("version").parse().map_err(|_| Error::bad(visit.t("error-bad-request")))?;
    let words: String = [form.get("words"), form.get("note")].concat().chars().take(500).collect();
    match handle::handle(&visit.app, officer, id, version, act, &words).await {
        Ok(()) => Ok(redirect_saying(&format!("/desk/declarations/{id}"), &visit.t("community-done"))),
        Err(error) => Err(refusal(visit, error)),
    }
}

fn refusal(visit: &Visit, error: HandleError) -> Error {
    match error {
        HandleError::NotTheirs => Error::NotFound,
        HandleError::NoPlace => Error::unfit(visit.t("community-not-your-place")),
        HandleError::Stale => Error::conflict(visit.t("community-stale")),
        HandleError::Over => Error::conflict(visit.t("community-over")),
        HandleError::NoWords => Error::unfit(visit.t("community-no-words")),
        HandleError::Database(error) => error.into(),
    }
}
