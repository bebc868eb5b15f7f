//! Keeping up with what other nodes and commands publish, and with the days on which editions come into force.

use std::time::Duration;

use super::{CatalogueError, follow, take_effect};
use crate::app::App;
use crate::clock::local_day;

const EVERY: Duration = Duration::from_secs(1);

/// Runs as long as the program: looks once a second, works only when something changed.
pub(crate) async fn watch(app: App) {
    let (mut seen, mut day) = (app.content.current(), None);
    let mut tick = tokio::time::interval(EVERY);
    loop {
        tick.tick().await;
        if let Err(error) = look(&app, &mut seen, &mut day).await {
            tracing::warn!(%error, "the catalogue could not be brought up to date");
        }
    }
}

async fn look(app: &App, seen: &mut i64, day: &mut Option<chrono::NaiveDate>) -> Result<(), CatalogueError> {
    let today = local_day(app.clock.now());
    if *day != Some(today) {
        take_effect(app).await?;
        *day = Some(today);
    }
    app.content.refresh(&app.db).await?;
    let now = app.content.current();
    if now != *seen {
        follow(app).await?;
        *seen = now;
    }
    Ok(())
}
