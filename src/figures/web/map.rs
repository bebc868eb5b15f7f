//! `/s/{site}/c/epidemic-map`: the units as a grid of tiles, a division as areas, and a table that says the same.

use askama::Template;
use axum::Router;
use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum_extra::extract::CookieJar;
use budayang_rules::division::DivisionCode;

use super::asked::Asked;
use super::rows;
use super::status::{Scope, scopes};
use crate::app::App;
use crate::divisions::Tree;
use crate::figures::figure::{Figure, Measure};
use crate::figures::store;
use crate::figures::tiles::{self, STEPS};
use crate::figures::treemap::{Area, treemap};
use crate::sites;
use crate::web::{Error, Frame, Visit};

/// Side of a tile in the units of the picture.
const TILE: u32 = 100;
const WHOLE: Area = Area { x: 0.0, y: 0.0, width: 720.0, height: 480.0 };
/// Width of a letter and height of two lines in an area; where they do not fit, the table has the name.
const LETTER: f64 = 27.0;
const LINES: f64 = 64.0;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/s/{site}/c/epidemic-map", get(map)).route("/assets/approved-map", get(approved))
}

/// The operator's map, as it was approved.
async fn approved(visit: Visit) -> Result<Response, Error> {
    let file = visit.app.config.map.file.as_ref().ok_or(Error::NotFound)?;
    let kind = match file.extension().and_then(|extension| extension.to_str()) {
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        _ => return Err(Error::NotFound),
    };
    let bytes = tokio::fs::read(file).await.map_err(|error| Error::Broken(format!("{}: {error}", file.display())))?;
    Ok(([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "public, max-age=3600")], bytes).into_response())
}

#[derive(Template)]
#[template(path = "figures/map.html")]
struct MapPage {
    frame: Frame,
    id: String,
    scopes: Vec<Scope>,
    measures: Vec<Scope>,
    measure: String,
    day: String,
    tiles: Vec<Tile>,
    areas: Vec<Block>,
    rows: Vec<Line>,
    steps: Vec<(usize, String)>,
    /// An approved map that the operator brought: its approval number.
    approval: Option<String>,
}

struct Tile {
    href: String,
    x: u32,
    y: u32,
    name: String,
    value: String,
    step: usize,
    /// What a screen reader says.
    words: String,
}

struct Block {
    area: Area,
    name: String,
    value: u32,
    step: usize,
    legible: bool,
}

struct Line {
    rank: usize,
    name: String,
    href: String,
    /// Empty: no figures.
    value: String,
    note: String,
}

async fn map(
    visit: Visit,
    jar: CookieJar,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let place = sites::place(&visit, jar, &id, "epidemic-map")?;
    let division = asked.division(&visit)?.unwrap_or(DivisionCode::NATION);
    let (db, tree) = (&visit.app.db, visit.app.divisions.tree());
    let measure = asked.measure();
    let newest = store::latest_day(db, &division).await?.unwrap_or(visit.app.clock.today());
    let day = asked.day(&visit)?.unwrap_or(newest);
    let mut below = store::below(db, &division, day).await?;
    let all = below.clone();
    below.retain(|figure| !all.iter().any(|city| rows::counted_in(&city.division, &figure.division)));
    below.sort_by_key(|figure| std::cmp::Reverse(figure.counts.of(measure)));
    let address = format!("/s/{id}/c/epidemic-map");
    let national = division == DivisionCode::NATION;
    let template = MapPage {
        frame: place.frame.clone(),
        scopes: scopes(&visit, &address, place.pack.site.division, division),
        measures: measures(&visit, &address, division, measure),
        measure: visit.t(&format!("figures-{}", measure.key())),
        day: visit.day(day),
        tiles: if national { tiles_of(&visit, &tree, &address, &below, measure) } else { Vec::new() },
        areas: if national { Vec::new() } else { areas(&tree, &below, measure) },
        rows: lines(&visit, &tree, &address, &below, measure, national),
        steps: steps(&visit),
        approval: visit.app.config.map.number(),
        id,
    };
    place.show(&visit, &template)
}

fn measures(visit: &Visit, address: &str, division: DivisionCode, chosen: Measure) -> Vec<Scope> {
    let scope = |measure: Measure| Scope {
        label: visit.t(&format!("figures-{}", measure.key())),
        href: format!("{address}?division={}&measure={}", division.short(), measure.key()),
        current: measure == chosen,
    };
    Measure::CUMULATIVE.into_iter().map(scope).collect()
}

