//! Pages of content: what the public reads, and the desk where it is written.

mod api;
mod closures;
mod desk;
mod events;
mod form;
mod hotlines;
mod live;
mod offer;
mod rumours;
mod steps;

pub(crate) use events::listen;

use axum::Router;
use budayang_rules::division::DivisionCode;

use super::store::Found;
use crate::app::App;
use crate::web::{Error, Visit};

/// What programs can ask, for the description of the API.
#[derive(utoipa::OpenApi)]
#[openapi(paths(api::closures), components(schemas(api::ClosureList, api::Closure)))]
pub(crate) struct Described;

/// Longest text that is searched for, in characters.
const LONGEST_SEARCH: usize = 60;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .merge(api::routes())
        .merge(closures::routes())
        .merge(desk::routes())
        .merge(events::routes())
        .merge(hotlines::routes())
        .merge(live::routes())
        .merge(rumours::routes())
        .merge(offer::routes())
        .merge(steps::routes())
}

/// A way to narrow a list.
struct Chip {
    label: String,
    href: String,
    count: i64,
    current: bool,
}

/// The neighbours of a page of a long list; empty where there is none.
#[derive(Default)]
struct Neighbours {
    previous: String,
    next: String,
    here: String,
}

impl Neighbours {
    /// Whether there is more than this page.
    fn are(&self) -> bool {
        !self.previous.is_empty() || !self.next.is_empty()
    }

    fn of(visit: &Visit, found: &Found, path: &str, pairs: &[(&str, &str)]) -> Self {
        Self::between(visit, (found.page, found.pages), path, pairs)
    }

    fn between(visit: &Visit, (page, pages): (u64, u64), path: &str, pairs: &[(&str, &str)]) -> Self {
        let to = |page: u64| {
            let page = page.to_string();
            address(path, &[pairs, &[("page", page.as_str())]].concat())
        };
        Self {
            previous: if page > 1 { to(page - 1) } else { String::new() },
            next: if page < pages { to(page + 1) } else { String::new() },
            here: visit.frame("").t2("content-page", ("page", page), ("pages", pages)),
        }
    }
}

/// A path with those of the pairs that say something.
fn address(path: &str, pairs: &[(&str, &str)]) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    let said = pairs.iter().filter(|(_, value)| !value.is_empty());
    let query = query.extend_pairs(said).finish();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// What somebody typed into a search box, as far as it counts.
fn searched(typed: &str) -> String {
    typed.trim().chars().filter(|c| *c != '\0').take(LONGEST_SEARCH).collect()
}

/// A division out of an address; an empty one is none.
fn division(visit: &Visit, typed: &str) -> Result<Option<DivisionCode>, Error> {
    match typed.trim() {
        "" => Ok(None),
        code => match DivisionCode::parse(code) {
            Ok(DivisionCode::NATION) => Ok(None),
            Ok(code) => Ok(Some(code)),
            Err(_) => Err(Error::bad(visit.t("content-slip-division"))),
        },
    }
}
