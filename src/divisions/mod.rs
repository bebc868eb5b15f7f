//! The five-level tree of divisions (行政区划): every code with its name, in memory, and the division picker's pages.

mod import;
mod known;
mod store;
mod table;
mod tree;
mod web;

use std::sync::{Arc, PoisonError, RwLock};

use budayang_rules::division::DivisionCode;

pub use import::ImportError;
pub(crate) use import::{import, import_file, tree_of};
pub(crate) use known::Known;
pub(crate) use store::tree;
pub(crate) use tree::{Division, Tree};

use crate::app::App;
use crate::db::{Db, DbErr};

pub(crate) fn routes() -> axum::Router<App> {
    web::routes()
}

/// The tree as this node knows it.
#[derive(Default)]
pub(crate) struct Divisions(RwLock<Arc<Tree>>);

impl Divisions {
    /// Reads the table again; after an import, and whenever public content changed.
    pub(crate) async fn refresh(&self, db: &Db) -> Result<(), DbErr> {
        let tree = Arc::new(store::tree(db.read()).await?);
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = tree;
        Ok(())
    }

    /// The whole tree as of now; keep it for the length of one page.
    pub(crate) fn tree(&self) -> Arc<Tree> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The bare name: 越秀区.
    pub(crate) fn name(&self, code: &DivisionCode) -> Option<String> {
        self.tree().name(code).map(str::to_owned)
    }

    /// Names from the province down, by code as it stands in an answer; none for what is no code.
    pub(crate) fn names(&self) -> impl Fn(&str) -> Option<String> + use<> {
        let tree = self.tree();
        move |code| {
            let name = tree.path_name(&DivisionCode::parse(code).ok()?);
            (!name.is_empty()).then_some(name)
        }
    }
}
