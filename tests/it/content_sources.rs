//! What fills content: the packs of the zones, their demonstration, and rumours out of files.

use std::path::{Path, PathBuf};

use crate::support::{Answer, TestApp};

#[tokio::test]
async fn the_demonstration_fills_every_page_once() {
    let app = TestApp::demo().await;
    for site in ["fujian", "jilin", "hunan", "hubei"] {
        let page = app.visitor().get(&format!("/s/{site}-zone/c/hotlines")).await.expect(200);
        assert!(page.find(".directory > li").len() >= 7, "{site}: {}", page.text);
        assert!(page.attribute("a[href='tel:12345']", "aria-label").unwrap().contains("12345"));
    }
    for site in ["fujian", "chongqing", "liaoning"] {
        let page = app.visitor().get(&format!("/s/{site}-zone/c/rumours")).await.expect(200);
        assert!(page.find(".result").len() >= 4, "{site}");
    }
    for site in ["fujian", "shanghai"] {
        let page = app.visitor().get(&format!("/s/{site}-zone/c/live")).await.expect(200);
        assert!(page.find(".timeline li").len() >= 5, "{site}");
    }
    let roads = app.visitor().get("/s/fujian-zone/c/road-closures?state=reopened").await.expect(200);
    assert_eq!(roads.find(".result").len(), 2, "{}", roads.text);
    let none = app.visitor().get("/s/fujian-zone/c/hotlines?q=没有这个单位").await.expect(200);
    assert!(none.text.contains("没有查到"));
    for site in ["guangdong", "hubei", "jiangsu"] {
        let page = app.visitor().get(&format!("/s/{site}-zone/c/zone-services")).await.expect(200);
        assert!(page.find("main section .result").len() >= 3, "{site}: {}", page.text);
        assert!(page.attribute("main a[href$='/apply']", "href").is_some(), "{site}");
    }
}

#[tokio::test]
async fn every_zone_with_columns_has_articles_in_each() {
    let app = TestApp::start().await;
    let sites = app.visitor().get("/api/v1/sites").await.expect(200).json();
    for site in sites.as_array().unwrap() {
        let id = site["id"].as_str().unwrap();
        let has = site["capabilities"].as_array().unwrap().iter().any(|key| key == "columns");
        if id.ends_with("-zone") && has {
            let page = app.visitor().get(&format!("/s/{id}/c/columns")).await.expect(200);
            let columns = page.find(".section-head h2");
            assert!(columns.len() >= 2, "{id}: {columns:?}");
            for href in page_links(&page) {
                let column = app.visitor().get(&href).await.expect(200);
                assert!(column.find(".result").len() >= 2, "{href}");
            }
        }
    }
}

fn page_links(page: &Answer) -> Vec<String> {
    let html = scraper::Html::parse_document(&page.text);
    let selector = scraper::Selector::parse(".section-head a").unwrap();
    html.select(&selector).filter_map(|link| link.attr("href").map(str::to_owned)).collect()
}

fn import(app: &TestApp, file: &Path) -> (Option<i32>, serde_json::Value) {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_budayang"));
    command.args(["import", "rumours"]).arg(file).arg("--data-dir").arg(app.folder());
    if let Some(url) = &app.app.config.storage.database_url {
        command.args(["--database-url", url]);
    }
    let output = command.output().expect("the program runs");
    let last = String::from_utf8_lossy(&output.stdout).lines().last().unwrap_or_default().to_owned();
    (output.status.code(), serde_json::from_str(&last).expect("the counts as JSON"))
}

#[tokio::test]
async fn rumours_are_imported_once_and_rejected_rows_keep_no_others_out() {
    let app = TestApp::start().await;
    let file = app.folder().join("rumours.csv");
    let rows = "title,verdict,body,key\n传言一,false,不是这样。,1\n传言二,perhaps,说不准。,2\n传言三,true,是真的。,3\n";
    std::fs::write(&file, rows).unwrap();
    let (status, counts) = import(&app, &file);
    assert_eq!((status, &counts["added"], &counts["rejected"]), (Some(1), &2.into(), &1.into()), "{counts}");
    std::fs::write(&file, rows.replace("perhaps", "unproven").replace("是真的", "确实是真的")).unwrap();
    let (status, counts) = import(&app, &file);
    assert_eq!(status, Some(0));
    assert_eq!((&counts["added"], &counts["updated"], &counts["unchanged"]), (&1.into(), &1.into(), &1.into()));
    app.catch_up().await;
    let page = app.visitor().get("/s/liaoning-zone/c/rumours?verdict=true").await.expect(200);
    assert_eq!(page.find(".result h2"), ["传言三"]);
}

/// The collection of 176 rumours that the data folder holds: 142 false, 21 unproven, 13 true.
#[tokio::test]
async fn the_real_rumours_are_all_taken() {
    let folder = std::env::var("BUDAYANG_REAL_DATA").unwrap_or_else(|_| "../shared/data".to_owned());
    let file = PathBuf::from(folder).join("rumours.csv");
    if !file.exists() {
        eprintln!("SKIPPED: the real rumours are absent; set BUDAYANG_REAL_DATA to their folder");
        return;
    }
    let app = TestApp::start().await;
    let (status, counts) = import(&app, &file);
    assert_eq!((status, &counts["read"], &counts["added"]), (Some(0), &176.into(), &176.into()), "{counts}");
    let (_, again) = import(&app, &file);
    assert_eq!((&again["added"], &again["unchanged"]), (&0.into(), &176.into()), "{again}");
    app.catch_up().await;
    let page = app.visitor().get("/s/fujian-zone/c/rumours").await.expect(200);
    assert_eq!(page.find(".choices .count"), ["142", "13", "21"]);
    let found = app.visitor().get("/s/fujian-zone/c/rumours?q=降压药").await.expect(200);
    assert_eq!(found.find(".result h2"), ["吃降压药会增加感染病毒的风险？"]);
}
