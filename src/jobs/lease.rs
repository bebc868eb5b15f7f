//! Of several nodes, one at a time does what belongs to all: whoever holds the lease, and only while it runs.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::{JobError, store};
use crate::app::App;
use crate::db::DbErr;

/// How long a node that died keeps others from its work. Nodes' clocks must agree far better than this.
const TERM: TimeDelta = TimeDelta::seconds(30);
/// Renewed while so much is left, so that a quiet job seldom writes.
const RENEWED_BEFORE: TimeDelta = TimeDelta::seconds(15);
/// How often a long turn looks whether to renew.
const LOOK: Duration = Duration::from_secs(5);

pub(super) struct Lease {
    name: &'static str,
    node: Uuid,
    until: Option<DateTime<Utc>>,
}

impl Lease {
    pub(super) fn new(name: &'static str, node: Uuid) -> Self {
        Self { name, node, until: None }
    }

    /// Does the work if this node holds the lease, and drops it in the middle when the lease is lost.
    pub(super) async fn run(
        &mut self,
        app: &App,
        work: impl Future<Output = Result<(), JobError>>,
    ) -> Result<(), JobError> {
        if !self.hold(app).await? {
            return Ok(());
        }
        let mut work = std::pin::pin!(work);
        loop {
            tokio::select! {
                done = &mut work => return done,
                () = tokio::time::sleep(LOOK) => {
                    if !self.hold(app).await? {
                        tracing::warn!(job = self.name, "another node took the lease; the work is left to it");
                        return Ok(());
                    }
                }
            }
        }
    }

    /// Takes or renews the lease; false while another node has it.
    pub(super) async fn hold(&mut self, app: &App) -> Result<bool, DbErr> {
        let now = app.clock.now();
        if self.until.is_some_and(|until| until - now > RENEWED_BEFORE) {
            return Ok(true);
        }
        let until = now + TERM;
        let held = store::take(&app.db, self.name, self.node, now, until).await?;
        self.until = held.then_some(until);
        Ok(held)
    }
}
