//! The product as operators run it, with its demonstration, and what is asked of it.

use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::body::Bytes;

use crate::client::{Ask, once};
use crate::{BODY, free_address, request, wait_for};

/// Words that people type: names, everyday words, initials, none of them found in a cache of pages.
const WORDS: [&str; 12] =
    ["驾照", "食品", "五险一金", "办执照", "老年", "jz", "社保", "补贴", "shebao", "居住", "失业", "登记"];

/// The demonstration's item without materials: five answers, nothing to upload.
const ITEM: &str = "1110000000000004XG1002001001000";
const ANSWERS: &str = r#"{"name":"演示李明","kind":"social","for_whom":"某单位（示例）","promise":true}"#;

pub struct Product {
    process: Child,
    pub address: SocketAddr,
    cookie: String,
}

impl Product {
    /// Starts it and logs in as a person of the demonstration.
    pub async fn start(folder: &Path) -> Self {
        let address = free_address();
        let process = Command::new(env!("CARGO_BIN_EXE_budayang"))
            .args(["serve", "--demo", "--no-rate-limits", "--listen", &address.to_string()])
            .arg("--data-dir")
            .arg(folder.join("data"))
            .env("RUST_LOG", "error")
            .stdout(Stdio::null())
            .spawn()
            .expect("the product starts");
        wait_for(address).await;
        let mut product = Self { process, address, cookie: String::new() };
        product.log_in().await;
        product
    }

    async fn log_in(&mut self) {
        let host = self.address.to_string();
        let form = [("content-type", "application/x-www-form-urlencoded")];
        let request = request("POST", &host, "/login/demonstration", &form, "person=li&back=/".into());
        let (parts, _) = once(self.address, request).await;
        let set = parts.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
        let session = set.filter_map(|cookie| cookie.split(';').next()).find(|cookie| cookie.starts_with("session="));
        self.cookie = session.expect("a session of the demonstration").to_owned();
    }

    /// The very bytes of the guide page, compressed.
    pub async fn guide(&self) -> Bytes {
        once(self.address, self.ask_guide()(0)).await.1
    }

    /// The very bytes of an answer to a search.
    pub async fn found(&self) -> Bytes {
        once(self.address, self.ask_search()(0)).await.1
    }

    pub fn ask_guide(&self) -> Ask {
        let (host, path) = (self.address.to_string(), format!("/items/{ITEM}"));
        Arc::new(move |_| request("GET", &host, &path, &[("accept-encoding", "br")], Bytes::new()))
    }

    pub fn ask_search(&self) -> Ask {
        let host = self.address.to_string();
        Arc::new(move |n| {
            let word: String =
                url::form_urlencoded::byte_serialize(WORDS[n as usize % WORDS.len()].as_bytes()).collect();
            request("GET", &host, &format!("/api/v1/items?q={word}&limit=10"), &[], Bytes::new())
        })
    }

    pub fn ask_submission(&self) -> Ask {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let (host, cookie) = (self.address.to_string(), self.cookie.clone());
        Arc::new(move |_| {
            let n = COUNT.fetch_add(1, Ordering::Relaxed);
            let body = format!(
                r#"{{"item":"{ITEM}","answers":{ANSWERS},"phone":"13800000001","idempotency_key":"load-{n}"}}"#
            );
            assert!(body.len() <= BODY * 2, "a submission as large as usual");
            let headers = [("cookie", cookie.as_str()), ("content-type", "application/json")];
            request("POST", &host, "/api/v1/cases", &headers, body.into())
        })
    }
}

impl Drop for Product {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
