//! Special zones: made in minutes from a template, and the eighteen of the provinces, each with what its row names.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::TestApp;

fn template(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("packs").join(name)
}

fn new_zone(from: &Path, id: &str, division: &str, to: &Path) -> (bool, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_budayang"))
        .args(["zone", "new", "--id", id, "--division", division])
        .arg("--from")
        .arg(from)
        .arg("--to")
        .arg(to)
        .output()
        .expect("the command runs");
    let text = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&text).into_owned())
}

#[tokio::test]
async fn a_zone_stands_the_same_evening() {
    let folder = tempfile::tempdir().unwrap();
    let (done, said) = new_zone(&template("zones-template"), "sanya-zone", "460200", folder.path());
    assert!(done, "{said}");
    let packs = folder.path().to_owned();
    let app = TestApp::with(|config| config.packs = Some(packs)).await;
    let home = app.visitor().get("/s/sanya-zone").await.expect(200);
    assert_eq!(home.find(".brand"), ["海南省三亚市疫情防控专区"]);
    app.visitor().get("/s/sanya-zone/c/epidemic-status").await.expect(200);
    app.visitor().get("/s/sanya-zone/c/self-declaration").await.expect(200);
    assert!(app.visitor().get("/s/sanya-zone/c/columns").await.expect(200).text.contains("回家第一件事"));
}

#[tokio::test]
async fn nothing_is_tied_to_one_disease() {
    let folder = tempfile::tempdir().unwrap();
    let (done, said) = new_zone(&template("flood-template"), "jiujiang-flood", "360400", folder.path());
    assert!(done, "{said}");
    let packs = folder.path().to_owned();
    let app = TestApp::with(|config| config.packs = Some(packs)).await;
    let clue = app.visitor().get("/s/jiujiang-flood/c/clues").await.expect(200);
    assert!(clue.find("h1").contains(&"报告险情".to_owned()) && clue.text.contains("管涌"), "{}", clue.text);
    app.visitor().get("/s/jiujiang-flood/c/epidemic-status").await.expect(404);
}

#[test]
fn a_slip_writes_nothing_and_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let (done, said) = new_zone(&template("zones-template"), "Sanya Zone", "460200", folder.path());
    assert!(!done && said.contains("只用小写字母"), "{said}");
    let (done, said) = new_zone(&template("zones-template"), "sanya-zone", "469999", folder.path());
    assert!(!done && said.contains("GB/T 2260"), "{said}");
    let (done, said) = new_zone(&template("no-such-template"), "sanya-zone", "460200", folder.path());
    assert!(!done && said.contains("--from"), "{said}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is written");
}
