//! Several pictures as one document: a page each.

use budayang_papers::{Lang, Setting, Template};
use bytes::Bytes;
use serde_json::json;
use uuid::Uuid;

use super::{Allowed, FileRefusal, Kind, Stored, keep, picture};
use crate::app::App;

/// Pictures in one document.
const MOST: usize = 20;
/// An A4 page at 150 dots an inch.
const LONGEST_SIDE: u32 = 1_754;

const PAPER: &str = r#"#import "/house.typ": *
#set page(paper: "a4", margin: 12mm)
#for (at, name) in data.pictures.enumerate() {
  if at > 0 { pagebreak() }
  align(center + horizon, image("/assets/" + name, width: 100%, height: 100%, fit: "contain", alt: data.title))
}
"#;

/// Makes one PDF of pictures that the owner has uploaded, in their order.
pub(crate) async fn merge(
    app: &App,
    owner: Option<Uuid>,
    title: &str,
    pictures: Vec<Bytes>,
) -> Result<Stored, FileRefusal> {
    if pictures.len() > MOST {
        return Err(FileRefusal::TooMany { max: MOST });
    }
    if pictures.is_empty() {
        return Err(FileRefusal::Empty);
    }
    let papers = app.papers.as_ref().map_err(|_| FileRefusal::NoPapers)?.clone();
    let setting = Setting { title: title.to_owned(), lang: Lang::Zh, date: app.clock.today() };
    let title_of_pages = title.to_owned();
    let printed = tokio::task::spawn_blocking(move || {
        let mut template = Template::from_source(PAPER).map_err(|_| FileRefusal::NoPapers)?;
        let mut names = Vec::new();
        // 20 pages share the 8 MB that a paper's pictures may have: fewer pages may be sharper.
        let longest = if pictures.len() > 8 { LONGEST_SIDE * 3 / 4 } else { LONGEST_SIDE };
        for (at, bytes) in pictures.iter().enumerate() {
            let format = Kind::judge(bytes)?.format().ok_or(FileRefusal::NotHere { kinds: Kind::PICTURES.to_vec() })?;
            let name = format!("{at}.jpg");
            let page = picture::page(bytes, format, longest)?;
            template = template.with_asset(&name, page).map_err(|_| FileRefusal::TooLarge { max: Allowed::LARGEST })?;
            names.push(name);
        }
        let data = json!({ "title": title_of_pages, "pictures": names });
        papers.print(&template, &data, &setting).map_err(|error| {
            tracing::warn!(%error, "pictures could not be merged");
            FileRefusal::NoPapers
        })
    });
    let printed = printed.await.map_err(|error| FileRefusal::Store(error.to_string()))??;
    let pdf = Allowed { max_bytes: Allowed::LARGEST, kinds: vec![Kind::Pdf] };
    keep(app, owner, &format!("{title}.pdf"), printed.pdf.into(), &pdf).await
}
