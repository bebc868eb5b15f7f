//! The guide of an item (办事指南): every element, grouped as people ask.

use askama::Template;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use budayang_forms::{Lang, Text};
use budayang_rules::item::ItemCode;
use budayang_rules::limit::TimeLimit;
use qrcode::QrCode;
use qrcode::render::svg;

use super::super::{Edition, Hall, Item, ItemState, Material, published, store, theme_name};
use super::names;
use crate::clock::local_day;
use crate::delivery::{self, Average};
use crate::web::{Error, Frame, Visit, day, public_page};

#[derive(Template)]
#[template(path = "catalog/guide.html")]
struct Guide {
    frame: Frame,
    lang: Lang,
    code: String,
    item: Item,
    version: i32,
    hash: String,
    published: String,
    place: String,
    /// Where it is begun; empty when it cannot be begun here.
    start: Start,
    state: State,
    facts: Vec<(String, String)>,
    themes: Vec<String>,
    audiences: Vec<&'static str>,
    local: Vec<(String, String)>,
    has_base: bool,
    /// An edition that is not, or no longer, in force.
    old: bool,
    address: String,
    apply: String,
    body: String,
    grade: String,
    /// What people thought of it; empty while nobody has said.
    rating: String,
}

enum Start {
    Here,
    Elsewhere(String),
    No(String),
}

/// Why it is not open, and until when.
struct State {
    key: &'static str,
    reason: String,
    until: String,
}

pub(super) async fn page(visit: Visit, Path(code): Path<String>) -> Result<Response, Error> {
    let code = item_code(&code)?;
    let Some(edition) = published(&visit.app.db, &code).await? else { return Err(Error::NotFound) };
    let rating = delivery::rating_of(&visit.app.db, edition.code.as_str()).await?;
    public_page(&Guide { rating: rating_words(&visit, rating), ..Guide::of(&visit, edition, false) })
}

pub(super) async fn version(visit: Visit, Path((code, version)): Path<(String, i32)>) -> Result<Response, Error> {
    let code = item_code(&code)?;
    let Some(asked) = store::version(&visit.app.db, &code, version).await? else { return Err(Error::NotFound) };
    let in_force = published(&visit.app.db, &code).await?.is_some_and(|edition| edition.id == asked.id);
    public_page(&Guide::of(&visit, asked, !in_force))
}

/// The guide's address as a QR code, for the printed page and the counter.
pub(super) async fn qr(visit: Visit, Path(code): Path<String>) -> Result<Response, Error> {
    let code = item_code(&code)?;
    let address = format!("{}/items/{code}", visit.app.config.public_url());
    let qr = QrCode::new(address.as_bytes()).map_err(|error| Error::Broken(error.to_string()))?;
    let image = qr.render::<svg::Color<'_>>().min_dimensions(132, 132).build();
    Ok(([(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, "public, max-age=86400")], image)
        .into_response())
}

pub(super) fn item_code(code: &str) -> Result<ItemCode, Error> {
    ItemCode::parse(code).map_err(|_| Error::NotFound)
}

impl Guide {
    fn of(visit: &Visit, edition: Edition, old: bool) -> Self {
        let (lang, today) = (visit.lang(), local_day(visit.app.clock.now()));
        let hash = edition.short_hash().to_owned();
        let Edition { code, version, item, published_at, own, .. } = edition;
        let title = item.name.get(lang).to_owned();
        Self {
            frame: visit.frame(title).verb("apply").crumb(visit.t("catalog-title"), "/items"),
            lang,
            version,
            hash,
            published: day(lang, local_day(published_at), today),
            place: names::division(&visit.app, item.division.as_str()),
            start: Start::of(visit, &item, old),
            state: State::of(visit, &item),
            facts: facts(visit, &item),
            themes: item.theme_names().iter().map(|name| theme_name(name, lang)).collect(),
            audiences: item.audiences.iter().map(|audience| names::audience(lang, *audience)).collect(),
            local: local(&item),
            has_base: own.is_some(),
            old,
            address: format!("{}/items/{code}", visit.app.config.public_url()),
            apply: format!("/items/{code}/apply"),
            body: format!("{}（{}）", item.body.name, item.body.code),
            grade: match item.real_name_grade {
                0 => String::new(),
                grade => visit.frame("").t1("catalog-grade-value", "grade", i64::from(grade)),
            },
            rating: String::new(),
            code,
            item,
        }
    }

    fn limit(&self, limit: &TimeLimit) -> String {
        names::limit(self.lang, limit)
    }

    fn limit_or_unsaid(&self, limit: &Option<TimeLimit>) -> String {
        limit.as_ref().map_or_else(|| self.frame.t("catalog-unsaid"), |limit| self.limit(limit))
    }

