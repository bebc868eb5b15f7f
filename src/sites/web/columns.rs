//! Columns of a site and their articles.

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use axum_extra::extract::CookieJar;
use budayang_forms::Lang;

use crate::app::App;
use crate::sites::Pack;
use crate::sites::column::{Article, ArticleState};
use crate::sites::site::ColumnHead;
use crate::web::{Error, Frame, Visit};

/// A column shows this many of its newest articles.
const SHOWN: usize = 100;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/s/{site}/c/columns/{column}", get(column))
        .route("/s/{site}/c/columns/{column}/{article}", get(article))
}

pub(super) struct Headline {
    pub title: String,
    pub date: String,
    pub href: String,
    pub sample: bool,
}

pub(super) struct ColumnLink {
    pub name: String,
    pub href: String,
    pub newest: Vec<Headline>,
}

/// The newest articles of all columns together.
pub(super) fn latest(pack: &Pack, lang: Lang, most: usize) -> Vec<Headline> {
    if !pack.site.shown(lang).iter().any(|shown| shown.capability.key == "columns") {
        return Vec::new();
    }
    let heads = pack.site.columns.iter();
    let mut all: Vec<(&ColumnHead, &Article)> =
        heads.flat_map(|head| articles(pack, head).map(move |a| (head, a))).collect();
    all.sort_by_key(|(_, article)| std::cmp::Reverse(article.head.date));
    all.into_iter().take(most).map(|(head, article)| headline(pack, head, article, lang)).collect()
}

/// Columns that hold something; an empty one is not shown.
pub(super) fn columns_of(pack: &Pack, lang: Lang) -> Vec<ColumnLink> {
    let link = |head: &ColumnHead| ColumnLink {
        name: head.name.get(lang).to_owned(),
        href: format!("/s/{}/c/columns/{}", pack.site.id, head.key),
        newest: articles(pack, head).take(5).map(|article| headline(pack, head, article, lang)).collect(),
    };
    pack.site.columns.iter().map(link).filter(|link| !link.newest.is_empty()).collect()
}

fn articles<'a>(pack: &'a Pack, head: &ColumnHead) -> impl Iterator<Item = &'a Article> + use<'a> {
    ever_published(pack, head).filter(|article| article.head.state == ArticleState::Published)
}

/// Withdrawn ones as well: their addresses stay and say why.
fn ever_published<'a>(pack: &'a Pack, head: &ColumnHead) -> impl Iterator<Item = &'a Article> + use<'a> {
    pack.articles.get(&head.key).into_iter().flatten()
}

fn headline(pack: &Pack, head: &ColumnHead, article: &Article, lang: Lang) -> Headline {
    Headline {
        title: article.head.title.get(lang).to_owned(),
        date: article.head.date.format("%Y-%m-%d").to_string(),
        href: format!("/s/{}/c/columns/{}/{}", pack.site.id, head.key, article.key),
        sample: article.head.sample,
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
    /// Why it no longer counts.
    withdrawn: Option<String>,
    body: String,
}

async fn column(visit: Visit, jar: CookieJar, Path((id, key)): Path<(String, String)>) -> Result<Response, Error> {
    let (pack, head) = find(&visit, &id, &key)?;
    let lang = visit.lang();
    let articles = articles(pack, head).take(SHOWN).map(|article| headline(pack, head, article, lang)).collect();
    let frame = frame(&visit, pack, head.name.get(lang));
    super::show(&visit, &jar, &pack.site, &ColumnPage { frame, id: pack.site.id.clone(), articles })
}

async fn article(
    visit: Visit,
    jar: CookieJar,
    Path((id, column, key)): Path<(String, String, String)>,
) -> Result<Response, Error> {
    let (pack, head) = find(&visit, &id, &column)?;
    let article = ever_published(pack, head).find(|article| article.key == key).ok_or(Error::NotFound)?;
    let lang = visit.lang();
    let template = ArticlePage {
        frame: frame(&visit, pack, article.head.title.get(lang))
            .crumb(head.name.get(lang), format!("/s/{id}/c/columns/{column}")),
        id: pack.site.id.clone(),
        date: article.head.date.format("%Y-%m-%d").to_string(),
        source: article.head.source.get(lang).to_owned(),
        sample: article.head.sample,
        withdrawn: (article.head.state == ArticleState::Withdrawn).then(|| {
            let reason = article.head.reason.as_ref();
            reason.map_or_else(|| visit.t("sites-article-no-reason"), |reason| reason.get(lang).to_owned())
        }),
        body: article.body.clone(),
    };
    super::show(&visit, &jar, &pack.site, &template)
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
