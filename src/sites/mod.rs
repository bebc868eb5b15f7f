//! Sites (站点) made from packs (服务包): brands, homes, and the frame of capability pages.

mod capability;
mod check;
mod colour;
mod column;
mod command;
mod fault;
mod folder;
mod pack;
mod portal;
mod position;
mod report;
mod settle;
mod site;
mod store;
mod tables;
mod theme_icon;
mod web;
mod zone;

use std::collections::BTreeMap;
use std::path::Path;

use budayang_forms::Lang;

pub(crate) use capability::{Capability, Verb};
pub(crate) use column::html as markdown;
pub use command::Command as Packs;
pub use fault::{Fault, PackError};
pub(crate) use pack::Pack;
pub(crate) use settle::{settle, settle_divisions};
pub(crate) use site::{Shown, Site};
pub(crate) use store::loaded;
pub(crate) use web::{Notice, ZoneGroup, notices_of, place, zone_groups};
pub use zone::Command as Zone;

use crate::app::App;
use crate::web::SiteFrame;

/// The site that the whole program opens with.
pub(crate) const NATIONAL: &str = "national";

pub(crate) fn routes() -> axum::Router<App> {
    web::routes()
}

/// The sites that are switched on.
pub(crate) struct Sites {
    packs: BTreeMap<String, Pack>,
}

impl Sites {
    /// The packs of the program, and those of a folder beside or instead of them.
    pub(crate) fn load(beside: Option<&Path>) -> Result<Self, PackError> {
        let mut folders = folder::embedded();
        if let Some(beside) = beside {
            folders.extend(folder::on_disk(beside)?);
        }
        let mut packs = BTreeMap::new();
        let mut faults = Vec::new();
        for folder in folders.values() {
            match Pack::load(folder) {
                Ok(pack) => {
                    packs.insert(pack.site.id.clone(), pack);
                }
                Err(found) => faults.extend(found.into_iter().filter(|fault| !fault.warning)),
            }
        }
        if faults.is_empty() { Ok(Self { packs }) } else { Err(PackError::Faulty(faults)) }
    }

    pub(crate) fn has(&self, id: &str) -> bool {
        self.packs.contains_key(id)
    }

    pub(crate) fn pack(&self, id: &str) -> Option<&Pack> {
        self.packs.get(id)
    }

    /// All packs, the national one first.
    pub(crate) fn packs(&self) -> impl Iterator<Item = &Pack> {
        let national = self.packs.get(NATIONAL);
        national.into_iter().chain(self.packs.values().filter(|pack| pack.site.id != NATIONAL))
    }

    /// What the frame of a page says about the site.
    pub(crate) fn frame(&self, id: &str, lang: Lang) -> SiteFrame {
        match self.pack(id) {
            Some(Pack { site, .. }) => SiteFrame {
                id: site.id.clone(),
                brand: site.brand.get(lang).to_owned(),
                home: site.home(),
                owner: site.imprint.sponsor.as_ref().unwrap_or(&site.owner).get(lang).to_owned(),
                accent: site.accent.is_some(),
                imprint: web::imprint(site, lang),
            },
            None => SiteFrame {
                id: id.to_owned(),
                brand: "不打烊".to_owned(),
                home: "/".to_owned(),
                owner: String::new(),
                accent: false,
                imprint: Vec::new(),
            },
        }
    }
}
