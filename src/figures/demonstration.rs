//! A made-up epidemic for the demonstration, from `demo/figures.csv` of the packs; every row says that it is a sample.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::import::{Places, claim};
use super::store::{self, Taking};
use crate::app::App;
use crate::db::{DbErr, Tx};
use crate::divisions;
use crate::rows::Record;

/// Once, into an empty table.
pub(crate) async fn seed_demo(app: &App, tx: &Tx) -> Result<(), DbErr> {
    if !store::is_empty(tx).await? {
        return Ok(());
    }
    let mut places = Places::new(Arc::new(divisions::tree(tx).await?));
    let mut taking = Taking::begin(&app.random, app.clock.now());
    for pack in app.sites.packs() {
        let Some(table) = pack.text("demo/figures.csv") else { continue };
        let claims: Vec<_> = records(table).filter_map(|record| claim(&mut places, &record).ok()).collect();
        taking.take(tx, &claims).await?;
    }
    taking.finish(tx).await.map(drop)
}

fn records(table: &str) -> impl Iterator<Item = Record> {
    let rows = csv::Reader::from_reader(table.as_bytes()).into_deserialize::<BTreeMap<String, String>>();
    rows.filter_map(Result::ok).map(|row| row.into_iter().collect())
}
