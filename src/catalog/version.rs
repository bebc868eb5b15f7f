//! Editions (版本): what an item said from one day to another. A case is pinned to one.

use chrono::{DateTime, NaiveDate, Utc};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::Item;

/// One version of an item with inherited elements filled in.
#[derive(Clone, Debug)]
pub(crate) struct Edition {
    pub id: Uuid,
    pub code: String,
    /// Counts from 1 for each item.
    pub version: i32,
    /// SHA-256 of the item's JSON, 64 hexadecimal digits: the same on every channel.
    pub hash: String,
    pub item: Item,
    /// As it was written, when it inherits from a base.
    pub own: Option<Item>,
    pub base_edition: Option<Uuid>,
    pub effective_from: Option<NaiveDate>,
    pub published_at: DateTime<Utc>,
    pub source: String,
}

impl Edition {
    /// The first twelve digits of the hash, enough for a person to compare.
    pub(crate) fn short_hash(&self) -> &str {
        self.hash.get(..12).unwrap_or(&self.hash)
    }
}

/// The item as it is stored, and the hash of exactly that.
pub(super) fn written(item: &Item) -> Result<(String, String), serde_json::Error> {
    let json = serde_json::to_string(item)?;
    let hash = hex::encode(Sha256::digest(json.as_bytes()));
    Ok((json, hash))
}
