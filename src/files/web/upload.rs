//! Reading uploads: to disk while they come, so that slow and large ones cost no memory; stopped at their bound.

use std::io::{Read, Seek, SeekFrom};

use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{StatusCode, header};
use budayang_forms::Lang;
use bytes::Bytes;
use tokio::io::AsyncWriteExt;

use crate::files::{Allowed, FileRefusal};
use crate::web::{Error, Visit, t};

/// All parts of one post together.
pub(crate) const MOST_BYTES: usize = 60 << 20;
const MOST_FILES: usize = 20;
const MOST_FIELDS: usize = 50;
const LONGEST_FIELD: usize = 4_096;

/// A posted form with files in it.
pub(crate) struct Upload {
    pub fields: Vec<(String, String)>,
    pub files: Vec<Received>,
}

/// A file on its way in: on disk, without a name there.
pub(crate) struct Received {
    pub field: String,
    pub name: String,
    pub bytes: u64,
    content: std::fs::File,
}

impl Upload {
    pub(crate) fn get(&self, name: &str) -> &str {
        self.fields.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
    }
}

impl Received {
    /// The content; at most what [`Allowed::LARGEST`] says.
    pub(crate) async fn content(mut self) -> Result<Bytes, FileRefusal> {
        let read = tokio::task::spawn_blocking(move || {
            let mut content = Vec::with_capacity(usize::try_from(self.bytes).unwrap_or(0));
            self.content.seek(SeekFrom::Start(0))?;
            self.content.read_to_end(&mut content)?;
            Ok::<_, std::io::Error>(Bytes::from(content))
        });
        match read.await {
            Ok(Ok(content)) => Ok(content),
            Ok(Err(error)) => Err(FileRefusal::Store(error.to_string())),
            Err(error) => Err(FileRefusal::Store(error.to_string())),
        }
    }
}

/// Reads a form with files. A post that says it is too large is refused before it is read.
pub(crate) async fn receive(visit: &Visit, request: Request) -> Result<Upload, Error> {
    let lang = visit.lang();
    let announced = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    if announced.is_some_and(|bytes: usize| bytes > MOST_BYTES) {
        return Err(too_large(lang));
    }
    let multipart = Multipart::from_request(request, &visit.app).await;
    let mut multipart = multipart.map_err(|_| Error::bad(t(lang, "error-bad-request", &[])))?;
    let mut upload = Upload { fields: Vec::new(), files: Vec::new() };
    while let Some(field) = multipart.next_field().await.map_err(|error| broken(lang, &error))? {
        let Some(file_name) = field.file_name().map(str::to_owned) else {
            take_field(lang, &mut upload, field).await?;
            continue;
        };
        // A browser sends an empty part for an input without a file.
        let received = take_file(lang, file_name, field).await?;
        if received.name.is_empty() && received.bytes == 0 {
            continue;
        }
        if upload.files.len() == MOST_FILES {
            return Err(refused(lang, &FileRefusal::TooMany { max: MOST_FILES }));
        }
        upload.files.push(received);
    }
    Ok(upload)
}

async fn take_field(lang: Lang, upload: &mut Upload, mut field: Field<'_>) -> Result<(), Error> {
    let name: String = field.name().unwrap_or_default().chars().take(200).collect();
    let mut value = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(|error| broken(lang, &error))? {
        if value.len() + piece.len() > LONGEST_FIELD || upload.fields.len() == MOST_FIELDS {
            return Err(Error::refused(StatusCode::PAYLOAD_TOO_LARGE, t(lang, "error-too-many-fields", &[])));
        }
        value.extend_from_slice(&piece);
    }
    upload.fields.push((name, String::from_utf8_lossy(&value).replace('\0', "")));
    Ok(())
}

async fn take_file(lang: Lang, name: String, mut field: Field<'_>) -> Result<Received, Error> {
    let key = field.name().unwrap_or_default().chars().take(200).collect();
    let disk = |error: std::io::Error| Error::Broken(format!("an upload cannot be written to disk: {error}"));
    let content = tempfile::tempfile().map_err(disk)?;
    let mut writer = tokio::fs::File::from_std(content.try_clone().map_err(disk)?);
    let mut bytes = 0;
    while let Some(piece) = field.chunk().await.map_err(|error| broken(lang, &error))? {
        bytes += piece.len() as u64;
        if bytes > Allowed::LARGEST {
            return Err(refused(lang, &FileRefusal::TooLarge { max: Allowed::LARGEST }));
        }
        writer.write_all(&piece).await.map_err(disk)?;
    }
    writer.flush().await.map_err(disk)?;
    Ok(Received { field: key, name, bytes, content })
}

/// A refusal as an answer: 413 for what is too large, 503 for what is our fault, else 422.
pub(crate) fn refused(lang: Lang, refusal: &FileRefusal) -> Error {
    let status = match refusal {
        FileRefusal::TooLarge { .. } | FileRefusal::TooMany { .. } => StatusCode::PAYLOAD_TOO_LARGE,
        FileRefusal::ScannerAway | FileRefusal::NoPapers => StatusCode::SERVICE_UNAVAILABLE,
        FileRefusal::Store(cause) => {
            tracing::error!(%cause, "a file was not stored");
            StatusCode::SERVICE_UNAVAILABLE
        }
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    Error::refused(status, refusal.message(lang))
}

fn too_large(lang: Lang) -> Error {
    Error::refused(StatusCode::PAYLOAD_TOO_LARGE, t(lang, "error-too-large", &[]))
}

fn broken(lang: Lang, error: &MultipartError) -> Error {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => too_large(lang),
        _ => Error::bad(t(lang, "error-bad-request", &[])),
    }
}
