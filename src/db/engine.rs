//! Which of the two engines holds the data.

use serde::{Deserialize, Serialize};

use crate::config::Storage;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Engine {
    Sqlite,
    Postgres,
}

impl Engine {
    pub(crate) fn of(storage: &Storage) -> Self {
        if storage.database_url.is_some() { Self::Postgres } else { Self::Sqlite }
    }

    /// As its makers write it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }

    /// What to say on the command line to have it.
    pub(crate) fn chosen_by(self) -> &'static str {
        match self {
            Self::Sqlite => "去掉 --database-url",
            Self::Postgres => "加上 --database-url postgres://…",
        }
    }
}
