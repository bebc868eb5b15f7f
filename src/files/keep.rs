//! Taking a file in: judged, cleaned, scanned, stored; then its row.

use bytes::Bytes;
use futures::stream::BoxStream;
use uuid::Uuid;

use super::{FileRefusal, Kind, name, picture, scan, store};
use crate::app::App;
use crate::db::DbErr;

pub(crate) use super::tables::file::Model as File;

/// What may be given in this place.
#[derive(Clone, Debug)]
pub(crate) struct Allowed {
    pub max_bytes: u64,
    pub kinds: Vec<Kind>,
}

/// A file that was taken.
#[derive(Clone, Debug)]
pub(crate) struct Stored {
    pub id: Uuid,
    pub bytes: i64,
    pub name: String,
}

impl Allowed {
    /// 10 MB, every kind that organs take.
    pub(crate) const LARGEST: u64 = 10_000_000;

    pub(crate) fn anything() -> Self {
        Self { max_bytes: Self::LARGEST, kinds: Kind::ALL.to_vec() }
    }
}

/// Takes a file for its owner; none for the organ's own papers.
pub(crate) async fn keep(
    app: &App,
    owner: Option<Uuid>,
    name: &str,
    content: Bytes,
    allowed: &Allowed,
) -> Result<Stored, FileRefusal> {
    if content.len() as u64 > allowed.max_bytes {
        return Err(FileRefusal::TooLarge { max: allowed.max_bytes });
    }
    let _turn = app.files.at_work.acquire().await.map_err(|error| FileRefusal::Store(error.to_string()))?;
    let kinds = allowed.kinds.clone();
    let judged = tokio::task::spawn_blocking(move || judge(content, &kinds)).await;
    let (content, kind) = judged.map_err(|error| FileRefusal::Store(error.to_string()))??;
    let scanned = scan::scan(app.config.clamd.as_deref(), &content).await?;
    let bytes = i64::try_from(content.len()).unwrap_or(i64::MAX);
    let stored = |error: object_store::Error| FileRefusal::Store(error.to_string());
    let hash = app.files.put(content).await.map_err(stored)?;
    let now = app.clock.now();
    let file = File {
        id: app.random.id(now),
        owner,
        hash,
        kind: kind.ending().into(),
        bytes,
        pages: None,
        name: name::tidied(name, kind),
        scanned: scanned.into(),
        created_at: now,
    };
    store::add(&app.db, &file).await.map_err(|error| FileRefusal::Store(error.to_string()))?;
    Ok(Stored { id: file.id, bytes, name: file.name })
}

/// The row of a file. It says nothing about who may read it.
pub(crate) async fn open(app: &App, id: Uuid) -> Result<Option<File>, DbErr> {
    store::file(&app.db, id).await
}

/// A file with its whole content.
pub(crate) async fn read(app: &App, id: Uuid) -> Result<Option<(File, Bytes)>, DbErr> {
    let Some(file) = store::file(&app.db, id).await? else { return Ok(None) };
    let content = app.files.get(&file.hash).await.map_err(lost)?;
    Ok(Some((file, content)))
}

/// The content piece by piece.
pub(super) async fn stream(
    app: &App,
    file: &File,
) -> Result<BoxStream<'static, Result<Bytes, object_store::Error>>, DbErr> {
    app.files.stream(&file.hash).await.map_err(lost)
}

/// A row without its content is a fault of the store.
fn lost(error: object_store::Error) -> DbErr {
    DbErr::Custom(format!("a file's content cannot be read: {error}"))
}

fn judge(content: Bytes, kinds: &[Kind]) -> Result<(Bytes, Kind), FileRefusal> {
    let kind = Kind::judge(&content)?;
    if !kinds.contains(&kind) {
        return Err(FileRefusal::NotHere { kinds: kinds.to_vec() });
    }
    match kind.format() {
        Some(format) => {
            let (clean, kind) = picture::cleaned(&content, format)?;
            Ok((clean.into(), kind))
        }
        None => Ok((content, kind)),
    }
}
