//! Pausing (暂停) and resuming an item: it stays listed and says why.

use budayang_rules::item::ItemCode;
use serde_json::json;

use super::{CatalogueError, Item, ItemState, follow, publish, published};
use crate::app::App;
use crate::audit::{self, Actor, Entry};
use crate::identity::{Officer, Role};

/// Why an item's state was not changed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StateRefusal {
    #[error("no such item")]
    Unknown,
    #[error("not this officer's item")]
    NotYours,
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
}

impl From<crate::db::DbErr> for StateRefusal {
    fn from(error: crate::db::DbErr) -> Self {
        Self::Catalogue(error.into())
    }
}

/// Gives an item another state; a new edition, so that open cases keep theirs.
pub(crate) async fn change_state(
    app: &App,
    officer: &Officer,
    code: &ItemCode,
    state: ItemState,
) -> Result<(), StateRefusal> {
    let Some(edition) = published(&app.db, code).await? else { return Err(StateRefusal::Unknown) };
    if !officer.may(Role::Editor, &edition.item.body.code, &edition.item.division) {
        return Err(StateRefusal::NotYours);
    }
    let act = if state == ItemState::Open { "item-resumed" } else { "item-paused" };
    // The source stays: blank forms and samples lie in its pack.
    let source = edition.source;
    let item = Item { state, ..edition.own.unwrap_or(edition.item) };
    let detail = json!({ "state": item.state });
    let tx = app.db.begin().await?;
    publish(app, &tx, vec![item], &source).await?;
    let (actor, object, at) = (Actor::Officer(officer.id), code.to_string(), app.clock.now());
    audit::record(&tx, &Entry { actor, act, object, detail, at }).await?;
    tx.commit().await?;
    app.content.refresh(&app.db).await?;
    follow(app).await?;
    Ok(())
}
