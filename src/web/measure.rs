//! How many requests, how long, with what end: by route, never by address, so that the figures name nobody.

use std::net::SocketAddr;
use std::time::Instant;

use axum::Router;
use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;
use axum::routing::get;
use metrics_exporter_prometheus::{BuildError, PrometheusBuilder};

/// Upper edges of the duration histogram, in seconds.
const EDGES: [f64; 9] = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0];

/// Counts one request once its answer begins.
pub(super) async fn requests(request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let route = request.extensions().get::<MatchedPath>().map_or("other", MatchedPath::as_str).to_owned();
    let method = request.method().to_string();
    let answer = next.run(request).await;
    let labels = [("route", route), ("method", method), ("status", answer.status().as_u16().to_string())];
    metrics::histogram!("http_request_seconds", &labels).record(begun.elapsed());
    answer
}

/// Serves `/metrics` for Prometheus on an address of its own, which no visitor reaches.
pub(crate) async fn serve(address: SocketAddr) -> Result<(), OperationsError> {
    let recorder = PrometheusBuilder::new().set_buckets(&EDGES)?.install_recorder()?;
    let upkeep = recorder.clone();
    let listener =
        tokio::net::TcpListener::bind(address).await.map_err(|error| OperationsError::Listen { address, error })?;
    tokio::spawn(async move {
        let mut tick = tokio::time::interval(std::time::Duration::from_secs(5));
        loop {
            tick.tick().await;
            upkeep.run_upkeep();
        }
    });
    let router = Router::new().route("/metrics", get(move || async move { recorder.render() }));
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(())
}

/// Why operators cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum OperationsError {
    #[error("cannot listen for operators on {address}: {error}; choose another address with --operations-listen")]
    Listen { address: SocketAddr, error: std::io::Error },
    #[error("the measures cannot be set up: {0}")]
    Recorder(#[from] BuildError),
}
