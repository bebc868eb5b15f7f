//! The list with its filters, and the walk along the chain.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use serde_json::json;
use uuid::Uuid;

use super::{Fault, Typed, admit, note};
use crate::app::App;
use crate::audit::tables::line::Model as Line;
use crate::audit::{Break, Filter, Verdict, store, verify};
use crate::clock::beijing;
use crate::identity::{self, Officer, OfficerCard};
use crate::web::{Error, Frame, Visit, page, redirect_saying, t};

const A_PAGE: u64 = 50;

#[derive(Template)]
#[template(path = "audit/list.html")]
struct ListPage {
    frame: Frame,
    typed: Typed,
    faults: Vec<(&'static str, String)>,
    rows: Vec<Row>,
    /// How far the chain reaches, and what the last walk along it found.
    state: String,
    walked: Option<Walked>,
    export: String,
    next: String,
}

/// One line as the page shows it.
struct Row {
    at: String,
    actor: String,
    actor_key: String,
    act: String,
    object: String,
    detail: String,
    seq: String,
}

struct Walked {
    sentence: String,
    kind: &'static str,
}

impl ListPage {
    fn fault(&self, field: &str) -> &str {
        self.faults.iter().find(|(name, _)| *name == field).map_or("", |(_, sentence)| sentence)
    }
}

pub(super) async fn list(
    State(app): State<App>,
    visit: Visit,
    officer: Officer,
    Query(typed): Query<Typed>,
) -> Result<Response, Error> {
    admit(&officer)?;
    let (filter, faults) = match typed.filter() {
        Ok(filter) => (Some(filter), Vec::new()),
        Err(faults) => (None, faults),
    };
    let (rows, next) = match &filter {
        Some(filter) => found(&app, &visit, &typed, filter).await?,
        None => Default::default(),
    };
    note(&app, &officer, "audit-read", typed.detail()).await?;
    let sealed = store::head(app.db.read()).await?.map_or(0, |head| head.seq);
    let unsealed = store::count_unsealed(&app.db).await?;
    let query = typed.query(None);
    page(&ListPage {
        frame: visit.frame(visit.t("audit-title")).crumb(visit.t("audit-desk"), "/desk"),
        faults: faults.into_iter().map(|(field, key): Fault| (field, visit.t(key))).collect(),
        rows,
        state: t(visit.lang(), "audit-state", &[("sealed", sealed.into()), ("unsealed", unsealed.into())]),
        walked: store::latest(&app.db, "audit-verified").await?.and_then(|line| walked(&visit, &line)),
        export: format!("/admin/audit/export.csv?{query}"),
        next,
        typed,
    })
}

/// A page of lines and the address of the next one.
async fn found(app: &App, visit: &Visit, typed: &Typed, filter: &Filter) -> Result<(Vec<Row>, String), Error> {
    let mut lines = store::lines(&app.db, filter, typed.before.parse().ok(), A_PAGE + 1).await?;
    let more = lines.len() as u64 > A_PAGE;
    lines.truncate(A_PAGE as usize);
    let last = lines.last().map(|line| line.id).filter(|_| more);
    let next = last.map(|id| format!("/admin/audit?{}", typed.query(Some(id)))).unwrap_or_default();
    let officers: Vec<Uuid> =
        lines.iter().filter(|line| line.actor_kind == "officer").filter_map(|line| line.actor).collect();
    let names = identity::officers(&app.db, &officers).await?;
    Ok((lines.into_iter().map(|line| row(visit, line, &names)).collect(), next))
}

fn row(visit: &Visit, line: Line, names: &HashMap<Uuid, OfficerCard>) -> Row {
    let kind = visit.t(&format!("audit-actor-{}", line.actor_kind));
    Row {
        at: line.at.with_timezone(&beijing()).format("%Y-%m-%d %H:%M:%S").to_string(),
        actor: match line.actor.and_then(|id| names.get(&id)) {
            Some(officer) => officer.name.clone(),
            None => kind,
        },
        actor_key: line.actor.map_or_else(|| line.actor_kind.clone(), |id| id.to_string()),
        act: line.act,
        object: line.object,
        detail: if line.detail == "{}" || line.detail == "null" { String::new() } else { line.detail },
        seq: line.seq.map(|seq| seq.to_string()).unwrap_or_default(),
    }
}

/// Walks the chain now and notes what was found.
pub(super) async fn verification(State(app): State<App>, visit: Visit, officer: Officer) -> Result<Response, Error> {
    admit(&officer)?;
    let verdict = verify(&app.db).await?;
    let (found, seq) = match verdict {
        Verdict::Whole { lines } => ("whole", lines),
        Verdict::Broken(Break::Changed { seq }) => ("changed", seq),
        Verdict::Broken(Break::Missing { seq }) => ("missing", seq),
        Verdict::Broken(Break::Added { seq }) => ("added", seq),
    };
    if verdict.is_broken() {
        tracing::error!(found, seq, "the audit trail does not hold");
    }
    note(&app, &officer, "audit-verified", json!({ "found": found, "seq": seq })).await?;
    Ok(redirect_saying("/admin/audit", &visit.t("audit-walked")))
}

/// What the last walk found, said in the reader's language.
fn walked(visit: &Visit, line: &Line) -> Option<Walked> {
    let detail: serde_json::Value = serde_json::from_str(&line.detail).ok()?;
    let (found, seq) = (detail["found"].as_str()?, detail["seq"].as_i64()?);
    let words = [("seq", seq.to_string().into()), ("at", visit.moment(line.at).into())];
    Some(Walked {
        sentence: t(visit.lang(), &format!("audit-found-{found}"), &words),
        kind: if found == "whole" { "good" } else { "bad" },
    })
}
