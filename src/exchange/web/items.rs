//! `GET /api/v1/items` and `GET /api/v1/items/{code}`.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use budayang_rules::item::ItemCode;
use budayang_search::Facets;
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use crate::catalog::{self, Asked, Card, ItemState, Listed};
use crate::web::{Error, Visit};

/// Most items of one answer.
const MOST: usize = 100;
const USUAL: usize = 20;

#[derive(Serialize, ToSchema)]
pub(super) struct List {
    /// Items found, on all pages.
    total: usize,
    /// Counts beside each filter: `division`, `theme`, `audience`, `body`, `type`, `visits` (exactly so many), `online`.
    facets: BTreeMap<&'static str, Vec<Count>>,
    items: Vec<Row>,
    /// What was searched for instead, when a slip of the hand was mended.
    #[serde(skip_serializing_if = "Option::is_none")]
    meant: Option<String>,
}

/// A value of a filter and how many of the items found have it.
#[derive(Serialize, ToSchema)]
pub(super) struct Count {
    value: String,
    /// The value in words.
    name: String,
    count: u64,
}

#[derive(Serialize, ToSchema)]
pub(super) struct Row {
    /// 实施编码, 31 or 33 characters.
    code: String,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    name_en: Option<String>,
    /// 12 digits.
    division: String,
    /// Name of the organ that answers for it.
    body: String,
    body_code: String,
    /// Code of GB/T 39046.
    #[serde(rename = "type")]
    kind_of_power: &'static str,
    /// 即办件 `1`, 承诺件 `2`, other `9`.
    kind: &'static str,
    themes: Vec<String>,
    audiences: Vec<&'static str>,
    visits: u8,
    online: bool,
    statutory_limit: Option<String>,
    promised_limit: Option<String>,
    /// `open`, `paused` or `cancelled`, with its reason when it is not open.
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    version: i32,
    hash: String,
    href: String,
}

#[utoipa::path(
    get,
    path = "/api/v1/items",
    params(
        ("q" = Option<String>, Query, description = "What is looked for: names, everyday words, pinyin, initials, codes"),
        ("division" = Option<String>, Query, description = "2 to 12 digits: items of this division and of everything below it"),
        ("theme" = Option<String>, Query, description = "Name or code of a theme"),
        ("audience" = Option<String>, Query, description = "Code, key or name of an audience, such as 1"),
        ("body" = Option<String>, Query, description = "Unified social credit code of the organ"),
        ("type" = Option<String>, Query, description = "Code, key or name of a type, such as 01"),
        ("visits" = Option<u8>, Query, description = "At most so many visits to the counter"),
        ("online" = Option<bool>, Query, description = "Whether it can be handed in online"),
        ("limit" = Option<u32>, Query, description = "Items of this answer, 0 to 100, 20 by default"),
        ("offset" = Option<u32>, Query, description = "Items to pass over, at most 10,000"),
    ),
    responses((status = 200, body = List), (status = 400, description = "A parameter is not understood"))
)]
pub(super) async fn list(visit: Visit, Query(pairs): Query<Vec<(String, String)>>) -> Result<Response, Error> {
    let refused = |key: &str| Error::bad(visit.t(key));
    let asked = Asked::parse(&pairs).map_err(|misread| refused(&misread.key()))?;
    let number = |name: &str, usual: usize| match pairs.iter().rfind(|(key, _)| key == name) {
        Some((_, value)) if !value.trim().is_empty() => value.trim().parse().map_err(|_| ()),
        _ => Ok(usual),
    };
    let limit = number("limit", USUAL).map_err(|()| refused("catalog-misread-limit"))?.min(MOST);
    let offset = number("offset", 0).map_err(|()| refused("catalog-misread-offset"))?;
    if offset > budayang_search::REACH {
        return Err(refused("catalog-misread-offset"));
    }
    let found = catalog::find(&visit.app, asked.query(limit, offset)).await?;
    if found.total == 0 && offset == 0 {
        catalog::count_in_vain(&visit.app, &asked.text).await?;
    }
    let items = found.items.into_iter().map(Row::of).collect();
    Ok(Json(List { total: found.total, facets: counts(&visit, found.facets), items, meant: found.meant })
        .into_response())
}

#[utoipa::path(
    get,
    path = "/api/v1/items/{code}",
    params(("code" = String, Path, description = "Implementation code (实施编码)")),
    responses(
        (status = 200, description = "The item with every element, its version and its hash"),
        (status = 404, description = "No such item")
    )
)]
pub(super) async fn one(visit: Visit, Path(code): Path<String>, headers: HeaderMap) -> Result<Response, Error> {
    let code = ItemCode::parse(&code).map_err(|_| Error::NotFound)?;
    let Some(edition) = catalog::published(&visit.app.db, &code).await? else { return Err(Error::NotFound) };
    let tag = format!("\"{}\"", edition.hash);
    if headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response());
    }
    let mut body = serde_json::to_value(&edition.item).map_err(|error| Error::Broken(error.to_string()))?;
    if let Value::Object(item) = &mut body {
        item.insert("version".into(), edition.version.into());
        item.insert("hash".into(), edition.hash.clone().into());
        item.insert("published-at".into(), json!(edition.published_at));
        item.insert("source".into(), edition.source.clone().into());
    }
    Ok(([(header::ETAG, tag)], Json(body)).into_response())
}

fn counts(visit: &Visit, facets: Facets) -> BTreeMap<&'static str, Vec<Count>> {
    let count = |filter: &'static str, counts: Vec<(String, u64)>| {
        let named =
            |(value, count): (String, u64)| Count { name: catalog::facet_name(visit, filter, &value), value, count };
        (filter, counts.into_iter().map(named).collect())
    };
    BTreeMap::from([
        count("division", facets.division),
        count("theme", facets.theme),
        count("audience", facets.audience),
        count("body", facets.body),
        count("type", facets.kind),
        count("visits", facets.visits),
        count("online", facets.online),
    ])
}

impl Row {
    fn of(listed: Listed) -> Self {
        let Listed { code, version, division, body_code, hash, card } = listed;
        let Card { name, body, kind_of_power, kind, audiences, themes, visits, online, state, .. } = card;
        let reason = match &state {
            ItemState::Open => None,
            ItemState::Paused { reason, .. } | ItemState::Cancelled { reason } => Some(reason.zh.clone()),
        };
        Self {
            href: format!("/items/{code}"),
            code,
            name: name.zh,
            name_en: name.en,
            division,
            body,
            body_code,
            kind_of_power: kind_of_power.code(),
            kind: kind.code(),
            themes,
            audiences: audiences.iter().map(|audience| audience.code()).collect(),
            visits,
            online,
            statutory_limit: card.statutory_limit.map(|limit| limit.to_string()),
            promised_limit: card.promised_limit.map(|limit| limit.to_string()),
            state: state.key(),
            reason,
            version,
            hash,
        }
    }
}
