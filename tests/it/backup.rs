//! The night that a disk dies: what was kept while people used it comes back whole.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

use crate::support::TestApp;

const KEYS: &str = "/.well-known/budayang-keys.json";

#[tokio::test]
async fn what_was_kept_while_it_served_comes_back_whole() {
    let app = TestApp::today().await;
    let no = app.filed().await;
    let keys = app.visitor().get(KEYS).await.expect(200).json();
    let shelf = TempDir::new().expect("a shelf");
    let monday = shelf.path().join("monday");
    std::fs::create_dir_all(app.folder().join("files/ab")).expect("a folder of files");
    std::fs::write(app.folder().join("files/ab/letter"), "示例").expect("a file");

    let kept = app.run("backup", &monday);
    assert!(kept.status.success(), "{}", said(&kept));
    let again = TestApp::empty().await;
    let restored = again.run("restore", &monday);

    assert!(restored.status.success(), "{}", said(&restored));
    assert_eq!(summary(&restored)["files"], summary(&kept)["files"]);
    assert_eq!(std::fs::read_to_string(again.folder().join("files/ab/letter")).expect("the file"), "示例");
    let again = again.open().await;
    assert_eq!(again.state(&no).await, app.state(&no).await);
    assert_eq!(again.visitor().get(KEYS).await.expect(200).json(), keys, "old certificates can still be checked");
}

#[tokio::test]
async fn a_damaged_backup_restores_nothing() {
    let app = TestApp::start().await;
    let shelf = TempDir::new().expect("a shelf");
    let tuesday = shelf.path().join("tuesday");
    assert!(app.run("backup", &tuesday).status.success());
    std::fs::write(tuesday.join("database"), "x").expect("the disk errs");

    let empty = TestApp::empty().await;
    let refused = empty.run("restore", &tuesday);

    assert!(!refused.status.success());
    assert!(said(&refused).contains("什么都没有恢复"), "{}", said(&refused));
    assert_eq!(std::fs::read_dir(empty.folder()).expect("the folder").count(), 0);
}

#[tokio::test]
async fn a_restore_never_replaces_what_is_there() {
    let app = TestApp::start().await;
    let shelf = TempDir::new().expect("a shelf");
    let wednesday = shelf.path().join("wednesday");
    assert!(app.run("backup", &wednesday).status.success());

    let onto_itself = app.run("restore", &wednesday);
    let over_the_old = app.run("backup", &wednesday);
    let within = app.run("backup", &app.folder().join("backup"));

    assert!(said(&onto_itself).contains("已经有数据库"), "{}", said(&onto_itself));
    assert!(said(&over_the_old).contains("不会被覆盖"), "{}", said(&over_the_old));
    assert!(said(&within).contains("数据文件夹"), "{}", said(&within));
}

#[tokio::test]
async fn a_folder_without_a_database_is_not_backed_up() {
    let empty = TestApp::empty().await;
    let shelf = TempDir::new().expect("a shelf");

    let refused = empty.run("backup", &shelf.path().join("thursday"));

    assert!(said(&refused).contains("没有数据库"), "{}", said(&refused));
    assert_eq!(std::fs::read_dir(shelf.path()).expect("the shelf").count(), 0, "no half backup stays behind");
}

fn summary(output: &Output) -> Value {
    let text = String::from_utf8_lossy(&output.stdout);
    serde_json::from_str(text.lines().last().unwrap_or_default()).expect("a summary")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A machine where nothing was installed yet.
struct Empty {
    folder: TempDir,
    database: Option<String>,
}

impl TestApp {
    async fn empty() -> Empty {
        let (folder, database) = TestApp::nowhere().await;
        Empty { folder, database }
    }

    fn run(&self, verb: &str, backup: &Path) -> Output {
        run(verb, backup, self.folder(), self.app.config.storage.database_url.as_deref())
    }
}

impl Empty {
    fn folder(&self) -> &Path {
        self.folder.path()
    }

    fn run(&self, verb: &str, backup: &Path) -> Output {
        run(verb, backup, self.folder(), self.database.as_deref())
    }

    async fn open(self) -> TestApp {
        TestApp::settled(self.folder, self.database).await
    }
}

fn run(verb: &str, backup: &Path, folder: &Path, database: Option<&str>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_budayang"));
    command.arg(verb).arg(backup).arg("--data-dir").arg(folder);
    if let Some(url) = database {
        command.args(["--database-url", url]);
    }
    command.output().expect("the program")
}
