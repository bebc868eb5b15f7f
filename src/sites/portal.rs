//! The directory of other portals (办理平台目录): a table of the pack, one row for each province.

use budayang_rules::division::DivisionCode;
use serde::Deserialize;

use super::pack::Pack;

/// Columns `division,name,address` and, where they are known, `app,how,note`.
pub(super) const TABLE: &str = "data/portals.csv";

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Portal {
    pub division: DivisionCode,
    /// Name of its platform.
    pub name: String,
    /// Name of its application for phones.
    #[serde(default)]
    pub app: Option<String>,
    /// How it goes there.
    #[serde(default)]
    pub how: Option<String>,
    /// Only where it is known for certain.
    #[serde(default)]
    pub address: Option<String>,
    #[serde(default)]
    pub note: Option<String>,
}

/// Rows that do not read are left out here; `packs check` says which they are.
pub(super) fn directory(pack: &Pack) -> Vec<Portal> {
    rows(pack.text(TABLE).unwrap_or_default()).into_iter().filter_map(|(_, row)| row.ok()).collect()
}

/// Every row with its line.
pub(super) fn rows(text: &str) -> Vec<(u64, Result<Portal, String>)> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
    let Ok(headers) = reader.headers().cloned() else { return Vec::new() };
    let read = |record: Result<csv::StringRecord, csv::Error>| {
        let record = record.map_err(|error| (error.position().map_or(1, csv::Position::line), error.to_string()));
        match record {
            Ok(record) => (record.position().map_or(1, csv::Position::line), portal(&record, &headers)),
            Err((line, reason)) => (line, Err(reason)),
        }
    };
    reader.records().map(read).collect()
}

fn portal(record: &csv::StringRecord, headers: &csv::StringRecord) -> Result<Portal, String> {
    let portal: Portal = record.deserialize(Some(headers)).map_err(|error| error.to_string())?;
    match &portal.address {
        Some(address) if !address.starts_with("https://") && !address.starts_with("http://") => {
            Err(format!("“{address}”不是网址"))
        }
        _ => Ok(portal),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_is_none_is_told_with_its_line() {
        let rows =
            rows("division,name,address\n440000,广东政务服务网,https://www.gdzwfw.gov.cn\n450000,某网,javascript:x\n");
        assert_eq!(rows[0].1.as_ref().map(|portal| portal.division.short()), Ok("440000"));
        assert_eq!((rows[1].0, rows[1].1.is_err()), (3, true));
    }
}
