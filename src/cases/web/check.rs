//! `/drafts/{id}/check`: every answer with a link to change it, and the declaration.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use budayang_forms::{Reader, pages, shown};

use super::open::{self, Desk, context, form};
use super::section::frame;
use crate::app::App;
use crate::cases::Delivery;
use crate::cases::needs::needs;
use crate::identity::Citizen;
use crate::web::{Error, Frame, Visit, page};

#[derive(Template)]
#[template(path = "cases/check.html")]
struct CheckPage {
    frame: Frame,
    id: String,
    sections: Vec<SectionView>,
    materials: Vec<(String, String)>,
    delivery: String,
    has_result: bool,
    error: String,
}

pub(super) struct SectionView {
    pub key: String,
    pub title: String,
    pub rows: Vec<(String, String, String)>,
}

pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    citizen: Citizen,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let desk = open::draft(&app, &citizen, &id).await?;
    render(&app, &visit, &desk, String::new())
}

pub(super) fn render(app: &App, visit: &Visit, desk: &Desk, error: String) -> Result<Response, Error> {
    let lang = visit.lang();
    let needs = needs(&desk.edition.item, &desk.answers, &desk.materials, app.clock.today());
    let material = |need: &crate::cases::needs::Need<'_>| {
        let names: Vec<&str> =
            need.rows.iter().filter(|row| row.state.is_given()).map(|row| row.name.as_str()).collect();
        let given = if need.is_promised() { visit.t("materials-promised") } else { names.join("、") };
        (need.name.get(lang).to_owned(), given)
    };
    let delivery = desk.draft.delivery.clone().and_then(|delivery| serde_json::from_value::<Delivery>(delivery).ok());
    page(&CheckPage {
        frame: frame(visit, desk, &visit.t("draft-check")),
        id: desk.draft.id.to_string(),
        sections: sections(app, visit, desk),
        materials: needs.iter().map(material).collect(),
        delivery: delivery.map(|delivery| delivery_words(visit, &delivery)).unwrap_or_default(),
        has_result: desk.edition.item.result.is_some(),
        error,
    })
}

fn sections(app: &App, visit: &Visit, desk: &Desk) -> Vec<SectionView> {
    let form = form(&desk.edition);
    let exists = open::exists(app);
    let sources = desk.draft.sources();
    let places = app.divisions.names();
    let reader = Reader { names: &places, ..Reader::new(visit.lang()) };
    let pages = pages(&form, &desk.answers, &context(app, &exists));
    let section = |page: &budayang_forms::Page<'_>| SectionView {
        key: page.section.key.clone(),
        title: page.section.title.get(visit.lang()).to_owned(),
        rows: page
            .fields
            .iter()
            .filter(|asked| !matches!(asked.field.kind, budayang_forms::Kind::File(_)))
            .map(|asked| {
                let value = desk.answers.get(&asked.field.key).cloned().unwrap_or_default();
                let source = sources.get(&asked.field.key).map(|source| source.message(visit.lang()));
                let name = asked.field.name(visit.lang()).to_owned();
                (name, shown(asked.field, &value, &reader), source.unwrap_or_default())
            })
            .collect(),
    };
    pages.iter().map(section).collect()
}

pub(super) fn delivery_words(visit: &Visit, delivery: &Delivery) -> String {
    let way = visit.t(&format!("delivery-{}", delivery.way()));
    match delivery {
        Delivery::Courier { name, phone, address } => format!("{way}：{name}，{phone}，{address}"),
        _ => way,
    }
}
