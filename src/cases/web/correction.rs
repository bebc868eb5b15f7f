//! `/cases/{no}/correction`: what the notice named, to be changed and sent again.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use budayang_forms::{Answers, Fault, Limits, Section, Text, check, posted as read};

use super::case::defect_words;
use super::materials::{NeedView, view};
use super::open::{self, context, form, refused};
use crate::app::App;
use crate::cases::needs::{Need, needs, with_files};
use crate::cases::{self, Act, Actor, Case, Defect, Material, MaterialState, Spot, State as Where, decide};
use crate::catalog::Edition;
use crate::identity::Citizen;
use crate::sheet::{FieldView, Input, Sheet};
use crate::web::{Error, Frame, Posted, Visit, page, redirect_saying};

#[derive(Template)]
#[template(path = "cases/correction.html")]
struct CorrectionPage {
    frame: Frame,
    no: String,
    due: String,
    defects: Vec<String>,
    fields: Vec<FieldView>,
    materials: Vec<NeedView>,
    faults: Vec<(String, String)>,
    error: String,
}

/// A case under correction, with what its notice named.
struct Correcting {
    case: Case,
    edition: Edition,
    defects: Vec<Defect>,
    materials: Vec<Material>,
    answers: Answers,
}

pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    citizen: Citizen,
    Path(no): Path<String>,
) -> Result<Response, Error> {
    let correcting = open(&app, &visit, &citizen, &no).await?;
    render(&app, &visit, &correcting, &[], String::new())
}

pub(super) async fn send(
    State(app): State<App>,
    visit: Visit,
    citizen: Citizen,
    Path(no): Path<String>,
    posted: Posted,
) -> Result<Response, Error> {
    let mut correcting = open(&app, &visit, &citizen, &no).await?;
    let section = correcting.section();
    let sent = read(&section, posted.pairs(), &Limits::default())
        .map_err(|much| Error::refused(StatusCode::PAYLOAD_TOO_LARGE, much.message(visit.lang())))?;
    let mut changed = sent.answers;
    changed.0.retain(|key, _| section.fields.iter().any(|field| &field.key == key));
    correcting.answers.0.extend(changed.0.clone());
    // The whole form is checked: a changed answer may open questions elsewhere.
    let form = form(&correcting.edition);
    let exists = open::exists(&app);
    let answers = with_files(&form, &correcting.answers, &correcting.given());
    if let Err(faults) = check(&form, &answers, &context(&app, &exists)) {
        return unfit(&app, &visit, &correcting, &faults, String::new());
    }
    let act = Act::Correct { answers: changed };
    match cases::act(&app, &Actor::Citizen(citizen), &correcting.case, act).await {
        Ok(case) => Ok(redirect_saying(&format!("/cases/{}", case.no), &visit.t("correction-sent"))),
        Err(cases::ActError::Rule(rule)) => unfit(&app, &visit, &correcting, &[], rule.message(visit.lang())),
        Err(error) => Err(refused(&visit, error)),
    }
}

async fn open(app: &App, visit: &Visit, citizen: &Citizen, no: &str) -> Result<Correcting, Error> {
    let (case, edition) = open::case(app, citizen, no).await?;
    if case.state != Where::ToBeCorrected {
        return Err(Error::conflict(visit.t("correction-over")));
    }
    let events = cases::history(&app.db, &case).await?;
    let materials = cases::materials(&app.db, &case).await?;
    let answers = serde_json::from_value(case.answers.clone()).unwrap_or_default();
    Ok(Correcting { defects: decide::last_notice(&events), case, edition, materials, answers })
}

impl Correcting {
    /// The named fields as a section of their own.
    fn section(&self) -> Section {
        let form = form(&self.edition);
        let named = |key: &str| self.defects.iter().any(|defect| defect.at == Spot::Field(key.to_owned()));
        let fields = form.fields().filter(|field| named(&field.key)).cloned().collect();
        Section { key: "correction".into(), title: Text::zh("补正"), intro: None, when: None, fields }
    }

    /// What would count after the correction.
    fn given(&self) -> Vec<Material> {
        let mut rows = self.materials.clone();
        for row in rows.iter_mut().filter(|row| row.state == MaterialState::Pending) {
            row.state = MaterialState::Supplied;
        }
        rows
    }

    fn named_materials<'a>(&'a self, rows: &'a [Material], today: chrono::NaiveDate) -> Vec<Need<'a>> {
        let mut needs = needs(&self.edition.item, &self.answers, rows, today);
        needs.retain(|need| self.defects.iter().any(|defect| defect.at == Spot::Material(need.key.to_owned())));
        needs
    }
}

fn unfit(
    app: &App,
    visit: &Visit,
    correcting: &Correcting,
    faults: &[Fault],
    error: String,
) -> Result<Response, Error> {
    let mut answer = render(app, visit, correcting, faults, error)?;
    *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(answer)
}

fn render(
    app: &App,
    visit: &Visit,
    correcting: &Correcting,
    faults: &[Fault],
    error: String,
) -> Result<Response, Error> {
    let Correcting { case, edition, .. } = correcting;
    let section = correcting.section();
    let asked: Vec<_> =
        section.fields.iter().map(|field| budayang_forms::Asked { field, rows: Vec::new(), may_fill: false }).collect();
    let sources = BTreeMap::new();
    let divisions = app.divisions.tree();
    let sheet =
        Sheet { lang: visit.lang(), divisions: &divisions, answers: &correcting.answers, sources: &sources, faults };
    // Only what is uploaded for the correction can be taken back.
    let pending: Vec<Material> =
        correcting.materials.iter().filter(|row| row.state == MaterialState::Pending).cloned().collect();
    let needs = correcting.named_materials(&pending, app.clock.today());
    page(&CorrectionPage {
        frame: visit
            .frame(visit.t("correction-title"))
            .crumb(case.no.clone(), format!("/cases/{}", case.no))
            .verb("me"),
        no: case.no.clone(),
        due: case.due.map(|due| visit.day(due)).unwrap_or_default(),
        defects: correcting.defects.iter().map(|defect| defect_words(visit, &edition.item, defect)).collect(),
        fields: sheet.section(&section, &asked),
        materials: needs.iter().map(|need| view(need, visit.lang())).collect(),
        faults: faults.iter().map(|fault| (fault.path.clone(), fault.message(visit.lang()))).collect(),
        error,
    })
}
