//! `budayang import rumours`: rumours of other collections, published as they come.

use std::path::Path;

use super::kind::Kind;
use super::matter::Matter;
use super::take::{Given, take};
use crate::clock::{Clock, Random};
use crate::config::Storage;
use crate::db::Db;
use crate::rows::{self, ImportError, Record, Report};
use crate::web::t;

const REQUIRED: [&str; 3] = ["title", "verdict", "body"];
/// Rows of one look into the database.
const CHUNK: usize = 500;

pub(crate) async fn rumours(storage: &Storage, file: &Path, mapping: Option<&Path>) -> Result<Report, ImportError> {
    let mut records = rows::records("rumours", &REQUIRED, file, mapping)?;
    let db = Db::open(storage).await?;
    let (clock, random) = (Clock::default(), Random::default());
    let source = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let source: String = source.chars().take(100).collect();
    let tx = db.begin().await?;
    let mut chunk = Vec::new();
    loop {
        let next = records.next().await;
        let ended = next.is_none();
        if let Some((line, record)) = next {
            match given(&record) {
                Ok(one) => chunk.push(one),
                Err(reason) => records.report.rejects(line, &reason),
            }
        }
        if chunk.len() == CHUNK || ended && !chunk.is_empty() {
            let taken = take(&tx, (&clock, &random), Kind::Rumour, &source, std::mem::take(&mut chunk)).await?;
            let sum = &mut records.report.summary;
            sum.added += taken.summary.added;
            sum.updated += taken.summary.updated;
            sum.unchanged += taken.summary.unchanged;
            for title in taken.left_alone {
                records.report.flags([format!("“{title}”工作台正在处理或已撤回，没有更新")]);
            }
        }
        if ended {
            break;
        }
    }
    // What changed nothing leaves no trace: pages stay as they are rendered.
    if records.report.summary.added + records.report.summary.updated > 0 {
        tx.commit().await?;
    }
    Ok(records.report)
}

fn given(record: &Record) -> Result<Given, String> {
    let value = |name: &str| match name {
        // Without a place it is told in the whole country.
        "division" => record.get(name).unwrap_or("000000"),
        _ => record.get(name).unwrap_or_default(),
    };
    let matter = Matter::read(Kind::Rumour, value).map_err(|slips| {
        let say = |(field, misfit): (&str, super::field::Misfit)| {
            format!("{}：{}", zh(&format!("content-field-{field}")), zh(misfit.key()))
        };
        slips.into_iter().map(say).collect::<Vec<_>>().join("；")
    })?;
    let key = record.get("key").unwrap_or(matter.get("title"));
    Ok(Given { origin: format!("{}#{key}", record.get("source").unwrap_or_default()), site: None, matter })
}

fn zh(key: &str) -> String {
    t(budayang_forms::Lang::Zh, key, &[])
}
