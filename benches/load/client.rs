//! Clients that keep their connection and ask again as soon as they are answered.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use axum::body::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::Request;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::task::JoinSet;

/// What one run of one job gave.
pub struct Run {
    pub rate: f64,
    pub p50: Duration,
    pub p99: Duration,
}

pub type Ask = Arc<dyn Fn(u64) -> Request<Full<Bytes>> + Send + Sync>;

/// Asks for `length` over `clients` connections; any answer that is not a success ends the measurement.
pub async fn run(address: SocketAddr, clients: usize, length: Duration, ask: Ask) -> Run {
    let count = Arc::new(AtomicU64::new(0));
    let start = Instant::now();
    let mut crowd = JoinSet::new();
    for _ in 0..clients {
        let (ask, count) = (ask.clone(), count.clone());
        crowd.spawn(async move {
            let mut sender = connect(address).await;
            let mut times = Vec::with_capacity(16_384);
            while start.elapsed() < length {
                let request = ask(count.fetch_add(1, Ordering::Relaxed));
                let asked = Instant::now();
                let answer = sender.send_request(request).await.expect("the server answers");
                let status = answer.status();
                let body = answer.into_body().collect().await.expect("a whole answer").to_bytes();
                assert!(status.is_success(), "{status}: {}", String::from_utf8_lossy(&body));
                times.push(asked.elapsed());
            }
            times
        });
    }
    let mut times: Vec<Duration> = crowd.join_all().await.into_iter().flatten().collect();
    let elapsed = start.elapsed();
    times.sort_unstable();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    Run { rate: times.len() as f64 / elapsed.as_secs_f64(), p50: at(0.5), p99: at(0.99) }
}

/// One answer in full, for reading an address out of a page or the bytes of a page.
pub async fn once(address: SocketAddr, request: Request<Full<Bytes>>) -> (hyper::http::response::Parts, Bytes) {
    let mut sender = connect(address).await;
    let answer = sender.send_request(request).await.expect("the server answers");
    let (parts, body) = answer.into_parts();
    (parts, body.collect().await.expect("a whole answer").to_bytes())
}

async fn connect(address: SocketAddr) -> SendRequest<Full<Bytes>> {
    let stream = TcpStream::connect(address).await.expect("the server listens");
    stream.set_nodelay(true).expect("a socket option");
    let (sender, connection) = handshake(TokioIo::new(stream)).await.expect("HTTP/1.1");
    tokio::spawn(connection);
    sender
}
