//! A site (站点) as its pack's `site.toml` describes it.

use budayang_forms::{Lang, Text};
use budayang_rules::division::DivisionCode;
use budayang_rules::item::ItemCode;
use serde::Deserialize;

use super::capability::{Capability, Verb};
use super::colour::Colour;

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Site {
    pub id: String,
    pub brand: Text,
    /// The body behind it.
    pub owner: Text,
    pub division: DivisionCode,
    #[serde(default)]
    pub summary: Option<Text>,
    #[serde(default)]
    pub accent: Option<Colour>,
    /// Everyday words under the search box.
    #[serde(default)]
    pub hot_words: Vec<String>,
    /// Services on the home page.
    #[serde(default)]
    pub hot_items: Vec<ItemCode>,
    #[serde(default)]
    pub capabilities: Vec<SwitchedOn>,
    #[serde(default)]
    pub columns: Vec<ColumnHead>,
    #[serde(default)]
    pub imprint: Imprint,
    #[serde(default)]
    pub zone: Zone,
}

/// What a special zone (专区) needs beyond other sites.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(crate) struct Zone {
    /// Divisions whose figures and notices stand together on one page.
    pub region: Vec<DivisionCode>,
    /// Services that matter now, in groups.
    pub services: Vec<ServiceGroup>,
    /// Days after which what people declared here is erased; 60 when absent.
    pub keep_days: Option<u64>,
}

/// Services under one heading of the page of a zone's services.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct ServiceGroup {
    pub name: Text,
    pub items: Vec<ItemCode>,
}

/// A capability of this site, with its own name where it has one.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct SwitchedOn {
    pub key: String,
    #[serde(default)]
    pub name: Option<Text>,
}

/// A column (栏目): its articles lie in `columns/{key}/`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct ColumnHead {
    pub key: String,
    pub name: Text,
}

/// What the law asks a government site to name in its footer.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(crate) struct Imprint {
    /// 主办单位; the owner when absent.
    pub sponsor: Option<Text>,
    /// 承办单位
    pub undertaker: Option<Text>,
    /// 网站标识码
    pub site_code: Option<String>,
    /// ICP备案号
    pub icp: Option<String>,
    /// 公安备案号
    pub police: Option<String>,
    pub telephone: Option<String>,
    /// 投诉电话
    pub complaint_telephone: Option<String>,
}

/// A capability as a site shows it.
pub(crate) struct Shown {
    pub capability: &'static Capability,
    pub name: String,
    pub href: String,
}

impl Site {
    pub(crate) fn home(&self) -> String {
        if self.id == super::NATIONAL { "/".to_owned() } else { format!("/s/{}", self.id) }
    }

    /// What is switched on and works, in the pack's order.
    pub(crate) fn shown(&self, lang: Lang) -> Vec<Shown> {
        let name = |on: &SwitchedOn, capability: &Capability| match &on.name {
            Some(own) => own.get(lang).to_owned(),
            None => match lang {
                Lang::Zh => capability.zh.to_owned(),
                Lang::En => capability.en.to_owned(),
            },
        };
        self.capabilities
            .iter()
            .filter_map(|on| Some((on, Capability::find(&on.key).filter(|found| found.works)?)))
            .map(|(on, capability)| Shown {
                name: name(on, capability),
                href: format!("/s/{}/c/{}", self.id, capability.key),
                capability,
            })
            .collect()
    }

    pub(crate) fn shown_under(&self, verb: Verb, lang: Lang) -> Vec<Shown> {
        self.shown(lang).into_iter().filter(|shown| shown.capability.verb.shown_under() == verb).collect()
    }
}
