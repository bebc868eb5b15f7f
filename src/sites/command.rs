//! `budayang packs`: check, lint, list.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::fault::PackError;
use super::folder::{self, Folder};
use super::pack;
use crate::catalog::{self, RULES};

#[derive(Args, Debug)]
pub struct Command {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand, Debug)]
enum Action {
    /// Find every fault of packs: file, line, what is wrong, how to mend it. Exit status 1 when there are faults.
    Check {
        /// A pack's folder or a folder of packs; default: the packs in the program.
        folder: Option<PathBuf>,
        /// One JSON array instead of lines.
        #[arg(long)]
        json: bool,
    },
    /// What the national inspection would find in the services of packs, and how often.
    Lint {
        folder: Option<PathBuf>,
        /// One JSON object instead of lines.
        #[arg(long)]
        json: bool,
    },
    /// List packs with the number of their services and articles.
    List { folder: Option<PathBuf> },
}

impl Command {
    pub fn run(self) -> ExitCode {
        let done = match &self.action {
            Action::Check { folder, json } => folders(folder.as_ref()).map(|packs| check(&packs, *json)),
            Action::Lint { folder, json } => folders(folder.as_ref()).map(|packs| lint(&packs, *json)),
            Action::List { folder } => folders(folder.as_ref()).map(|packs| list(&packs)),
        };
        done.unwrap_or_else(|error| {
            eprintln!("{error}");
            ExitCode::from(2)
        })
    }
}

/// The packs in question: those of the program, one pack, or every pack of a folder.
fn folders(at: Option<&PathBuf>) -> Result<Vec<Folder>, PackError> {
    match at {
        None => Ok(folder::embedded().into_values().collect()),
        Some(path) if path.join("site.toml").is_file() => Ok(vec![folder::one(path)?]),
        Some(path) => Ok(folder::on_disk(path)?.into_values().collect()),
    }
}

fn check(packs: &[Folder], json: bool) -> ExitCode {
    let shipped: Vec<Folder> = folder::embedded().into_values().collect();
    let faults = super::check::check(packs, &shipped);
    if json {
        println!("{}", serde_json::to_string_pretty(&faults).unwrap_or_default());
    } else {
        faults.iter().for_each(|fault| println!("{fault}"));
        let warnings = faults.iter().filter(|fault| fault.warning).count();
        println!("{}个服务包，{}处错误，{warnings}处提醒", packs.len(), faults.len() - warnings);
    }
    if faults.iter().any(|fault| !fault.warning) { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn lint(packs: &[Folder], json: bool) -> ExitCode {
    let mut counts: BTreeMap<&str, usize> = RULES.iter().map(|rule| (*rule, 0)).collect();
    let (mut services, mut lines) = (0_usize, Vec::new());
    for folder in packs {
        for (path, item) in pack::read(folder).items {
            // What an item inherits is not in its file: the desk's report lints it as it is published.
            services += usize::from(item.base.is_none());
            for finding in catalog::lint(&item).into_iter().filter(|_| item.base.is_none()) {
                *counts.entry(finding.rule).or_default() += 1;
                lines.push((format!("{}/{path}", folder.name), finding));
            }
        }
    }
    if json {
        println!("{}", serde_json::json!({ "services": services, "findings": lines.len(), "rules": counts }));
    } else {
        for (file, finding) in &lines {
            println!("{file}: {}：{}。{}", finding.rule, finding.message, finding.remedy);
        }
        counts.iter().filter(|(_, count)| **count > 0).for_each(|(rule, count)| println!("{rule}\t{count}"));
        println!("{services}个事项，{}处问题", lines.len());
    }
    if lines.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn list(packs: &[Folder]) -> ExitCode {
    for folder in packs {
        let reading = pack::read(folder);
        let articles: usize = reading.articles.values().map(Vec::len).sum();
        let brand = reading.site.map_or_else(String::new, |site| format!("{}\t{}", site.id, site.brand));
        println!("{}\t{brand}\t{}个事项\t{articles}篇文章", folder.name, reading.items.len());
    }
    ExitCode::SUCCESS
}
