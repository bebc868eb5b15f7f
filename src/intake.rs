//! Group commit: concurrent submissions are written by one writer in one transaction, and answered after it is on disk.

use crate::db::Db;

pub(crate) struct Intake {}

impl Intake {
    pub(crate) fn start(_db: Db) -> Self {
        Self {}
    }
}
