//! Names of codes in the reader's language.

use budayang_forms::Lang;
use budayang_rules::division::DivisionCode;
use budayang_rules::item::{Audience, ItemType, Kind};
use budayang_rules::limit::TimeLimit;

use crate::app::App;

/// A division's name; its code when the tree does not know it.
pub(super) fn division(app: &App, code: &str) -> String {
    let Ok(code) = DivisionCode::parse(code) else { return code.to_owned() };
    app.divisions.name(&code).unwrap_or_else(|| code.short().to_owned())
}

pub(super) fn audience(lang: Lang, audience: Audience) -> &'static str {
    match lang {
        Lang::Zh => audience.zh(),
        Lang::En => audience.en(),
    }
}

pub(super) fn kind_of_power(lang: Lang, kind: ItemType) -> &'static str {
    match lang {
        Lang::Zh => kind.zh(),
        Lang::En => kind.en(),
    }
}

pub(super) fn kind(lang: Lang, kind: Kind) -> &'static str {
    match lang {
        Lang::Zh => kind.zh(),
        Lang::En => kind.en(),
    }
}

pub(super) fn limit(lang: Lang, limit: &TimeLimit) -> String {
    match lang {
        Lang::Zh => limit.to_string(),
        Lang::En => limit.en(),
    }
}
