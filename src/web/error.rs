//! Everything that can keep a request from its page. A handler says what happened; the outermost layer turns it
//! into a page in the reader's language, or into problem+json (RFC 9457) for a program.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use budayang_forms::Lang;
use serde_json::json;
use thiserror::Error;

use crate::db::DbErr;
use crate::web::language;

#[derive(Clone, Debug, Error)]
pub(crate) enum Error {
    #[error("not found")]
    NotFound,
    /// The reader must log in first, then comes back.
    #[error("log in first")]
    LogIn { door: &'static str, back: String },
    /// Logged in, but this is not theirs.
    #[error("forbidden")]
    Forbidden,
    /// The request cannot be carried out as it is; the refusal says what to do.
    #[error("{0:?}")]
    Refused(Refusal),
    #[error("too many requests; try again in {seconds} s")]
    TooMany { seconds: u64 },
    #[error("overloaded")]
    Busy,
    /// Our own fault: the log has the cause, the page has a number to name.
    #[error("broken: {0}")]
    Broken(String),
}

/// A refusal that a person can act upon.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    pub status: StatusCode,
    /// What happened and what to do, in the reader's language.
    pub sentence: String,
    /// Where to go on, if not back.
    pub way_out: Option<(String, String)>,
}

impl Error {
    /// The request is not understood: status 400 and a sentence that says what to change.
    pub(crate) fn bad(sentence: impl Into<String>) -> Self {
        Self::refused(StatusCode::BAD_REQUEST, sentence)
    }

    /// The request is understood but goes against the present state: status 409.
    pub(crate) fn conflict(sentence: impl Into<String>) -> Self {
        Self::refused(StatusCode::CONFLICT, sentence)
    }

    /// The answers do not pass: status 422.
    pub(crate) fn unfit(sentence: impl Into<String>) -> Self {
        Self::refused(StatusCode::UNPROCESSABLE_ENTITY, sentence)
    }

    pub(crate) fn refused(status: StatusCode, sentence: impl Into<String>) -> Self {
        Self::Refused(Refusal { status, sentence: sentence.into(), way_out: None })
    }

    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::LogIn { .. } => StatusCode::UNAUTHORIZED,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::Refused(refusal) => refusal.status,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What happened and what to do next.
    pub(crate) fn sentence(&self, lang: Lang) -> String {
        let key = match self {
            Self::Refused(refusal) => return refusal.sentence.clone(),
            Self::NotFound => "error-not-found",
            Self::LogIn { .. } => "error-log-in",
            Self::Forbidden => "error-forbidden",
            Self::TooMany { seconds } => {
                return language::t(lang, "error-too-many", &[("seconds", (*seconds).into())]);
            }
            Self::Busy => "error-busy",
            Self::Broken(_) => "error-broken",
        };
        language::t(lang, key, &[])
    }
}

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        match error {
            busy if crate::db::is_busy(&busy) => Self::Busy,
            other => Self::Broken(other.to_string()),
        }
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        if let Self::Broken(cause) = &self {
            tracing::error!(%cause, "a request failed");
        }
        let mut answer = self.status().into_response();
        if let Self::TooMany { seconds } = &self {
            answer.headers_mut().insert(header::RETRY_AFTER, (*seconds).into());
        }
        answer.extensions_mut().insert(self);
        answer
    }
}

/// The same for programs (RFC 9457).
pub(crate) fn problem(error: &Error, lang: Lang, instance: &str) -> Response {
    let status = error.status();
    let body = json!({
        "type": "about:blank",
        "title": status.canonical_reason().unwrap_or("Error"),
        "status": status.as_u16(),
        "detail": error.sentence(lang),
        "instance": instance,
    });
    (status, [(header::CONTENT_TYPE, "application/problem+json")], body.to_string()).into_response()
}