fn value_of(figures: &[Figure], division: &DivisionCode, measure: Measure) -> Option<u32> {
    figures.iter().find(|figure| figure.division == *division).and_then(|figure| figure.counts.of(measure))
}

fn tiles_of(visit: &Visit, tree: &Tree, address: &str, figures: &[Figure], measure: Measure) -> Vec<Tile> {
    let tile = |(digits, column, row): (&str, u8, u8)| {
        let division = DivisionCode::parse(digits).ok()?;
        let value = value_of(figures, &division, measure);
        let full = rows::name(tree, &division);
        let shown = value.map_or_else(|| visit.t("figures-missing"), |value| value.to_string());
        Some(Tile {
            href: format!("{address}?division={}", division.short()),
            x: u32::from(column) * TILE,
            y: u32::from(row) * TILE,
            words: format!("{full} {shown}"),
            name: short(&full),
            step: value.map_or(0, tiles::step),
            value: shown,
        })
    };
    tiles::tiles().filter_map(tile).collect()
}

/// 内蒙古, 黑龙江, else the first two characters.
fn short(name: &str) -> String {
    let length = if name.starts_with("内蒙古") || name.starts_with("黑龙江") { 3 } else { 2 };
    name.chars().take(length).collect()
}

fn areas(tree: &Tree, figures: &[Figure], measure: Measure) -> Vec<Block> {
    let counted: Vec<(&Figure, u32)> = figures
        .iter()
        .filter_map(|figure| Some((figure, figure.counts.of(measure).filter(|value| *value > 0)?)))
        .collect();
    let values: Vec<f64> = counted.iter().map(|(_, value)| f64::from(*value)).collect();
    let block = |((figure, value), area): (&(&Figure, u32), Area)| {
        let name = brief(&rows::name(tree, &figure.division));
        let legible = area.width >= LETTER * name.chars().count() as f64 && area.height >= LINES;
        Block { name, value: *value, step: tiles::step(*value), legible, area }
    };
    counted.iter().zip(treemap(&values, WHOLE)).map(block).collect()
}

/// 武汉 for 武汉市, 恩施 for 恩施土家族苗族自治州.
fn brief(name: &str) -> String {
    let end = name.char_indices().nth(2).map_or(name.len(), |(end, _)| end);
    let whole = ["市", "区", "县"].iter().find_map(|ending| name.strip_suffix(ending));
    match whole {
        Some(stem) if stem.len() >= end => stem.to_owned(),
        _ if name.ends_with("自治州") || name.ends_with("自治县") => name[..end].to_owned(),
        _ => name.to_owned(),
    }
}

/// The ranked table; nationwide it names every unit, so that one without figures is seen to have none.
fn lines(visit: &Visit, tree: &Tree, address: &str, figures: &[Figure], measure: Measure, national: bool) -> Vec<Line> {
    let mut divisions: Vec<DivisionCode> = figures.iter().map(|figure| figure.division).collect();
    if national {
        let all = tiles::tiles().filter_map(|(digits, ..)| DivisionCode::parse(digits).ok());
        divisions.extend(all.filter(|code| figures.iter().all(|figure| figure.division != *code)));
    }
    let line = |(index, division): (usize, DivisionCode)| {
        let (name, value) = (rows::name(tree, &division), value_of(figures, &division, measure));
        let missing = || visit.frame("").t1("figures-missing-place", "place", name.as_str());
        Line {
            rank: index + 1,
            href: if national { format!("{address}?division={}", division.short()) } else { String::new() },
            note: if value.is_none() { missing() } else { String::new() },
            value: value.map(|value| value.to_string()).unwrap_or_default(),
            name,
        }
    };
    divisions.into_iter().enumerate().map(line).collect()
}

fn steps(visit: &Visit) -> Vec<(usize, String)> {
    let label = |index: usize| match (STEPS[index], STEPS.get(index + 1)) {
        (0, _) => "0".to_owned(),
        (least, Some(next)) => format!("{least}–{}", next - 1),
        (least, None) => visit.frame("").t1("figures-at-least", "n", least),
    };
    (0..STEPS.len()).map(|index| (index, label(index))).collect()
}
