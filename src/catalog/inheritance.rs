//! One item at five levels (四级四同): a lower level takes its base's elements and overrides only what it may.

use std::cmp::Ordering;

use budayang_rules::item::Level;
use serde_json::{Map, Value};

use super::Item;

/// What a lower level may do with an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Freedom {
    /// 四级四同: the base's always holds.
    Same,
    /// Down to the county it may be its own; towns and villages take what stands above.
    County,
    /// Place, time and contact: always its own.
    Own,
}

/// Elements by their names in files.
const SAME: [&str; 4] = ["name", "type", "legal-basis", "source-of-power"];
const OWN: [&str; 11] =
    ["code", "base", "division", "body", "sample", "state", "effective", "cancelled", "local", "aliases", "form"];
/// Parts of `access` that a town sets for itself.
const OWN_ACCESS: [&str; 4] = ["halls", "consultation-telephone", "complaint-telephone", "appointment"];

pub(crate) fn freedom(element: &str) -> Freedom {
    match element {
        same if SAME.contains(&same) => Freedom::Same,
        own if OWN.contains(&own) => Freedom::Own,
        _ => Freedom::County,
    }
}

/// An element in which an item and its base disagree.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Difference {
    pub element: String,
    pub freedom: Freedom,
    /// As the base has it.
    pub base: Option<Value>,
    /// As the item wrote it.
    pub own: Option<Value>,
    /// The base has changed this element since the item was compared with it: the override may be out of date.
    pub stale: bool,
}

impl Difference {
    /// Whether the item's own wording counts; where it may not differ, the base's does.
    pub(crate) fn allowed(&self, level: Level) -> bool {
        match self.freedom {
            Freedom::Same => false,
            Freedom::County => !is_town(level) || self.element == "access",
            Freedom::Own => true,
        }
    }
}

/// Whether `base` may stand above `item`: only a higher level may, so that no circle can close.
pub(crate) fn may_inherit(item: &Item, base: &Item) -> bool {
    rank(base.code.level()).cmp(&rank(item.code.level())) == Ordering::Less
}

/// The item with the elements of its base filled in.
pub(crate) fn resolve(own: &Item, base: &Item) -> Result<Item, serde_json::Error> {
    let (mut item, base) = (elements(own)?, elements(base)?);
    let town = is_town(own.code.level());
    for (element, above) in base {
        let taken = match freedom(&element) {
            Freedom::Own => continue,
            Freedom::Same => above,
            Freedom::County if element == "access" => access(item.remove("access"), above, town),
            Freedom::County => match item.remove(&element) {
                Some(own) if !town => own,
                _ => above,
            },
        };
        item.insert(element, taken);
    }
    serde_json::from_value(Value::Object(item))
}

/// Where an item as it was written says something else than its base; `before` is the base that it was compared with.
pub(crate) fn differences(own: &Item, base: &Item, before: &Item) -> Result<Vec<Difference>, serde_json::Error> {
    let (own, mut base, before) = (elements(own)?, elements(base)?, elements(before)?);
    let mut found = Vec::new();
    for (element, mine) in own {
        let above = base.remove(&element);
        let freedom = freedom(&element);
        if freedom == Freedom::Own || above.as_ref() == Some(&mine) {
            continue;
        }
        let stale = before.get(&element) != above.as_ref();
        found.push(Difference { element, freedom, base: above, own: Some(mine), stale });
    }
    Ok(found)
}

fn elements(item: &Item) -> Result<Map<String, Value>, serde_json::Error> {
    match serde_json::to_value(item)? {
        Value::Object(elements) => Ok(elements),
        _ => Ok(Map::new()),
    }
}

/// Access element by element: what the item does not name comes from above.
fn access(own: Option<Value>, above: Value, town: bool) -> Value {
    let (Some(Value::Object(own)), Value::Object(mut merged)) = (own, above.clone()) else { return above };
    for (part, value) in own {
        let empty = value.as_array().is_some_and(Vec::is_empty);
        if (!town || OWN_ACCESS.contains(&part.as_str())) && !empty {
            merged.insert(part, value);
        }
    }
    Value::Object(merged)
}

fn is_town(level: Level) -> bool {
    matches!(level, Level::Township | Level::Village)
}

/// Higher levels first; what is divided by level stands beside the nation.
fn rank(level: Level) -> u8 {
    match level {
        Level::Nation | Level::ByLevel => 1,
        Level::Province => 2,
        Level::City => 3,
        Level::County => 4,
        Level::Township => 5,
        Level::Village => 6,
    }
}
