//! Short messages (短信) leave through a gateway that the operator names; the demonstration only shows them.

use std::time::Duration;

use async_trait::async_trait;
use serde_json::json;
use thiserror::Error;
use tokio::sync::Notify;
use url::Url;

use crate::config::Config;

const CONNECTING: Duration = Duration::from_secs(3);
const ANSWERING: Duration = Duration::from_secs(10);

/// A system outside that carries short messages to telephones.
#[async_trait]
pub(crate) trait SmsGateway: Send + Sync {
    /// Hands one message over. The same `id` may come again when an answer was lost; the gateway drops the repeat.
    async fn send(&self, id: i64, phone: &str, text: &str) -> Result<(), SmsError>;
}

/// Why a message was not taken, as the operator reads it.
#[derive(Debug, Error)]
pub(crate) enum SmsError {
    #[error("the gateway cannot be reached: {0}")]
    Away(String),
    #[error("the gateway answered {0}")]
    Answered(u16),
}

/// Sends nothing: messages stay readable on a page of their own.
struct Demonstration;

#[async_trait]
impl SmsGateway for Demonstration {
    async fn send(&self, _: i64, _: &str, _: &str) -> Result<(), SmsError> {
        Ok(())
    }
}

/// A POST of `{"id", "phone", "text"}`; any 2xx answer means that the message was taken.
struct Http {
    address: Url,
    token: Option<String>,
    client: reqwest::Client,
}

#[async_trait]
impl SmsGateway for Http {
    async fn send(&self, id: i64, phone: &str, text: &str) -> Result<(), SmsError> {
        let body = json!({ "id": id.to_string(), "phone": phone, "text": text });
        let mut request = self.client.post(self.address.clone()).json(&body);
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        // The address may carry a secret of the operator's: it stays out of the log.
        let answer = request.send().await.map_err(|error| SmsError::Away(error.without_url().to_string()))?;
        if answer.status().is_success() { Ok(()) } else { Err(SmsError::Answered(answer.status().as_u16())) }
    }
}

/// The way out for short messages, if there is one.
pub(crate) struct Sms {
    gateway: Option<Box<dyn SmsGateway>>,
    demonstration: bool,
    bell: Notify,
}

impl Sms {
    /// The demonstration never reaches a real telephone, whatever else is set.
    pub(crate) fn new(config: &Config) -> Result<Self, reqwest::Error> {
        let gateway: Option<Box<dyn SmsGateway>> = match &config.sms_gateway {
            _ if config.demo => Some(Box::new(Demonstration)),
            Some(address) => {
                let client = reqwest::Client::builder().connect_timeout(CONNECTING).timeout(ANSWERING).build()?;
                Some(Box::new(Http { address: address.clone(), token: config.sms_token.clone(), client }))
            }
            None => {
                tracing::warn!(
                    "没有设置短信网关，短信留在发件箱里 (no gateway for short messages: they wait in the outbox and \
                     codes reach nobody; set --sms-gateway)"
                );
                None
            }
        };
        Ok(Self { gateway, demonstration: config.demo, bell: Notify::new() })
    }

    /// Whether messages can reach anybody.
    pub(crate) fn is_connected(&self) -> bool {
        self.gateway.is_some()
    }

    /// Whether the demonstration shows what was sent.
    pub(super) fn shows_messages(&self) -> bool {
        self.demonstration
    }

    pub(super) fn gateway(&self) -> Option<&dyn SmsGateway> {
        self.gateway.as_deref()
    }

    /// Rung after a message was committed that should not wait for the next round, such as a code.
    pub(crate) fn hurry(&self) {
        self.bell.notify_one();
    }

    pub(crate) fn bell(&self) -> &Notify {
        &self.bell
    }
}
