//! An item beside its base, and beside its own earlier versions.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use budayang_forms::Text;
use budayang_rules::limit::TimeLimit;
use serde_json::Value;

use super::super::inheritance::{self, Freedom};
use super::super::{Edition, edition, published, store};
use super::guide::item_code;
use crate::clock::local_day;
use crate::web::{Error, Frame, Visit, day, public_page};

#[derive(Template)]
#[template(path = "catalog/differences.html")]
struct Differences {
    frame: Frame,
    code: String,
    name: String,
    base: Option<Base>,
    rows: Vec<Row>,
    stale: usize,
}

struct Base {
    code: String,
    name: String,
    body: String,
}

struct Row {
    element: String,
    base: String,
    own: String,
    /// What becomes of it: the key of a sentence.
    verdict: &'static str,
    kind: &'static str,
}

pub(super) async fn differences(visit: Visit, Path(code): Path<String>) -> Result<Response, Error> {
    let db = &visit.app.db;
    let Some(own) = published(db, &item_code(&code)?).await? else { return Err(Error::NotFound) };
    let above = match &own.item.base {
        Some(base) => published(db, base).await?,
        None => None,
    };
    let rows = match &above {
        Some(above) => rows(&visit, &own, above).await?,
        None => Vec::new(),
    };
    let name = own.item.name.get(visit.lang()).to_owned();
    let lang = visit.lang();
    public_page(&Differences {
        frame: visit
            .frame(visit.t("catalog-differences"))
            .verb("find")
            .crumb(visit.t("catalog-title"), "/items")
            .crumb(name.clone(), format!("/items/{}", own.code)),
        base: above.map(|above| Base {
            name: above.item.name.get(lang).to_owned(),
            body: above.item.body.name,
            code: above.code,
        }),
        stale: rows.iter().filter(|row| row.kind == "warn").count(),
        code: own.code,
        name,
        rows,
    })
}

async fn rows(visit: &Visit, own: &Edition, above: &Edition) -> Result<Vec<Row>, Error> {
    let before = match own.base_edition {
        Some(id) if id != above.id => edition(&visit.app.db, id).await?,
        _ => None,
    };
    let written = own.own.as_ref().unwrap_or(&own.item);
    let before = before.as_ref().map_or(&above.item, |before| &before.item);
    let found =
        inheritance::differences(written, &above.item, before).map_err(|error| Error::Broken(error.to_string()))?;
    let level = own.item.code.level();
    let row = |difference: inheritance::Difference| {
        let (verdict, kind) = match (difference.allowed(level), difference.stale, difference.freedom) {
            (false, _, Freedom::Same) => ("catalog-difference-same", "bad"),
            (false, _, _) => ("catalog-difference-town", "bad"),
            (true, true, _) => ("catalog-difference-stale", "warn"),
            (true, false, _) => ("catalog-difference-own", "calm"),
        };
        Row {
            element: visit.t(&format!("catalog-element-{}", difference.element)),
            base: difference.base.as_ref().map(plain).unwrap_or_default(),
            own: difference.own.as_ref().map(plain).unwrap_or_default(),
            verdict,
            kind,
        }
    };
    Ok(found.into_iter().map(row).collect())
}

/// A value as a person reads it: texts as they are, limits in words, lists one after the other.
fn plain(value: &Value) -> String {
    if let Ok(limit) = serde_json::from_value::<TimeLimit>(value.clone()) {
        return limit.to_string();
    }
    match value {
        Value::String(text) => text.clone(),
        Value::Bool(true) => "是".to_owned(),
        Value::Bool(false) => "否".to_owned(),
        Value::Array(list) => list.iter().map(plain).collect::<Vec<_>>().join("；"),
        Value::Object(parts) => match serde_json::from_value::<Text>(value.clone()) {
            Ok(text) => text.zh,
            Err(_) => parts.values().map(plain).collect::<Vec<_>>().join("，"),
        },
        other => other.to_string(),
    }
}

#[derive(Template)]
#[template(path = "catalog/versions.html")]
struct Versions {
    frame: Frame,
    code: String,
    name: String,
    rows: Vec<Version>,
}

struct Version {
    number: i32,
    href: String,
    published: String,
    effective: String,
    hash: String,
    source: String,
    in_force: bool,
}

pub(super) async fn versions(visit: Visit, Path(code): Path<String>) -> Result<Response, Error> {
    let code = item_code(&code)?;
    let Some(in_force) = published(&visit.app.db, &code).await? else { return Err(Error::NotFound) };
    let today = local_day(visit.app.clock.now());
    let lang = visit.lang();
    let row = |edition: Edition| Version {
        number: edition.version,
        href: format!("/items/{}/versions/{}", edition.code, edition.version),
        published: day(lang, local_day(edition.published_at), today),
        effective: edition.effective_from.map(|from| day(lang, from, today)).unwrap_or_default(),
        hash: edition.short_hash().to_owned(),
        in_force: edition.id == in_force.id,
        source: edition.source,
    };
    let rows = store::history(&visit.app.db, &code).await?.into_iter().map(row).collect();
    let name = in_force.item.name.get(lang).to_owned();
    public_page(&Versions {
        frame: visit
            .frame(visit.t("catalog-versions"))
            .verb("find")
            .crumb(visit.t("catalog-title"), "/items")
            .crumb(name.clone(), format!("/items/{code}")),
        code: code.to_string(),
        name,
        rows,
    })
}
