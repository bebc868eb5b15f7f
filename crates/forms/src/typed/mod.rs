//! Reading what people type, and showing it to them again in the input.

mod date;
mod money;
mod number;

pub use date::date_parts;
pub(crate) use date::{read_date, read_parts};
pub(crate) use money::{read_money, yuan};
pub(crate) use number::{plain, read_number};
use serde_json::Value;

use crate::{Field, Kind};

/// What stands in the input when the person comes back: amounts in yuan, unreadable text exactly as it was typed.
pub fn typed(field: &Field, value: &Value) -> String {
    match (&field.kind, value) {
        (Kind::Money(_), Value::Number(fen)) => fen.as_i64().map_or_else(|| fen.to_string(), yuan),
        (_, Value::String(text)) => text.clone(),
        (_, Value::Number(number)) => number.as_f64().map_or_else(|| number.to_string(), plain),
        (_, Value::Bool(true)) => "yes".to_owned(),
        (_, Value::Array(values)) => values.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" "),
        _ => String::new(),
    }
}
