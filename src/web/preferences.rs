//! Language, elder mode and theme: plain forms that set cookies, without an account and without script.

use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};

use crate::app::App;
use crate::web::{Posted, redirect};

/// A preference and the values that it may take.
const PREFERENCES: [(&str, &[&str]); 3] =
    [("lang", &["zh", "en"]), ("elder", &["on", "off"]), ("theme", &["auto", "light", "dark", "contrast"])];

pub(super) fn routes() -> Router<App> {
    Router::new().route("/preferences", post(set))
}

async fn set(jar: CookieJar, form: Posted) -> Response {
    let mut jar = jar;
    for (name, values) in PREFERENCES {
        if let Some(value) = values.iter().find(|value| **value == form.get(name)) {
            jar = jar.add(kept(name, value));
        }
    }
    (jar, redirect(form.back())).into_response()
}

/// A cookie of one year that tells nothing about the person.
pub(crate) fn kept(name: &'static str, value: &'static str) -> Cookie<'static> {
    Cookie::build((name, value)).path("/").same_site(SameSite::Lax).permanent().build()
}
