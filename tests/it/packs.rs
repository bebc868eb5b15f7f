//! `budayang packs`: every fault of a pack with its place and its remedy.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

use crate::support::TestApp;

fn packs(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_budayang")).arg("packs").args(arguments).output().expect("the program runs")
}

/// The faults that the check finds in a folder of packs.
fn faults(root: &Path) -> (Option<i32>, Vec<Value>) {
    let output = packs(&["check", "--json", &root.display().to_string()]);
    (output.status.code(), serde_json::from_slice(&output.stdout).expect("JSON"))
}

fn pack(site: &str, item: &str) -> TempDir {
    let root = TempDir::new().expect("a folder");
    let folder = root.path().join("somewhere");
    std::fs::create_dir_all(folder.join("items")).expect("a folder");
    std::fs::write(folder.join("site.toml"), site).expect("written");
    if !item.is_empty() {
        std::fs::write(folder.join("items/one.toml"), item).expect("written");
    }
    root
}

const SITE: &str = "id = \"somewhere\"\nbrand = \"某地政务服务\"\nowner = \"某地\"\ndivision = \"440104\"\n";
const ITEM: &str = include_str!("../../packs/guangdong-hall/items/440104-elder-card.toml");

#[test]
fn the_packs_that_ship_have_no_fault_and_no_inspector_finds_anything() {
    let checked = packs(&["check"]);
    assert_eq!(checked.status.code(), Some(0), "{}", String::from_utf8_lossy(&checked.stdout));
    let linted = packs(&["lint"]);
    assert_eq!(linted.status.code(), Some(0), "{}", String::from_utf8_lossy(&linted.stdout));
    let listed = String::from_utf8_lossy(&packs(&["list"]).stdout).into_owned();
    assert!(listed.contains("guangdong-hall\t广东政务服务网"), "{listed}");
}

#[test]
fn a_misspelled_key_is_shown_where_it_stands() {
    let root = pack(&format!("{SITE}colour = \"#0a4690\"\n"), "");
    let (status, faults) = faults(root.path());
    assert_eq!((status, faults[0]["line"].as_u64()), (Some(1), Some(5)), "{faults:?}");
    let what = faults[0]["what"].as_str().unwrap();
    assert!(what.contains("colour") && what.contains("accent"), "{what}");
    assert!(faults[0]["file"].as_str().unwrap().ends_with("somewhere/site.toml"));
}

#[test]
fn a_pale_colour_and_an_unknown_place_are_refused_and_a_capability_to_come_is_a_warning() {
    let site = SITE.replace("440104", "449999") + "accent = \"#ffcc00\"\n[[capabilities]]\nkey = \"smart-qa\"\n";
    let (status, faults) = faults(pack(&site, "").path());
    assert_eq!(status, Some(1));
    let lines: Vec<_> = faults.iter().map(|fault| (fault["line"].as_u64(), fault["warning"].as_bool())).collect();
    assert_eq!(lines, [(Some(4), Some(false)), (Some(5), Some(false)), (Some(7), Some(true))], "{faults:?}");
}

#[test]
fn references_that_lead_nowhere_are_found_in_an_item() {
    let item = ITEM
        .replace("files/elder-card.svg", "files/missing.svg")
        .replace("\"elder_number\", \"card_class\"", "\"elder_age\", \"card_class\"")
        .replace("themes = [\"065\", \"085\"]", "themes = [\"065\", \"080\"]");
    let root = pack(SITE, &item);
    let (status, faults) = faults(root.path());
    assert_eq!(status, Some(1));
    let told: String = faults.iter().map(|fault| format!("{}\n", fault["what"].as_str().unwrap())).collect();
    for words in ["files/missing.svg", "elder_age", "没有主题“080”"] {
        assert!(told.contains(words), "{words} is not in\n{told}");
    }
    for fault in &faults {
        let line = item.lines().nth(fault["line"].as_u64().unwrap() as usize - 1).unwrap();
        let named = ["missing.svg", "elder_age", "080"].iter().any(|word| line.contains(word));
        assert!(named, "{fault} points at {line}");
    }
}

#[test]
fn a_faulty_form_is_found_at_its_field() {
    let item = ITEM.replace(
        "when = { field = \"registered\", is = \"elsewhere\" }\n\n[[form",
        "when = { field = \"no_field\", is = \"x\" }\n\n[[form",
    );
    let (_, faults) = faults(pack(SITE, &item).path());
    let fault = faults.iter().find(|fault| fault["what"].as_str().unwrap().contains("no_field")).expect("the fault");
    assert!(fault["what"].as_str().unwrap().starts_with("elder.since"), "{fault}");
    assert!(!fault["remedy"].as_str().unwrap().is_empty());
}

#[test]
fn the_same_code_twice_names_the_other_file() {
    let root = pack(SITE, ITEM);
    std::fs::write(root.path().join("somewhere/items/two.toml"), ITEM).expect("written");
    let (_, faults) = faults(root.path());
    assert!(faults.iter().any(|fault| fault["what"].as_str().unwrap().contains("items/one.toml")), "{faults:?}");
}

#[tokio::test]
async fn a_pack_beside_the_program_makes_a_site() {
    let root = pack(&format!("{SITE}[[capabilities]]\nkey = \"guides\"\n"), "");
    let path = root.path().to_owned();
    let app = TestApp::with(move |config| config.packs = Some(path)).await;
    let page = app.visitor().get("/s/somewhere/c/guides").await.expect(200);
    assert_eq!(page.find(".brand"), ["某地政务服务"]);
    app.visitor().get("/s/guangdong-hall").await.expect(200);
}
