//! Rates of a guide page, a search and a durable submission beside the machine's raw figures in the same run.
//!
//! `cargo xtask bench` runs it in release. The product and the reference are processes of their own; rounds alternate
//! between them, so that both see the same noise. Medians and ratios count, single figures do not.

mod client;
mod product;
mod reference;

use std::net::{SocketAddr, TcpListener};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use client::{Ask, Run};
use http_body_util::Full;
use hyper::Request;

const CLIENTS: usize = 64;
const ROUNDS: usize = 5;
const ROUND: Duration = Duration::from_secs(2);
const BODY: usize = 2_048;

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|word| word == "--reference") {
        return be_reference(&arguments[at + 1..]).await;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let product = product::Product::start(folder.path()).await;
    let reference = Reference::start(folder.path(), product.guide().await, product.found().await).await;

    println!("{CLIENTS} clients, {ROUNDS} rounds of {} s in turn, medians\n", ROUND.as_secs());
    println!("{:<28}{:>10}{:>10}{:>10}{:>12}{:>8}", "job", "rate/s", "p50 ms", "p99 ms", "reference/s", "ratio");
    let (guide, fixed) = pair(&product, &reference, product.ask_guide(), reference.get("/page")).await;
    print("guide page", &guide, &fixed);
    let (search, fixed) = pair(&product, &reference, product.ask_search(), reference.get("/json")).await;
    print("search with facets (API)", &search, &fixed);
    let (submission, append) = pair(&product, &reference, product.ask_submission(), reference.append()).await;
    print("durable submission", &submission, &append);
    println!(
        "\nreference: the same bytes fixed from the same HTTP library; for submissions {BODY} bytes appended and synced,"
    );
    println!("many in one sync. A disk that answers a sync from a cache flatters both alike.");
}

/// Runs two jobs in turn and gives the median run of each.
async fn pair(product: &product::Product, reference: &Reference, ours: Ask, theirs: Ask) -> (Run, Run) {
    let (mut left, mut right) = (Vec::new(), Vec::new());
    client::run(product.address, CLIENTS, ROUND / 4, ours.clone()).await;
    client::run(reference.address, CLIENTS, ROUND / 4, theirs.clone()).await;
    for _ in 0..ROUNDS {
        left.push(client::run(product.address, CLIENTS, ROUND, ours.clone()).await);
        right.push(client::run(reference.address, CLIENTS, ROUND, theirs.clone()).await);
    }
    (median(left), median(right))
}

fn median(mut runs: Vec<Run>) -> Run {
    runs.sort_by(|one, other| one.rate.total_cmp(&other.rate));
    runs.swap_remove(runs.len() / 2)
}

fn print(job: &str, ours: &Run, reference: &Run) {
    let millis = |time: Duration| time.as_secs_f64() * 1_000.0;
    let (p50, p99) = (millis(ours.p50), millis(ours.p99));
    let ratio = ours.rate / reference.rate;
    println!("{job:<28}{:>10.0}{p50:>10.2}{p99:>10.2}{:>12.0}{ratio:>8.2}", ours.rate, reference.rate);
}

/// The process that shows what the machine can do at best.
struct Reference {
    process: Child,
    address: SocketAddr,
}

impl Reference {
    async fn start(folder: &std::path::Path, page: Bytes, json: Bytes) -> Self {
        let address = free_address();
        let (page_file, json_file) = (folder.join("page"), folder.join("json"));
        std::fs::write(&page_file, page).expect("room for the page");
        std::fs::write(&json_file, json).expect("room for the answer");
        let process = Command::new(std::env::current_exe().expect("this program"))
            .args(["--reference", &address.to_string()])
            .args([&page_file, &json_file, &folder.join("log")])
            .stdout(Stdio::null())
            .spawn()
            .expect("the reference starts");
        wait_for(address).await;
        Self { process, address }
    }

    fn get(&self, path: &'static str) -> Ask {
        let host = self.address.to_string();
        Arc::new(move |_| request("GET", &host, path, &[], Bytes::new()))
    }

    fn append(&self) -> Ask {
        let host = self.address.to_string();
        let body = Bytes::from(vec![b'x'; BODY]);
        Arc::new(move |_| request("POST", &host, "/append", &[], body.clone()))
    }
}

impl Drop for Reference {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

async fn be_reference(words: &[String]) {
    let address = words[0].parse().expect("an address");
    let page = std::fs::read(&words[1]).expect("the page").into();
    let json = std::fs::read(&words[2]).expect("the answer").into();
    let log = std::fs::File::create(&words[3]).expect("a log");
    reference::serve(address, page, json, log).await;
}

fn request(method: &str, host: &str, path: &str, headers: &[(&str, &str)], body: Bytes) -> Request<Full<Bytes>> {
    let mut request = Request::builder().method(method).uri(path).header("host", host);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(Full::new(body)).expect("a request")
}

fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a free port")
}

async fn wait_for(address: SocketAddr) {
    for _ in 0..1_200 {
        if tokio::net::TcpStream::connect(address).await.is_ok() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("nothing listens on {address} after a minute");
}
