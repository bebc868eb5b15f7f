//! The frame round every page: navigation, preferences, breadcrumbs, who is logged in.

use budayang_forms::Lang;
use fluent_templates::fluent_bundle::FluentValue;

use crate::web::visit::Look;
use crate::web::{Visit, Who, assets, icon, language};

/// What base.html and the components need; every template carries one.
#[derive(Clone)]
pub(crate) struct Frame {
    pub title: String,
    pub path: String,
    pub site: SiteFrame,
    pub crumbs: Vec<Crumb>,
    pub person: Option<String>,
    pub officer: bool,
    pub banner: Option<Banner>,
    pub flash: Option<String>,
    pub demo: bool,
    verb: Option<&'static str>,
    look: Look,
}

/// The site whose colours a page wears.
#[derive(Clone)]
pub(crate) struct SiteFrame {
    pub id: String,
    pub brand: String,
    pub home: String,
    pub owner: String,
    /// Whether the pack sets a colour of its own, served as `/assets/site/{id}.css`.
    pub accent: bool,
    /// Lines of the footer: who answers for the site, its filing numbers.
    pub imprint: Vec<String>,
}

#[derive(Clone)]
pub(crate) struct Crumb {
    pub label: String,
    pub href: Option<String>,
}

#[derive(Clone)]
pub(crate) struct Banner {
    pub kind: &'static str,
    pub text: String,
}

/// One of the six verbs 看查办问评我.
pub(crate) struct VerbLink {
    pub key: &'static str,
    pub label: String,
    pub href: String,
    pub icon: &'static str,
    pub current: bool,
}

/// Key and icon of each verb, in the order of the national guide (letter 108 of 2016).
const VERBS: [(&str, &str); 6] = [
    ("read", "book-open"),
    ("find", "search"),
    ("apply", "file-pen-line"),
    ("ask", "message-circle-question"),
    ("rate", "star"),
    ("me", "user"),
];

impl Frame {
    pub(crate) fn new(visit: &Visit, title: String) -> Self {
        let person = match &visit.who {
            Who::Citizen(citizen) => Some(citizen.shown_name()),
            Who::Officer(officer) => Some(officer.name.clone()),
            Who::Nobody => None,
        };
        Self {
            title,
            path: visit.path.clone(),
            site: visit.app.sites.frame(&visit.site, visit.look.lang),
            crumbs: Vec::new(),
            person,
            officer: matches!(visit.who, Who::Officer(_)),
            banner: None,
            flash: visit.flash.clone(),
            demo: visit.app.config.demo,
            verb: None,
            look: visit.look,
        }
    }

    /// Adds a step to the breadcrumbs; the last one, without address, is this page.
    pub(crate) fn crumb(mut self, label: impl Into<String>, href: impl Into<String>) -> Self {
        self.crumbs.push(Crumb { label: label.into(), href: Some(href.into()) });
        self
    }

    /// Marks the verb that this page belongs to.
    pub(crate) fn verb(mut self, key: &'static str) -> Self {
        self.verb = Some(key);
        self
    }

    /// The style sheet by its content's name.
    pub(crate) fn style(&self) -> &'static str {
        assets::style_address()
    }

    pub(crate) fn lang(&self) -> &'static str {
        match self.look.lang {
            Lang::Zh => "zh-CN",
            Lang::En => "en",
        }
    }

    pub(crate) fn elder(&self) -> &'static str {
        if self.look.elder { "on" } else { "off" }
    }

    pub(crate) fn theme(&self) -> &'static str {
        self.look.theme.name()
    }

    pub(crate) fn t(&self, key: &str) -> String {
        language::t(self.look.lang, key, &[])
    }

    /// A sentence with one argument.
    pub(crate) fn t1<'a>(&self, key: &str, name: &'static str, value: impl Into<FluentValue<'a>>) -> String {
        language::t(self.look.lang, key, &[(name, value.into())])
    }

    /// A sentence with two arguments.
    pub(crate) fn t2<'a>(
        &self,
        key: &str,
        one: (&'static str, impl Into<FluentValue<'a>>),
        two: (&'static str, impl Into<FluentValue<'a>>),
    ) -> String {
        language::t(self.look.lang, key, &[(one.0, one.1.into()), (two.0, two.1.into())])
    }

    pub(crate) fn icon(&self, name: &str) -> String {
        icon::svg(name)
    }

    pub(crate) fn verbs(&self) -> Vec<VerbLink> {
        VERBS
            .iter()
            .map(|&(key, icon)| VerbLink {
                key,
                label: self.t(&format!("verb-{key}")),
                href: match key {
                    "me" => "/me".to_owned(),
                    _ => format!("/s/{}/{key}", self.site.id),
                },
                icon,
                current: self.verb == Some(key),
            })
            .collect()
    }
}