    fn limit_or_blank(&self, limit: &Option<TimeLimit>) -> String {
        limit.as_ref().map(|limit| self.limit(limit)).unwrap_or_default()
    }

    fn text_or_blank(&self, text: &Option<Text>) -> String {
        text.as_ref().map(|text| text.get(self.lang).to_owned()).unwrap_or_default()
    }

    fn say<'a>(&self, text: &'a Text) -> &'a str {
        text.get(self.lang)
    }

    fn years(&self, years: &u8) -> String {
        self.frame.t1("catalog-years", "years", i64::from(*years))
    }

    fn yes_no(&self, yes: &bool) -> String {
        self.frame.t(if *yes { "catalog-yes" } else { "catalog-no" })
    }

    fn hours(&self, hall: &Hall) -> String {
        hall.hours
            .as_ref()
            .map_or_else(|| self.frame.t("catalog-hours-unsaid"), |hours| hours.get(self.lang).to_owned())
    }

    /// 原件1份，复印件2份 …
    fn copies(&self, material: &Material) -> String {
        let mut parts = vec![match self.lang {
            Lang::Zh => material.form.zh().to_owned(),
            Lang::En => material.form.en().to_owned(),
        }];
        if material.originals > 0 {
            parts.push(self.frame.t1("catalog-originals", "count", i64::from(material.originals)));
        }
        if material.copies > 0 {
            parts.push(self.frame.t1("catalog-copies", "count", i64::from(material.copies)));
        }
        parts.extend(material.size.clone());
        parts.join(" · ")
    }

    fn necessity(&self, material: &Material) -> &'static str {
        match self.lang {
            Lang::Zh => material.necessity.zh(),
            Lang::En => material.necessity.en(),
        }
    }
}

impl Start {
    fn of(visit: &Visit, item: &Item, old: bool) -> Self {
        if old {
            return Self::No(visit.t("catalog-start-old"));
        }
        match &item.state {
            ItemState::Paused { .. } => Self::No(visit.t("catalog-start-paused")),
            ItemState::Cancelled { .. } => Self::No(visit.t("catalog-start-cancelled")),
            ItemState::Open if item.form.is_some() => Self::Here,
            ItemState::Open => match &item.access.online_address {
                Some(address) if address.starts_with("https://") || address.starts_with("http://") => {
                    Self::Elsewhere(address.clone())
                }
                _ => Self::No(visit.t("catalog-start-window")),
            },
        }
    }
}

impl State {
    fn of(visit: &Visit, item: &Item) -> Self {
        let today = local_day(visit.app.clock.now());
        let (reason, until) = match &item.state {
            ItemState::Open => (String::new(), None),
            ItemState::Paused { reason, until } => (reason.get(visit.lang()).to_owned(), *until),
            ItemState::Cancelled { reason } => (reason.get(visit.lang()).to_owned(), None),
        };
        let until = until.map(|until| day(visit.lang(), until, today)).unwrap_or_default();
        Self { key: item.state.key(), reason, until }
    }
}

/// What a person wants to know first.
/// 4.6 of 5 stars, from how many people.
fn rating_words(visit: &Visit, average: Option<Average>) -> String {
    let Some(Average { count, stars }) = average else { return String::new() };
    visit.frame("").t2("catalog-rating-value", ("stars", format!("{stars:.1}")), ("count", count))
}

fn facts(visit: &Visit, item: &Item) -> Vec<(String, String)> {
    let lang = visit.lang();
    let frame = visit.frame("");
    let limit = item.promised_limit.or(item.statutory_limit).map(|limit| names::limit(lang, &limit));
    let visits = match item.access.visits {
        0 => visit.t("catalog-no-visit"),
        visits => frame.t1("catalog-visits", "visits", i64::from(visits)),
    };
    let online = visit.t(if item.is_online() { "catalog-online" } else { "catalog-offline" });
    vec![
        (visit.t("catalog-fact-limit"), limit.unwrap_or_else(|| visit.t("catalog-unsaid"))),
        (visit.t("catalog-fact-visits"), visits),
        (visit.t("catalog-fact-online"), online),
        (visit.t("catalog-fact-kind"), names::kind(lang, item.kind).to_owned()),
        (visit.t("catalog-fact-type"), names::kind_of_power(lang, item.kind_of_power).to_owned()),
    ]
}

/// What the source said beyond the standard, as it came.
fn local(item: &Item) -> Vec<(String, String)> {
    let plain = |value: &serde_json::Value| match value {
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Array(list) if list.iter().all(serde_json::Value::is_string) => {
            list.iter().filter_map(serde_json::Value::as_str).collect::<Vec<_>>().join("、")
        }
        other => other.to_string(),
    };
    item.local.iter().map(|(name, value)| (name.clone(), plain(value))).filter(|(_, value)| value != "无").collect()
}
