//! The trail as a table for programs and auditors, written while it is read.

use axum::body::{Body, Bytes};
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use futures::{Stream, stream};

use super::{Typed, admit, note};
use crate::app::App;
use crate::audit::tables::line::Model as Line;
use crate::audit::{Filter, store};
use crate::db::DbErr;
use crate::identity::Officer;
use crate::web::{Error, Visit};

/// Lines read at once; no connection is held while a slow reader takes them.
const STEP: u64 = 1_000;
/// The table's first row; `at` is in UTC. With these columns anybody can compute the seals again.
const COLUMNS: [&str; 10] = ["seq", "id", "at", "actor_kind", "actor", "act", "object", "detail", "before", "seal"];

pub(super) async fn export(
    State(app): State<App>,
    visit: Visit,
    officer: Officer,
    Query(typed): Query<Typed>,
) -> Result<Response, Error> {
    admit(&officer)?;
    let filter = typed.filter().map_err(|faults| {
        let faults: Vec<String> = faults.into_iter().map(|(_, key)| visit.t(key)).collect();
        Error::bad(faults.join(" "))
    })?;
    note(&app, &officer, "audit-exported", typed.detail()).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\""),
        (header::CACHE_CONTROL, "private, no-store"),
    ];
    Ok((headers, Body::from_stream(rows(app, filter))).into_response())
}

/// The latest line first, in pieces of a thousand.
fn rows(app: App, filter: Filter) -> impl Stream<Item = Result<Bytes, std::io::Error>> {
    enum Place {
        Beginning,
        Before(i64),
        End,
    }
    stream::try_unfold((app, filter, Place::Beginning), |(app, filter, place)| async move {
        let (first, before) = match place {
            Place::Beginning => (true, None),
            Place::Before(id) => (false, Some(id)),
            Place::End => return Ok(None),
        };
        let lines = store::lines(&app.db, &filter, before, STEP).await.map_err(broken)?;
        let place = match lines.last() {
            Some(last) if lines.len() as u64 == STEP => Place::Before(last.id),
            _ => Place::End,
        };
        Ok(Some((table(&lines, first)?, (app, filter, place))))
    })
}

fn broken(error: DbErr) -> std::io::Error {
    tracing::error!(%error, "an export of the audit trail broke off");
    std::io::Error::other(error)
}

fn table(lines: &[Line], first: bool) -> Result<Bytes, std::io::Error> {
    let mut table = csv::Writer::from_writer(Vec::new());
    if first {
        table.write_record(COLUMNS)?;
    }
    for line in lines {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        table.write_record([
            line.seq.map(|seq| seq.to_string()).unwrap_or_default(),
            line.id.to_string(),
            line.at.to_rfc3339(),
            line.actor_kind.clone(),
            line.actor.map(|id| id.to_string()).unwrap_or_default(),
            harmless(&line.act),
            harmless(&line.object),
            harmless(&line.detail),
            text(&line.before),
            text(&line.seal),
        ])?;
    }
    table.into_inner().map(Bytes::from).map_err(csv::IntoInnerError::into_error)
}

/// A spreadsheet must not take a text for a formula.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn a_text_is_no_formula() {
        assert_eq!(harmless("=1+1"), "'=1+1");
        assert_eq!(harmless("case 110101"), "case 110101");
    }
}
