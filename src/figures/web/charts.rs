//! `/s/{site}/c/epidemic-charts`: lines of up to five places, with the table behind them, as CSV and as SVG.

use askama::Template;
use axum::Router;
use axum::extract::{Path, RawQuery};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum_extra::extract::CookieJar;
use budayang_rules::division::DivisionCode;
use chrono::{Days, NaiveDate};

use super::{asked, rows};
use crate::app::App;
use crate::figures::chart::{Chart, HEIGHT, Series, WIDTH, chart};
use crate::figures::derive::{Line, points};
use crate::figures::figure::{Figure, Measure};
use crate::figures::store::{self, Asked as Wanted};
use crate::sites;
use crate::web::{Error, Frame, Visit};

/// Lines that can still be told apart.
const MOST: usize = 5;
/// Days that a chart begins with.
const USUAL: Days = Days::new(60);

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/s/{site}/c/epidemic-charts", get(page))
        .route("/s/{site}/c/epidemic-charts.svg", get(picture))
        .route("/s/{site}/c/epidemic-charts.csv", get(table))
}

#[derive(Template)]
#[template(path = "figures/charts.html")]
struct ChartsPage {
    frame: Frame,
    id: String,
    wanted: Choice,
    measures: Vec<(&'static str, String)>,
    lines: Vec<(&'static str, String)>,
    provinces: Vec<(String, String)>,
    chart: Option<Chart>,
    title: String,
    names: Vec<String>,
    days: Vec<DayRow>,
    /// The choice as a query, for the downloads.
    query: String,
}

#[derive(Template)]
#[template(path = "figures/chart.svg", escape = "html")]
struct Picture {
    chart: Chart,
    title: String,
    names: Vec<String>,
}

struct DayRow {
    day: String,
    values: Vec<String>,
}

/// What the form asks for.
struct Choice {
    measure: Measure,
    line: Line,
    log: bool,
    from: NaiveDate,
    to: NaiveDate,
    divisions: Vec<DivisionCode>,
}

impl Choice {
    async fn read(visit: &Visit, query: &str, home: DivisionCode) -> Result<Self, Error> {
        let pairs: Vec<(String, String)> =
            url::form_urlencoded::parse(query.as_bytes()).into_owned().take(50).collect();
        let all = |name: &'static str| {
            pairs.iter().filter(move |(key, value)| key == name && !value.is_empty()).map(|(_, value)| value.as_str())
        };
        let mut divisions = Vec::new();
        for code in all("division") {
            let division = asked::known(visit, code)?;
            if !divisions.contains(&division) {
                divisions.push(division);
            }
        }
        if divisions.len() > MOST {
            return Err(Error::bad(visit.frame("").t1("figures-too-many", "n", MOST)));
        }
        if divisions.is_empty() {
            divisions.push(home);
        }
        let newest = store::latest_day(&visit.app.db, &divisions[0]).await?.unwrap_or(visit.app.clock.today());
        let day = |name| all(name).next().map(|text| asked::day(visit, text)).transpose();
        let to = day("to")?.unwrap_or(newest);
        let from = day("from")?.unwrap_or(to.checked_sub_days(USUAL).unwrap_or(to));
        Ok(Self {
            measure: all("measure").next().and_then(Measure::from_key).unwrap_or_default(),
            line: all("line").next().and_then(Line::from_key).unwrap_or_default(),
            log: all("log").next().is_some(),
            from: from.min(to).max(to.checked_sub_days(Days::new(1_500)).unwrap_or(to)),
            to: from.max(to),
            divisions,
        })
    }

    fn compares(&self, code: &str) -> bool {
        self.divisions.iter().any(|division| division.short() == code)
    }

    fn query(&self) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.append_pair("measure", self.measure.key()).append_pair("line", self.line.key());
        query.append_pair("from", &self.from.to_string()).append_pair("to", &self.to.to_string());
        if self.log {
            query.append_pair("log", "yes");
        }
        for division in &self.divisions {
            query.append_pair("division", division.short());
        }
        query.finish()
    }

    fn title(&self, visit: &Visit) -> String {
        let (measure, line) = (self.measure.key(), visit.t(&format!("figures-line-{}", self.line.key())));
        match self.line {
            Line::CureRate | Line::DeathRate => line,
            _ => format!("{} · {line}", visit.t(&format!("figures-{measure}"))),
        }
    }

