//! Loaders: each takes the authority, so that what a person may not see cannot be loaded.

use uuid::Uuid;

use super::actor::is_theirs;
use super::{Case, Event, Material, Message, store};
use crate::db::{Db, DbErr};
use crate::identity::{Citizen, Officer, Role};
use budayang_rules::division::DivisionCode;

/// The case with this number, if it is the citizen's own or of whom they act for.
pub(crate) async fn for_citizen(db: &Db, citizen: &Citizen, no: &str) -> Result<Option<Case>, DbErr> {
    Ok(store::by_no(db.read(), no).await?.filter(|case| is_theirs(citizen, case)))
}

/// The case with this number, if it lies inside one of the officer's grants.
pub(crate) async fn for_officer(db: &Db, officer: &Officer, no: &str) -> Result<Option<Case>, DbErr> {
    Ok(store::by_no(db.read(), no).await?.filter(|case| sees(officer, case)))
}

/// Any case: for the program's own work that no person asked for, such as news from the courier.
pub(crate) async fn by_id(db: &Db, id: Uuid) -> Result<Option<Case>, DbErr> {
    store::by_id(db.read(), id).await
}

/// All that happened, the oldest first.
pub(crate) async fn history(db: &Db, case: &Case) -> Result<Vec<Event>, DbErr> {
    store::events(db.read(), case.id).await
}

pub(crate) async fn materials(db: &Db, case: &Case) -> Result<Vec<Material>, DbErr> {
    store::materials(db.read(), case.id).await
}

pub(crate) async fn messages(db: &Db, case: &Case) -> Result<Vec<Message>, DbErr> {
    store::messages(db.read(), case.id).await
}

/// Whether the file is a material of a case that the officer may see.
pub(crate) async fn is_material_for(db: &Db, officer: &Officer, file: Uuid) -> Result<bool, DbErr> {
    store::uses_file_of_officer(db.read(), officer, file).await
}

fn sees(officer: &Officer, case: &Case) -> bool {
    const HANDLING: [Role; 4] = [Role::Clerk, Role::Reviewer, Role::Decider, Role::Supervisor];
    DivisionCode::parse(&case.division)
        .is_ok_and(|division| HANDLING.iter().any(|role| officer.may(*role, &case.body_code, &division)))
}
