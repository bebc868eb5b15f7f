//! The site map: every room's routes, behind the layers that all requests pass.

use std::process::ExitCode;

use axum::Router;
use tokio::net::TcpListener;

use crate::app::{App, StartError};
use crate::clock::{Clock, Random};
use crate::config::Config;
use crate::{
    ask, audit, cases, catalog, community, content, delivery, desk, divisions, exchange, figures, files, identity,
    jobs, notices, sites, web,
};

/// The whole program as one service.
pub fn router(app: App) -> Router {
    let pages = Router::new()
        .merge(ask::routes())
        .merge(community::routes())
        .merge(sites::routes())
        .merge(divisions::routes())
        .merge(catalog::routes())
        .merge(exchange::routes())
        .merge(figures::routes())
        .merge(identity::routes())
        .merge(cases::routes())
        .merge(delivery::routes())
        .merge(desk::routes())
        .merge(files::routes())
        .merge(content::routes())
        .merge(notices::routes())
        .merge(audit::routes())
        .merge(jobs::routes())
        .merge(web::routes());
    web::layers(pages, &app).with_state(app)
}

/// Serves until the process is told to stop, then lets open requests end.
pub async fn serve(config: Config) -> ExitCode {
    match run(config).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(config: Config) -> Result<(), StartError> {
    let address = config.listen;
    let listener = TcpListener::bind(address).await.map_err(|error| StartError::Listen { address, error })?;
    let app = App::start(config, Clock::default(), Random::default()).await?;
    let jobs = jobs::start(&app);
    if let Some(address) = app.config.operations_listen {
        web::serve_operators(address).await?;
    }
    if let Err(missing) = &app.papers {
        tracing::warn!("{missing}");
    }
    let here = listener.local_addr().unwrap_or(address);
    tracing::info!("不打烊 is open at http://{here}");
    let closing = app.clone();
    let service = router(app.clone()).into_make_service_with_connect_info::<std::net::SocketAddr>();
    let served = axum::serve(listener, service).with_graceful_shutdown(async move {
        stop().await;
        // Pages that listen for news would keep the node open for ever.
        closing.live.close();
    });
    let served = served.await;
    jobs.stop(&app).await;
    served.map_err(|error| StartError::Listen { address, error })
}

/// Resolves on Ctrl-C or, on Unix, on SIGTERM.
async fn stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} }
            return;
        }
    }
    let _ = interrupt.await;
}
