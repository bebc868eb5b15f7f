//! The desk on which one paper is set: all that a template can see, and nothing else of this machine.

use std::panic::resume_unwind;
use std::sync::{Arc, LazyLock};
use std::time::Instant;

use chrono::Datelike;
use serde_json::Value;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};

use crate::codes;
use crate::fonts::Fonts;
use crate::limits::Overdue;
use crate::{PaperError, Setting, Template};

/// Typst interns paths for ever, so the names below are all there are, besides those of assets.
pub(crate) const PAPER: &str = "/paper.typ";
const PRINT: &str = "/print.typ";
const HOUSE: &str = "/house.typ";
const DATA: &str = "/data.json";
const SETTING: &str = "/setting.json";
const QR: &str = "/qr.svg";
const BARCODE: &str = "/barcode.svg";
const ASSETS: &str = "/assets/";

static PRINT_SOURCE: LazyLock<Source> =
    LazyLock::new(|| Source::new(id(PRINT), include_str!("../templates/print.typ").into()));
static HOUSE_SOURCE: LazyLock<Source> =
    LazyLock::new(|| Source::new(id(HOUSE), include_str!("../templates/house.typ").into()));

pub(crate) fn id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("invariant: the names above are plain paths");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

pub(crate) struct Desk {
    fonts: Arc<Fonts>,
    template: Template,
    json: Bytes,
    setting: Bytes,
    today: Option<Datetime>,
    qr: Option<Bytes>,
    barcode: Option<Bytes>,
    until: Option<Instant>,
}

impl Desk {
    pub(crate) fn new(
        fonts: Arc<Fonts>,
        template: &Template,
        data: &Value,
        json: String,
        setting: &Setting,
    ) -> Result<Desk, PaperError> {
        let text = |key| data.get(key).and_then(Value::as_str).filter(|text| !text.is_empty());
        let day = setting.date;
        Ok(Desk {
            fonts,
            template: template.clone(),
            json: Bytes::from_string(json),
            setting: Bytes::from_string(setting.to_json().to_string()),
            // A chrono month and day always fit into a byte.
            today: Datetime::from_ymd(day.year(), day.month() as u8, day.day() as u8),
            qr: text("qr").map(codes::qr).transpose()?.map(Bytes::from_string),
            barcode: text("barcode").map(codes::barcode).transpose()?.map(Bytes::from_string),
            until: None,
        })
    }

    pub(crate) fn until(mut self, until: Instant) -> Desk {
        self.until = Some(until);
        self
    }

    pub(crate) fn json(&self) -> &str {
        self.json.as_str().unwrap_or_default()
    }

    /// Typst has no way to be stopped from outside, but it must come here for fonts and files.
    fn watch_the_clock(&self) {
        if self.until.is_some_and(|until| Instant::now() > until) {
            resume_unwind(Box::new(Overdue));
        }
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        self.fonts.library()
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.watch_the_clock();
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        PRINT_SOURCE.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.watch_the_clock();
        [&*PRINT_SOURCE, &*HOUSE_SOURCE, self.template.source()]
            .into_iter()
            .find(|source| source.id() == id)
            .cloned()
            .ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.watch_the_clock();
        if *id.root() != VirtualRoot::Project {
            return Err(FileError::AccessDenied);
        }
        let file = match id.vpath().get_with_slash() {
            DATA => Some(self.json.clone()),
            SETTING => Some(self.setting.clone()),
            QR => self.qr.clone(),
            BARCODE => self.barcode.clone(),
            other => other.strip_prefix(ASSETS).and_then(|name| self.template.asset(name)),
        };
        file.ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.watch_the_clock();
        self.fonts.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        self.today
    }
}
