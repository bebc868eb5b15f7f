//! What checkers without a network fetch beforehand: public keys and the list of results taken back.

use axum::extract::State;
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use crate::app::App;
use crate::delivery::{check, store};
use crate::web::Error;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/.well-known/budayang-keys.json", get(keys))
        .route("/.well-known/budayang-revocations.json", get(revocations))
}

async fn keys(State(app): State<App>) -> Result<Json<Value>, Error> {
    let current = app.keys.public();
    let mut keys: Vec<Value> = check::published(&app.db)
        .await?
        .into_iter()
        .map(|key| json!({ "id": key.id, "since": key.since, "current": key.id == current.id, "public_key": key.public_key }))
        .collect();
    // A key that has not signed anything yet is published all the same.
    if !keys.iter().any(|key| key["current"] == true) {
        keys.push(json!({ "id": current.id, "since": null, "current": true, "public_key": current.pem }));
    }
    Ok(Json(json!({ "algorithm": "SM2 with SM3, GB/T 32918", "signer": check::SIGNER, "keys": keys })))
}

async fn revocations(State(app): State<App>) -> Result<Json<Value>, Error> {
    let list: Vec<Value> = store::revocations(app.db.read())
        .await?
        .into_iter()
        .map(|revoked| json!({ "id": revoked.number, "at": revoked.at, "reason": revoked.reason }))
        .collect();
    Ok(Json(json!({ "as_of": app.clock.now(), "revoked": list })))
}
