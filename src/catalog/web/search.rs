//! The list of items: search, filters, pages; suggestions while typing.

use askama::Template;
use axum::Json;
use axum::extract::Query;
use axum::response::Response;

use super::super::{Asked, ItemState, Listed, count_in_vain, find};
use super::facets::{self, Chosen, Facet};
use super::names;
use crate::web::{Error, Frame, Visit, page, public_page};

const ON_A_PAGE: usize = 20;
/// Suggestions under the search box.
const SUGGESTIONS: usize = 8;

#[derive(Template)]
#[template(path = "catalog/list.html")]
struct List {
    frame: Frame,
    text: String,
    total: usize,
    lines: Vec<Line>,
    facets: Vec<Facet>,
    chosen: Vec<Chosen>,
    meant: Option<String>,
    pages: Vec<Page>,
    previous: String,
    next: String,
    narrowed: bool,
    without_filters: String,
}

/// One item of the list.
pub(super) struct Line {
    pub href: String,
    pub name: String,
    pub official: String,
    pub place: String,
    pub body: String,
    pub kind: String,
    pub limit: String,
    pub visits: u8,
    pub online: bool,
    pub sample: bool,
    pub state: &'static str,
    pub reason: String,
}

pub(super) struct Page {
    pub number: usize,
    pub href: String,
    pub current: bool,
    /// Pages are left out before this one.
    pub gap: bool,
}

pub(super) async fn list(visit: Visit, Query(pairs): Query<Vec<(String, String)>>) -> Result<Response, Error> {
    let asked = Asked::parse(&pairs).map_err(|misread| Error::bad(visit.t(&misread.key())))?;
    let at = number_of_page(&pairs);
    let found = find(&visit.app, asked.query(ON_A_PAGE, (at - 1) * ON_A_PAGE)).await?;
    let last = found.total.min(budayang_search::REACH).div_ceil(ON_A_PAGE).max(1);
    let href = |number: usize| {
        let mut pairs = asked.pairs();
        if number > 1 {
            pairs.push(("page", number.to_string()));
        }
        facets::address(&pairs)
    };
    let title = if asked.text.is_empty() { visit.t("catalog-title") } else { asked.text.clone() };
    let only_text = Asked { text: asked.text.clone(), ..Asked::default() };
    let template = List {
        frame: visit.frame(title).verb("find").crumb(visit.t("catalog-title"), "/items"),
        total: found.total,
        facets: facets::facets(&visit, &asked, &found.facets),
        chosen: facets::chosen(&visit, &asked),
        meant: found.meant,
        pages: pages(at, last, href),
        previous: if at > 1 { href(at.min(last + 1) - 1) } else { String::new() },
        next: if at < last { href(at + 1) } else { String::new() },
        narrowed: asked != only_text,
        without_filters: facets::address(&only_text.pairs()),
        lines: found.items.into_iter().map(|item| Line::of(&visit, item)).collect(),
        text: asked.text.clone(),
    };
    if template.total == 0 {
        count_in_vain(&visit.app, &asked.text).await?;
        return page(&template);
    }
    public_page(&template)
}

/// Counts from 1; what is no page is the first one.
fn number_of_page(pairs: &[(String, String)]) -> usize {
    let asked = pairs.iter().rfind(|(name, _)| name == "page").and_then(|(_, value)| value.trim().parse().ok());
    asked.unwrap_or(1).clamp(1, budayang_search::REACH / ON_A_PAGE)
}

/// The first, the last, and those around the present one.
fn pages(at: usize, last: usize, href: impl Fn(usize) -> String) -> Vec<Page> {
    let mut shown: Vec<usize> = (1..=last).filter(|n| *n == 1 || *n == last || n.abs_diff(at) <= 2).collect();
    shown.dedup();
    let mut before = 0;
    let page = |number: usize| {
        let gap = number > before + 1;
        before = number;
        Page { number, href: href(number), current: number == at, gap }
    };
    if last > 1 { shown.into_iter().map(page).collect() } else { Vec::new() }
}

/// Texts that may be meant, as a JSON array of strings.
pub(super) async fn suggest(
    visit: Visit,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Json<Vec<String>>, Error> {
    let typed = pairs.into_iter().rfind(|(name, _)| name == "q").map(|(_, typed)| typed).unwrap_or_default();
    let typed: String = typed.trim().chars().take(100).collect();
    if typed.is_empty() {
        return Ok(Json(Vec::new()));
    }
    let suggestions = visit.app.catalogue.suggest(typed, SUGGESTIONS).await?;
    Ok(Json(suggestions.into_iter().map(|suggestion| suggestion.text).collect()))
}

impl Line {
    pub(super) fn of(visit: &Visit, item: Listed) -> Self {
        let lang = visit.lang();
        let card = item.card;
        let reason = match &card.state {
            ItemState::Open => String::new(),
            ItemState::Paused { reason, .. } | ItemState::Cancelled { reason } => reason.get(lang).to_owned(),
        };
        let limit = card.promised_limit.or(card.statutory_limit).map(|limit| names::limit(lang, &limit));
        let name = card.name.get(lang).to_owned();
        Self {
            href: format!("/items/{}", item.code),
            official: card.aliases.join("、"),
            name,
            place: names::division(&visit.app, &item.division),
            body: card.body,
            kind: names::kind_of_power(lang, card.kind_of_power).to_owned(),
            limit: limit.unwrap_or_default(),
            visits: card.visits,
            online: card.online,
            sample: card.sample,
            state: card.state.key(),
            reason,
        }
    }
}
