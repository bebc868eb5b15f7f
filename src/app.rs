//! Everything a request may touch, in one cheap handle.

use std::ops::Deref;
use std::sync::Arc;

use budayang_papers::{NoChineseFont, Papers};
use thiserror::Error;

use crate::catalog::Catalogue;
use crate::clock::{Clock, Random};
use crate::config::Config;
use crate::content::Live;
use crate::db::{ContentVersion, Db, DbErr};
use crate::divisions::Divisions;
use crate::files::Files;
use crate::identity::{Provider, ProviderError};
use crate::intake::Intake;
use crate::notices::Sms;
use crate::sites::{self, Sites};
use crate::web::{Limits, PageCache};

/// The running program. Clones share one instance.
#[derive(Clone)]
pub struct App(Arc<Parts>);

pub struct Parts {
    pub config: Config,
    pub clock: Clock,
    pub random: Random,
    pub db: Db,
    pub(crate) intake: Intake,
    pub(crate) files: Files,
    pub(crate) catalogue: Catalogue,
    pub(crate) divisions: Divisions,
    pub(crate) sites: Sites,
    pub(crate) sms: Sms,
    pub(crate) papers: Result<Papers, NoChineseFont>,
    pub(crate) content: ContentVersion,
    pub(crate) pages: PageCache,
    /// Who watches the live pages.
    pub(crate) live: Live,
    pub(crate) limits: Limits,
    pub(crate) keys: crate::delivery::Keys,
    /// Who else may tell us who somebody is.
    pub(crate) provider: Option<Provider>,
}

/// Why the program cannot start; each says what to do.
#[derive(Debug, Error)]
pub enum StartError {
    #[error("数据库打不开 (the database cannot be opened): {0}")]
    Database(#[from] DbErr),
    #[error("{0}")]
    Files(#[from] crate::files::FilesError),
    #[error("{0}")]
    Packs(#[from] sites::PackError),
    #[error("{0}")]
    Keys(#[from] crate::delivery::KeyError),
    #[error("{0}")]
    Catalogue(#[from] crate::catalog::CatalogueError),
    #[error("the client for the gateway of short messages cannot be built: {0}")]
    Sms(#[from] reqwest::Error),
    #[error(transparent)]
    Provider(#[from] ProviderError),
    #[error(transparent)]
    Operations(#[from] crate::web::OperationsError),
    #[error("cannot listen on {address}: {error}; choose another address with --listen")]
    Listen { address: std::net::SocketAddr, error: std::io::Error },
}

impl App {
    /// Opens the database, files, indexes and packs that the settings name.
    pub async fn start(config: Config, clock: Clock, random: Random) -> Result<Self, StartError> {
        let storage = &config.storage;
        let db = Db::open(storage).await?;
        let app = Self(Arc::new(Parts {
            files: Files::open(storage)?,
            keys: crate::delivery::Keys::open(&storage.data_dir, &random)?,
            divisions: Divisions::default(),
            sites: Sites::load(config.packs.as_deref())?,
            papers: Papers::find_fonts(&config.font_dir),
            intake: Intake::start(db.clone()),
            catalogue: Catalogue::new()?,
            sms: Sms::new(&config)?,
            provider: Provider::of(&config)?,
            content: ContentVersion::default(),
            pages: PageCache::default(),
            live: Live::default(),
            limits: Limits::default(),
            config,
            clock,
            random,
            db,
        }));
        if app.config.no_rate_limits {
            app.limits.switch_off();
        }
        sites::settle(&app).await?;
        app.catalogue.rebuild(&app).await?;
        app.content.refresh(&app.db).await?;
        Live::follow(&app, vec![crate::figures::live_mark(&app).await?]).await?;
        Ok(app)
    }
}

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}
