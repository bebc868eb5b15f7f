//! Codes, limits and telephone numbers of real service guides. Reads `BUDAYANG_REAL_DATA`; says so when it is absent.

use std::path::PathBuf;

use budayang_rules::item::{ItemCode, ItemType};
use budayang_rules::limit::TimeLimit;
use budayang_rules::telephone::Telephone;

fn items() -> Option<Vec<serde_json::Value>> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let folder = std::env::var_os("BUDAYANG_REAL_DATA").map_or(beside, PathBuf::from);
    match std::fs::read_to_string(folder.join("items-guangdong.jsonl")) {
        Ok(text) => Some(text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()),
        Err(_) => {
            eprintln!("skipped: no items-guangdong.jsonl in {}", folder.display());
            None
        }
    }
}

#[test]
fn every_real_item_has_a_readable_code_type_and_limits() {
    let Some(items) = items() else { return };
    let mut unusual = 0;
    for item in &items {
        let text = |key: &str| item[key].as_str().unwrap_or_default();
        let code = ItemCode::parse(text("TASK_CODE")).unwrap();
        unusual += usize::from(code.credit_code_fault().is_some());
        assert!(ItemType::from_zh(text("TASK_TYPE_TEXT")).is_some(), "{code}");
        for limit in ["handle_time", "handle_time_limit"] {
            TimeLimit::parse(text(limit)).unwrap_or_else(|fault| panic!("{code} {limit}: {fault}"));
        }
    }
    assert_eq!((items.len(), unusual), (2262, 6));
}

#[test]
fn nearly_every_telephone_field_is_read() {
    let Some(items) = items() else { return };
    let fields =
        items.iter().flat_map(|item| ["consult_phone", "complain_phone"].map(|key| item[key].as_str().unwrap_or("无")));
    let fields: Vec<&str> = fields.filter(|text| *text != "无").collect();
    let read =
        fields.iter().filter(|text| Telephone::parse_list(text).is_ok_and(|numbers| !numbers.is_empty())).count();
    assert!(read * 100 >= fields.len() * 95, "{read} of {}", fields.len());
}
