//! The vault (材料库): a document is given once and used again with consent, as long as it holds.

use chrono::NaiveDate;
use uuid::Uuid;

use super::store;
use crate::app::App;
use crate::db::{Db, DbErr, Tx};
use crate::identity::Citizen;

pub(crate) use super::tables::vault::Model as Document;

impl Document {
    pub(crate) fn has_expired(&self, today: NaiveDate) -> bool {
        self.expires.is_some_and(|expires| expires < today)
    }
}

/// The documents of the subject whose affairs are at hand, the newest first.
pub(crate) async fn documents(db: &Db, citizen: &Citizen) -> Result<Vec<Document>, DbErr> {
    store::documents(db, citizen.on_behalf_of()).await
}

pub(crate) async fn document(db: &Db, citizen: &Citizen, id: Uuid) -> Result<Option<Document>, DbErr> {
    store::document(db, citizen.on_behalf_of(), id).await
}

/// Puts an organ's result into its holder's vault: trust A.
pub(crate) async fn put_by(
    app: &App,
    tx: &Tx,
    subject: Uuid,
    file: Uuid,
    name: &str,
    number: Option<String>,
    expires: Option<NaiveDate>,
) -> Result<(), DbErr> {
    let now = app.clock.now();
    let new = Document {
        id: app.random.id(now),
        subject_id: subject,
        file_id: file,
        name: name.to_owned(),
        trust: "A".into(),
        number,
        expires,
        created_at: now,
    };
    store::add_document(tx, new).await
}
