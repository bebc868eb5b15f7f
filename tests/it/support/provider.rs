//! A real OpenID Connect provider in a process of its own, and the way through it as a browser goes.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use url::Url;

use super::{Answer, TestApp, Visitor};

pub struct Provider {
    child: Child,
    pub issuer: String,
}

impl Provider {
    pub fn start() -> Self {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("e2e");
        assert!(
            folder.join("node_modules/oauth2-mock-server").is_dir(),
            "the provider of these tests is not installed: run `cargo xtask test --only tests -- identity`, or `npm ci` in e2e/"
        );
        let mut child = Command::new("node")
            .arg("support/oidc-provider.mjs")
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("Node.js 18 or newer; `cargo xtask doctor` says how to install it");
        let mut issuer = String::new();
        BufReader::new(child.stdout.take().expect("its output")).read_line(&mut issuer).expect("its address");
        Self { child, issuer: issuer.trim().to_owned() }
    }

    /// A program that lets people in through this provider.
    pub async fn app(&self) -> TestApp {
        // Clients of HTTP want a TLS library chosen, even when they speak plainly.
        let _ = rustls::crypto::ring::default_provider().install_default();
        TestApp::with(|config| {
            config.oidc.issuer = openidconnect::IssuerUrl::new(self.issuer.clone()).ok();
            config.oidc.client_id = Some("budayang".into());
            config.oidc.client_secret = Some("a secret of the tests".into());
            config.oidc.name = "演示身份认证".into();
        })
        .await
    }

    /// Goes to the provider and comes back as somebody, with something wrong or "".
    pub async fn log_in(&self, visitor: &Visitor, name: &str, fault: &str) -> Answer {
        let back = self.way_back(visitor, name, fault).await;
        visitor.get(&back).await
    }

    /// The path on our site to which the provider sends somebody.
    pub async fn way_back(&self, visitor: &Visitor, name: &str, fault: &str) -> String {
        let left = visitor.get("/login/provider?back=/me/sessions").await.expect(303);
        let mut way: Url = left.location().parse().expect("the provider's address");
        assert!(way.as_str().starts_with(&self.issuer), "{way}");
        way.query_pairs_mut().append_pair("as", name).append_pair("fault", fault);
        let browser =
            reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().expect("a browser");
        let answer = browser.get(way).send().await.expect("the provider answers");
        let back: Url = answer.headers()["location"].to_str().unwrap().parse().expect("an address");
        assert!(back.as_str().starts_with("http://127.0.0.1:8080/login/provider/callback?"), "{back}");
        format!("{}?{}", back.path(), back.query().unwrap_or_default())
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
