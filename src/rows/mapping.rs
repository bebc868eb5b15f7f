//! The mappings that ship in the program, a folder for each noun.

use std::path::Path;

use rust_embed::RustEmbed;
use serde::de::DeserializeOwned;

#[derive(RustEmbed)]
#[folder = "mappings/"]
struct Shipped;

#[derive(Debug, thiserror::Error)]
pub enum MappingError {
    #[error("映射文件{0}打不开：{1}")]
    Unreadable(String, std::io::Error),
    #[error("映射文件{0}读不懂：{1}")]
    Faulty(String, Box<toml::de::Error>),
    #[error(
        "没有找到与文件{0}对应的映射。请用 --mapping 指定映射文件，或者把文件改名为自带映射的名字（{1}）；\
         各列已用本系统的名称时不需要映射"
    )]
    None(String, String),
}

/// The mappings of a noun with their names.
pub(crate) fn shipped<M: DeserializeOwned>(noun: &str) -> Result<Vec<(String, M)>, MappingError> {
    let folder = format!("{noun}/");
    let files = Shipped::iter().filter(|path| path.starts_with(&folder));
    let read = files.filter_map(|path| Some((Shipped::get(&path)?, path)));
    read.map(|(file, path)| {
        let name = path[folder.len()..].trim_end_matches(".toml").to_owned();
        Ok((name, parse(&path, &String::from_utf8_lossy(&file.data))?))
    })
    .collect()
}

/// A mapping that the operator wrote.
pub(crate) fn from_file<M: DeserializeOwned>(path: &Path) -> Result<M, MappingError> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| MappingError::Unreadable(name.clone(), error))?;
    parse(&name, &text)
}

fn parse<M: DeserializeOwned>(name: &str, text: &str) -> Result<M, MappingError> {
    toml::from_str(text).map_err(|error| MappingError::Faulty(name.to_owned(), Box::new(error)))
}

/// The one that bears the file's name, else the first that fits its first row.
pub(crate) fn choose<M>(mut shipped: Vec<(String, M)>, file: &Path, fits: impl Fn(&M) -> bool) -> Option<M> {
    let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let named = shipped.iter().position(|(name, _)| name == stem);
    let chosen = named.or_else(|| shipped.iter().position(|(_, mapping)| fits(mapping)))?;
    Some(shipped.swap_remove(chosen).1)
}

/// The error that names what ships.
pub(crate) fn none<M>(shipped: &[(String, M)], file: &Path) -> MappingError {
    let names: Vec<&str> = shipped.iter().map(|(name, _)| name.as_str()).collect();
    MappingError::None(file.display().to_string(), names.join("、"))
}
