//! Work that no request waits for: clocks that run out, outboxes, caches. Each job is named and runs by itself: one
//! that fails or panics says so in the log and comes round again, and does not touch the others.

mod lease;
mod list;
mod store;
mod tables;
mod web;

pub use list::{JobError, run_all_once};

use std::panic::AssertUnwindSafe;

use futures::FutureExt;
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval};
use uuid::Uuid;

use crate::app::App;
use lease::Lease;
use list::{JOBS, Job, Where};

pub(crate) fn routes() -> axum::Router<App> {
    web::routes()
}

/// The jobs of this node; dropping it stops them.
pub struct Jobs {
    running: JoinSet<()>,
    node: Uuid,
}

/// Starts every job of this node.
pub fn start(app: &App) -> Jobs {
    let node = app.random.id(app.clock.now());
    let mut running = JoinSet::new();
    for job in &JOBS {
        running.spawn(round(app.clone(), job, node));
    }
    Jobs { running, node }
}

impl Jobs {
    /// Stops all jobs and gives their leases back, so that another node need not wait until they run out.
    pub async fn stop(mut self, app: &App) {
        self.running.shutdown().await;
        if let Err(error) = store::give_back(&app.db, self.node).await {
            tracing::warn!(%error, "leases could not be given back; they run out by themselves");
        }
    }
}

/// One job, over and over: at its pace, or earlier when its bell is rung.
async fn round(app: App, job: &'static Job, node: Uuid) {
    let mut lease = Lease::new(job.name, node);
    let mut pace = interval(job.every);
    pace.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        match job.bell {
            Some(bell) => tokio::select! { _ = pace.tick() => {}, () = bell(&app).notified() => {} },
            None => drop(pace.tick().await),
        }
        let turn = async {
            match job.runs {
                Where::OnEachNode => (job.work)(&app).await,
                Where::OnOneNode => lease.run(&app, (job.work)(&app)).await,
            }
        };
        match AssertUnwindSafe(turn).catch_unwind().await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(job = job.name, %error, "a job failed; it is tried again"),
            Err(_) => tracing::error!(job = job.name, "a job panicked; it is tried again"),
        }
    }
}
