//! `/report-error` for everybody, `/desk/reports` for editors.

use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use budayang_rules::telephone::Telephone;
use serde::Deserialize;
use uuid::Uuid;

use crate::app::App;
use crate::identity::{Officer, Role};
use crate::sites::report::{self, KINDS, Report, Told};
use crate::sites::store;
use crate::web::{Error, Frame, Posted, Purse, Visit, local_path, page, redirect_saying};

const LONGEST_ANSWER: usize = 1_000;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/report-error", get(form).post(send))
        .route("/desk/reports", get(list))
        .route("/desk/reports/{id}/answer", post(answer))
}

#[derive(Template)]
#[template(path = "sites/report.html")]
struct ReportPage {
    frame: Frame,
    told: Told,
    /// Field and sentence.
    slips: Vec<(&'static str, String)>,
}

impl ReportPage {
    fn slip(&self, field: &str) -> String {
        self.slips.iter().find(|(own, _)| *own == field).map_or_else(String::new, |(_, sentence)| sentence.clone())
    }

    fn kinds(&self) -> Vec<(&'static str, String, bool)> {
        let label =
            |kind: &&'static str| (*kind, self.frame.t(&format!("sites-report-kind-{kind}")), self.told.kind == *kind);
        KINDS.iter().map(label).collect()
    }
}

#[derive(Deserialize)]
struct Asked {
    page: Option<String>,
}

async fn form(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let page = local_path(asked.page.as_deref().unwrap_or("/")).to_owned();
    render(&visit, Told { page, ..Told::default() }, Vec::new())
}

async fn send(State(app): State<App>, visit: Visit, posted: Posted) -> Result<Response, Error> {
    app.limits.spend(Purse::Submit, &visit.address.to_string())?;
    let told = Told {
        page: local_path(posted.get("page")).to_owned(),
        kind: posted.get("kind").to_owned(),
        words: posted.get("words").to_owned(),
        telephone: posted.get("telephone").to_owned(),
    };
    let slips = report::slips(&told);
    if !slips.is_empty() {
        let slips = slips.into_iter().map(|(field, key)| (field, visit.t(key))).collect();
        let mut answer = render(&visit, told, slips)?;
        *answer.status_mut() = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(answer);
    }
    let due = report::keep(&app, &visit.site, &told).await?;
    let sentence = visit.frame("").t1("sites-report-thanks", "due", due.format("%Y-%m-%d").to_string());
    Ok(redirect_saying(&told.page, &sentence))
}

fn render(visit: &Visit, told: Told, slips: Vec<(&'static str, String)>) -> Result<Response, Error> {
    page(&ReportPage { frame: visit.frame(visit.t("sites-report-title")), told, slips })
}

#[derive(Template)]
#[template(path = "sites/reports.html")]
struct ReportsPage {
    frame: Frame,
    open: Vec<Line>,
    answered: Vec<Line>,
}

struct Line {
    id: Uuid,
    page: String,
    kind: String,
    words: String,
    telephone: String,
    due: String,
    late: bool,
    answer: String,
}

async fn list(State(app): State<App>, officer: Officer, visit: Visit) -> Result<Response, Error> {
    editor(&officer)?;
    let lines = |reports: Vec<Report>| reports.into_iter().map(|report| line(&visit, report)).collect();
    let open = lines(store::reports(app.db.read(), false).await?);
    let answered = lines(store::reports(app.db.read(), true).await?);
    page(&ReportsPage { frame: visit.frame(visit.t("sites-reports-title")), open, answered })
}

fn line(visit: &Visit, report: Report) -> Line {
    let telephone = report.telephone.as_deref().and_then(|text| Telephone::parse(text).ok());
    Line {
        id: report.id,
        kind: visit.t(&format!("sites-report-kind-{}", report.kind)),
        telephone: telephone.map_or_else(String::new, |telephone| telephone.masked()),
        due: report.due.format("%Y-%m-%d").to_string(),
        late: report.due < visit.app.clock.today(),
        answer: report.answer.unwrap_or_default(),
        page: report.page,
        words: report.words,
    }
}

async fn answer(
    State(app): State<App>,
    officer: Officer,
    visit: Visit,
    Path(id): Path<Uuid>,
    posted: Posted,
) -> Result<Response, Error> {
    editor(&officer)?;
    let words = posted.get("answer");
    if words.is_empty() || words.chars().count() > LONGEST_ANSWER {
        return Err(Error::unfit(visit.t("sites-reports-answer-missing")));
    }
    if !report::answer(&app, &officer, id, words).await? {
        return Err(Error::conflict(visit.t("sites-reports-answered-before")));
    }
    Ok(redirect_saying("/desk/reports", &visit.t("sites-reports-done")))
}

fn editor(officer: &Officer) -> Result<(), Error> {
    if officer.has(Role::Editor) { Ok(()) } else { Err(Error::Forbidden) }
}
