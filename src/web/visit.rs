//! One request as the pages see it: who asks, in which language, in which appearance, from where.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum_extra::extract::CookieJar;
use budayang_forms::Lang;

use crate::app::App;
use crate::identity::{self, Citizen, Officer};
use crate::web::{Error, Frame, language};

/// Who is logged in.
#[derive(Clone, Debug, Default)]
pub(crate) enum Who {
    #[default]
    Nobody,
    Citizen(Citizen),
    Officer(Officer),
}

/// How the page is to look: kept in cookies so that it works without an account and without script.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Look {
    pub lang: Lang,
    pub elder: bool,
    pub theme: Theme,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Theme {
    #[default]
    Auto,
    Light,
    Dark,
    Contrast,
}

impl Theme {
    pub(crate) fn from_name(name: &str) -> Self {
        match name {
            "light" => Self::Light,
            "dark" => Self::Dark,
            "contrast" => Self::Contrast,
            _ => Self::Auto,
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Contrast => "contrast",
        }
    }
}

#[derive(Clone)]
pub(crate) struct Visit {
    pub app: App,
    pub look: Look,
    pub who: Who,
    /// Path and query as asked, for "back to this page".
    pub path: String,
    pub address: IpAddr,
    pub site: String,
    pub flash: Option<String>,
}

impl Look {
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let jar = CookieJar::from_headers(headers);
        let cookie = |name: &str| jar.get(name).map(|c| c.value().to_owned());
        let lang = match cookie("lang").as_deref() {
            Some("en") => Lang::En,
            Some("zh") => Lang::Zh,
            _ => language::preferred(headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok())),
        };
        Self {
            lang,
            elder: cookie("elder").as_deref() == Some("on"),
            theme: Theme::from_name(cookie("theme").as_deref().unwrap_or("auto")),
        }
    }
}

impl Visit {
    pub(crate) fn lang(&self) -> Lang {
        self.look.lang
    }

    /// The frame of a page with this title.
    pub(crate) fn frame(&self, title: impl Into<String>) -> Frame {
        Frame::new(self, title.into())
    }

    /// A sentence in the reader's language.
    pub(crate) fn t(&self, key: &str) -> String {
        language::t(self.look.lang, key, &[])
    }

    /// A day in the reader's language.
    pub(crate) fn day(&self, day: chrono::NaiveDate) -> String {
        super::day(self.look.lang, day, self.app.clock.today())
    }

    /// A moment in the reader's language.
    pub(crate) fn moment(&self, at: chrono::DateTime<chrono::Utc>) -> String {
        super::moment(self.look.lang, at, self.app.clock.today())
    }

    pub(crate) fn citizen(&self) -> Option<&Citizen> {
        match &self.who {
            Who::Citizen(citizen) => Some(citizen),
            _ => None,
        }
    }
}

impl FromRequestParts<App> for Visit {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let jar = CookieJar::from_headers(&parts.headers);
        let who = match jar.get(identity::SESSION_COOKIE) {
            Some(cookie) => identity::resume(app, cookie.value()).await?,
            None => Who::Nobody,
        };
        let path = parts.uri.path_and_query().map_or("/", |p| p.as_str()).to_owned();
        Ok(Self {
            app: app.clone(),
            look: Look::of(&parts.headers),
            who,
            site: site_of(parts.uri.path(), jar.get("site").map(|c| c.value()), app),
            flash: jar.get("flash").and_then(|c| spoken(c.value())),
            address: address(parts, app),
            path,
        })
    }
}

/// The sentence that the page before left to be said.
fn spoken(cookie: &str) -> Option<String> {
    url::form_urlencoded::parse(cookie.as_bytes()).next().map(|(sentence, _)| sentence.into_owned())
}

/// Pages under `/s/{site}` belong to that site; other pages to the one last visited, else the national one.
fn site_of(path: &str, last: Option<&str>, app: &App) -> String {
    let named = path.strip_prefix("/s/").and_then(|rest| rest.split('/').next());
    let wanted = named.or(last).unwrap_or(crate::sites::NATIONAL);
    if app.sites.has(wanted) { wanted.to_owned() } else { crate::sites::NATIONAL.to_owned() }
}

/// The caller's address: what a trusted proxy says, else the connection's own.
fn address(parts: &Parts, app: &App) -> IpAddr {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map_or(IpAddr::from([127, 0, 0, 1]), |c| c.0.ip());
    if !app.config.trusted_proxies.contains(&peer) {
        return peer;
    }
    let forwarded = parts.headers.get("x-forwarded-for").and_then(|v| v.to_str().ok()).unwrap_or_default();
    // The nearest address that is not ours was seen by our own proxy; anything left of it may be invented.
    forwarded
        .rsplit(',')
        .filter_map(|part| part.trim().parse().ok())
        .find(|ip| !app.config.trusted_proxies.contains(ip))
        .unwrap_or(peer)
}

/// A logged-in person; others are sent to log in and come back.
impl FromRequestParts<App> for Citizen {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let visit = Visit::from_request_parts(parts, app).await?;
        match visit.who {
            Who::Citizen(citizen) => Ok(citizen),
            _ => Err(Error::LogIn { door: "/login", back: visit.path }),
        }
    }
}

/// A logged-in officer with both factors shown.
impl FromRequestParts<App> for Officer {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let visit = Visit::from_request_parts(parts, app).await?;
        match visit.who {
            Who::Officer(officer) => Ok(officer),
            _ => Err(Error::LogIn { door: "/desk/login", back: visit.path }),
        }
    }
}
