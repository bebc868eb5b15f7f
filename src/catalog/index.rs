//! The catalogue as it is searched: an index built from the database, which is the truth.

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use budayang_search::{Document, Everyday, Found, Index, Query, Suggestion};
use futures::TryStreamExt;
use tokio::sync::{Mutex, Semaphore, mpsc};

use super::store::{self, Indexed};
use super::{Card, CatalogueError};
use crate::app::App;
use crate::db::DbErr;

/// Searches that may run at once; the rest wait their turn.
const AT_ONCE: usize = 4;
/// So many changes are taken one by one; more are a reason to build the index anew.
const FEW: usize = 5_000;
/// Documents on their way from the database to the index.
const ON_THE_WAY: usize = 1_000;

/// An index in memory, rebuilt from the database at any time.
pub(crate) struct Catalogue {
    index: Arc<Index>,
    /// The last revision that the index has seen.
    seen: AtomicI64,
    turn: Semaphore,
    following: Mutex<()>,
    /// Names of bodies by credit code, for filters.
    bodies: RwLock<HashMap<String, String>>,
}

impl Catalogue {
    pub(crate) fn new() -> Result<Self, CatalogueError> {
        Ok(Self {
            index: Arc::new(Index::in_memory(Everyday::built_in())?),
            seen: AtomicI64::new(0),
            turn: Semaphore::new(AT_ONCE),
            following: Mutex::default(),
            bodies: RwLock::default(),
        })
    }

    /// Finds items; the query's text may be anything.
    pub(crate) async fn find(&self, query: Query) -> Result<Found, CatalogueError> {
        let _turn = self.turn.acquire().await;
        let index = Arc::clone(&self.index);
        Ok(blocking(move || index.find(&query)).await??)
    }

    /// What may be meant by what is being typed.
    pub(crate) async fn suggest(&self, typed: String, limit: usize) -> Result<Vec<Suggestion>, CatalogueError> {
        let _turn = self.turn.acquire().await;
        let index = Arc::clone(&self.index);
        blocking(move || index.suggest(&typed, limit)).await
    }

    pub(crate) fn body_name(&self, code: &str) -> Option<String> {
        self.bodies.read().unwrap_or_else(PoisonError::into_inner).get(code).cloned()
    }

    fn document(&self, row: Indexed) -> Result<Document, DbErr> {
        let document = document(row)?;
        let known =
            self.bodies.read().unwrap_or_else(PoisonError::into_inner).get(&document.body_code) == Some(&document.body);
        if !known {
            let mut bodies = self.bodies.write().unwrap_or_else(PoisonError::into_inner);
            bodies.insert(document.body_code.clone(), document.body.clone());
        }
        Ok(document)
    }

    /// Builds the index anew from the database, streaming.
    pub(crate) async fn rebuild(&self, app: &App) -> Result<(), CatalogueError> {
        let _alone = self.following.lock().await;
        self.build(app).await
    }

    /// Takes what was published since the index was last brought up to date.
    pub(crate) async fn follow(&self, app: &App) -> Result<(), CatalogueError> {
        let _alone = self.following.lock().await;
        let (seen, last) = (self.seen.load(Ordering::Acquire), store::revision(&app.db).await?);
        if last <= seen {
            return Ok(());
        }
        let mut changes = std::pin::pin!(store::changed_since(&app.db, seen).await?);
        let (mut changed, mut newest) = (Vec::new(), seen);
        while let Some(row) = changes.try_next().await? {
            newest = newest.max(row.revision);
            changed.push(self.document(row)?);
            if changed.len() > FEW {
                return self.build(app).await;
            }
        }
        let index = Arc::clone(&self.index);
        blocking(move || index.update(changed, &[])).await??;
        self.seen.store(newest, Ordering::Release);
        Ok(())
    }

    async fn build(&self, app: &App) -> Result<(), CatalogueError> {
        let (sender, receiver) = mpsc::channel::<Document>(ON_THE_WAY);
        let index = Arc::clone(&self.index);
        let building = tokio::task::spawn_blocking(move || {
            let mut receiver = receiver;
            index.rebuild(std::iter::from_fn(move || receiver.blocking_recv()))
        });
        let mut rows = std::pin::pin!(store::changed_since(&app.db, 0).await?);
        let mut newest = 0;
        while let Some(row) = rows.try_next().await? {
            newest = newest.max(row.revision);
            if sender.send(self.document(row)?).await.is_err() {
                break;
            }
        }
        drop(sender);
        building.await.map_err(|error| CatalogueError::Index(error.to_string()))??;
        self.seen.store(newest, Ordering::Release);
        Ok(())
    }
}

fn document(row: Indexed) -> Result<Document, DbErr> {
    let card: Card = serde_json::from_str(&row.card).map_err(store::json)?;
    Ok(card.document(row.code, row.division, row.body_code))
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, CatalogueError> {
    tokio::task::spawn_blocking(work).await.map_err(|error| CatalogueError::Index(error.to_string()))
}
