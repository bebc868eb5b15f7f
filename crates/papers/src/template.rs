//! A template 文书模板: typst source and the pictures that go with it.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use typst::foundations::Bytes;
use typst::syntax::Source;

use crate::world::{self, PAPER};
use crate::{PaperError, limits};

/// A paper's typst source, parsed. Cheap to clone.
///
/// A template begins with `#import "/house.typ": *` and finds there `data` (what is to be printed), `setting` (title, lang, year, month, day),
/// the fonts `sans` and `serif`, and the parts every paper shares: `say`, `seal`, `qr-code`, `bar-code`, `facts`, `date-line`.
/// `data.qr` (text) becomes `/qr.svg`, `data.barcode` becomes `/barcode.svg`, an asset is `/assets/{name}`. There are no other files.
#[derive(Clone, Debug)]
pub struct Template(Arc<Inner>);

#[derive(Clone, Debug)]
struct Inner {
    source: Source,
    assets: BTreeMap<String, Bytes>,
    built_in: bool,
}

macro_rules! built_in {
    ($file:literal) => {{
        static TEMPLATE: LazyLock<Template> =
            LazyLock::new(|| Template::parse(include_str!(concat!("../templates/", $file, ".typ")), true));
        TEMPLATE.clone()
    }};
}

impl Template {
    /// An electronic certificate 电子证照, one A4 page. `title`, `number`, `organ`, `issued` (a date as text) and: `holder` {`name`, `number_label`, `number`
    /// (masked by the caller)}, `statement`, `items` [{`label`, `value`}], `validity`, `qr` (the text of the code), `verify` (address), `signature`
    /// {`algorithm`, `key`}, `demo` (true prints 示例 across the page and 演示 in the seal).
    pub fn certificate() -> Template {
        built_in!("certificate")
    }

    /// A receipt 收件回执 or acceptance notice 受理通知书. `title`, `number`, `time` (of the server, as text), `item`, `applicant`, `organ` and: `applicant_number`,
    /// `materials` [{`name`, `form`, `received`: bool, `due`: text}], `next` [{`what`, `when`}], `hash` {`algorithm`, `value`}, `contact`, `qr`, `verify`, `date`, `demo`.
    pub fn receipt() -> Template {
        built_in!("receipt")
    }

    /// A courier label 面单 of 100 mm × 150 mm, black only. `receiver` and `sender` {`name`, `phone`, `address`}, `barcode` (the waybill number) and: `carrier`,
    /// `case`, `content`, `note`, `qr`, `demo`.
    pub fn label() -> Template {
        built_in!("label")
    }

    /// A decision 决定书, a correction notice 补正通知书 or another notice. `organ`, `title`, `number`, `addressee`, `paragraphs` [text], `date` and:
    /// `addressee_number`, `list_title`, `list` [text or {`title`, `detail`}], `basis` [text], `after` [text, printed after the list], `remedy` [text], `contact`, `qr`, `verify`, `demo`.
    pub fn decision() -> Template {
        built_in!("decision")
    }

    /// A template that a pack brings. Faults in it are told when it is first printed.
    pub fn from_source(source: &str) -> Result<Template, PaperError> {
        limits::check("文书模板", source.len(), limits::TEMPLATE)?;
        Ok(Template::parse(source, false))
    }

    /// Hands along a picture (PNG, JPEG, WebP or SVG) that the template finds at `/assets/{name}`.
    pub fn with_asset(self, name: &str, bytes: Vec<u8>) -> Result<Template, PaperError> {
        let letter = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
        if name.is_empty() || name.len() > 64 || name.starts_with('.') || !name.chars().all(letter) {
            return Err(PaperError::AssetName(name.chars().take(64).collect()));
        }
        let mut inner = Arc::unwrap_or_clone(self.0);
        inner.assets.insert(name.to_owned(), Bytes::new(bytes));
        let together = inner.assets.values().map(|asset| asset.len()).sum();
        limits::check("模板附图", together, limits::ASSETS)?;
        Ok(Template(Arc::new(inner)))
    }

    fn parse(source: &str, built_in: bool) -> Template {
        let source = Source::new(world::id(PAPER), source.to_owned());
        Template(Arc::new(Inner { source, assets: BTreeMap::new(), built_in }))
    }

    pub(crate) fn source(&self) -> &Source {
        &self.0.source
    }

    pub(crate) fn asset(&self, name: &str) -> Option<Bytes> {
        self.0.assets.get(name).cloned()
    }

    pub(crate) fn is_built_in(&self) -> bool {
        self.0.built_in
    }
}
