//! Filters beside the results: each a link with the number of items that it leaves.

use budayang_rules::item::{Audience, ItemType};
use budayang_search::Facets;

use super::super::{Asked, theme_name};
use super::names;
use crate::web::Visit;

/// Values of one filter that are shown.
const MOST: usize = 15;

pub(super) struct Facet {
    pub title: String,
    pub open: bool,
    pub links: Vec<Link>,
}

pub(super) struct Link {
    pub label: String,
    pub href: String,
    pub count: u64,
    pub current: bool,
}

/// What is chosen, with the address without it.
pub(super) struct Chosen {
    pub label: String,
    pub href: String,
}

/// The address of the list that asks for this.
pub(super) fn address(pairs: &[(&'static str, String)]) -> String {
    if pairs.is_empty() {
        return "/items".to_owned();
    }
    let query: String = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    format!("/items?{query}")
}

pub(super) fn facets(visit: &Visit, asked: &Asked, counts: &Facets) -> Vec<Facet> {
    let chosen = asked.pairs();
    let facet = |name: &'static str, counts: &[(String, u64)], open: bool| Facet {
        title: visit.t(&format!("catalog-by-{name}")),
        open,
        links: counts.iter().take(MOST).map(|(value, count)| link(visit, &chosen, name, value, *count)).collect(),
    };
    let all = [
        facet("division", &counts.division, true),
        facet("audience", &counts.audience, true),
        facet("theme", &counts.theme, true),
        facet("visits", &at_most(&counts.visits), false),
        facet("online", &counts.online, false),
        facet("type", &counts.kind, false),
        facet("body", &counts.body, false),
    ];
    all.into_iter().filter(|facet| !facet.links.is_empty()).collect()
}

/// Counts of exactly so many visits, added up to at most so many, as the filter asks.
fn at_most(counts: &[(String, u64)]) -> Vec<(String, u64)> {
    let mut counts: Vec<(u8, u64)> =
        counts.iter().filter_map(|(visits, count)| Some((visits.parse().ok()?, *count))).collect();
    counts.sort_unstable();
    let mut sum = 0;
    let up_to = counts.into_iter().map(|(visits, count)| {
        sum += count;
        (visits.to_string(), sum)
    });
    up_to.collect()
}

fn link(visit: &Visit, chosen: &[(&'static str, String)], name: &'static str, value: &str, count: u64) -> Link {
    let current = chosen.iter().any(|(key, known)| *key == name && known == value);
    let mut pairs: Vec<_> = chosen.iter().filter(|(key, _)| *key != name).cloned().collect();
    if !current {
        pairs.push((name, value.to_owned()));
    }
    Link { label: label(visit, name, value), href: address(&pairs), count, current }
}

/// What stands above the results, each to be taken off.
pub(super) fn chosen(visit: &Visit, asked: &Asked) -> Vec<Chosen> {
    let pairs = asked.pairs();
    let without = |name: &str| pairs.iter().filter(|(key, _)| *key != name).cloned().collect::<Vec<_>>();
    let filters = pairs.iter().filter(|(name, _)| *name != "q");
    filters.map(|(name, value)| Chosen { label: label(visit, name, value), href: address(&without(name)) }).collect()
}

/// A filter's value in words.
pub(crate) fn facet_name(visit: &Visit, name: &str, value: &str) -> String {
    let lang = visit.lang();
    match name {
        "division" => names::division(&visit.app, value),
        "theme" => theme_name(value, lang),
        "audience" => Audience::from_code(value).map_or(value, |audience| names::audience(lang, audience)).to_owned(),
        "type" => ItemType::from_code(value).map_or(value, |kind| names::kind_of_power(lang, kind)).to_owned(),
        "body" => visit.app.catalogue.body_name(value).unwrap_or_else(|| value.to_owned()),
        "visits" if value == "0" => visit.t("catalog-no-visit"),
        "visits" => visit.frame("").t1("catalog-visits", "visits", value.to_owned()),
        _ => visit.t(if value == "true" { "catalog-online" } else { "catalog-offline" }),
    }
}

fn label(visit: &Visit, name: &str, value: &str) -> String {
    match name {
        "visits" if value != "0" => visit.frame("").t1("catalog-visits-at-most", "visits", value.to_owned()),
        _ => facet_name(visit, name, value),
    }
}
