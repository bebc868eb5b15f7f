//! Columns of a site and their articles: those of its pack, and those that its editors published (`content`).

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use axum_extra::extract::CookieJar;
use budayang_forms::Lang;
use budayang_rules::division::DivisionCode;
use chrono::NaiveDate;

use crate::app::App;
use crate::content::{self, Posted};
use crate::db::DbErr;
use crate::sites::Pack;
use crate::sites::column::{self, Article, ArticleState};
use crate::sites::site::ColumnHead;
use crate::web::{Error, Frame, Visit};

/// A column shows this many of its newest articles.
const SHOWN: usize = 100;
/// What the page of all columns gathers of the editors' articles.
const GATHERED: u64 = 200;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/s/{site}/c/columns/{column}", get(column))
        .route("/s/{site}/c/columns/{column}/{article}", get(article))
}

#[derive(Clone)]
pub(crate) struct Headline {
    pub title: String,
    pub day: NaiveDate,
    pub date: String,
    pub href: String,
    pub sample: bool,
    column: String,
}

pub(super) struct ColumnLink {
    pub name: String,
    pub href: String,
    pub newest: Vec<Headline>,
}

/// The newest articles of all columns together.
pub(super) async fn latest(app: &App, pack: &Pack, lang: Lang, most: usize) -> Result<Vec<Headline>, DbErr> {
    if !pack.site.shown(lang).iter().any(|shown| shown.capability.key == "columns") {
        return Ok(Vec::new());
    }
    let mut all = gathered(app, pack, None, lang, most as u64).await?;
    all.truncate(most);
    Ok(all)
}

/// The newest notices of a division's own sites, for pages that gather several places.
pub(crate) async fn notices_of(
    app: &App,
    division: &DivisionCode,
    lang: Lang,
    most: usize,
) -> Result<Vec<Headline>, DbErr> {
    let mut all = Vec::new();
    for pack in app.sites.packs().filter(|pack| pack.site.division == *division) {
        all.extend(latest(app, pack, lang, most).await?);
    }
    all.sort_by_key(|headline| std::cmp::Reverse(headline.day));
    all.truncate(most);
    Ok(all)
}

/// Columns that hold something; an empty one is not shown.
pub(super) async fn columns_of(app: &App, pack: &Pack, lang: Lang) -> Result<Vec<ColumnLink>, DbErr> {
    let all = gathered(app, pack, None, lang, GATHERED).await?;
    let link = |head: &ColumnHead| ColumnLink {
        name: head.name.get(lang).to_owned(),
        href: format!("/s/{}/c/columns/{}", pack.site.id, head.key),
        newest: all.iter().filter(|headline| headline.column == head.key).take(5).cloned().collect(),
    };
    Ok(pack.site.columns.iter().map(link).filter(|link| !link.newest.is_empty()).collect())
}

/// Published articles of a column, or of all, newest first, whoever wrote them.
async fn gathered(app: &App, pack: &Pack, column: Option<&str>, lang: Lang, most: u64) -> Result<Vec<Headline>, DbErr> {
    let wanted = |key: &str| column.is_none_or(|column| column == key);
    let posted = content::posted(app, &pack.site.id, column, most).await?;
    let known = |key: &str| pack.site.columns.iter().any(|head| head.key == key);
    let mut all: Vec<Headline> =
        posted.iter().filter(|one| known(&one.column)).map(|one| of_desk(pack, one, lang)).collect();
    let heads = pack.site.columns.iter().filter(|head| wanted(&head.key));
    let own = heads.flat_map(|head| articles(pack, head).map(move |article| of_pack(pack, head, article, lang)));
    all.extend(own);
    all.sort_by_key(|headline| std::cmp::Reverse(headline.day));
    Ok(all)
}

fn articles<'a>(pack: &'a Pack, head: &ColumnHead) -> impl Iterator<Item = &'a Article> + use<'a> {
    ever_published(pack, head).filter(|article| article.head.state == ArticleState::Published)
}

/// Withdrawn ones as well: their addresses stay and say why.
fn ever_published<'a>(pack: &'a Pack, head: &ColumnHead) -> impl Iterator<Item = &'a Article> + use<'a> {
    pack.articles.get(&head.key).into_iter().flatten()
}

