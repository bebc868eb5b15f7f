//! The fonts of this machine: found once, read when first needed.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

use fontdb::{Database, Source};
use typst::foundations::{Array, Bytes, Dict, Str, Value};
use typst::text::{Font, FontBook, FontInfo};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt};

use crate::NoChineseFont;

/// Families known to look right, best first; any other family with Chinese characters comes after them.
const SANS: [&str; 8] = [
    "Source Han Sans SC",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "PingFang SC",
    "Microsoft YaHei",
    "Heiti SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
];
const SERIF: [&str; 7] = [
    "Source Han Serif SC",
    "Noto Serif CJK SC",
    "Noto Serif SC",
    "Songti SC",
    "SimSun",
    "AR PL SungtiL GB",
    "AR PL UMing CN",
];

/// Simplified forms, so that a Japanese or traditional font alone does not pass for a Chinese one.
const PROBE: &str = "国务院办证书发华电龙门们这说";

pub(crate) struct Fonts {
    book: LazyHash<FontBook>,
    library: LazyHash<Library>,
    faces: Vec<Face>,
    files: Mutex<HashMap<PathBuf, Option<Bytes>>>,
}

struct Face {
    path: PathBuf,
    index: u32,
    font: OnceLock<Option<Font>>,
}

impl Fonts {
    pub(crate) fn find(dirs: &[PathBuf], system: bool) -> Result<Fonts, NoChineseFont> {
        let mut database = Database::new();
        for dir in dirs {
            database.load_fonts_dir(dir);
        }
        if system {
            database.load_system_fonts();
        }
        let (infos, faces): (Vec<FontInfo>, Vec<Face>) = known(&database).into_iter().unzip();
        let Some((sans, serif)) = chinese(&infos) else {
            return Err(NoChineseFont { dirs: dirs.to_vec(), system });
        };
        Ok(Fonts {
            book: LazyHash::new(FontBook::from_infos(infos)),
            library: LazyHash::new(library(sans, serif)),
            faces,
            files: Mutex::default(),
        })
    }

    pub(crate) fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    pub(crate) fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    pub(crate) fn font(&self, index: usize) -> Option<Font> {
        let face = self.faces.get(index)?;
        face.font.get_or_init(|| Font::new(self.file(&face.path)?, face.index)).clone()
    }

    pub(crate) fn have(&self, c: char) -> bool {
        (0..self.faces.len()).filter_map(|index| self.book.info(index)).any(|info| info.coverage.contains(c as u32))
    }

    /// A collection's faces share the bytes of their file.
    fn file(&self, path: &Path) -> Option<Bytes> {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        let read = || std::fs::read(path).ok().map(Bytes::new);
        files.entry(path.to_owned()).or_insert_with(read).clone()
    }
}

/// Every face that can be used, in the order of the folders.
fn known(database: &Database) -> Vec<(FontInfo, Face)> {
    let mut faces = Vec::new();
    let mut seen = HashSet::new();
    for face in database.faces() {
        let Source::File(path) = &face.source else { continue };
        if !seen.insert((path.clone(), face.index)) || is_other_region(&face.families[0].0) {
            continue;
        }
        let info = database.with_face_data(face.id, FontInfo::new).flatten();
        if let Some(info) = info.filter(|info| !info.is_last_resort()) {
            faces.push((info, Face { path: path.clone(), index: face.index, font: OnceLock::new() }));
        }
    }
    faces
}

/// The pan-CJK collections hold the same characters once for each region; only the simplified forms are wanted.
fn is_other_region(family: &str) -> bool {
    let collection = family.contains(" CJK ") || family.starts_with("Source Han ");
    collection && (!family.ends_with(" SC") || family.contains(" Mono "))
}

/// The Chinese families for sans and for serif texts.
fn chinese(infos: &[FontInfo]) -> Option<(Vec<String>, Vec<String>)> {
    let covers = |info: &&FontInfo| PROBE.chars().all(|c| info.coverage.contains(c as u32));
    let mut families: Vec<&str> = infos.iter().filter(covers).map(|info| info.family.as_str()).collect();
    families.dedup();
    if families.is_empty() {
        return None;
    }
    let first = |liked: &[&str]| liked.iter().find_map(|name| families.iter().find(|family| *family == name)).copied();
    let sans = first(&SANS).or_else(|| first(&SERIF)).unwrap_or(families[0]);
    let serif = first(&SERIF).unwrap_or(sans);
    let pair = |one: &str, other: &str| vec![one.to_owned(), other.to_owned()];
    Some((pair(sans, serif), pair(serif, sans)))
}

/// Typst's library, with the names of the fonts and without `plugin`, which would run WebAssembly that nothing can stop.
fn library(sans: Vec<String>, serif: Vec<String>) -> Library {
    let families =
        |names: Vec<String>| Value::Array(names.into_iter().map(|name| Value::Str(name.into())).collect::<Array>());
    let inputs: Dict =
        [(Str::from("sans"), families(sans)), (Str::from("serif"), families(serif))].into_iter().collect();
    let mut library = Library::builder().with_inputs(inputs).build();
    let scope = library.global.scope_mut();
    scope.bind("plugin".into(), typst::foundations::Binding::detached(Value::None));
    library.std = typst::foundations::Binding::detached(library.global.clone());
    library
}
