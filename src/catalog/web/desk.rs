//! The editor's desk: what the lint found, what people looked for in vain, pausing and resuming.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use budayang_forms::Text;
use chrono::NaiveDate;

use super::super::state::{StateRefusal, change_state};
use super::super::{Asked, Finding, ItemState, RULES, find, lint as check, store};
use super::guide::item_code;
use super::names;
use super::search::Line;
use crate::identity::{Officer, Role};
use crate::web::{Error, Frame, Posted, Visit, page, redirect_saying};

/// Items listed under the counts.
const SHOWN: u64 = 50;
/// Rows of each table of counts.
const COUNTED: usize = 30;
const LONGEST_REASON: usize = 300;

#[derive(Template)]
#[template(path = "catalog/lint.html")]
struct Lint {
    frame: Frame,
    sum: String,
    rules: Vec<Count>,
    bodies: Vec<Count>,
    divisions: Vec<Count>,
    chosen: String,
    broken: Vec<Broken>,
    in_vain: Vec<(String, i64)>,
}

struct Count {
    label: String,
    href: String,
    count: i64,
}

struct Broken {
    name: String,
    href: String,
    body: String,
    findings: Vec<Finding>,
}

pub(super) async fn lint(
    visit: Visit,
    officer: Officer,
    Query(asked): Query<HashMap<String, String>>,
) -> Result<Response, Error> {
    editor(&officer)?;
    let (mut rules, mut bodies, mut divisions) = (HashMap::new(), HashMap::new(), HashMap::new());
    let (mut items, mut faulty) = (0, 0);
    for group in store::faulty(&visit.app.db).await? {
        items += group.count;
        if group.findings.is_empty() {
            continue;
        }
        faulty += group.count;
        *bodies.entry(group.body_code).or_insert(0) += group.count;
        *divisions.entry(group.division).or_insert(0) += group.count;
        let mut broken: Vec<&str> = group.findings.split_whitespace().collect();
        broken.dedup();
        for rule in broken {
            *rules.entry(rule.to_owned()).or_insert(0) += group.count;
        }
    }
    let rule = asked.get("rule").map(String::as_str).filter(|rule| RULES.contains(rule));
    let (body, division) = (asked.get("body").map(String::as_str), asked.get("division").map(String::as_str));
    let broken = store::breaking(&visit.app.db, rule, body, division, SHOWN).await?;
    let in_vain = store::in_vain(&visit.app.db, COUNTED as u64).await?;
    let frame = visit.frame(visit.t("catalog-lint")).crumb(visit.t("catalog-desk"), "/desk");
    page(&Lint {
        sum: frame.t2("catalog-lint-sum", ("items", items), ("faulty", faulty)),
        frame,
        rules: counts("rule", rules, |rule| visit.t(&format!("lint-{rule}"))),
        bodies: counts("body", bodies, |code| visit.app.catalogue.body_name(code).unwrap_or_else(|| code.to_owned())),
        divisions: counts("division", divisions, |code| names::division(&visit.app, code)),
        chosen: rule.map(|rule| visit.t(&format!("lint-{rule}"))).unwrap_or_default(),
        broken: broken
            .into_iter()
            .map(|edition| Broken {
                name: edition.item.name.get(visit.lang()).to_owned(),
                href: format!("/items/{}", edition.code),
                findings: check(&edition.item),
                body: edition.item.body.name,
            })
            .collect(),
        in_vain: in_vain.into_iter().map(|search| (search.text, search.times)).collect(),
    })
}

fn counts(filter: &str, counted: HashMap<String, i64>, label: impl Fn(&str) -> String) -> Vec<Count> {
    let mut counted: Vec<(String, i64)> = counted.into_iter().collect();
    counted.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let href = |value: &str| {
        let query = url::form_urlencoded::Serializer::new(String::new()).append_pair(filter, value).finish();
        format!("/desk/lint?{query}#items")
    };
    let count = |(value, count): (String, i64)| Count { label: label(&value), href: href(&value), count };
    counted.into_iter().take(COUNTED).map(count).collect()
}

#[derive(Template)]
#[template(path = "catalog/desk.html")]
struct Desk {
    frame: Frame,
    text: String,
    total: usize,
    lines: Vec<Line>,
}

pub(super) async fn items(
    visit: Visit,
    officer: Officer,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, Error> {
    editor(&officer)?;
    let asked = Asked::parse(&pairs).map_err(|misread| Error::bad(visit.t(&misread.key())))?;
    let found = find(&visit.app, asked.query(SHOWN as usize, 0)).await?;
    page(&Desk {
        frame: visit.frame(visit.t("catalog-desk-items")).crumb(visit.t("catalog-desk"), "/desk"),
        total: found.total,
        lines: found.items.into_iter().map(|item| Line::of(&visit, item)).collect(),
        text: asked.text,
    })
}

pub(super) async fn pause(
    visit: Visit,
    officer: Officer,
    Path(code): Path<String>,
    posted: Posted,
) -> Result<Response, Error> {
    let reason = posted.get("reason");
    if reason.is_empty() || reason.chars().count() > LONGEST_REASON {
        return Err(Error::unfit(visit.t("catalog-pause-reason-missing")));
    }
    let until = match posted.get("until") {
        "" => None,
        day => Some(day.parse::<NaiveDate>().map_err(|_| Error::unfit(visit.t("catalog-pause-until-misread")))?),
    };
    let state = ItemState::Paused { reason: Text::zh(reason), until };
    change_state(&visit.app, &officer, &item_code(&code)?, state).await?;
    Ok(redirect_saying(&format!("/items/{code}"), &visit.t("catalog-paused")))
}

pub(super) async fn resume(visit: Visit, officer: Officer, Path(code): Path<String>) -> Result<Response, Error> {
    change_state(&visit.app, &officer, &item_code(&code)?, ItemState::Open).await?;
    Ok(redirect_saying(&format!("/items/{code}"), &visit.t("catalog-resumed")))
}

fn editor(officer: &Officer) -> Result<(), Error> {
    if officer.has(Role::Editor) { Ok(()) } else { Err(Error::Forbidden) }
}

impl From<StateRefusal> for Error {
    fn from(refusal: StateRefusal) -> Self {
        match refusal {
            StateRefusal::Unknown => Self::NotFound,
            StateRefusal::NotYours => Self::Forbidden,
            StateRefusal::Catalogue(error) => error.into(),
        }
    }
}
