//! How a field's value is read: each reader gives JSON in the shape of the item's element.

use budayang_rules::item::{Audience, ItemType};
use budayang_rules::limit::TimeLimit;
use budayang_rules::themes::{self, Class};
use serde::Deserialize;
use serde_json::{Map, Value, json};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Reader {
    #[default]
    Text,
    /// The value as it is, for sources that have the item's own shape.
    AsIs,
    /// One text, or several, each an entry.
    List,
    /// Words that are separated by commas and the like, each once.
    Words,
    Number,
    /// 是 or 否.
    YesNo,
    Limit,
    /// 即办件 when the limit is none at all, 承诺件 with one, else 其他.
    KindOfLimit,
    ItemType,
    Audiences,
    NaturalThemes,
    /// Themes that the table of legal persons has as well.
    LegalThemes,
    Materials,
    Hall,
    Forms,
    /// The body's credit code: the first 18 characters of an implementation code.
    CreditCode,
}

/// What was read, and what the reader of the report should know about it.
pub(super) struct Read {
    pub value: Value,
    /// The value says less than the source did: the source's own wording is kept beside it.
    pub lossy: bool,
    pub flags: Vec<String>,
}

impl Read {
    fn exact(value: Value) -> Self {
        Self { value, lossy: false, flags: Vec::new() }
    }
}

/// Separators of words in fields that people filled in.
const SEPARATORS: &[char] = &[',', '，', '、', ';', '；', '|', '/'];

impl Reader {
    /// Reads the texts that a field holds; never called with none.
    pub(super) fn read(
        self,
        texts: &[String],
        raw: &Value,
        separators: &str,
        material: &Map<String, Value>,
    ) -> Result<Read, String> {
        let joined = || texts.join("；");
        Ok(match self {
            Self::Text => Read::exact(joined().into()),
            Self::AsIs => Read::exact(raw.clone()),
            Self::List => {
                let parts = texts.iter().flat_map(|text| text.split(|c| separators.contains(c)));
                Read::exact(parts.map(str::trim).filter(|part| !part.is_empty()).collect())
            }
            Self::Words => Read::exact(words(texts).into()),
            Self::Number => Read::exact(number(&joined())?.into()),
            Self::YesNo => Read::exact(yes_no(&joined())?.into()),
            Self::Limit => limit(&joined())?.map_or(Read::exact(Value::Null), |limit| Read::exact(json!(limit))),
            Self::KindOfLimit => Read::exact(match limit(&joined())? {
                Some(limit) if limit.value == 0 => "on-the-spot".into(),
                Some(_) => "promised".into(),
                None => "other".into(),
            }),
            Self::ItemType => {
                let name = joined();
                let found = ItemType::from_zh(&name).or(ItemType::from_code(&name)).or(ItemType::from_key(&name));
                Read::exact(found.ok_or_else(|| format!("没有“{name}”这种事项类型"))?.key().into())
            }
            Self::Audiences => {
                let found: Result<Vec<Audience>, String> = texts.iter().map(|text| audience(text)).collect();
                let mut found = found?;
                found.sort_unstable();
                found.dedup();
                Read::exact(found.into_iter().map(Audience::key).collect())
            }
            Self::NaturalThemes => natural_themes(texts),
            Self::LegalThemes => {
                let codes = texts.iter().filter_map(|name| themes::by_name(Class::Legal, name));
                Read::exact(codes.map(|theme| theme.code).collect())
            }
            Self::Materials => materials(raw, texts, material),
            Self::Hall => {
                let text = joined();
                let address = text.trim_start_matches("办理地点：").trim_start_matches("办理地点:").trim();
                Read::exact(json!([{ "name": "办事窗口", "address": address }]))
            }
            Self::Forms => Read::exact(texts.to_vec().into()),
            Self::CreditCode => Read::exact(joined().trim().chars().take(18).collect::<String>().into()),
        })
    }
}

fn words(texts: &[String]) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in texts.iter().flat_map(|text| text.split(SEPARATORS)).map(str::trim) {
        if !word.is_empty() && !words.iter().any(|known| known == word) {
            words.push(word.to_owned());
        }
    }
    words
}

fn number(text: &str) -> Result<u64, String> {
    let digits = text.trim().trim_end_matches(['次', '天', '个']);
    digits.parse().map_err(|_| format!("“{}”不是0或正整数", short(text)))
}

fn yes_no(text: &str) -> Result<bool, String> {
    match text.trim() {
        "是" | "1" | "true" | "支持" | "有" => Ok(true),
        "否" | "0" | "false" | "不支持" | "无" => Ok(false),
        other => Err(format!("“{}”应为“是”或“否”", short(other))),
    }
}

fn limit(text: &str) -> Result<Option<TimeLimit>, String> {
    TimeLimit::parse(text).map_err(|fault| fault.to_string())
}

fn audience(text: &str) -> Result<Audience, String> {
    let found = Audience::from_zh(text).or(Audience::from_code(text)).or(Audience::from_key(text));
    found.ok_or_else(|| format!("没有“{}”这种服务对象", short(text)))
}

fn natural_themes(texts: &[String]) -> Read {
    let mut read = Read::exact(Value::Null);
    let mut codes: Vec<String> = Vec::new();
    for text in texts {
        match themes::by_name(Class::Natural, text).or(themes::theme(Class::Natural, text)) {
            Some(theme) => {
                read.lossy |= theme.zh != text;
                codes.push(theme.code.to_owned());
            }
            None => {
                read.flags.push(format!("主题“{}”不在国家主题分类里，作为本地主题保留", short(text)));
                codes.push(text.clone());
            }
        }
    }
    read.value = codes.into();
    read
}

/// Materials as names, or as objects that already have the item's shape.
fn materials(raw: &Value, texts: &[String], defaults: &Map<String, Value>) -> Read {
    let objects = raw.as_array().is_some_and(|list| !list.is_empty() && list.iter().all(Value::is_object));
    if objects {
        return Read::exact(raw.clone());
    }
    let material = |(at, name): (usize, &String)| {
        let mut material = Map::new();
        material.insert("key".into(), format!("m{}", at + 1).into());
        material.insert("name".into(), name.as_str().into());
        material.extend(defaults.clone());
        Value::Object(material)
    };
    Read::exact(texts.iter().enumerate().map(material).collect())
}

fn short(text: &str) -> String {
    text.chars().take(30).collect()
}
