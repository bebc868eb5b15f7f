//! Files: uploads, the vault, results. Content lives in an object store, named by its hash.

mod archive;
mod content;
mod keep;
mod kind;
mod merge;
mod name;
mod picture;
mod refusal;
mod scan;
mod store;
mod tables;
mod vault;
mod web;

pub(crate) use content::{Files, FilesError};
pub(crate) use keep::{Allowed, File, Stored, keep, open, read};
pub(crate) use kind::Kind;
pub(crate) use merge::merge;
pub(crate) use refusal::FileRefusal;
pub(crate) use vault::{Document, document, documents, put_by};
pub(crate) use web::{MOST_BYTES, Received, receive, refused, size};

use crate::app::App;

pub(crate) fn routes() -> axum::Router<App> {
    web::routes()
}
