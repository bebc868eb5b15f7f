//! Officers and their grants.

use std::collections::HashMap;

use budayang_rules::division::DivisionCode;
use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Set};
use uuid::Uuid;

use crate::db::{Db, DbErr, Tx};
use crate::identity::tables::{grant, officer};
use crate::identity::{Grant, Officer, OfficerCard, Role};

pub(crate) async fn officer(db: &Db, id: Uuid) -> Result<Option<officer::Model>, DbErr> {
    officer::Entity::find_by_id(id).one(db.read()).await
}

/// Names of officers by id; those who have left keep theirs.
pub(crate) async fn officers(db: &Db, ids: &[Uuid]) -> Result<HashMap<Uuid, OfficerCard>, DbErr> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = officer::Entity::find().filter(officer::Column::Id.is_in(ids.iter().copied())).all(db.read()).await?;
    Ok(rows.into_iter().map(|row| (row.id, OfficerCard { id: row.id, name: row.name })).collect())
}

pub(crate) async fn grants(db: &Db, officer: Uuid) -> Result<Vec<Grant>, DbErr> {
    let rows = grant::Entity::find()
        .filter(grant::Column::Officer.eq(officer))
        .filter(grant::Column::RevokedAt.is_null())
        .all(db.read())
        .await?;
    Ok(rows.iter().filter_map(read_grant).collect())
}

/// Officers who handle cases somewhere inside one of the asking officer's own grants.
pub(crate) async fn colleagues(db: &Db, asking: &Officer) -> Result<Vec<OfficerCard>, DbErr> {
    let handling = [Role::Clerk, Role::Reviewer, Role::Decider, Role::Supervisor].map(Role::key);
    let rows = grant::Entity::find()
        .find_also_related(officer::Entity)
        .filter(grant::Column::RevokedAt.is_null())
        .filter(grant::Column::Role.is_in(handling))
        .filter(officer::Column::LeftAt.is_null())
        .order_by_asc(officer::Column::Name)
        .all(db.read())
        .await?;
    let near = |theirs: &Grant| {
        asking.grants.iter().any(|own| {
            let same_body = own.body.is_none() || theirs.body.is_none() || own.body == theirs.body;
            let overlap = own.division.contains(&theirs.division) || theirs.division.contains(&own.division);
            same_body && overlap
        })
    };
    let mut cards: Vec<OfficerCard> = rows
        .into_iter()
        .filter(|(grant, _)| read_grant(grant).is_some_and(|theirs| near(&theirs)))
        .filter_map(|(_, officer)| officer.map(|officer| OfficerCard { id: officer.id, name: officer.name }))
        .collect();
    cards.dedup();
    Ok(cards)
}

/// Everybody who holds a role somewhere, with the grant that says where.
pub(crate) async fn holders(db: &Db, role: Role) -> Result<Vec<(Uuid, Grant)>, DbErr> {
    let rows = grant::Entity::find()
        .find_also_related(officer::Entity)
        .filter(grant::Column::RevokedAt.is_null())
        .filter(grant::Column::Role.eq(role.key()))
        .filter(officer::Column::LeftAt.is_null())
        .all(db.read())
        .await?;
    Ok(rows.into_iter().filter_map(|(grant, _)| Some((grant.officer, read_grant(&grant)?))).collect())
}

/// The grants in force with their keys, inside a transaction that may change them.
pub(crate) async fn grants_with_ids(tx: &Tx, officer: Uuid) -> Result<Vec<(Uuid, Grant)>, DbErr> {
    let rows = grant::Entity::find()
        .filter(grant::Column::Officer.eq(officer))
        .filter(grant::Column::RevokedAt.is_null())
        .all(tx)
        .await?;
    Ok(rows.iter().filter_map(|row| Some((row.id, read_grant(row)?))).collect())
}

/// An officer whom nobody else can change until the transaction ends.
pub(crate) async fn hold(tx: &Tx, id: Uuid) -> Result<Option<officer::Model>, DbErr> {
    officer::Entity::find_by_id(id).lock_exclusive().one(tx).await
}

/// Puts new secrets in the place of the old ones.
pub(crate) async fn set_secrets(
    tx: &impl ConnectionTrait,
    id: Uuid,
    password: String,
    second_factor: String,
    last_step: i64,
) -> Result<(), DbErr> {
    let change = officer::ActiveModel {
        id: Set(id),
        password: Set(password),
        second_factor: Set(second_factor),
        last_step: Set(last_step),
        ..Default::default()
    };
    officer::Entity::update(change).exec(tx).await?;
    Ok(())
}

pub(crate) async fn leave(tx: &impl ConnectionTrait, id: Uuid, at: DateTime<Utc>) -> Result<(), DbErr> {
    let change = officer::ActiveModel { id: Set(id), left_at: Set(Some(at)), ..Default::default() };
    officer::Entity::update(change).exec(tx).await?;
    Ok(())
}

/// A row that names a role or division of another version of the program gives nothing.
pub(super) fn read_grant(row: &grant::Model) -> Option<Grant> {
    let role = Role::from_key(&row.role)?;
    let division = DivisionCode::parse(&row.division).ok()?;
    Some(Grant { role, body: row.body.clone(), division })
}

pub(crate) async fn by_account(db: &Db, account: &str) -> Result<Option<officer::Model>, DbErr> {
    officer::Entity::find().filter(officer::Column::Account.eq(account)).one(db.read()).await
}

/// Uses a time step of the second factor; false when it, or a later one, was used before.
pub(crate) async fn use_step(tx: &impl ConnectionTrait, officer: Uuid, step: i64) -> Result<bool, DbErr> {
    let used = officer::Entity::update_many()
        .col_expr(officer::Column::LastStep, Expr::value(step))
        .filter(officer::Column::Id.eq(officer))
        .filter(officer::Column::LastStep.lt(step))
        .exec(tx)
        .await?;
    Ok(used.rows_affected == 1)
}

pub(crate) async fn add(tx: &impl ConnectionTrait, officer: officer::Model) -> Result<(), DbErr> {
    officer::Entity::insert(officer.into_active_model()).exec_without_returning(tx).await?;
    Ok(())
}

pub(crate) async fn give(tx: &impl ConnectionTrait, grant: grant::Model) -> Result<(), DbErr> {
    grant::Entity::insert(grant.into_active_model()).exec_without_returning(tx).await?;
    Ok(())
}

/// Takes a grant back; false when there is no such grant in force.
pub(crate) async fn revoke(tx: &impl ConnectionTrait, grant: Uuid, by: Uuid, at: DateTime<Utc>) -> Result<bool, DbErr> {
    let revoked = grant::Entity::update_many()
        .col_expr(grant::Column::RevokedAt, Expr::value(at))
        .col_expr(grant::Column::RevokedBy, Expr::value(by))
        .filter(grant::Column::Id.eq(grant))
        .filter(grant::Column::RevokedAt.is_null())
        .exec(tx)
        .await?;
    Ok(revoked.rows_affected == 1)
}
