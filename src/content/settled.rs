//! What ends by itself: a closure whose time has run out is over from that minute on.

use super::store;
use crate::app::App;
use crate::db::{DbErr, content_changed};

pub(crate) async fn tick(app: &App) -> Result<(), DbErr> {
    let tx = app.db.begin().await?;
    if store::settle(&tx, app.clock.now()).await? > 0 {
        content_changed(&tx).await?;
        tx.commit().await?;
    }
    Ok(())
}
