//! From a row to an item, or to the reason why not.

use budayang_rules::credit_code::CreditCode;
use serde_json::{Map, Value};

use super::super::Item;
use super::mapping::{Element, Mapping};

/// The most of a field that a person is shown.
const LONGEST_ALIAS_LIST: usize = 50;

/// An item and what should be looked at again.
pub(super) struct Taken {
    pub item: Item,
    pub flags: Vec<String>,
}

/// Reads a row; without a mapping it must have the item's own shape.
pub(super) fn take(mapping: Option<&Mapping>, row: Map<String, Value>) -> Result<Taken, String> {
    if holds_nul(&row) {
        return Err("有不可见的空字符（U+0000），请在原系统里删去后再导出".to_owned());
    }
    let (elements, mut flags) = match mapping {
        Some(mapping) => elements(mapping, row)?,
        None => (row, Vec::new()),
    };
    let item: Item = serde_json::from_value(Value::Object(elements)).map_err(|error| explained(&error.to_string()))?;
    if item.name.is_blank() {
        return Err("没有事项名称".to_owned());
    }
    if item.audiences.is_empty() {
        return Err("没有服务对象".to_owned());
    }
    if item.aliases.len() > LONGEST_ALIAS_LIST {
        return Err(format!("别名有{}个，最多{LONGEST_ALIAS_LIST}个", item.aliases.len()));
    }
    if let Err(fault) = CreditCode::parse(&item.body.code) {
        flags.push(format!("实施机构代码{}不合规则：{fault}", item.body.code));
    }
    Ok(Taken { item, flags })
}

fn elements(mapping: &Mapping, mut row: Map<String, Value>) -> Result<(Map<String, Value>, Vec<String>), String> {
    let (mut item, mut flags, mut kept) = (Map::new(), Vec::new(), Vec::new());
    for (path, element) in &mapping.elements {
        let (raw, texts, translated) = texts(mapping, element, &row);
        if texts.is_empty() {
            if let Some(default) = &element.default {
                put(&mut item, path, default.clone());
            }
            continue;
        }
        let read = element.reader.read(&texts, &raw, &element.separators, &mapping.material);
        let read = read.map_err(|reason| format!("{}：{reason}", element.from.0.join("、")))?;
        if read.lossy || translated {
            kept.extend(element.from.0.iter().cloned());
        }
        flags.extend(read.flags);
        if !read.value.is_null() {
            put(&mut item, path, read.value);
        }
    }
    let read = |field: &String| mapping.elements.values().any(|element| element.from.0.contains(field));
    row.retain(|field, value| !value.is_null() && (kept.contains(field) || !read(field)));
    let mut local = Map::new();
    for (name, field) in &mapping.local {
        if let Some(value) = row.remove(field) {
            local.insert(name.clone(), value);
        }
    }
    local.extend(row);
    if !local.is_empty() {
        item.insert("local".into(), local.into());
    }
    item.entry("access").or_insert_with(|| Map::new().into());
    Ok((item, flags))
}

/// What the element's fields say, in words the readers know, and whether words were exchanged for others.
fn texts(mapping: &Mapping, element: &Element, row: &Map<String, Value>) -> (Value, Vec<String>, bool) {
    let (mut texts, mut translated) = (Vec::new(), false);
    let mut raw = Value::Null;
    for value in element.from.0.iter().filter_map(|field| row.get(field)) {
        raw = value.clone();
        let several: Vec<String> = match value {
            Value::Null => Vec::new(),
            Value::Array(list) => list.iter().map(plain).collect(),
            one => vec![plain(one)],
        };
        for text in several {
            let text = text.trim();
            if text.is_empty() || mapping.none.iter().any(|none| none == text) {
                continue;
            }
            let meant = element.words.get(text);
            translated |= meant.is_some();
            texts.push(meant.map_or(text, String::as_str).to_owned());
        }
    }
    (raw, texts, translated)
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// `access.visits` goes into the object `access`.
fn put(item: &mut Map<String, Value>, path: &str, value: Value) {
    match path.split_once('.') {
        None => {
            item.insert(path.to_owned(), value);
        }
        Some((outer, inner)) => {
            if let Value::Object(inside) = item.entry(outer).or_insert_with(|| Map::new().into()) {
                put(inside, inner, value);
            }
        }
    }
}

fn holds_nul(row: &Map<String, Value>) -> bool {
    fn inside(value: &Value) -> bool {
        match value {
            Value::String(text) => text.contains('\0'),
            Value::Array(list) => list.iter().any(inside),
            Value::Object(map) => holds_nul(map),
            _ => false,
        }
    }
    row.iter().any(|(field, value)| field.contains('\0') || inside(value))
}

/// The parser's complaint in the words of the people who made the file.
fn explained(error: &str) -> String {
    match error.strip_prefix("missing field `").and_then(|rest| rest.split('`').next()) {
        Some("code") => "没有实施编码".to_owned(),
        Some("name") => "没有事项名称".to_owned(),
        Some("type") => "没有事项类型".to_owned(),
        Some("division") => "没有行政区划".to_owned(),
        Some("audiences") => "没有服务对象".to_owned(),
        Some(field) => format!("没有“{field}”"),
        None => error.split(" at line ").next().unwrap_or(error).to_owned(),
    }
}
