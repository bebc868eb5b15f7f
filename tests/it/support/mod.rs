//! The program under test: a fresh database, a fixed clock, and visitors who keep their cookies.

mod answer;
mod filed;
pub mod filing;
pub mod journey;
mod personas;
pub mod provider;
mod visitor;

use std::path::PathBuf;

use budayang::app::App;
use budayang::clock::{Clock, Random};
use budayang::config::{ApprovedMap, Config, Oidc, Storage};
use budayang::routes;
use chrono::{DateTime, Utc};
use tempfile::TempDir;

pub use answer::Answer;
pub use personas::{last_code, last_message, officer_id, subject_id};
pub use visitor::Visitor;

/// Wednesday 22 January 2020, 10:00 in China: the day before Wuhan's halls closed.
pub const NOW: &str = "2020-01-22T02:00:00Z";

/// The plainest service there is: two answers, no material. From the pack in `support/packs`.
pub const PLAIN_ITEM: &str = "11440104MB2D4T015L4442011999001";

/// Packs that only tests have.
pub fn test_packs() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/support/packs")
}

pub struct TestApp {
    pub app: App,
    pub clock: Clock,
    router: axum::Router,
    folder: TempDir,
}

impl TestApp {
    /// A program with the packs that ship, without demonstration data.
    pub async fn start() -> Self {
        Self::with(|_| {}).await
    }

    /// The same with demonstration data and accounts.
    pub async fn demo() -> Self {
        Self::with(|config| config.demo = true).await
    }

    /// The same with the machine's own clock, for stories that other processes go on with.
    pub async fn today() -> Self {
        Self::at(Clock::default(), |_| {}).await
    }

    pub async fn with(change: impl FnOnce(&mut Config)) -> Self {
        let now: DateTime<Utc> = NOW.parse().expect("a moment");
        Self::at(Clock::fixed(now), change).await
    }

    /// Its data folder and database, for another process to serve.
    pub fn into_data(self) -> (TempDir, Option<String>) {
        (self.folder, self.app.config.storage.database_url.clone())
    }

    /// An empty folder and, on PostgreSQL, an empty database.
    pub async fn nowhere() -> (TempDir, Option<String>) {
        (TempDir::new().expect("a temporary folder"), fresh_database().await)
    }

    /// A program on a folder and database that are there already.
    pub async fn settled(folder: TempDir, database_url: Option<String>) -> Self {
        Self::build(Clock::default(), folder, database_url, |_| {}).await
    }

    async fn at(clock: Clock, change: impl FnOnce(&mut Config)) -> Self {
        let (folder, database_url) = Self::nowhere().await;
        Self::build(clock, folder, database_url, change).await
    }

    async fn build(
        clock: Clock,
        folder: TempDir,
        database_url: Option<String>,
        change: impl FnOnce(&mut Config),
    ) -> Self {
        let mut config = Config {
            demo: false,
            storage: Storage { data_dir: folder.path().to_owned(), database_url, files: None },
            listen: ([127, 0, 0, 1], 8080).into(),
            operations_listen: None,
            public_url: None,
            trusted_proxies: Vec::new(),
            packs: Some(test_packs()),
            font_dir: Vec::new(),
            clamd: None,
            no_rate_limits: true,
            sms_gateway: None,
            sms_token: None,
            oidc: Oidc::default(),
            map: ApprovedMap::default(),
        };
        change(&mut config);
        let app = App::start(config, clock.clone(), Random::seeded(2020)).await.expect("the program starts");
        Self { router: routes::router(app.clone()), app, clock, folder }
    }

    /// Its data folder, where tests put files to import.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// This node sees what another process published.
    pub async fn catch_up(&self) {
        budayang::jobs::run_all_once(&self.app).await.expect("the jobs");
    }

    /// Somebody with a browser and no account yet.
    pub fn visitor(&self) -> Visitor {
        Visitor::new(self.router.clone())
    }
}

/// A database of its own on the server that `BUDAYANG_TEST_DATABASE` names; none means the embedded one.
async fn fresh_database() -> Option<String> {
    use sea_orm::{ConnectionTrait, Database};
    let server = std::env::var("BUDAYANG_TEST_DATABASE").ok().filter(|url| !url.is_empty())?;
    let name = format!("it_{}", hex::encode(Random::default().bytes::<16>()));
    let admin = Database::connect(&server).await.expect("the test server answers");
    admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.expect("a database is made");
    let mut url = url::Url::parse(&server).expect("a database address");
    url.set_path(&name);
    Some(url.into())
}
