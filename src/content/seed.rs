//! Pieces that packs bring: an operator's `data/hotlines.csv` always, `demo/*.csv` in a demonstration. Each row counts by
//! its place in its file, so that loading it again changes nothing.

use budayang_rules::division::DivisionCode;
use chrono::TimeDelta;

use super::field::typed_moment;
use super::kind::Kind;
use super::matter::Matter;
use super::take::{Given, take};
use crate::app::App;
use crate::clock::beijing;
use crate::db::{DbErr, Tx};

/// Files of a pack, and whether they belong to the demonstration.
const FILES: [(&str, Kind, bool); 5] = [
    ("data/hotlines.csv", Kind::Hotline, false),
    ("demo/hotlines.csv", Kind::Hotline, true),
    ("demo/rumours.csv", Kind::Rumour, true),
    ("demo/live.csv", Kind::Live, true),
    ("demo/road-closures.csv", Kind::Closure, true),
];

pub(crate) async fn seed(app: &App, tx: &Tx) -> Result<(), DbErr> {
    for (path, kind, demo) in FILES {
        if demo && !app.config.demo {
            continue;
        }
        let mut given = Vec::new();
        for pack in app.sites.packs() {
            let Some(table) = pack.text(path) else { continue };
            let site = kind.of_site().then(|| (pack.site.id.clone(), pack.site.division));
            for (line, row) in rows(app, kind, &pack.site.division, demo, table) {
                match row {
                    Ok(matter) => {
                        let origin = format!("pack:{}/{path}:{line}", pack.site.id);
                        given.push(Given { origin, site: site.clone(), matter });
                    }
                    Err(reason) => tracing::warn!(pack = pack.site.id, path, line, reason, "a row was left out"),
                }
            }
        }
        take(tx, (&app.clock, &app.random), kind, "服务包", given).await?;
    }
    Ok(())
}

/// Each row of a pack's table with its line.
fn rows(app: &App, kind: Kind, place: &DivisionCode, demo: bool, table: &str) -> Vec<(usize, Result<Matter, String>)> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_reader(table.as_bytes());
    let Ok(headers) = reader.headers().cloned() else { return Vec::new() };
    let row = |(index, record): (usize, Result<csv::StringRecord, csv::Error>)| {
        let read = record.map_err(|error| error.to_string()).and_then(|record| {
            let cells: Vec<(&str, String)> =
                headers.iter().zip(record.iter()).map(|(name, cell)| (name, near(app, demo, name, cell))).collect();
            let value = |wanted: &str| {
                let cell = cells.iter().find(|(name, _)| *name == wanted).map_or("", |(_, cell)| cell.as_str());
                if wanted == "division" && cell.is_empty() { place.as_str() } else { cell }
            };
            Matter::read(kind, value)
                .map_err(|slips| slips.iter().map(|(field, _)| *field).collect::<Vec<_>>().join(", "))
        });
        (index + 2, read)
    };
    reader.records().enumerate().map(row).collect()
}

/// Demonstrations stay fresh: `-2 08:30` is half past eight on the day before yesterday.
fn near(app: &App, demo: bool, name: &str, cell: &str) -> String {
    let relative = || {
        let (days, time) = cell.split_once(' ')?;
        let days: i64 = days.strip_prefix('-')?.parse().ok()?;
        let day = app.clock.today() - TimeDelta::try_days(days)?;
        let time = chrono::NaiveTime::parse_from_str(time, "%H:%M").ok()?;
        Some(typed_moment(day.and_time(time).and_local_timezone(beijing()).single()?.to_utc()))
    };
    let moment = matches!(name, "at" | "since" | "until");
    relative().filter(|_| demo && moment).unwrap_or_else(|| cell.to_owned())
}
