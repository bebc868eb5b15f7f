//! `budayang import figures`: rows become claims; what names no division, no day or no count is refused with its reason.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use budayang_rules::division::{DivisionCode, Level};
use chrono::{DateTime, NaiveDate, Utc};

use super::figure::Counts;
use super::oddity::Oddity;
use super::store::{Claim, Taking};
use crate::clock::{Clock, Random};
use crate::db::{Db, content_changed};
use crate::divisions::Tree;
use crate::rows::{self, ImportError, Record, Report};

/// Claims written together.
const CHUNK: usize = 2_000;
/// No figures are older than this program's subject or newer than its century.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2999;

pub(crate) async fn import(
    db: &Db,
    tree: Arc<Tree>,
    file: &Path,
    mapping: Option<&Path>,
) -> Result<Report, ImportError> {
    let mut records = rows::records("figures", &["day", "confirmed"], file, mapping)?;
    let (clock, random) = (Clock::default(), Random::default());
    let tx = db.begin().await?;
    let mut taking = Taking::begin(&random, clock.now());
    let mut places = Places::new(tree);
    let (mut chunk, mut seen) = (Vec::with_capacity(CHUNK), HashMap::new());
    while let Some((line, record)) = records.next().await {
        match claim(&mut places, &record) {
            Ok(claim) => match seen.insert((claim.division, claim.day), line) {
                None => chunk.push(claim),
                Some(before) => {
                    records.report.rejects(line, &format!("同一天同一地的数在第{before}行已有，请只留一行"))
                }
            },
            Err(reason) => records.report.rejects(line, &reason),
        }
        if chunk.len() == CHUNK {
            taking.take(&tx, &std::mem::take(&mut chunk)).await?;
        }
    }
    taking.take(&tx, &chunk).await?;
    let (summary, odd) = taking.finish(&tx).await?;
    let mut report = records.report;
    for oddities in odd.into_values() {
        report.flags(oddities.into_iter().map(|oddity| remark(oddity).to_owned()));
    }
    report.summary = summary;
    if summary.added + summary.updated > 0 {
        content_changed(&tx).await?;
        tx.commit().await?;
    }
    Ok(report)
}

fn remark(oddity: Oddity) -> &'static str {
    match oddity {
        Oddity::Decrease => "累计数比前一天少，暂不发布，请在工作台核对",
        Oddity::CitySum => "各地市相加与全省公布的数不同；以全省公布的为准，不用相加的数",
        Oddity::SuspectedBelow => "地市不公布疑似病例，这一列没有采用",
        Oddity::CountedTwice => "这个地方的数已经算在上一级城市里，汇总时不重复计算",
    }
}

pub(super) fn claim(places: &mut Places, record: &Record) -> Result<Claim, String> {
    let division = places.find(record)?;
    let day: NaiveDate = record.require("day")?.parse().map_err(|_| "日期应写作 2020-02-12")?;
    if !YEARS.contains(&chrono::Datelike::year(&day)) {
        return Err(format!("日期{day}不合理"));
    }
    let number = |field: &str| record.parse::<u32>(field, "0或正整数");
    let bounded = |field: &str| match number(field)? {
        Some(count) if count > i32::MAX.unsigned_abs() => Err(format!("{field}“{count}”大得不合理")),
        count => Ok(count),
    };
    let confirmed = bounded("confirmed")?.ok_or("没有确诊数")?;
    let (cured, dead) = (bounded("cured")?.unwrap_or_default(), bounded("dead")?.unwrap_or_default());
    let (suspected, oddity) = suspected(division.level(), bounded("suspected")?);
    let published_at: Option<DateTime<Utc>> = record.parse("published-at", "时间，如 2020-02-13T08:00:00+08:00")?;
    let short = |text: &str, most: usize| text.chars().take(most).collect::<String>();
    Ok(Claim {
        division,
        day,
        counts: Counts { confirmed, suspected, cured, dead },
        published_at,
        source: short(record.get("source").unwrap_or("导入的数据，来源未注明"), 200),
        address: record.get("address").filter(|address| address.starts_with("http")).map(|it| short(it, 500)),
        oddity,
    })
}

/// Below the nation a zero says nothing: sources fill it in where they have no number. Below a province there is no such
/// release at all.
fn suspected(level: Level, count: Option<u32>) -> (Option<u32>, Option<(Oddity, String)>) {
    match (level, count) {
        (Level::Nation, count) => (count, None),
        (_, None | Some(0)) => (None, None),
        (Level::Province, count) => (count, None),
        (_, Some(count)) => (None, Some((Oddity::SuspectedBelow, count.to_string()))),
    }
}

/// Finds a row's division by its code, else by its name inside the province that the row names.
pub(super) struct Places {
    tree: Arc<Tree>,
    found: HashMap<(DivisionCode, String), Option<DivisionCode>>,
}

