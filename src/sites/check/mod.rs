//! What `packs check` finds beyond what cannot be read: references that lead nowhere, doubles, colours nobody can read.

mod items;
mod site;

use std::collections::HashMap;

use budayang_forms::{Guidance, faults_of_definition};

use super::fault::Fault;
use super::folder::Folder;
use super::pack::{self, Reading, SELF_CHECK};
use super::portal;
use super::position::{Document, Step};
use super::settle::DIVISIONS;
use crate::divisions::Known;

/// Every fault of these packs, in the order of their files. They may refer to items and divisions of the packs that ship.
pub(super) fn check(packs: &[Folder], shipped: &[Folder]) -> Vec<Fault> {
    let divisions = &divisions_of(packs.iter().chain(shipped));
    let mut codes: HashMap<String, String> = HashMap::new();
    let mut ids: HashMap<String, String> = HashMap::new();
    let mut faults = Vec::new();
    let readings: Vec<(&Folder, Reading)> = packs.iter().map(|folder| (folder, pack::read(folder))).collect();
    let beside: Vec<Reading> = shipped.iter().map(pack::read).collect();
    let all = readings.iter().map(|(_, reading)| reading).chain(&beside);
    let known: Vec<String> = all.flat_map(|reading| &reading.items).map(|(_, item)| item.code.to_string()).collect();
    for (folder, reading) in readings {
        let Reading { site, items, articles, self_check, forms, faults: unread } = reading;
        let mut found = Finder { folder, faults: unread };
        if let Some(site) = &site {
            site::check(site, &articles, &known, divisions, &mut found);
            if let Some(other) = ids.insert(site.id.clone(), folder.name.clone()) {
                found.add(
                    "site.toml",
                    &[Step::Key("id")],
                    format!("id “{}”在{other}里已经用过", site.id),
                    "请另起一个 id",
                );
            }
        }
        for (path, item) in &items {
            items::check(path, item, &known, divisions, &mut found);
            let place = format!("{}/{path}", folder.name);
            if let Some(other) = codes.insert(item.code.to_string(), place) {
                found.add(
                    path,
                    &[Step::Key("code")],
                    format!("实施编码{}在{other}里已经用过", item.code),
                    "请改编码，或删去一个",
                );
            }
        }
        for (key, form) in &forms {
            for fault in faults_of_definition(form) {
                let path = format!("forms/{key}.toml");
                found.at(&path, (1, 1), format!("{}：{}", fault.path, fault.problem), fault.remedy.zh);
            }
        }
        for fault in self_check.iter().flat_map(Guidance::faults) {
            found.at(SELF_CHECK, (1, 1), format!("{}：{}", fault.path, fault.problem), fault.remedy.zh);
        }
        for (line, row) in portal::rows(found.text(portal::TABLE)) {
            if let Err(reason) = row {
                found.at(
                    portal::TABLE,
                    (usize::try_from(line).unwrap_or(1), 1),
                    reason,
                    "列为 division,name,address（可加 app,how,note），网址以 https:// 开头，不确定就留空",
                );
            }
        }
        found.faults.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
        faults.append(&mut found.faults);
    }
    faults
}

fn divisions_of<'f>(folders: impl Iterator<Item = &'f Folder>) -> Known {
    let mut known = Known::default();
    for table in folders.filter_map(|folder| folder.files.get(DIVISIONS)) {
        known.learn(&String::from_utf8_lossy(table));
    }
    known
}

/// Collects faults of one pack at their places.
struct Finder<'f> {
    folder: &'f Folder,
    faults: Vec<Fault>,
}

impl Finder<'_> {
    fn text(&self, path: &str) -> &str {
        self.folder.files.get(path).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }

    fn has(&self, path: &str) -> bool {
        self.folder.files.contains_key(path)
    }

    fn add(&mut self, path: &str, steps: &[Step<'_>], what: impl Into<String>, remedy: impl Into<String>) {
        let place = Document::new(self.text(path)).find(steps);
        self.at(path, place, what, remedy);
    }

    fn warn(&mut self, path: &str, steps: &[Step<'_>], what: impl Into<String>, remedy: impl Into<String>) {
        self.add(path, steps, what, remedy);
        if let Some(last) = self.faults.last_mut() {
            last.warning = true;
        }
    }

    fn at(&mut self, path: &str, place: (usize, usize), what: impl Into<String>, remedy: impl Into<String>) {
        self.faults.push(pack::fault(self.folder, path, place, what, remedy));
    }
}
