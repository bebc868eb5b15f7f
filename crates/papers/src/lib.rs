//! Papers 纸面文书: certificates, receipts, labels and decisions as PDF, set by typst from templates that a pack may replace.
//!
//! ```no_run
//! use budayang_papers::{Lang, Papers, Setting, Template};
//! let papers = Papers::find_fonts(&[])?;
//! let data = serde_json::json!({ "title": "食品经营许可证", "number": "…", "organ": "…", "issued": "2026年3月2日" });
//! let date = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).ok_or("no such day")?;
//! let setting = Setting { title: "食品经营许可证".into(), lang: Lang::Zh, date };
//! let printed = papers.print(&Template::certificate(), &data, &setting)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Printing is work for a processor, not for a disk: call it in `spawn_blocking`, and let no more prints run at once than
//! the machine has cores.
//!
//! The output is a tagged PDF/A-2a. Texts from `data` are values, never markup: `*`, `$` or `#panic()` in a name is printed as it stands.

mod codes;
mod error;
mod fonts;
mod legible;
mod limits;
mod template;
mod world;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use chrono::{Datelike, NaiveDate};
use serde_json::Value;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

pub use codes::qr_svg;
pub use error::{NoChineseFont, PaperError};
pub use template::Template;

use fonts::Fonts;
use limits::Deadline;
use world::Desk;

/// Prints papers with the fonts of this machine. Cheap to clone.
#[derive(Clone)]
pub struct Papers {
    fonts: Arc<Fonts>,
    deadline: Deadline,
}

/// What a reader program shows about a paper, and the language its captions are in.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The document's title, shown in the title bar of the reader.
    pub title: String,
    pub lang: Lang,
    /// The day on which it was printed; also `datetime.today()` inside a template.
    pub date: NaiveDate,
}

/// The language of captions; the data stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    Zh,
    En,
}

/// A finished paper.
#[derive(Clone, Debug)]
pub struct Printed {
    pub pdf: Vec<u8>,
    /// Characters of the data that no font here has, each once. The paper shows 〓 in their place, so somebody must look at it:
    /// a rare character in a name wants a font such as Debian's `fonts-hanazono`.
    pub missing: Vec<char>,
    pub pages: usize,
}

impl Papers {
    /// Looks for fonts in the given folders and then in the system's; font files are read when a paper first needs them
    /// and stay in memory (20 to 27 MB for each of the four Noto CJK files).
    pub fn find_fonts(extra_dirs: &[PathBuf]) -> Result<Papers, NoChineseFont> {
        let fonts = Fonts::find(extra_dirs, true)?;
        Ok(Papers::with(fonts))
    }

    /// Looks in the given folders only.
    pub fn find_fonts_only_in(dirs: &[PathBuf]) -> Result<Papers, NoChineseFont> {
        let fonts = Fonts::find(dirs, false)?;
        Ok(Papers::with(fonts))
    }

    fn with(fonts: Fonts) -> Papers {
        Papers { fonts: Arc::new(fonts), deadline: Deadline::new(limits::TIME) }
    }

    /// Gives a paper at most this long instead of ten seconds.
    pub fn with_deadline(mut self, longest: Duration) -> Papers {
        self.deadline = Deadline::new(longest);
        self
    }

    /// Sets `paper` with `data` and returns the PDF.
    ///
    /// Bounds: `data` 1 MB, template 256 KB, its assets 8 MB, 100 pages, ten seconds. A template that runs over its time gets an error; it is
    /// stopped at its next request for a font or file, and while two such templates still compute, pack templates are refused.
    /// Memory inside those seconds is not bounded, so template files come from whoever runs the site, never from its users.
    pub fn print(&self, paper: &Template, data: &Value, setting: &Setting) -> Result<Printed, PaperError> {
        let (data, missing) = legible::legible(data, &self.fonts);
        let json = data.to_string();
        limits::check("数据", json.len(), limits::DATA)?;
        let desk = Desk::new(self.fonts.clone(), paper, &data, json, setting)?;
        let pdf_options = pdf_options(&desk, setting);
        let (pdf, pages) =
            self.deadline.run(paper.is_built_in(), move |until| typeset(desk.until(until), &pdf_options))??;
        Ok(Printed { pdf, missing, pages })
    }
}

fn typeset(desk: Desk, options: &PdfOptions) -> Result<(Vec<u8>, usize), PaperError> {
    let set = typst::compile::<PagedDocument>(&desk);
    // Typst remembers parts of earlier papers; every paper has other data, so old parts are let go soon.
    typst::comemo::evict(limits::MEMORY_OF_PAPERS);
    let document = set.output.map_err(|found| error::explain(&desk, &found))?;
    let pages = document.pages().len();
    if pages > limits::PAGES {
        return Err(PaperError::TooManyPages { pages, limit: limits::PAGES });
    }
    let pdf = typst_pdf::pdf(&document, options).map_err(|found| error::explain(&desk, &found))?;
    Ok((pdf, pages))
}

fn pdf_options(desk: &Desk, setting: &Setting) -> PdfOptions {
    PdfOptions {
        // The data tells two papers with the same title apart; only its hash reaches the file.
        ident: Smart::Custom(format!("{} {} {}", setting.title, setting.date, desk.json())),
        creator: Smart::Custom(None),
        standards: PdfStandards::new(&[PdfStandard::A_2a])
            .expect("invariant: one standard alone cannot contradict itself"),
        ..PdfOptions::default()
    }
}

impl Setting {
    /// What templates read as `setting`.
    fn to_json(&self) -> Value {
        let lang = match self.lang {
            Lang::Zh => "zh",
            Lang::En => "en",
        };
        serde_json::json!({
            "title": self.title.chars().filter_map(legible::plain).collect::<String>(),
            "lang": lang,
            "year": self.date.year(),
            "month": self.date.month(),
            "day": self.date.day(),
        })
    }
}
