//! The form of a piece: its kind's fields, as a page shows them and as it sends them back.

use crate::content::field::{Control, Field, Misfit};
use crate::content::kind::Kind;
use crate::content::matter::{Matter, Slip};
use crate::sites::Pack;
use crate::web::{Posted, Visit, t};

/// A field as the template draws it.
pub(super) struct Box {
    pub name: &'static str,
    pub label: String,
    pub hint: String,
    pub error: String,
    pub value: String,
    pub control: &'static str,
    pub optional: bool,
    /// Value, words, whether it is chosen.
    pub options: Vec<(String, String, bool)>,
}

/// What was posted, read; the columns of an article are those of its site.
pub(super) fn read(kind: Kind, pack: Option<&Pack>, posted: &Posted) -> Result<Matter, Vec<Slip>> {
    let matter = Matter::read(kind, |name| posted.get(name))?;
    let known = |pack: &Pack| pack.site.columns.iter().any(|head| head.key == matter.get("column"));
    if kind == Kind::Article && !pack.is_some_and(known) {
        return Err(vec![("column", Misfit::Choice)]);
    }
    Ok(matter)
}

pub(super) fn boxes<'a>(
    visit: &Visit,
    kind: Kind,
    pack: Option<&Pack>,
    value: impl Fn(&str) -> &'a str,
    slips: &[Slip],
) -> Vec<Box> {
    let of = |field: &Field| {
        let slip = slips.iter().find(|(name, _)| *name == field.name);
        let value = value(field.name).to_owned();
        Box {
            name: field.name,
            label: label(visit, field.name),
            hint: hint(visit, field.control),
            error: slip.map_or_else(String::new, |(_, misfit)| sentence(visit, *misfit)),
            control: drawn(field.control),
            optional: !field.required,
            options: options(visit, kind, field.control, pack, &value),
            value,
        }
    };
    kind.fields().iter().map(of).collect()
}

pub(super) fn label(visit: &Visit, name: &str) -> String {
    visit.t(&format!("content-field-{name}"))
}

/// The value in words, for previews and histories.
pub(super) fn shown(visit: &Visit, kind: Kind, field: &Field, pack: Option<&Pack>, value: &str) -> String {
    match field.control {
        Control::Choice(_) => visit.t(&format!("{}{value}", words_of(kind))),
        Control::Column => {
            let head = pack.and_then(|pack| pack.site.columns.iter().find(|head| head.key == value));
            head.map_or(value, |head| head.name.get(visit.lang())).to_owned()
        }
        Control::Division => visit.app.divisions.names()(value).unwrap_or_else(|| value.to_owned()),
        Control::Moment => crate::content::field::moment(value).map_or_else(String::new, |at| visit.moment(at)),
        Control::Yes => visit.t("content-yes"),
        _ => value.to_owned(),
    }
}

pub(super) fn sentence(visit: &Visit, misfit: Misfit) -> String {
    match misfit {
        Misfit::TooLong(most) => t(visit.lang(), misfit.key(), &[("most", most.into())]),
        _ => visit.t(misfit.key()),
    }
}

fn words_of(kind: Kind) -> &'static str {
    if kind == Kind::Rumour { "content-verdict-" } else { "content-hotline-" }
}

fn options(
    visit: &Visit,
    kind: Kind,
    control: Control,
    pack: Option<&Pack>,
    chosen: &str,
) -> Vec<(String, String, bool)> {
    let option = |value: &str, words: String| (value.to_owned(), words, value == chosen);
    match control {
        Control::Choice(keys) => {
            keys.iter().map(|key| option(key, visit.t(&format!("{}{key}", words_of(kind))))).collect()
        }
        Control::Column => {
            let heads = pack.into_iter().flat_map(|pack| &pack.site.columns);
            heads.map(|head| option(&head.key, head.name.get(visit.lang()).to_owned())).collect()
        }
        _ => Vec::new(),
    }
}

fn hint(visit: &Visit, control: Control) -> String {
    match control {
        Control::Markdown(_) => visit.t("content-hint-markdown"),
        Control::Telephones => visit.t("content-hint-telephones"),
        Control::Division => visit.t("content-hint-division"),
        Control::Link => visit.t("content-hint-link"),
        _ => String::new(),
    }
}

fn drawn(control: Control) -> &'static str {
    match control {
        Control::Text(_) | Control::Markdown(_) => "textarea",
        Control::Choice(_) | Control::Column => "select",
        Control::Yes => "check",
        Control::Moment => "datetime-local",
        Control::Day => "date",
        Control::Link => "url",
        Control::Telephones | Control::Line(_) | Control::Division => "text",
    }
}
