//! A pack (服务包): a folder of plain files that makes a site.

use std::collections::BTreeMap;

use budayang_forms::{Form, Guidance};
use serde::de::DeserializeOwned;

use super::column::{self, Article};
use super::fault::Fault;
use super::folder::Folder;
use super::position;
use super::site::Site;
use crate::catalog::Item;

/// Where a pack keeps the rules of its self-check.
pub(super) const SELF_CHECK: &str = "self-check.toml";

/// A pack whose files could all be read.
pub(crate) struct Pack {
    pub site: Site,
    pub items: Vec<Item>,
    /// Articles by column, newest first.
    pub articles: BTreeMap<String, Vec<Article>>,
    /// Rules of the self-check (自查规则), where the site has its own.
    pub self_check: Option<Guidance>,
    /// Forms of declarations by the key of their capability.
    pub forms: BTreeMap<String, Form>,
    pub hash: String,
    texts: BTreeMap<String, String>,
    files: BTreeMap<String, Vec<u8>>,
}

/// What reading found: a pack when `site.toml` and every item could be read, and the faults.
pub(super) struct Reading {
    pub site: Option<Site>,
    /// Items with the file that each came from.
    pub items: Vec<(String, Item)>,
    pub articles: BTreeMap<String, Vec<Article>>,
    pub self_check: Option<Guidance>,
    pub forms: BTreeMap<String, Form>,
    pub faults: Vec<Fault>,
}

impl Pack {
    /// A table of the pack such as `data/portals.csv`, or of its demonstration such as `demo/figures.csv`.
    pub(crate) fn text(&self, path: &str) -> Option<&str> {
        self.texts.get(path).map(String::as_str)
    }

    /// A file that an item names, from `files/`.
    pub(crate) fn file(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }

    /// Reads a pack that is to be used: any fault but a warning refuses it.
    pub(super) fn load(folder: &Folder) -> Result<Self, Vec<Fault>> {
        let Reading { site, items, articles, self_check, forms, faults } = read(folder);
        match site {
            Some(site) if faults.iter().all(|fault| fault.warning) => Ok(Self {
                site,
                items: items.into_iter().map(|(_, item)| item).collect(),
                articles,
                self_check,
                forms,
                hash: folder.hash(),
                texts: folder
                    .within("data", ".csv")
                    .chain(folder.within("demo", ".csv"))
                    .filter_map(|(path, bytes)| Some((path.to_owned(), String::from_utf8(bytes.to_vec()).ok()?)))
                    .collect(),
                files: folder.within("files", "").map(|(path, bytes)| (path.to_owned(), bytes.to_vec())).collect(),
            }),
            _ => Err(faults),
        }
    }
}

/// Reads every file as far as it goes.
pub(super) fn read(folder: &Folder) -> Reading {
    let mut faults = Vec::new();
    let site = match folder.files.get("site.toml") {
        Some(bytes) => parse::<Site>(folder, "site.toml", bytes, &mut faults),
        None => {
            faults.push(fault(
                folder,
                "site.toml",
                (1, 1),
                "没有 site.toml",
                "每个服务包都要有一个，写明 id、brand、owner、division",
            ));
            None
        }
    };
    let mut items = Vec::new();
    for (path, bytes) in folder.within("items", ".toml") {
        if let Some(item) = parse::<Item>(folder, path, bytes, &mut faults) {
            items.push((path.to_owned(), item));
        }
    }
    let articles = column::read(folder, &mut faults);
    let rules = folder.files.get(SELF_CHECK);
    let self_check = rules.and_then(|bytes| parse(folder, SELF_CHECK, bytes, &mut faults));
    let mut forms = BTreeMap::new();
    for (path, bytes) in folder.within("forms", ".toml") {
        if let Some(form) = parse::<Form>(folder, path, bytes, &mut faults) {
            let key = path.trim_start_matches("forms/").trim_end_matches(".toml");
            forms.insert(key.to_owned(), form);
        }
    }
    Reading { site, items, articles, self_check, forms, faults }
}

/// A TOML file as a value; what does not fit is a fault at its place.
fn parse<T: DeserializeOwned>(folder: &Folder, path: &str, bytes: &[u8], faults: &mut Vec<Fault>) -> Option<T> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        faults.push(fault(folder, path, (1, 1), "文件不是 UTF-8 编码", "请另存为 UTF-8"));
        return None;
    };
    match toml::from_str(text) {
        Ok(value) => Some(value),
        Err(error) => {
            let place = position::at(text, error.span().map_or(0, |span| span.start));
            faults.push(fault(folder, path, place, error.message().trim(), remedy_of(error.message())));
            None
        }
    }
}

/// serde says what is wrong; these say what to do about it.
fn remedy_of(message: &str) -> &'static str {
    match message {
        m if m.starts_with("unknown field") => "请改为上面列出的键之一，或删去这一行",
        m if m.starts_with("missing field") => "请在这一段补上这个键",
        m if m.starts_with("unknown variant") => "请改为上面列出的值之一",
        m if m.starts_with("duplicate key") => "同一个键只能写一次，请删去多余的",
        m if m.starts_with("invalid type") => "请按说明换成对应类型的值，字符串要加引号",
        _ => "请核对这一行的写法",
    }
}

pub(super) fn fault(
    folder: &Folder,
    path: &str,
    place: (usize, usize),
    what: impl Into<String>,
    remedy: impl Into<String>,
) -> Fault {
    Fault {
        file: format!("{}/{path}", folder.name),
        line: place.0,
        column: place.1,
        warning: false,
        what: what.into(),
        remedy: remedy.into(),
    }
}
