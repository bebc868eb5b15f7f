//! `budayang zone new`: a special zone (专区) out of a template, a folder of plain files with a few words left open.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use budayang_rules::division::DivisionCode;
use clap::{Args, Subcommand};

use super::fault::Fault;
use super::folder::{self, Folder};
use super::{NATIONAL, check};
use crate::divisions::{self, Tree};

#[derive(Args, Debug)]
pub struct Command {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand, Debug)]
enum Action {
    /// Make a zone from a template; it is checked before anything is written.
    New(New),
}

#[derive(Args, Debug)]
struct New {
    /// Folder of the template, such as packs/zones-template or packs/flood-template.
    #[arg(long)]
    from: PathBuf,
    /// Id of the new site: small letters, digits, hyphens; its address is /s/ID.
    #[arg(long)]
    id: String,
    /// The zone's division, such as 420000.
    #[arg(long)]
    division: DivisionCode,
    /// Its name; without one the template's own.
    #[arg(long)]
    brand: Option<String>,
    /// Folder of packs that the zone is written into; default: beside the template.
    #[arg(long)]
    to: Option<PathBuf>,
}

/// Why there is no zone.
#[derive(Debug, thiserror::Error)]
enum ZoneError {
    #[error("模板{0}读不出来：{1}。请核对 --from 的路径")]
    Template(String, super::PackError),
    #[error("模板{0}里没有 site.toml")]
    NoSite(String),
    #[error("没有“{0}”这个行政区划，请对照 GB/T 2260")]
    NoDivision(String),
    #[error("{0}已经存在，请换一个 --id，或先移走它")]
    Exists(String),
    #[error("{0}写不进去：{1}")]
    Unwritable(String, std::io::Error),
    #[error("照这样做出来的专区有错误，什么都没有写：\n{0}")]
    Faulty(String),
}

impl Command {
    pub fn run(self) -> ExitCode {
        let Action::New(new) = self.action;
        match new.make() {
            Ok(at) => {
                println!("专区已经建好：{}", at.display());
                println!("看一看：budayang serve --demo --packs {}", at.parent().unwrap_or(&at).display());
                println!("然后打开 /s/{}；改 site.toml 里的名称、栏目和能力，用 budayang packs check 检查", new.id);
                ExitCode::SUCCESS
            }
            Err(error) => {
                eprintln!("{error}");
                ExitCode::FAILURE
            }
        }
    }
}

impl New {
    fn make(&self) -> Result<PathBuf, ZoneError> {
        let name = self.from.display().to_string();
        let template = folder::one(&self.from).map_err(|error| ZoneError::Template(name.clone(), error))?;
        if !template.files.contains_key("site.toml") {
            return Err(ZoneError::NoSite(name));
        }
        let beside = self.to.clone().unwrap_or_else(|| self.from.parent().unwrap_or(Path::new(".")).to_owned());
        let at = beside.join(&self.id);
        if at.exists() {
            return Err(ZoneError::Exists(at.display().to_string()));
        }
        let zone = Folder { name: at.display().to_string(), files: self.filled(&template)? };
        let shipped: Vec<Folder> = folder::embedded().into_values().filter(|pack| !is(pack, &self.id)).collect();
        let faults = check::check(std::slice::from_ref(&zone), &shipped);
        let grave: Vec<String> = faults.iter().filter(|fault| !fault.warning).map(Fault::to_string).collect();
        if !grave.is_empty() {
            return Err(ZoneError::Faulty(grave.join("\n")));
        }
        write(&at, &zone.files).map_err(|error| ZoneError::Unwritable(at.display().to_string(), error))?;
        Ok(at)
    }

    /// The template's files with its open words filled in.
    fn filled(&self, template: &Folder) -> Result<BTreeMap<String, Vec<u8>>, ZoneError> {
        let place = place(&self.division).ok_or_else(|| ZoneError::NoDivision(self.division.short().to_owned()))?;
        let words = [
            ("{{id}}", self.id.clone()),
            ("{{division}}", self.division.short().to_owned()),
            ("{{brand}}", self.brand.clone().unwrap_or_else(|| "{{place}}{{kind}}".to_owned())),
            ("{{kind}}", kind(template)),
            ("{{place}}", place),
        ];
        let fill = |bytes: &Vec<u8>| match std::str::from_utf8(bytes) {
            Ok(text) => {
                words.iter().fold(text.to_owned(), |text, (word, value)| text.replace(word, value)).into_bytes()
            }
            Err(_) => bytes.clone(),
        };
        Ok(template.files.iter().map(|(path, bytes)| (path.clone(), fill(bytes))).collect())
    }
}

/// What the template makes, from its first line: `# kind: 疫情防控专区`.
fn kind(template: &Folder) -> String {
    let site = template.files.get("site.toml").map(|bytes| String::from_utf8_lossy(bytes));
    let named = site.as_deref().and_then(|text| text.lines().find_map(|line| line.strip_prefix("# kind: ")));
    named.unwrap_or("专区").trim().to_owned()
}

fn is(pack: &Folder, id: &str) -> bool {
    pack.name.rsplit('/').next() == Some(id)
}

/// The division's name by the table in the program.
fn place(division: &DivisionCode) -> Option<String> {
    let national = folder::embedded().remove(NATIONAL)?;
    let table = national.files.get(super::settle::DIVISIONS)?;
    let tree: Tree = divisions::tree_of(&String::from_utf8_lossy(table));
    let name = tree.path_name(division);
    (!name.is_empty()).then_some(name)
}

fn write(at: &Path, files: &BTreeMap<String, Vec<u8>>) -> std::io::Result<()> {
    for (path, bytes) in files {
        let file = at.join(path);
        std::fs::create_dir_all(file.parent().unwrap_or(at))?;
        std::fs::write(file, bytes)?;
    }
    Ok(())
}
