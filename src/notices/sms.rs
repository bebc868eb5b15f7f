//! Short messages leave through a gateway that the operator names; the demonstration only shows them.

use std::time::Duration;

use serde_json::json;
use tokio::sync::Notify;
use url::Url;

use crate::config::Config;

const PATIENCE: Duration = Duration::from_secs(10);

/// Where short messages go.
pub(crate) struct Sms {
    way: Way,
    /// Rung after something was written to the outbox, so that a code does not wait for the next round.
    bell: Notify,
}

enum Way {
    /// They are shown on a page of their own and go nowhere.
    Demonstration,
    /// A POST of `{id, phone, text}` to the operator's gateway; any 2xx answer means taken.
    Gateway { address: Url, token: Option<String>, client: reqwest::Client },
    /// Nothing is set: messages stay in the outbox.
    None,
}

impl Sms {
    pub(crate) fn new(config: &Config) -> Self {
        let way = match &config.sms_gateway {
            Some(address) => Way::Gateway {
                address: address.clone(),
                token: config.sms_token.clone(),
                client: reqwest::Client::new(),
            },
            None if config.demo => Way::Demonstration,
            None => Way::None,
        };
        Self { way, bell: Notify::new() }
    }

    /// Whether messages can reach anybody.
    pub(crate) fn is_connected(&self) -> bool {
        !matches!(self.way, Way::None)
    }

    /// Whether sent messages stay readable, for the page of the demonstration.
    pub(super) fn shows_messages(&self) -> bool {
        matches!(self.way, Way::Demonstration)
    }

    pub(crate) fn hurry(&self) {
        self.bell.notify_one();
    }

    pub(crate) async fn rung(&self) {
        self.bell.notified().await;
    }

    /// Hands one message over; the error is what the operator reads. `id` lets a gateway drop a repeat.
    pub(super) async fn send(&self, id: i64, phone: &str, text: &str) -> Result<(), String> {
        let Way::Gateway { address, token, client } = &self.way else { return Ok(()) };
        let body = json!({ "id": id.to_string(), "phone": phone, "text": text });
        let mut request = client.post(address.clone()).timeout(PATIENCE).json(&body);
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        let answer = request.send().await.map_err(|error| error.without_url().to_string())?;
        match answer.status() {
            status if status.is_success() => Ok(()),
            status => Err(format!("the gateway answered {status}")),
        }
    }
}
