//! What the doors wrote down and nobody needs any more: codes after the day in which they are counted, half-done log-ins
//! and failures after they have stopped to count.

use super::store::{attempts, challenges, codes};
use super::{challenge, code, lockout};
use crate::app::App;
use crate::db::DbErr;

pub(crate) async fn forget(app: &App) -> Result<(), DbErr> {
    let now = app.clock.now();
    let tx = app.db.begin().await?;
    codes::forget(&tx, now - code::COUNTED).await?;
    challenges::forget(&tx, now - challenge::VALID).await?;
    attempts::forget(&tx, now - lockout::WINDOW).await?;
    tx.commit().await
}