impl Places {
    pub(super) fn new(tree: Arc<Tree>) -> Self {
        Self { tree, found: HashMap::new() }
    }

    fn find(&mut self, record: &Record) -> Result<DivisionCode, String> {
        if let Some(code) = record.get("division") {
            return self.known(code).ok_or_else(|| format!("没有“{code}”这个行政区划"));
        }
        let province = match (record.get("province-code"), record.get("province")) {
            (None, None) => DivisionCode::NATION,
            (code, name) => code
                .and_then(|code| self.known(code))
                .or_else(|| self.named(&DivisionCode::NATION, name?))
                .ok_or_else(|| format!("没有“{}”这个省", name.or(code).unwrap_or_default()))?,
        };
        let (code, name) = (record.get("place-code"), record.get("place"));
        if code.is_none() && name.is_none() {
            return Ok(province);
        }
        let place = code
            .and_then(|code| self.known(code))
            .or_else(|| self.named(&province, name?))
            .filter(|place| *place != province && province.contains(place));
        place.ok_or_else(|| {
            let (above, name) = (self.tree.path_name(&province), name.or(code).unwrap_or_default());
            format!("“{above}”下面没有“{name}”这个行政区划；它不会算作{above}的数")
        })
    }

    fn known(&self, code: &str) -> Option<DivisionCode> {
        DivisionCode::parse(code).ok().filter(|code| self.tree.name(code).is_some())
    }

    /// A city or county by its name, with or without the last syllable that says what it is.
    fn named(&mut self, above: &DivisionCode, name: &str) -> Option<DivisionCode> {
        let key = (*above, name.to_owned());
        if let Some(found) = self.found.get(&key) {
            return *found;
        }
        let cities = self.tree.children(above);
        let counties = cities.iter().filter(|_| *above != DivisionCode::NATION);
        let below: Vec<_> = counties.flat_map(|city| self.tree.children(&city.code)).collect();
        let all = || cities.iter().chain(&below);
        let exact = all().find(|division| division.name == name);
        let found = exact.or_else(|| all().find(|division| stem(&division.name) == stem(name))).map(|it| it.code);
        self.found.insert(key, found);
        found
    }
}

/// 那曲 of 那曲市 and 那曲地区.
fn stem(name: &str) -> &str {
    let endings = ["特别行政区", "自治区", "地区", "市", "县", "区", "省", "盟"];
    let cut = endings.iter().find_map(|ending| name.strip_suffix(ending));
    cut.filter(|stem| stem.chars().count() > 1).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places() -> Places {
        let rows = [
            ("42", "湖北省"),
            ("4201", "武汉市"),
            ("429000", "省直辖县级行政区划"),
            ("429004", "仙桃市"),
            ("54", "西藏自治区"),
            ("5406", "那曲市"),
        ];
        let row = |(code, name): (&str, &str)| (DivisionCode::parse(code).unwrap(), name.to_owned(), false);
        Places::new(Arc::new(Tree::new(rows.map(row).into())))
    }

    fn taken(fields: &[(&str, &str)]) -> Result<Claim, String> {
        let day = [("day", "2020-02-12"), ("confirmed", "5")];
        let record = fields.iter().chain(&day).map(|(field, value)| ((*field).to_owned(), (*value).to_owned()));
        claim(&mut places(), &record.collect())
    }

    #[test]
    fn a_row_without_a_province_is_the_nation() {
        assert_eq!(taken(&[]).map(|claim| claim.division), Ok(DivisionCode::NATION));
    }

    #[test]
    fn a_place_is_found_by_its_name_when_its_code_is_of_no_use() {
        let claim = taken(&[("province-code", "540000"), ("place-code", "542400"), ("place", "那曲")]).unwrap();
        assert_eq!(claim.division.short(), "540600");
        let claim = taken(&[("province", "湖北"), ("place", "仙桃市")]).unwrap();
        assert_eq!(claim.division.short(), "429004");
    }

    #[test]
    fn a_group_that_is_no_place_is_never_taken_for_its_province() {
        let reason = taken(&[("province-code", "420000"), ("place", "监狱系统")]).unwrap_err();
        assert!(reason.contains("湖北省") && reason.contains("监狱系统"), "{reason}");
    }

    #[test]
    fn a_suspected_zero_below_the_nation_says_nothing_and_cities_have_none() {
        let suspected = |fields: &[(&str, &str)]| taken(fields).map(|claim| (claim.counts.suspected, claim.oddity));
        assert_eq!(suspected(&[("suspected", "0")]), Ok((Some(0), None)));
        assert_eq!(suspected(&[("division", "42"), ("suspected", "0")]), Ok((None, None)));
        let city = suspected(&[("division", "4201"), ("suspected", "3")]).unwrap();
        assert_eq!(city, (None, Some((Oddity::SuspectedBelow, "3".to_owned()))));
    }
}
