//! The courier, a system outside: booked with an order, asked for sightings.

use std::path::PathBuf;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::ParcelState;

/// What the carrier is asked to bring, and where.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Order {
    /// The same parcel booked twice is one waybill.
    pub parcel: Uuid,
    pub case_no: String,
    pub content: String,
    pub receiver: String,
    pub telephone: String,
    pub address: String,
}

/// A parcel seen somewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Sighting {
    pub state: ParcelState,
    pub place: String,
    pub at: DateTime<Utc>,
}

/// The journey of one parcel so far, oldest first.
#[derive(Clone, Debug)]
pub(crate) struct Journey {
    pub waybill: String,
    pub sightings: Vec<Sighting>,
}

#[derive(Debug, thiserror::Error)]
#[error("the carrier does not answer: {0}")]
pub(crate) struct CarrierError(String);

#[async_trait]
pub(crate) trait Carrier: Send + Sync {
    /// As the label names it.
    fn name(&self) -> &'static str;

    /// Books the parcel and returns its waybill number.
    async fn book(&self, order: &Order) -> Result<String, CarrierError>;

    /// Where these parcels have been; those without news may be left out.
    async fn track(&self, waybills: &[String]) -> Result<Vec<Journey>, CarrierError>;
}

/// A carrier made of files: orders are written as JSON into a folder, sightings are read from beside them. It serves the
/// demonstration, and any courier that exchanges files.
pub(crate) struct FileCarrier {
    folder: PathBuf,
}

impl FileCarrier {
    pub(crate) fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    fn order(&self, waybill: &str) -> PathBuf {
        self.folder.join(format!("{waybill}.json"))
    }

    fn sightings(&self, waybill: &str) -> PathBuf {
        self.folder.join(format!("{waybill}.sightings.json"))
    }

    async fn journey(&self, waybill: &str) -> Result<Vec<Sighting>, CarrierError> {
        match tokio::fs::read(self.sightings(waybill)).await {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(|error| CarrierError(error.to_string())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
            Err(error) => Err(CarrierError(error.to_string())),
        }
    }

    /// The courier's part in the demonstration: the parcel was seen.
    pub(crate) async fn seen(&self, waybill: &str, sighting: Sighting) -> Result<(), CarrierError> {
        let known = waybill.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !known || !tokio::fs::try_exists(self.order(waybill)).await.unwrap_or(false) {
            return Err(CarrierError("no such waybill".into()));
        }
        let mut sightings = self.journey(waybill).await?;
        sightings.push(sighting);
        write(self.sightings(waybill), &sightings).await
    }
}

#[async_trait]
impl Carrier for FileCarrier {
    fn name(&self) -> &'static str {
        "演示速递（文件接口）"
    }

    async fn book(&self, order: &Order) -> Result<String, CarrierError> {
        tokio::fs::create_dir_all(&self.folder).await.map_err(|error| CarrierError(error.to_string()))?;
        let waybill = format!("BD{:013}", order.parcel.as_u128() % 10_000_000_000_000);
        write(self.order(&waybill), order).await?;
        Ok(waybill)
    }

    async fn track(&self, waybills: &[String]) -> Result<Vec<Journey>, CarrierError> {
        let mut journeys = Vec::new();
        for waybill in waybills {
            journeys.push(Journey { waybill: waybill.clone(), sightings: self.journey(waybill).await? });
        }
        Ok(journeys)
    }
}

/// Whole or not at all: a reader never meets half a file.
async fn write(path: PathBuf, content: &impl Serialize) -> Result<(), CarrierError> {
    let failed = |error: std::io::Error| CarrierError(error.to_string());
    let bytes = serde_json::to_vec_pretty(content).map_err(|error| CarrierError(error.to_string()))?;
    let draft = path.with_extension("new");
    tokio::fs::write(&draft, bytes).await.map_err(failed)?;
    tokio::fs::rename(&draft, &path).await.map_err(failed)
}
