//! A search from its query to the lines of its list.

use budayang_search::{Facets, Query};

use super::CatalogueError;
use super::store::{self, Listed};
use crate::app::App;

/// A page of results.
pub(crate) struct Results {
    pub total: usize,
    pub facets: Facets,
    pub items: Vec<Listed>,
    pub meant: Option<String>,
}

pub(crate) async fn find(app: &App, query: Query) -> Result<Results, CatalogueError> {
    let found = app.catalogue.find(query).await?;
    let codes: Vec<String> = found.hits.into_iter().map(|hit| hit.code).collect();
    let items = if codes.is_empty() { Vec::new() } else { store::listed(&app.db, &codes).await? };
    Ok(Results { total: found.total, facets: found.facets, items, meant: found.meant })
}

/// Counts a search that found nothing. A text that may hold a personal number is not kept.
pub(crate) async fn count_in_vain(app: &App, text: &str) -> Result<(), CatalogueError> {
    let text = text.trim().to_lowercase();
    let digits = text.chars().filter(|c| c.is_numeric()).count();
    if text.is_empty() || digits > 5 || text.contains(['\0', '@']) {
        return Ok(());
    }
    let tx = app.db.begin().await?;
    store::found_nothing(&tx, &text, app.clock.now()).await?;
    tx.commit().await?;
    Ok(())
}
