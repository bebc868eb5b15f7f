//! A service as lists of a site show it, out of the packs.

use budayang_forms::Lang;
use budayang_rules::item::ItemCode;

use crate::app::App;
use crate::catalog::Item;
use crate::sites::{NATIONAL, Site};

/// Longer lists are what the catalogue's search is for.
const MOST: usize = 30;

pub(super) struct Line {
    pub name: String,
    pub href: String,
    pub body: String,
    pub limit: String,
}

impl Line {
    fn of(item: &Item, lang: Lang) -> Self {
        let limit = item.promised_limit.map_or_else(String::new, |limit| match lang {
            Lang::Zh => limit.to_string(),
            Lang::En => limit.en(),
        });
        Self {
            name: item.name.get(lang).to_owned(),
            href: format!("/items/{}", item.code),
            body: item.body.name.clone(),
            limit,
        }
    }
}

/// The services that a site puts on its home page, in its order.
pub(super) fn hot(app: &App, site: &Site, lang: Lang) -> Vec<Line> {
    let find = |code: &ItemCode| app.sites.packs().flat_map(|pack| &pack.items).find(|item| item.code == *code);
    site.hot_items.iter().filter_map(find).map(|item| Line::of(item, lang)).collect()
}

/// Services of a zone under one heading.
pub(crate) struct ZoneGroup {
    pub name: String,
    pub lines: Vec<ZoneLine>,
}

pub(crate) struct ZoneLine {
    pub name: String,
    pub href: String,
    pub body: String,
    pub limit: String,
    /// Where it is applied for online.
    pub apply: Option<String>,
}

/// The services that a zone's pack names, in its groups; codes that no pack has are left out.
pub(crate) fn zone_groups(app: &App, site: &Site, lang: Lang) -> Vec<ZoneGroup> {
    let find = |code: &ItemCode| app.sites.packs().flat_map(|pack| &pack.items).find(|item| item.code == *code);
    let line = |item: &Item| {
        let Line { name, href, body, limit } = Line::of(item, lang);
        ZoneLine { apply: item.form.as_ref().map(|_| format!("{href}/apply")), name, href, body, limit }
    };
    let groups = site.zone.services.iter().map(|group| ZoneGroup {
        name: group.name.get(lang).to_owned(),
        lines: group.items.iter().filter_map(find).map(line).collect(),
    });
    groups.filter(|group| !group.lines.is_empty()).collect()
}

/// The services of a site's packs that are so; the national site has everybody's.
pub(super) fn that(app: &App, site: &Site, lang: Lang, so: impl Fn(&Item) -> bool) -> Vec<Line> {
    app.sites
        .packs()
        .filter(|pack| pack.site.id == site.id || site.id == NATIONAL)
        .flat_map(|pack| &pack.items)
        .filter(|item| so(item))
        .take(MOST)
        .map(|item| Line::of(item, lang))
        .collect()
}