    /// One series for each place, in the order of the form.
    async fn series(&self, visit: &Visit) -> Result<Vec<Series>, Error> {
        // The day before the first one tells what is new on it.
        let before = self.from.pred_opt().unwrap_or(self.from);
        let wanted = Wanted { divisions: &self.divisions, from: before, to: self.to, as_of: None };
        let figures = store::series(&visit.app.db, &wanted).await?;
        let of = |division: &DivisionCode| -> Vec<Figure> {
            figures.iter().filter(|figure| figure.division == *division).cloned().collect()
        };
        let series = self.divisions.iter().map(|division| points(&of(division), self.measure, self.line));
        let inside = |series: Series| series.into_iter().filter(|(day, _)| *day >= self.from).collect();
        Ok(series.map(inside).collect())
    }
}

async fn page(
    visit: Visit,
    jar: CookieJar,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Error> {
    let place = sites::place(&visit, jar, &id, "epidemic-charts")?;
    let wanted = Choice::read(&visit, &query.unwrap_or_default(), place.pack.site.division).await?;
    let series = wanted.series(&visit).await?;
    let tree = visit.app.divisions.tree();
    let mut provinces = vec![(DivisionCode::NATION.short().to_owned(), visit.t("figures-nation"))];
    let below = tree.children(&DivisionCode::NATION);
    provinces.extend(below.into_iter().map(|one| (one.code.short().to_owned(), one.name)));
    let template = ChartsPage {
        frame: place.frame.clone(),
        id,
        measures: Measure::ALL.map(|one| (one.key(), visit.t(&format!("figures-{}", one.key())))).into(),
        lines: Line::ALL.map(|one| (one.key(), visit.t(&format!("figures-line-{}", one.key())))).into(),
        provinces,
        chart: chart(&series, wanted.log),
        title: wanted.title(&visit),
        names: wanted.divisions.iter().map(|division| rows::name(&tree, division)).collect(),
        days: day_rows(&series, &wanted),
        query: wanted.query(),
        wanted,
    };
    place.show(&visit, &template)
}

/// One line a day, the newest first, one column for each place.
fn day_rows(series: &[Series], wanted: &Choice) -> Vec<DayRow> {
    let mut days: Vec<NaiveDate> = series.iter().flatten().map(|(day, _)| *day).collect();
    days.sort_unstable_by(|one, other| other.cmp(one));
    days.dedup();
    let written = |value: f64| if wanted.line.is_rate() { format!("{value:.1}%") } else { format!("{value:.0}") };
    let value = |series: &Series, day: NaiveDate| {
        let found = series.binary_search_by_key(&day, |(day, _)| *day).ok().and_then(|place| series[place].1);
        found.map(written).unwrap_or_default()
    };
    let row = |day: NaiveDate| DayRow {
        day: day.to_string(),
        values: series.iter().map(|series| value(series, day)).collect(),
    };
    days.into_iter().map(row).collect()
}

async fn picture(visit: Visit, Path(id): Path<String>, RawQuery(query): RawQuery) -> Result<Response, Error> {
    let place = sites::place(&visit, CookieJar::new(), &id, "epidemic-charts")?;
    let wanted = Choice::read(&visit, &query.unwrap_or_default(), place.pack.site.division).await?;
    let chart = chart(&wanted.series(&visit).await?, wanted.log).ok_or(Error::NotFound)?;
    let tree = visit.app.divisions.tree();
    let names = wanted.divisions.iter().map(|division| rows::name(&tree, division)).collect();
    let drawing = Picture { chart, title: wanted.title(&visit), names };
    let drawing = drawing.render().map_err(|error| Error::Broken(error.to_string()))?;
    let headers = [
        (header::CONTENT_TYPE, "image/svg+xml; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"figures.svg\""),
    ];
    Ok((headers, drawing).into_response())
}

async fn table(visit: Visit, Path(id): Path<String>, RawQuery(query): RawQuery) -> Result<Response, Error> {
    let place = sites::place(&visit, CookieJar::new(), &id, "epidemic-charts")?;
    let wanted = Choice::read(&visit, &query.unwrap_or_default(), place.pack.site.division).await?;
    let series = wanted.series(&visit).await?;
    let tree = visit.app.divisions.tree();
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    let broken = |error: csv::Error| Error::Broken(error.to_string());
    let names = wanted.divisions.iter().map(|division| rows::name(&tree, division));
    writer.write_record(std::iter::once("day".to_owned()).chain(names)).map_err(broken)?;
    for row in day_rows(&series, &wanted) {
        writer.write_record(std::iter::once(&row.day).chain(&row.values)).map_err(broken)?;
    }
    let bytes = writer.into_inner().map_err(|error| Error::Broken(error.to_string()))?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"figures.csv\""),
    ];
    Ok((headers, bytes).into_response())
}
