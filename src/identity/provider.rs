//! Logging in through an OpenID Connect provider: authorisation code with PKCE, state and nonce. What the provider says
//! of itself is asked at the first use, so that this site starts and goes on while the provider is away.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreClientAuthMethod, CoreIdTokenVerifier, CoreJwsSigningAlgorithm,
    CoreProviderMetadata,
};
use openidconnect::{
    AuthType, AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret, CsrfToken, HttpRequest, HttpResponse,
    IssuerUrl, Nonce, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope, TokenResponse,
};
use thiserror::Error;
use tokio::sync::RwLock;
use url::Url;

use super::challenge::Link;
use crate::app::App;
use crate::config::Config;

const CONNECTING: Duration = Duration::from_secs(3);
const ANSWERING: Duration = Duration::from_secs(10);
/// How long the provider's addresses and keys are believed.
const BELIEVED: TimeDelta = TimeDelta::hours(1);
/// Signatures that only the provider can make; a shared secret would let each side speak for the other.
const SIGNATURES: [CoreJwsSigningAlgorithm; 8] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// A provider that the operator named.
pub(crate) struct Provider {
    /// As the log-in button says it.
    pub name: String,
    issuer: IssuerUrl,
    client: ClientId,
    secret: Option<ClientSecret>,
    redirect: RedirectUrl,
    http: reqwest::Client,
    known: RwLock<Option<Known>>,
}

#[derive(Clone)]
struct Known {
    metadata: Arc<CoreProviderMetadata>,
    at: DateTime<Utc>,
}

