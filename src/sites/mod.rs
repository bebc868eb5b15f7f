//! Sites (站点) made from packs (服务包): brands, homes, and the frame of capability pages.

mod packs;

pub use packs::{Command as Packs, PackError};

use crate::app::App;
use crate::web::SiteFrame;

/// The site that the whole program opens with.
pub(crate) const NATIONAL: &str = "national";

pub(crate) fn routes() -> axum::Router<App> {
    axum::Router::new()
}

/// The sites that are switched on.
pub(crate) struct Sites {}

impl Sites {
    pub(crate) fn load(_folder: Option<&std::path::Path>) -> Result<Self, PackError> {
        Ok(Self {})
    }

    pub(crate) fn has(&self, id: &str) -> bool {
        id == NATIONAL
    }

    pub(crate) fn frame(&self, id: &str) -> SiteFrame {
        SiteFrame { id: id.into(), brand: id.into(), home: "/".into(), owner: String::new(), accent: false }
    }
}

/// Brings the database to what the packs say: sites, items, demonstration data.
pub(crate) async fn settle(_app: &App) -> Result<(), crate::app::StartError> {
    Ok(())
}
