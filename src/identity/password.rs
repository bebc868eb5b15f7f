//! Passwords: Argon2id, off the async threads, few at a time so that a wave of log-ins cannot take the machine.

use std::time::Duration;

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use tokio::sync::Semaphore;

use crate::app::App;
use crate::web::Error;

static AT_ONCE: Semaphore = Semaphore::const_new(2);
const LONGEST_WAIT: Duration = Duration::from_secs(5);
pub(super) const SHORTEST: usize = 10;
/// Longer texts are no better and cost time.
pub(super) const LONGEST: usize = 128;

/// Checked when there is no such account, so that the answer takes as long as for one that exists.
const DECOY: &str = "$argon2id$v=19$m=19456,t=2,p=1$YnVkYXlhbmctZGVjb3k$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

pub(super) async fn hash(app: &App, password: &str) -> Result<String, Error> {
    let salt = app.random.bytes::<16>();
    let password = password.to_owned();
    let hashed = apart(move || {
        Argon2::default().hash_password_with_salt(password.as_bytes(), &salt).map(|hash: PasswordHash| hash.to_string())
    });
    hashed.await?.map_err(|error| Error::Broken(format!("a password cannot be hashed: {error}")))
}

/// Whether a typed password is the kept one; takes the same time when nothing is kept.
pub(super) async fn fits(kept: Option<&str>, typed: &str) -> Result<bool, Error> {
    let known = kept.is_some();
    let kept = kept.unwrap_or(DECOY).to_owned();
    let typed = typed.to_owned();
    let fits = apart(move || {
        PasswordHash::new(&kept).is_ok_and(|hash| Argon2::default().verify_password(typed.as_bytes(), &hash).is_ok())
    })
    .await?;
    Ok(fits && known)
}

async fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    let waited = tokio::time::timeout(LONGEST_WAIT, AT_ONCE.acquire()).await;
    let Ok(Ok(_permit)) = waited else { return Err(Error::Busy) };
    tokio::task::spawn_blocking(work).await.map_err(|error| Error::Broken(error.to_string()))
}