/// The settings name a provider that cannot be used.
#[derive(Debug, Error)]
pub enum ProviderError {
    #[error("the client secret cannot be read from {0}: {1}; see --oidc-client-secret-file")]
    Secret(PathBuf, std::io::Error),
    #[error("--public-url is no address that a provider can send people back to: {0}")]
    Address(#[from] url::ParseError),
    #[error("the client for the OpenID Connect provider cannot be built: {0}")]
    Client(#[from] reqwest::Error),
}

/// Why a log-in through the provider came to nothing; the words are for the log.
#[derive(Debug, Error)]
pub(super) enum ProviderFault {
    #[error("the provider cannot be reached: {0}")]
    Away(String),
    #[error("what the provider answered is not believed: {0}")]
    Refused(String),
}

/// Somebody sets out for the provider: where to, and what is kept here until they are back.
pub(super) struct Departure {
    pub address: Url,
    pub state: String,
    pub nonce: String,
    pub verifier: String,
}

impl Provider {
    pub(crate) fn of(config: &Config) -> Result<Option<Self>, ProviderError> {
        let settings = &config.oidc;
        let (Some(issuer), Some(client)) = (&settings.issuer, &settings.client_id) else { return Ok(None) };
        let secret = match &settings.client_secret_file {
            Some(file) => {
                let text = std::fs::read_to_string(file).map_err(|error| ProviderError::Secret(file.clone(), error))?;
                Some(text.trim().to_owned())
            }
            None => settings.client_secret.clone(),
        };
        // Followed redirects would let a provider make this program call addresses inside its own network.
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(CONNECTING)
            .timeout(ANSWERING)
            .build()?;
        Ok(Some(Self {
            name: settings.name.clone(),
            issuer: issuer.clone(),
            client: ClientId::new(client.clone()),
            secret: secret.map(ClientSecret::new),
            redirect: RedirectUrl::new(format!("{}/login/provider/callback", config.public_url()))?,
            http,
            known: RwLock::default(),
        }))
    }

    pub(super) fn issuer(&self) -> &str {
        self.issuer.as_str()
    }

    /// The way to the provider.
    pub(super) async fn departure(&self, app: &App) -> Result<Departure, ProviderFault> {
        let metadata = self.metadata(app).await?;
        let client = CoreClient::from_provider_metadata((*metadata).clone(), self.client.clone(), None)
            .set_redirect_uri(self.redirect.clone());
        let [state, nonce, verifier] = [(); 3].map(|()| hex::encode(app.random.bytes::<32>()));
        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(verifier.clone()));
        let (address, state, nonce) = client
            .authorize_url(CoreAuthenticationFlow::AuthorizationCode, || CsrfToken::new(state), || Nonce::new(nonce))
            .add_scope(Scope::new("profile".into()))
            .set_pkce_challenge(challenge)
            .url();
        Ok(Departure { address, state: state.into_secret(), nonce: nonce.secret().clone(), verifier })
    }

    /// Whom the provider vouches for with a code. A key that nobody knows may be a new one: then the keys are asked
    /// for again, once.
    pub(super) async fn arrival(
        &self,
        app: &App,
        code: &str,
        nonce: &str,
        verifier: &str,
    ) -> Result<Link, ProviderFault> {
        let metadata = self.metadata(app).await?;
        let mut client =
            CoreClient::from_provider_metadata((*metadata).clone(), self.client.clone(), self.secret.clone())
                .set_redirect_uri(self.redirect.clone());
        if wants_secret_in_body(&metadata) {
            client = client.set_auth_type(AuthType::RequestBody);
        }
        let ask = |request| call(self.http.clone(), request);
        let refused = |error: &dyn std::fmt::Display| ProviderFault::Refused(error.to_string());
        let tokens = client
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .map_err(|error| refused(&error))?
            .set_pkce_verifier(PkceCodeVerifier::new(verifier.to_owned()))
            .request_async(&ask)
            .await
            .map_err(|error| match error {
                openidconnect::RequestTokenError::Request(error) => ProviderFault::Away(error.to_string()),
                other => refused(&other),
            })?;
        let token = tokens.id_token().ok_or_else(|| refused(&"no id token"))?;
        let nonce = Nonce::new(nonce.to_owned());
        let claims = match token.claims(&self.verifier(app, &metadata), &nonce) {
            Err(ClaimsVerificationError::SignatureVerification(_)) => {
                *self.known.write().await = None;
                let metadata = self.metadata(app).await?;
                token.claims(&self.verifier(app, &metadata), &nonce).map_err(|error| refused(&error))?
            }
            checked => checked.map_err(|error| refused(&error))?,
        };
        let shown = claims.name().and_then(|name| name.get(None)).map(|name| name.as_str());
        let shown = shown.or_else(|| claims.preferred_username().map(|name| name.as_str()));
        Ok(Link {
            issuer: self.issuer.as_str().to_owned(),
            name: claims.subject().as_str().to_owned(),
            shown: shown.map(|name| name.chars().take(60).collect()),
        })
    }

    /// Issuer, audience, signature, expiry and nonce are checked, by this program's own clock.
    fn verifier<'a>(&self, app: &App, metadata: &CoreProviderMetadata) -> CoreIdTokenVerifier<'a> {
        let clock = app.clock.clone();
        let keys = metadata.jwks().clone();
        CoreIdTokenVerifier::new_public_client(self.client.clone(), self.issuer.clone(), keys)
            .set_allowed_algs(SIGNATURES)
            .set_time_fn(move || clock.now())
    }

    /// What the provider says of itself (OpenID Connect Discovery).
    async fn metadata(&self, app: &App) -> Result<Arc<CoreProviderMetadata>, ProviderFault> {
        let now = app.clock.now();
        if let Some(known) = self.known.read().await.clone().filter(|known| now - known.at < BELIEVED) {
            return Ok(known.metadata);
        }
        let ask = |request| call(self.http.clone(), request);
        let found = CoreProviderMetadata::discover_async(self.issuer.clone(), &ask).await;
        let metadata = Arc::new(found.map_err(|error| ProviderFault::Away(with_cause(&error)))?);
        *self.known.write().await = Some(Known { metadata: metadata.clone(), at: now });
        Ok(metadata)
    }
}

/// A provider that takes the secret in the header and the body is given it in the header.
fn wants_secret_in_body(metadata: &CoreProviderMetadata) -> bool {
    let methods = metadata.token_endpoint_auth_methods_supported();
    methods.is_some_and(|methods| {
        methods.contains(&CoreClientAuthMethod::ClientSecretPost)
            && !methods.contains(&CoreClientAuthMethod::ClientSecretBasic)
    })
}

async fn call(client: reqwest::Client, request: HttpRequest) -> Result<HttpResponse, reqwest::Error> {
    let answer = client.execute(reqwest::Request::try_from(request)?).await?;
    let (status, headers) = (answer.status(), answer.headers().clone());
    let mut response = HttpResponse::new(answer.bytes().await?.to_vec());
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    Ok(response)
}

fn with_cause(error: &dyn std::error::Error) -> String {
    std::iter::successors(Some(error), |error| error.source()).map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
