//! On start the database is brought to what the packs say: divisions, services, sites, demonstration data.

use super::pack::Pack;
use super::{folder, store};
use crate::app::{App, StartError};
use crate::db::{Db, content_changed};
use crate::{catalog, content, divisions, figures, identity};

/// The file of the national pack that the tree of divisions starts from.
pub(super) const DIVISIONS: &str = "data/divisions.csv";

/// Loads packs whose content hash changed, all in one transaction, so that a node never sees half of them.
pub(crate) async fn settle(app: &App) -> Result<(), StartError> {
    let tx = app.db.begin().await?;
    let known = store::hashes(&tx).await?;
    let changed: Vec<&Pack> = app.sites.packs().filter(|pack| known.get(&pack.site.id) != Some(&pack.hash)).collect();
    if !changed.is_empty() {
        for pack in &changed {
            if let Some(table) = pack.text(DIVISIONS) {
                let done = divisions::import(&tx, table).await.map_err(in_pack)?;
                tracing::info!(added = done.added, updated = done.updated, "divisions from the pack");
            }
            catalog::publish(app, &tx, pack.items.clone(), &format!("pack:{}", pack.site.id)).await?;
        }
        store::remember(&tx, &changed, app.clock.now()).await?;
        content_changed(&tx).await?;
    }
    content::seed(app, &tx).await?;
    if app.config.demo {
        identity::seed_demo(app, &tx).await?;
        figures::seed_demo(app, &tx).await?;
    }
    tx.commit().await?;
    app.divisions.refresh(&app.db).await?;
    Ok(())
}

/// Fills an empty table of divisions from the pack in the program, for commands that run before the first start.
pub(crate) async fn settle_divisions(db: &Db) -> Result<(), StartError> {
    let divisions = divisions::Divisions::default();
    divisions.refresh(db).await?;
    let table = folder::embedded().remove(super::NATIONAL).and_then(|mut pack| pack.files.remove(DIVISIONS));
    if let Some(table) = table.filter(|_| divisions.tree().len() == 0) {
        let tx = db.begin().await?;
        divisions::import(&tx, &String::from_utf8_lossy(&table)).await.map_err(in_pack)?;
        tx.commit().await?;
    }
    Ok(())
}

fn in_pack(error: divisions::ImportError) -> StartError {
    match error {
        divisions::ImportError::Database(error) => error.into(),
        unreadable => super::PackError::Faulty(vec![super::Fault {
            file: DIVISIONS.to_owned(),
            line: 1,
            column: 1,
            warning: false,
            what: unreadable.to_string(),
            remedy: String::new(),
        }])
        .into(),
    }
}
