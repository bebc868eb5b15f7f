//! Five failures within a quarter of an hour close a door for as long: by the name that was typed, whether or not such
//! an account exists, so that nothing is told about accounts.

use chrono::TimeDelta;

use super::session::fingerprint;
use super::store::attempts;
use crate::app::App;
use crate::db::DbErr;

const MOST: u64 = 5;
pub(super) const WINDOW: TimeDelta = TimeDelta::minutes(15);

/// Whether this name must wait.
pub(super) async fn is_closed(app: &App, name: &str) -> Result<bool, DbErr> {
    let since = app.clock.now() - WINDOW;
    Ok(attempts::count(&app.db, &fingerprint(name), since).await? >= MOST)
}

/// Writes down a failure.
pub(super) async fn failed(app: &App, name: &str) -> Result<(), DbErr> {
    let now = app.clock.now();
    let tx = app.db.begin().await?;
    attempts::add(&tx, app.random.id(now), fingerprint(name), now).await?;
    tx.commit().await
}

/// A success forgives earlier failures.
pub(super) async fn forgive(tx: &crate::db::Tx, name: &str) -> Result<(), DbErr> {
    attempts::clear(tx, &fingerprint(name)).await
}
