//! Answers in print: on check-your-answers, on the officer's page, on paper.

use budayang_rules::bank_card::BankCard;
use budayang_rules::identity::IdentityNumber;
use budayang_rules::mask;
use budayang_rules::telephone::Telephone;
use chrono::NaiveDate;
use serde_json::Value;

use crate::answers::is_blank;
use crate::typed::{plain, yuan};
use crate::{Choice, Field, Kind, Lang, Pattern};

/// Whether personal numbers and sensitive answers are starred.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Masked {
    Yes,
    #[default]
    No,
}

/// For whom an answer is printed.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    pub lang: Lang,
    pub masked: Masked,
    /// The name behind a code of a division or an id of a file; without one the code itself is printed.
    pub names: &'a dyn Fn(&str) -> Option<String>,
}

impl Reader<'_> {
    /// A reader who may see everything, with no names looked up.
    pub fn new(lang: Lang) -> Self {
        Self { lang, masked: Masked::No, names: &|_| None }
    }

    fn name(&self, code: &str) -> String {
        (self.names)(code).unwrap_or_else(|| code.to_owned())
    }

    fn is_masked(&self) -> bool {
        self.masked == Masked::Yes
    }
}

/// An answer in words: 1,234.50元, 1985年2月27日 (always with the year), the labels of options, one line a row of a group.
/// What could not be read is printed as it was typed; nothing is printed for a blank.
pub fn shown(field: &Field, value: &Value, reader: &Reader<'_>) -> String {
    if is_blank(value) {
        return String::new();
    }
    let text = plainly(field, value, reader);
    if !reader.is_masked() {
        return text;
    }
    match &field.kind {
        Kind::IdentityNumber {} => IdentityNumber::parse(&text).map_or_else(|_| stars(&text), |number| number.masked()),
        Kind::BankCard {} => BankCard::parse(&text).map_or_else(|_| stars(&text), |number| number.masked()),
        Kind::Telephone(_) => Telephone::parse(&text).map_or_else(|_| stars(&text), |number| number.masked()),
        Kind::Address {} => mask::address(&text),
        Kind::Text(rules) if field.sensitive && rules.pattern == Some(Pattern::PersonName) => mask::name(&text),
        _ if field.sensitive => "****".to_owned(),
        _ => text,
    }
}

fn plainly(field: &Field, value: &Value, reader: &Reader<'_>) -> String {
    match (&field.kind, value) {
        (Kind::Number(rules), Value::Number(number)) => {
            let number = number.as_f64().map_or_else(|| number.to_string(), plain);
            match (&rules.unit, reader.lang) {
                (None, _) => number,
                (Some(unit), Lang::Zh) => format!("{number}{}", unit.get(Lang::Zh)),
                (Some(unit), Lang::En) => format!("{number} {}", unit.get(Lang::En)),
            }
        }
        (Kind::Money(_), Value::Number(fen)) => match (fen.as_i64(), reader.lang) {
            (None, _) => fen.to_string(),
            (Some(fen), Lang::Zh) => format!("{}元", yuan(fen)),
            (Some(fen), Lang::En) => format!("CNY {}", yuan(fen)),
        },
        (Kind::Date(_), Value::String(day)) => date(day, reader.lang),
        (Kind::Date(_), Value::Object(parts)) => {
            let parts =
                ["year", "month", "day"].map(|part| parts.get(part).and_then(Value::as_str).unwrap_or_default());
            parts.join("-")
        }
        (Kind::Choice(rules), Value::String(key)) => label(&rules.options, key, reader.lang),
        (Kind::Choices(rules), Value::Array(keys)) => joined(
            keys.iter().filter_map(Value::as_str).map(|key| label(&rules.options, key, reader.lang)),
            reader.lang,
        ),
        (Kind::File(_), Value::Array(ids)) => {
            joined(ids.iter().filter_map(Value::as_str).map(|id| reader.name(id)), reader.lang)
        }
        (Kind::Division(_), Value::String(code)) => reader.name(code),
        (Kind::Declaration(_), Value::Bool(true)) => match reader.lang {
            Lang::Zh => "已阅读并同意".to_owned(),
            Lang::En => "Read and agreed".to_owned(),
        },
        (Kind::Group(rules), Value::Array(rows)) => {
            rows.iter().map(|row| line(&rules.fields, row, reader)).collect::<Vec<_>>().join("\n")
        }
        (_, Value::String(text)) => text.clone(),
        (_, Value::Array(values)) => joined(values.iter().filter_map(Value::as_str).map(str::to_owned), reader.lang),
        (_, value) => value.to_string(),
    }
}

/// 姓名：王小明，出生日期：2015年3月1日
fn line(fields: &[Field], row: &Value, reader: &Reader<'_>) -> String {
    let part = |field: &Field| {
        let text = shown(field, row.get(&field.key)?, reader);
        let name = field.name(reader.lang);
        match (text.is_empty(), reader.lang) {
            (true, _) => None,
            (false, Lang::Zh) => Some(format!("{name}：{text}")),
            (false, Lang::En) => Some(format!("{name}: {text}")),
        }
    };
    fields.iter().filter_map(part).collect::<Vec<_>>().join(if reader.lang == Lang::Zh { "，" } else { ", " })
}

fn date(written: &str, lang: Lang) -> String {
    match (written.parse::<NaiveDate>(), lang) {
        (Ok(day), Lang::Zh) => day.format("%Y年%-m月%-d日").to_string(),
        (Ok(day), Lang::En) => day.format("%-d %B %Y").to_string(),
        (Err(_), _) => written.to_owned(),
    }
}

fn label(options: &[Choice], key: &str, lang: Lang) -> String {
    let found = options.iter().find(|option| option.key == key);
    found.map_or(key, |option| option.label.get(lang)).to_owned()
}

fn joined(words: impl Iterator<Item = String>, lang: Lang) -> String {
    words.collect::<Vec<_>>().join(if lang == Lang::Zh { "、" } else { ", " })
}

fn stars(text: &str) -> String {
    "*".repeat(text.chars().count().min(20))
}
