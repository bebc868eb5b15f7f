//! A posted form as pairs, within bounds.

use axum::extract::{FromRequest, RawForm, Request};
use axum::response::IntoResponse;

use crate::app::App;
use crate::web::visit::Look;
use crate::web::{Error, t};

/// More fields than any real form has.
const MOST_FIELDS: usize = 1_000;

/// The pairs of an `application/x-www-form-urlencoded` form, in order, repeated names kept.
pub(crate) struct Posted(Vec<(String, String)>);

impl Posted {
    /// The first value of a field, trimmed; empty when it was not sent.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
    }

    /// All values of a field, as check boxes send them.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.trim())
    }

    pub(crate) fn pairs(&self) -> &[(String, String)] {
        &self.0
    }

    /// Where to go afterwards: a path on this site, never another one.
    pub(crate) fn back(&self) -> &str {
        local_path(self.get("back"))
    }
}

/// `//elsewhere` and `/\elsewhere` leave the site in a browser, and so do control characters that it strips.
pub(crate) fn local_path(path: &str) -> &str {
    let local =
        path.starts_with('/') && !path.starts_with("//") && !path.contains('\\') && !path.chars().any(char::is_control);
    if local { path } else { "/" }
}

impl FromRequest<App> for Posted {
    type Rejection = Error;

    async fn from_request(request: Request, app: &App) -> Result<Self, Error> {
        let lang = Look::of(request.headers()).lang;
        let RawForm(bytes) = RawForm::from_request(request, app).await.map_err(|rejection| {
            let status = rejection.into_response().status();
            let key = if status.as_u16() == 413 { "error-too-large" } else { "error-bad-request" };
            Error::refused(status, t(lang, key, &[]))
        })?;
        let pairs: Vec<(String, String)> =
            url::form_urlencoded::parse(&bytes).into_owned().take(MOST_FIELDS + 1).collect();
        if pairs.len() > MOST_FIELDS {
            return Err(Error::refused(
                axum::http::StatusCode::PAYLOAD_TOO_LARGE,
                t(lang, "error-too-many-fields", &[]),
            ));
        }
        // No text of ours holds NUL, and PostgreSQL cannot store it.
        let clean = pairs.into_iter().map(|(key, value)| (key, value.replace('\0', ""))).collect();
        Ok(Self(clean))
    }
}

#[cfg(test)]
mod tests {
    use super::local_path;

    #[test]
    fn the_way_back_stays_on_this_site() {
        assert_eq!(local_path("/items?q=1"), "/items?q=1");
        for elsewhere in ["//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil.example", ""] {
            assert_eq!(local_path(elsewhere), "/", "{elsewhere}");
        }
    }
}
