//! What every page of a draft or case begins with: whose it is, and the edition that it is pinned to.

use budayang_forms::{Answers, Context, Form};
use budayang_rules::case_no::CaseNo;
use budayang_rules::division::DivisionCode;
use uuid::Uuid;

use crate::app::App;
use crate::cases::{self, ActError, Case, Draft, Material, drafting, store};
use crate::catalog::{self, Edition};
use crate::identity::Citizen;
use crate::web::{Error, Frame, Visit};

/// A draft with what its pages need.
pub(super) struct Desk {
    pub draft: Draft,
    pub edition: Edition,
    pub answers: Answers,
    pub materials: Vec<Material>,
}

pub(super) async fn draft(app: &App, citizen: &Citizen, id: &str) -> Result<Desk, Error> {
    let id: Uuid = id.parse().map_err(|_| Error::NotFound)?;
    let draft = drafting::draft_of(app, citizen, id).await?.ok_or(Error::NotFound)?;
    let edition = pinned(app, draft.edition_id).await?;
    let materials = store::materials(app.db.read(), draft.id).await?;
    Ok(Desk { answers: draft.answers(), draft, edition, materials })
}

pub(super) async fn case(app: &App, citizen: &Citizen, no: &str) -> Result<(Case, Edition), Error> {
    let case = cases::for_citizen(&app.db, citizen, no).await?.ok_or(Error::NotFound)?;
    let edition = pinned(app, case.edition_id).await?;
    Ok((case, edition))
}

async fn pinned(app: &App, edition: Uuid) -> Result<Edition, Error> {
    catalog::edition(&app.db, edition).await?.ok_or_else(|| Error::Broken("a pinned edition is missing".into()))
}

/// An item without questions of its own has an empty form.
pub(super) fn form(edition: &Edition) -> Form {
    edition.item.form.clone().unwrap_or_default()
}

/// What a check of answers may know.
pub(super) fn context<'a>(app: &App, exists: &'a dyn Fn(&str) -> bool) -> Context<'a> {
    Context { today: app.clock.today(), division_exists: exists }
}

/// A refused act as an answer: 404 for what is not theirs, 409 for what is over, 422 for what can be mended.
pub(super) fn refused(visit: &Visit, error: ActError) -> Error {
    let sentence = error.message(visit.lang());
    match error {
        ActError::Database(error) => error.into(),
        ActError::NotYours => Error::NotFound,
        ActError::NotNow | ActError::Stale => Error::conflict(sentence),
        ActError::Rule(_) => Error::unfit(sentence),
    }
}

/// Whether a code is one of a division. A program without the tree can only look at the code itself.
pub(super) fn exists(app: &App) -> impl Fn(&str) -> bool + use<> {
    let tree = app.divisions.tree();
    move |code: &str| DivisionCode::parse(code).is_ok_and(|code| tree.len() == 0 || tree.name(&code).is_some())
}

/// A page below the case's own.
pub(super) fn below(visit: &Visit, case: &Case, title: String) -> Frame {
    let frame = visit.frame(title).verb("me").crumb(visit.t("mycases-title"), "/me/cases");
    frame.crumb(case.item_name.clone(), format!("/cases/{}", case.no))
}

/// `440106-200122-1234-56789`, as it is read out.
pub(super) fn grouped(no: &str) -> String {
    CaseNo::parse(no).map_or_else(|_| no.to_owned(), |no| no.grouped())
}
