//! Nothing acknowledged is lost: the process is killed at random moments while many people submit.

use std::collections::HashMap;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use budayang::clock::Random;
use reqwest::Client;
use serde_json::{Value, json};

use crate::support::{PLAIN_ITEM, TestApp, test_packs};

const ROUNDS: usize = 8;
const PEOPLE: usize = 12;

/// What was answered: idempotency key → case number.
type Acknowledged = Arc<Mutex<HashMap<String, String>>>;

#[tokio::test]
async fn every_acknowledged_case_is_there_once_after_each_kill() {
    // Clients of HTTP want a TLS library chosen, even when they speak plainly.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let app = TestApp::today().await;
    let cookie = app.citizen("li").await.cookies();
    let (folder, database) = app.into_data();
    let acknowledged = Acknowledged::default();
    let chance = Random::default();

    for round in 0..ROUNDS {
        let mut server = Server::start(folder.path(), database.as_deref()).await;
        let crowd: Vec<_> = (0..PEOPLE)
            .map(|person| tokio::spawn(submit(server.address(), cookie.clone(), round, person, acknowledged.clone())))
            .collect();
        tokio::time::sleep(Duration::from_millis(150 + chance.number() % 750)).await;
        server.kill();
        for person in crowd {
            person.await.expect("a person who submits");
        }
    }

    let acknowledged = acknowledged.lock().expect("what was answered").clone();
    assert!(
        acknowledged.len() >= ROUNDS,
        "only {} submissions were answered: nothing was put to the test",
        acknowledged.len()
    );
    let server = Server::start(folder.path(), database.as_deref()).await;
    let client = Client::new();
    for (key, no) in &acknowledged {
        let again = post(&client, &server.address(), &cookie, key).await.expect("the server answers");
        assert_eq!(again["no"], *no, "the case of {key} is there, once");
    }
}

/// One person who sends one application after another until the server is gone.
async fn submit(address: String, cookie: String, round: usize, person: usize, acknowledged: Acknowledged) {
    let client = Client::new();
    for n in 0.. {
        let key = format!("{round}-{person}-{n}");
        let Ok(answer) = post(&client, &address, &cookie, &key).await else { return };
        let Some(no) = answer["no"].as_str() else { panic!("refused: {answer}") };
        acknowledged.lock().expect("what was answered").insert(key, no.to_owned());
    }
}

async fn post(client: &Client, address: &str, cookie: &str, key: &str) -> reqwest::Result<Value> {
    let application = json!({
        "item": PLAIN_ITEM,
        "answers": { "name": "演示李明", "reason": format!("第{key}次") },
        "phone": "13800000001",
        "idempotency_key": key,
    });
    client
        .post(format!("{address}/api/v1/cases"))
        .header("cookie", cookie)
        .json(&application)
        .send()
        .await?
        .json()
        .await
}

/// The program as operators run it.
struct Server {
    process: Child,
    port: u16,
}

impl Server {
    async fn start(folder: &Path, database: Option<&str>) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a free port").port();
        let mut command = Command::new(env!("CARGO_BIN_EXE_budayang"));
        command
            .args(["serve", "--no-rate-limits", "--listen", &format!("127.0.0.1:{port}")])
            .arg("--data-dir")
            .arg(folder)
            .arg("--packs")
            .arg(test_packs())
            .env("RUST_LOG", "error")
            .stdout(Stdio::null());
        if let Some(url) = database {
            command.args(["--database-url", url]);
        }
        let process = command.spawn().expect("the program starts");
        let server = Self { process, port };
        let client = Client::new();
        for _ in 0..600 {
            if client
                .get(format!("{}/readyz", server.address()))
                .send()
                .await
                .is_ok_and(|answer| answer.status().is_success())
            {
                return server;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the program did not become ready in 30 s");
    }

    fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// As power loss does it to a process: no handler runs.
    fn kill(&mut self) {
        self.process.kill().expect("the process is killed");
        self.process.wait().expect("the process has ended");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
