//! Queues: counts on the first page, then lists by state, colour, body and division.

use axum::Router;
use axum::extract::Query;
use axum::response::Response;
use axum::routing::{get, post};
use budayang_rules::division::DivisionCode;
use budayang_rules::mask;
use serde::Deserialize;
use uuid::Uuid;

use super::clock::{self, Bar};
use crate::app::App;
use crate::cases::{self, Act, Actor, Case, Colouring, Filter, State, Verb};
use crate::identity::{self, Officer, OfficerCard, Role};
use crate::web::{Error, Frame, Posted, Visit, page, redirect, redirect_saying, t};

/// Cases that one form may assign: those of a page of the queue.
const MOST_AT_ONCE: usize = 50;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/desk", get(overview)).route("/desk/cases", get(list)).route("/desk/assignments", post(assign))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    state: String,
    body: String,
    division: String,
    colour: String,
    mine: String,
    q: String,
    page: String,
}

/// Pages beside the queue, each for whoever holds one of its roles.
const DOORS: [(&[Role], &str, &str); 7] = [
    (&[Role::Supervisor, Role::Editor], "content-desk", "/desk/content"),
    (&[Role::Clerk, Role::Reviewer, Role::Supervisor], "community-desk", "/desk/declarations"),
    (&[Role::Supervisor], "desk-follow-ups", "/desk/follow-ups"),
    (&[Role::Supervisor, Role::Editor], "figures-desk", "/desk/figures"),
    (&[Role::SystemAdmin], "admin-title", "/admin"),
    (&[Role::SecurityAdmin], "staff-title", "/admin/security"),
    (&[Role::AuditAdmin], "audit-title", "/admin/audit"),
];

