//! The two languages of every page: Fluent files under `locales/`, compiled in.

use std::borrow::Cow;
use std::collections::HashMap;

use budayang_forms::Lang;
use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader, langid, static_loader};

static_loader! {
    static LOCALES = {
        locales: "./locales",
        fallback_language: "zh-CN",
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

const CHINESE: LanguageIdentifier = langid!("zh-CN");
const ENGLISH: LanguageIdentifier = langid!("en");

/// Arguments of a sentence: `[("days", 5.into())]`.
pub(crate) type Words<'a> = &'a [(&'static str, FluentValue<'a>)];

/// A sentence in a language; a key that is not there shows itself, and `tidy` finds it.
pub(crate) fn t(lang: Lang, key: &str, words: Words<'_>) -> String {
    let language = match lang {
        Lang::Zh => &CHINESE,
        Lang::En => &ENGLISH,
    };
    let found = if words.is_empty() {
        LOCALES.try_lookup(language, key)
    } else {
        let arguments: HashMap<Cow<'static, str>, FluentValue<'_>> =
            words.iter().map(|(name, value)| (Cow::Borrowed(*name), value.clone())).collect();
        LOCALES.try_lookup_with_args(language, key, &arguments)
    };
    found.unwrap_or_else(|| key.to_owned())
}

/// The same with arguments that were kept as a JSON object.
pub(crate) fn sentence(lang: Lang, key: &str, words: &serde_json::Value) -> String {
    let language = match lang {
        Lang::Zh => &CHINESE,
        Lang::En => &ENGLISH,
    };
    let arguments: HashMap<Cow<'static, str>, FluentValue<'_>> = words
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, value)| {
            let value = match value {
                serde_json::Value::String(text) => FluentValue::from(text.as_str()),
                serde_json::Value::Number(number) => FluentValue::from(number.as_f64().unwrap_or_default()),
                other => FluentValue::from(other.to_string()),
            };
            (Cow::Owned(name.clone()), value)
        })
        .collect();
    LOCALES.try_lookup_with_args(language, key, &arguments).unwrap_or_else(|| key.to_owned())
}

/// The language that a browser asks for first, among the two we speak.
pub(crate) fn preferred(accept_language: Option<&str>) -> Lang {
    let first = accept_language.and_then(|header| header.split(',').next()).unwrap_or("zh");
    if first.trim().to_ascii_lowercase().starts_with("en") { Lang::En } else { Lang::Zh }
}
