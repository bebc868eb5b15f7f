//! Data from files: rows of JSON, CSV and XLSX, the mappings that say what their fields mean, and the report of an import.
//! What a row becomes is for each room to say.

mod mapping;
mod record;
mod report;
mod source;

pub use mapping::MappingError;
pub(crate) use mapping::{choose, from_file, none, shipped};
pub(crate) use record::{Record, records};
pub use report::Summary;
pub(crate) use report::{Report, refused};
pub use source::SourceError;
pub(crate) use source::{Row, open, whole};

use crate::db::DbErr;

/// Rows that are read ahead of the database.
pub(crate) const AHEAD: usize = 2_000;

/// Why nothing of a file was taken.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error(transparent)]
    Source(#[from] SourceError),
    #[error(transparent)]
    Mapping(#[from] MappingError),
    #[error("数据库没有写成，什么都没有改变：{0}")]
    Database(#[from] DbErr),
    #[error("{0}")]
    Other(String),
}
