//! What is done, how often, and by whom.

use std::time::Duration;

use futures::future::BoxFuture;
use thiserror::Error;
use tokio::sync::Notify;

use crate::app::App;
use crate::catalog::CatalogueError;
use crate::db::DbErr;
use crate::{audit, cases, catalog, community, content as editorial, delivery, figures, identity, notices};

pub(super) struct Job {
    pub name: &'static str,
    pub every: Duration,
    pub runs: Where,
    /// Rung when there is something to do before the next turn.
    pub bell: Option<fn(&App) -> &Notify>,
    pub work: fn(&App) -> BoxFuture<'_, Result<(), JobError>>,
}

#[derive(Clone, Copy)]
pub(super) enum Where {
    /// What a node keeps in its own memory.
    OnEachNode,
    /// What belongs to all nodes together: the one that holds the lease does it.
    OnOneNode,
}

/// Why a job could not do its work this time.
#[derive(Debug, Error)]
pub enum JobError {
    #[error(transparent)]
    Database(#[from] DbErr),
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    #[error("{0}")]
    Work(String),
}

impl From<crate::web::Error> for JobError {
    fn from(error: crate::web::Error) -> Self {
        Self::Work(error.to_string())
    }
}

pub(super) const JOBS: [Job; 10] = [
    Job {
        name: "content",
        every: Duration::from_secs(1),
        runs: Where::OnEachNode,
        bell: None,
        work: |app| Box::pin(content(app)),
    },
    Job {
        name: "limits",
        every: Duration::from_secs(60),
        runs: Where::OnEachNode,
        bell: None,
        work: |app| {
            Box::pin(async {
                let _: () = app.limits.tidy();
                Ok(())
            })
        },
    },
    Job {
        name: "notices",
        every: Duration::from_secs(2),
        runs: Where::OnOneNode,
        bell: Some(|app| app.sms.bell()),
        work: |app| Box::pin(async { Ok(notices::deliver(app).await.map(drop)?) }),
    },
    Job {
        name: "editions",
        every: Duration::from_secs(60),
        runs: Where::OnOneNode,
        bell: None,
        work: |app| Box::pin(async { Ok(catalog::take_effect(app).await.map(drop)?) }),
    },
    Job {
        name: "cases",
        every: Duration::from_secs(30),
        runs: Where::OnOneNode,
        bell: None,
        work: |app| Box::pin(async { Ok(cases::tick(app).await?) }),
    },
    Job {
        name: "parcels",
        every: Duration::from_secs(10),
        runs: Where::OnOneNode,
        bell: None,
        work: |app| Box::pin(async { Ok(delivery::tick(app).await?) }),
    },
    Job {
        name: "ratings",
        every: delivery::PUBLISHED_EVERY,
        runs: Where::OnOneNode,
        bell: None,
        work: |app| Box::pin(async { Ok(delivery::publish_ratings(app).await?) }),
    },
    Job {
        name: "closures",
        every: Duration::from_secs(30),
        runs: Where::OnOneNode,
        bell: None,
        work: |app| Box::pin(async { Ok(editorial::tick(app).await?) }),
    },
    Job {
        name: "audit",
        every: Duration::from_secs(10),
        runs: Where::OnOneNode,
        bell: None,
        work: |app| Box::pin(async { Ok(audit::seal(app).await?) }),
    },
    Job {
        name: "retention",
        every: Duration::from_secs(3_600),
        runs: Where::OnOneNode,
        bell: None,
        work: |app| Box::pin(retention(app)),
    },
];

/// Every job once, in their order, whoever holds the leases: for tests that turn the clock by hand.
pub async fn run_all_once(app: &App) -> Result<(), JobError> {
    for job in &JOBS {
        (job.work)(app).await?;
    }
    Ok(())
}

/// What nobody needs any more is forgotten.
async fn retention(app: &App) -> Result<(), JobError> {
    notices::forget(app).await?;
    community::forget(app).await?;
    Ok(identity::forget(app).await?)
}

/// Brings this node's memory up to what other nodes and imports have published. The version is read first and
/// believed last: a page rendered in between is forgotten again, never kept under the new version.
async fn content(app: &App) -> Result<(), JobError> {
    let version = app.content.read(&app.db).await?;
    catalog::follow(app).await?;
    if version != app.content.current() {
        app.divisions.refresh(&app.db).await?;
        app.content.believe(version);
        editorial::Live::follow(app, vec![figures::live_mark(app).await?]).await?;
    }
    Ok(())
}
