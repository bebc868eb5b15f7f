//! Who watches the live pages, and the marks that tell them when something is new. The job that follows public content
//! reads one mark a site; every listener is woken from memory.

use std::collections::HashMap;
use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

use super::store;
use crate::app::App;
use crate::db::DbErr;

/// Open connections of one node; whoever comes later reloads by hand.
const MOST_LISTENERS: usize = 4_000;

pub(crate) type Marks = Arc<HashMap<String, String>>;

/// The live pages of this node. `None` in the channel: the node is closing.
pub(crate) struct Live {
    marks: watch::Sender<Option<Marks>>,
    seats: Arc<Semaphore>,
}

impl Default for Live {
    fn default() -> Self {
        Self { marks: watch::Sender::new(Some(Marks::default())), seats: Arc::new(Semaphore::new(MOST_LISTENERS)) }
    }
}

impl Live {
    /// A seat and the channel; none when all are taken.
    pub(super) fn listen(&self) -> Option<(OwnedSemaphorePermit, watch::Receiver<Option<Marks>>)> {
        let seat = self.seats.clone().try_acquire_owned().ok()?;
        Some((seat, self.marks.subscribe()))
    }

    /// Ends all connections, so that the node can stop.
    pub(crate) fn close(&self) {
        self.marks.send_replace(None);
    }

    /// Reads the marks again; called whenever public content has changed. `beside`: marks of other rooms' pages.
    pub(crate) async fn follow(app: &App, beside: Vec<(String, String)>) -> Result<(), DbErr> {
        let mut marks = store::live_marks(&app.db).await?;
        marks.extend(beside);
        let marks = Arc::new(marks);
        app.live.marks.send_if_modified(|known| match known {
            Some(known) if **known != *marks => {
                *known = marks;
                true
            }
            _ => false,
        });
        Ok(())
    }
}
