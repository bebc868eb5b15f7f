//! `GET /api/v1/figures` and the same as CSV.

use axum::extract::Query;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use budayang_rules::division::DivisionCode;
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::Serialize;
use utoipa::{OpenApi, ToSchema};

use super::asked::Asked;
use crate::app::App;
use crate::clock::beijing;
use crate::figures::figure::Figure;
use crate::figures::store::{self, Asked as Wanted};
use crate::web::{Error, Visit};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/api/v1/figures", get(list)).route("/figures.csv", get(csv))
}

/// This room's part of the API's description.
#[derive(OpenApi)]
#[openapi(paths(list), components(schemas(Row)))]
pub(crate) struct Described;

/// The cumulative counts of a division at the end of a day.
#[derive(Serialize, ToSchema)]
struct Row {
    division: String,
    name: String,
    day: NaiveDate,
    confirmed: u32,
    /// On that day; null where the source does not report it.
    suspected: Option<u32>,
    cured: u32,
    dead: u32,
    published_at: DateTime<FixedOffset>,
    source: String,
    /// 1 for what was said first; higher for corrections.
    revision: u32,
}

/// Figures of a division by day, as known at `as-of`.
#[utoipa::path(
    get,
    path = "/api/v1/figures",
    params(
        ("division" = Option<String>, Query, description = "2 to 12 digits; 000000 or nothing for the nation"),
        ("from" = Option<NaiveDate>, Query, description = "First day"),
        ("to" = Option<NaiveDate>, Query, description = "Last day"),
        ("as-of" = Option<String>, Query, description = "A moment (RFC 3339) or a day: what had been published by then"),
    ),
    responses((status = 200, body = Vec<Row>), (status = 400, description = "Problem: what to write instead"))
)]
async fn list(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let (_, figures) = figures(&visit, &asked).await?;
    let names = visit.app.divisions.tree();
    let row = |figure: Figure| Row {
        name: super::rows::name(&names, &figure.division),
        division: figure.division.short().to_owned(),
        day: figure.day,
        confirmed: figure.counts.confirmed,
        suspected: figure.counts.suspected,
        cured: figure.counts.cured,
        dead: figure.counts.dead,
        published_at: figure.published_at.with_timezone(&beijing()),
        source: figure.source,
        revision: figure.revision,
    };
    Ok(Json(figures.into_iter().map(row).collect::<Vec<_>>()).into_response())
}

async fn figures(visit: &Visit, asked: &Asked) -> Result<(DivisionCode, Vec<Figure>), Error> {
    let division = asked.division(visit)?.unwrap_or(DivisionCode::NATION);
    let newest = store::latest_day(&visit.app.db, &division).await?.unwrap_or(visit.app.clock.today());
    let (from, to) = asked.days(visit, (NaiveDate::MIN, newest))?;
    let wanted = Wanted { divisions: &[division], from, to, as_of: asked.as_of(visit)? };
    Ok((division, store::series(&visit.app.db, &wanted).await?))
}

/// A table that spreadsheets open: UTF-8 with its mark, one line a day.
async fn csv(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let (division, figures) = figures(&visit, &asked).await?;
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    let broken = |error: csv::Error| Error::Broken(error.to_string());
    let heading = ["division", "day", "confirmed", "suspected", "cured", "dead", "published_at", "revision", "source"];
    writer.write_record(heading).map_err(broken)?;
    for figure in figures {
        let counts = figure.counts;
        let suspected = counts.suspected.map(|count| count.to_string()).unwrap_or_default();
        let published = figure.published_at.with_timezone(&beijing()).to_rfc3339();
        writer
            .write_record([
                figure.division.short(),
                &figure.day.to_string(),
                &counts.confirmed.to_string(),
                &suspected,
                &counts.cured.to_string(),
                &counts.dead.to_string(),
                &published,
                &figure.revision.to_string(),
                &figure.source,
            ])
            .map_err(broken)?;
    }
    let bytes = writer.into_inner().map_err(|error| Error::Broken(error.to_string()))?;
    let name = format!("attachment; filename=\"figures-{}.csv\"", division.short());
    let headers = [(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, bytes).into_response())
}
