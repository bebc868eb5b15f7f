//! Officers as far as a security administrator reaches.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::db::{Db, DbErr};
use crate::identity::Officer;
use crate::identity::staff::Staff;
use crate::identity::tables::session::Kind;
use crate::identity::tables::{grant, officer, session};

/// Officers who hold or held a role inside the administrator's reach, by account; a page of them.
pub(crate) async fn list(db: &Db, admin: &Officer, after: &str, most: u64) -> Result<Vec<Staff>, DbErr> {
    let rows = officer::Entity::find()
        .filter(within(admin))
        .filter(officer::Column::Account.gt(after))
        .order_by_asc(officer::Column::Account)
        .limit(most)
        .all(db.read())
        .await?;
    complete(db, rows).await
}

pub(crate) async fn member(db: &Db, admin: &Officer, id: Uuid) -> Result<Option<Staff>, DbErr> {
    let row = officer::Entity::find_by_id(id).filter(within(admin)).one(db.read()).await?;
    Ok(complete(db, row.into_iter().collect()).await?.pop())
}

/// Sessions of these officers that were not ended, the latest first, with their holders.
pub(crate) async fn sessions(
    db: &Db,
    admin: &Officer,
    seen_since: DateTime<Utc>,
    most: u64,
) -> Result<Vec<(session::Model, officer::Model)>, DbErr> {
    let officers =
        Query::select().column(officer::Column::Id).from(officer::Entity).cond_where(within(admin)).to_owned();
    let open = session::Entity::find()
        .filter(session::Column::Kind.eq(Kind::Officer))
        .filter(session::Column::EndedAt.is_null())
        .filter(session::Column::SeenAt.gte(seen_since))
        .filter(session::Column::Holder.in_subquery(officers))
        .order_by_desc(session::Column::SeenAt)
        .limit(most)
        .all(db.read())
        .await?;
    let ids = open.iter().map(|session| session.holder);
    let holders = officer::Entity::find().filter(officer::Column::Id.is_in(ids)).all(db.read()).await?;
    let holders: HashMap<Uuid, officer::Model> = holders.into_iter().map(|row| (row.id, row)).collect();
    Ok(open.into_iter().filter_map(|row| holders.get(&row.holder).cloned().map(|holder| (row, holder))).collect())
}

/// Whoever holds or held a role there: who lost the last one does not get out of sight.
fn within(admin: &Officer) -> Condition {
    let reach = admin.scope().fold(Condition::any(), |any, own| {
        let mut all = Condition::all().add(grant::Column::Division.starts_with(own.division.prefix()));
        if let Some(body) = &own.body {
            all = all.add(grant::Column::Body.eq(body));
        }
        any.add(all)
    });
    let officers = Query::select().column(grant::Column::Officer).from(grant::Entity).cond_where(reach).to_owned();
    match admin.scope().next() {
        Some(_) => Condition::all().add(officer::Column::Id.in_subquery(officers)),
        // An empty condition would let everything through.
        None => Condition::all().add(officer::Column::Id.is_null()),
    }
}

async fn complete(db: &Db, officers: Vec<officer::Model>) -> Result<Vec<Staff>, DbErr> {
    let ids: Vec<Uuid> = officers.iter().map(|officer| officer.id).collect();
    let grants = grant::Entity::find()
        .filter(grant::Column::Officer.is_in(ids.iter().copied()))
        .filter(grant::Column::RevokedAt.is_null())
        .order_by_asc(grant::Column::GivenAt)
        .all(db.read())
        .await?;
    let mut of: HashMap<Uuid, Vec<grant::Model>> = HashMap::new();
    grants.into_iter().for_each(|grant| of.entry(grant.officer).or_default().push(grant));
    let last: Vec<(Uuid, Option<DateTime<Utc>>)> = session::Entity::find()
        .select_only()
        .column(session::Column::Holder)
        .column_as(session::Column::CreatedAt.max(), "last")
        .filter(session::Column::Holder.is_in(ids))
        .group_by(session::Column::Holder)
        .into_tuple()
        .all(db.read())
        .await?;
    let last: HashMap<Uuid, Option<DateTime<Utc>>> = last.into_iter().collect();
    let staff = officers.into_iter().map(|officer| Staff {
        grants: of.remove(&officer.id).unwrap_or_default(),
        last_log_in: last.get(&officer.id).copied().flatten(),
        officer,
    });
    Ok(staff.collect())
}