fn of_pack(pack: &Pack, head: &ColumnHead, article: &Article, lang: Lang) -> Headline {
    Headline {
        title: article.head.title.get(lang).to_owned(),
        day: article.head.date,
        date: article.head.date.format("%Y-%m-%d").to_string(),
        href: format!("/s/{}/c/columns/{}/{}", pack.site.id, head.key, article.key),
        sample: article.head.sample,
        column: head.key.clone(),
    }
}

fn of_desk(pack: &Pack, posted: &Posted, lang: Lang) -> Headline {
    Headline {
        title: posted.title.get(lang).to_owned(),
        day: posted.date,
        date: posted.date.format("%Y-%m-%d").to_string(),
        href: format!("/s/{}/c/columns/{}/{}", pack.site.id, posted.column, posted.id),
        sample: posted.sample,
        column: posted.column.clone(),
    }
}

#[derive(Template)]
#[template(path = "sites/column.html")]
struct ColumnPage {
    frame: Frame,
    id: String,
    articles: Vec<Headline>,
}

#[derive(Template)]
#[template(path = "sites/article.html")]
struct ArticlePage {
    frame: Frame,
    id: String,
    date: String,
    source: String,
    sample: bool,
    corrected: bool,
    /// Why it no longer counts.
    withdrawn: Option<String>,
    body: String,
}

async fn column(visit: Visit, jar: CookieJar, Path((id, key)): Path<(String, String)>) -> Result<Response, Error> {
    let (pack, head) = find(&visit, &id, &key)?;
    let lang = visit.lang();
    let mut articles = gathered(&visit.app, pack, Some(&head.key), lang, SHOWN as u64).await?;
    articles.truncate(SHOWN);
    let frame = frame(&visit, pack, head.name.get(lang));
    super::show(&visit, &jar, &pack.site, &ColumnPage { frame, id: pack.site.id.clone(), articles })
}

async fn article(
    visit: Visit,
    jar: CookieJar,
    Path((id, column, key)): Path<(String, String, String)>,
) -> Result<Response, Error> {
    let (pack, head) = find(&visit, &id, &column)?;
    let lang = visit.lang();
    let template = match ever_published(pack, head).find(|article| article.key == key) {
        Some(article) => of_file(&visit, pack, article),
        None => {
            let posted = content::posted_one(&visit.app, &id, &column, &key).await?.ok_or(Error::NotFound)?;
            of_editors(&visit, pack, posted)
        }
    };
    let frame = template.frame.clone().crumb(head.name.get(lang), format!("/s/{id}/c/columns/{column}"));
    super::show(&visit, &jar, &pack.site, &ArticlePage { frame, ..template })
}

fn of_file(visit: &Visit, pack: &Pack, article: &Article) -> ArticlePage {
    let head = &article.head;
    let lang = visit.lang();
    let why = |reason: &budayang_forms::Text| reason.get(lang).to_owned();
    ArticlePage {
        frame: frame(visit, pack, head.title.get(lang)),
        id: pack.site.id.clone(),
        date: head.date.format("%Y-%m-%d").to_string(),
        source: head.source.get(lang).to_owned(),
        sample: head.sample,
        corrected: false,
        withdrawn: (head.state == ArticleState::Withdrawn)
            .then(|| head.reason.as_ref().map_or_else(|| visit.t("sites-article-no-reason"), why)),
        body: article.body.clone(),
    }
}

fn of_editors(visit: &Visit, pack: &Pack, posted: Posted) -> ArticlePage {
    ArticlePage {
        frame: frame(visit, pack, posted.title.get(visit.lang())),
        id: pack.site.id.clone(),
        date: posted.date.format("%Y-%m-%d").to_string(),
        source: posted.source,
        sample: posted.sample,
        corrected: posted.corrected,
        withdrawn: posted.withdrawn,
        body: column::html(&posted.markdown),
    }
}

fn find<'a>(visit: &'a Visit, id: &str, key: &str) -> Result<(&'a Pack, &'a ColumnHead), Error> {
    let pack = super::pack(visit, id)?;
    let switched_on = pack.site.shown(visit.lang()).iter().any(|shown| shown.capability.key == "columns");
    let head = pack.site.columns.iter().find(|head| head.key == key && switched_on).ok_or(Error::NotFound)?;
    Ok((pack, head))
}

fn frame(visit: &Visit, pack: &Pack, title: &str) -> Frame {
    super::frame(visit, &pack.site, title).crumb(visit.t("verb-read"), format!("/s/{}/read", pack.site.id)).verb("read")
}
