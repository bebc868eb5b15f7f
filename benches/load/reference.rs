//! The machine's raw figures through the same HTTP library: a fixed body, and an append that is synced before the
//! answer leaves, many appends in one sync.

use std::fs::File;
use std::io::Write;
use std::net::SocketAddr;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::header;
use axum::routing::{get, post};
use tokio::sync::{mpsc, oneshot};

type Append = (Bytes, oneshot::Sender<()>);

/// Serves until killed. `page` and `json` are the very bytes that the product serves.
pub async fn serve(address: SocketAddr, page: Bytes, json: Bytes, log: File) {
    let (sender, receiver) = mpsc::channel(4_096);
    std::thread::spawn(move || append(receiver, log));
    let fixed = |body: Bytes, kind: &'static str| {
        get(move || {
            let body = body.clone();
            async move { ([(header::CONTENT_TYPE, kind)], body) }
        })
    };
    let router = Router::new()
        .route("/page", fixed(page, "text/html"))
        .route("/json", fixed(json, "application/json"))
        .route("/append", post(take))
        .with_state(sender);
    let listener = tokio::net::TcpListener::bind(address).await.expect("a free port");
    axum::serve(listener, router).await.expect("serving");
}

async fn take(State(queue): State<mpsc::Sender<Append>>, body: Bytes) -> &'static str {
    let (done, synced) = oneshot::channel();
    queue.send((body, done)).await.expect("the writer lives");
    synced.await.expect("the writer answers");
    "kept"
}

fn append(mut queue: mpsc::Receiver<Append>, mut log: File) {
    let mut batch = Vec::with_capacity(256);
    while queue.blocking_recv_many(&mut batch, 256) > 0 {
        let bytes: Vec<u8> = batch.iter().flat_map(|(body, _)| body.iter().copied()).collect();
        log.write_all(&bytes).expect("room on the disk");
        log.sync_data().expect("a disk that syncs");
        for (_, done) in batch.drain(..) {
            let _ = done.send(());
        }
    }
}
