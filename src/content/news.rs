//! Articles of the desk for the columns of sites, which show them together with those of their packs.

use budayang_forms::Text;
use chrono::NaiveDate;
use uuid::Uuid;

use super::kind::Kind;
use super::piece::Piece;
use super::store::{self, Asked};
use crate::app::App;
use crate::clock::local_day;
use crate::db::DbErr;

/// A published article.
#[derive(Clone, Debug)]
pub(crate) struct Posted {
    pub id: Uuid,
    pub column: String,
    pub title: Text,
    pub source: String,
    pub date: NaiveDate,
    pub markdown: String,
    pub sample: bool,
    pub corrected: bool,
    /// Why it no longer counts.
    pub withdrawn: Option<String>,
}

/// The newest articles of a site, or of one of its columns.
pub(crate) async fn posted(app: &App, site: &str, column: Option<&str>, most: u64) -> Result<Vec<Posted>, DbErr> {
    let asked = Asked {
        site: Some(site.to_owned()),
        topic: column.unwrap_or_default().to_owned(),
        per_page: most.max(1),
        ..Asked::new(Kind::Article)
    };
    Ok(store::shown(&app.db, &asked).await?.pieces.iter().map(read).collect())
}

/// An article by its key, withdrawn or not.
pub(crate) async fn posted_one(app: &App, site: &str, column: &str, key: &str) -> Result<Option<Posted>, DbErr> {
    let Ok(id) = Uuid::parse_str(key) else { return Ok(None) };
    let piece = store::one_shown(&app.db, Kind::Article, id).await?;
    let here = |piece: &Piece| piece.row.site.as_deref() == Some(site) && piece.matter.get("column") == column;
    Ok(piece.filter(here).as_ref().map(read))
}

fn read(piece: &Piece) -> Posted {
    let matter = &piece.matter;
    let title = match matter.get("title_en") {
        "" => Text::zh(matter.get("title")),
        english => Text::both(matter.get("title"), english),
    };
    Posted {
        id: piece.id(),
        column: matter.get("column").to_owned(),
        title,
        source: matter.get("source").to_owned(),
        date: local_day(piece.published_at()),
        markdown: matter.get("body").to_owned(),
        sample: matter.is_sample(),
        corrected: piece.row.corrections > 0,
        withdrawn: piece.withdrawn().map(str::to_owned),
    }
}