#[derive(askama::Template)]
#[template(path = "desk/overview.html")]
struct OverviewPage {
    frame: Frame,
    red: u64,
    yellow: u64,
    mine: u64,
    states: Vec<(String, String, u64)>,
    rows: Vec<Row>,
    /// Pages that one of the officer's roles opens: label and address.
    doors: Vec<(String, &'static str)>,
}

#[derive(askama::Template)]
#[template(path = "desk/queue.html")]
struct QueuePage {
    frame: Frame,
    asked: Asked,
    division_error: String,
    states: Vec<(&'static str, String, bool)>,
    colours: Vec<(&'static str, String, bool)>,
    rows: Vec<Row>,
    colleagues: Vec<OfficerCard>,
    total: String,
    previous: String,
    next: String,
}

pub(super) struct Row {
    pub href: String,
    pub no: String,
    pub item: String,
    pub applicant: String,
    pub state: String,
    pub tag: &'static str,
    pub clock: Bar,
    pub assigned: String,
    pub version: i32,
    /// Where the key `a` accepts.
    pub accept: Option<String>,
}

async fn overview(visit: Visit, officer: Officer) -> Result<Response, Error> {
    if let Some(door) = officer.other_desk() {
        return Ok(redirect(door));
    }
    let today = visit.app.clock.today();
    let counts = cases::counts(&visit.app.db, &officer, today).await?;
    let mine = Filter { mine: true, ..Filter::new(today) };
    let rows = rows(&visit, &officer, cases::queue(&visit.app.db, &officer, &mine).await?.cases).await?;
    let states = counts.by_state.iter().filter(|(state, _)| !state.is_over());
    let states = states.map(|(state, n)| (state.key().to_owned(), name(&visit, *state), *n)).collect();
    let (red, yellow, mine) = (counts.red, counts.yellow, counts.mine);
    let open = |(roles, ..): &(&[Role], &str, &str)| roles.iter().any(|role| officer.has(*role));
    let doors = DOORS.into_iter().filter(open).map(|(_, key, door)| (visit.t(key), door)).collect();
    page(&OverviewPage { frame: visit.frame(visit.t("desk-title")), red, yellow, mine, states, rows, doors })
}

async fn list(visit: Visit, officer: Officer, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let division = match asked.division.trim() {
        "" => Ok(None),
        code => DivisionCode::parse(code).map(Some),
    };
    let filter = Filter {
        states: State::from_key(&asked.state).into_iter().collect(),
        body: Some(asked.body.trim().to_owned()).filter(|body| !body.is_empty()),
        division: division.clone().ok().flatten(),
        colour: Colouring::from_key(&asked.colour),
        mine: asked.mine == "1",
        q: asked.q.chars().take(100).collect(),
        page: asked.page.parse().unwrap_or(1),
        ..Filter::new(visit.app.clock.today())
    };
    let found = cases::queue(&visit.app.db, &officer, &filter).await?;
    let address = |page: u64| {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        for (name, value) in [
            ("state", &asked.state),
            ("body", &asked.body),
            ("division", &asked.division),
            ("colour", &asked.colour),
            ("mine", &asked.mine),
            ("q", &asked.q),
        ] {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        format!("/desk/cases?{}", query.append_pair("page", &page.to_string()).finish())
    };
    let template = QueuePage {
        frame: visit.frame(visit.t("desk-queue")).crumb(visit.t("desk-title"), "/desk"),
        division_error: division.err().map_or_else(String::new, |fault| fault.to_string()),
        states: State::ALL.map(|state| (state.key(), name(&visit, state), asked.state == state.key())).to_vec(),
        colours: ["red", "yellow", "green", "paused"]
            .map(|key| (key, visit.t(&format!("desk-colour-{key}")), asked.colour == key))
            .to_vec(),
        total: t(visit.lang(), "desk-total", &[("total", found.total.into())]),
        previous: if found.page > 1 { address(found.page - 1) } else { String::new() },
        next: if found.page < found.pages { address(found.page + 1) } else { String::new() },
        colleagues: identity::colleagues(&visit.app.db, &officer).await?,
        rows: rows(&visit, &officer, found.cases).await?,
        asked,
    };
    page(&template)
}

/// Lines of a queue: names are masked, and nothing is asked for each line.
async fn rows(visit: &Visit, officer: &Officer, cases: Vec<Case>) -> Result<Vec<Row>, Error> {
    let subjects: Vec<Uuid> = cases.iter().map(|case| case.subject_id).collect();
    let assigned: Vec<Uuid> = cases.iter().filter_map(|case| case.assigned_to).collect();
    let subjects = identity::subjects(&visit.app.db, &subjects).await?;
    let assigned = identity::officers(&visit.app.db, &assigned).await?;
    let actor = Actor::Officer(officer.clone());
    Ok(cases
        .into_iter()
        .map(|case| Row {
            accept: cases::possible(&actor, &case)
                .contains(&Verb::Accept)
                .then(|| format!("/desk/cases/{}/acceptance", case.no)),
            applicant: subjects.get(&case.subject_id).map_or_else(String::new, |subject| mask::name(&subject.name)),
            assigned: case
                .assigned_to
                .and_then(|id| assigned.get(&id))
                .map_or_else(String::new, |officer| officer.name.clone()),
            state: name(visit, case.state),
            tag: case.state.tag(),
            clock: clock::of_case(visit, &case),
            href: format!("/desk/cases/{}", case.no),
            version: case.version,
            no: case.no,
            item: case.item_name,
        })
        .collect())
}

/// 批量指派: each chosen case goes to one colleague; those that changed meanwhile stay and are counted.
async fn assign(visit: Visit, officer: Officer, form: Posted) -> Result<Response, Error> {
    let to = form.get("to").parse::<Uuid>().map_err(|_| Error::bad(visit.t("desk-assign-whom")))?;
    let colleagues = identity::colleagues(&visit.app.db, &officer).await?;
    let colleague = colleagues.into_iter().find(|card| card.id == to).ok_or(Error::Forbidden)?;
    let chosen: Vec<&str> = form.all("case").take(MOST_AT_ONCE).collect();
    if chosen.is_empty() {
        return Err(Error::bad(visit.t("desk-assign-which")));
    }
    let actor = Actor::Officer(officer.clone());
    let (mut done, mut left) = (0, 0);
    for no in chosen {
        let Some(case) = cases::for_officer(&visit.app.db, &officer, no).await? else { continue };
        let act = Act::Assign { to: Some(colleague.id), name: colleague.name.clone() };
        match cases::act(&visit.app, &actor, &case, act).await {
            Ok(_) => done += 1,
            Err(cases::ActError::Database(error)) => return Err(error.into()),
            Err(_) => left += 1,
        }
    }
    let said = t(
        visit.lang(),
        if left == 0 { "desk-assigned" } else { "desk-assigned-some" },
        &[("done", done.into()), ("left", left.into()), ("name", colleague.name.into())],
    );
    let back = if form.back() == "/" { "/desk/cases" } else { form.back() };
    Ok(redirect_saying(back, &said))
}

pub(super) fn name(visit: &Visit, state: State) -> String {
    visit.t(&format!("case-state-{}", state.key()))
}
