//! `/drafts/{id}`: the list of tasks.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use budayang_forms::{State as Progress, missing};

use super::open::{self, Desk, context, form};
use crate::app::App;
use crate::cases::needs::{needs, with_files};
use crate::cases::store;
use crate::identity::Citizen;
use crate::web::{Error, Frame, Visit, page, redirect_saying};

#[derive(Template)]
#[template(path = "cases/draft.html")]
struct TasksPage {
    frame: Frame,
    id: String,
    tasks: Vec<Task>,
    saved: String,
}

/// A line of the list.
pub(super) struct Task {
    pub id: String,
    pub label: String,
    pub state: &'static str,
    pub href: String,
    pub hint: String,
}

pub(super) async fn tasks(
    State(app): State<App>,
    visit: Visit,
    citizen: Citizen,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let desk = open::draft(&app, &citizen, &id).await?;
    let name = desk.edition.item.name.get(visit.lang()).to_owned();
    page(&TasksPage {
        frame: visit.frame(&name).crumb(&name, format!("/items/{}", desk.draft.item_code)).verb("apply"),
        id: desk.draft.id.to_string(),
        tasks: list(&app, &visit, &desk),
        saved: visit.moment(desk.draft.updated_at),
    })
}

pub(super) async fn remove(
    State(app): State<App>,
    visit: Visit,
    citizen: Citizen,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let desk = open::draft(&app, &citizen, &id).await?;
    let tx = app.db.begin().await?;
    store::drop_drafts(&tx, vec![desk.draft.id]).await?;
    tx.commit().await?;
    Ok(redirect_saying("/me/cases", &visit.t("draft-removed")))
}

fn list(app: &App, visit: &Visit, desk: &Desk) -> Vec<Task> {
    let mut tasks = sections(app, visit, desk);
    tasks.extend(materials(app, visit, desk));
    if desk.edition.item.result.is_some() {
        let state = if desk.draft.delivery.is_some() { "done" } else { "todo" };
        tasks.push(task(desk, "delivery", visit.t("draft-delivery"), state, String::new()));
    }
    let ready = tasks.iter().all(|task| task.state == "done" || task.state == "optional");
    for task in tasks.iter_mut().filter(|task| task.state == "optional") {
        task.state = "todo";
        task.hint = visit.t("draft-optional");
    }
    let hint = if ready { String::new() } else { visit.t("draft-check-blocked") };
    tasks.push(task(desk, "check", visit.t("draft-check"), if ready { "todo" } else { "blocked" }, hint));
    tasks
}

fn sections(app: &App, visit: &Visit, desk: &Desk) -> Vec<Task> {
    let form = form(&desk.edition);
    let exists = open::exists(app);
    let answers = with_files(&form, &desk.answers, &desk.materials);
    let line = |one: budayang_forms::Task<'_>| {
        let state = match one.state {
            Progress::Done => "done",
            Progress::Incomplete => "started",
            Progress::NotStarted if one.optional => "optional",
            Progress::NotStarted => "todo",
        };
        let title = one.section.title.get(visit.lang()).to_owned();
        task(desk, &format!("sections/{}", one.section.key), title, state, String::new())
    };
    missing(&form, &answers, &context(app, &exists)).into_iter().map(line).collect()
}

fn materials(app: &App, visit: &Visit, desk: &Desk) -> Option<Task> {
    let needs = needs(&desk.edition.item, &desk.answers, &desk.materials, app.clock.today());
    if needs.is_empty() {
        return None;
    }
    let given = needs.iter().filter(|need| need.is_settled()).count();
    let state = match given {
        all if all == needs.len() => "done",
        _ if desk.materials.is_empty() => "todo",
        _ => "started",
    };
    let counts = [("given", given.into()), ("all", needs.len().into())];
    let hint = crate::web::t(visit.lang(), "draft-materials-count", &counts);
    Some(task(desk, "materials", visit.t("draft-materials"), state, hint))
}

fn task(desk: &Desk, path: &str, label: String, state: &'static str, hint: String) -> Task {
    Task { id: path.replace('/', "-"), label, state, href: format!("/drafts/{}/{path}", desk.draft.id), hint }
}
