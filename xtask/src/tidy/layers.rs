//! `web → domain → store → db`: rules never name HTTP, templates or SQL.

use super::Report;
use super::rust::Path;
use super::tree::{File, Tree};

const WEB: [&str; 3] = ["axum", "askama", "http"];
const DATA: [&str; 2] = ["sea_orm", "sea_query"];
const STORES: [&str; 5] = ["store", "entity", "entities", "table", "tables"];
const DATA_ROOMS: [&str; 2] = ["db", "intake"];

pub fn check(tree: &Tree, report: &mut Report) {
    for (file, code) in tree.source() {
        for path in code.paths.iter().filter(|path| path.segments.len() > 1) {
            let root = path.segments[0].as_str();
            if WEB.contains(&root) && !may_name_web(file) && !is_front_door(file, path) {
                let remedy = format!(
                    "`{root}` belongs in web.rs of this domain; mod.rs may only name `axum::Router`, for its `routes()`"
                );
                report.finding(file, path.line, remedy);
            }
            if DATA.contains(&root) && !may_name_data(file) {
                let remedy = format!(
                    "`{root}` belongs in store.rs or the tables of a domain; everything else uses what src/db.rs offers"
                );
                report.finding(file, path.line, remedy);
            }
        }
    }
}

fn may_name_web(file: &File) -> bool {
    file.domain().is_none_or(|(_, parts)| parts.iter().any(|part| ["web", "routes"].contains(part)))
}

/// A domain's `mod.rs` says `pub(crate) fn routes() -> axum::Router<…>` and no more about the web.
fn is_front_door(file: &File, path: &Path) -> bool {
    let segments: Vec<&str> = path.segments.iter().map(String::as_str).collect();
    file.domain().is_some_and(|(_, below)| below == ["mod"]) && matches!(segments.as_slice(), ["axum", "Router", ..])
}

fn may_name_data(file: &File) -> bool {
    let parts = file.parts();
    DATA_ROOMS.contains(&parts[1]) || file.domain().is_some_and(|(_, below)| below.iter().any(|p| STORES.contains(p)))
}

#[cfg(test)]
mod tests {
    use super::super::findings;
    use super::check;

    #[test]
    fn rules_do_not_know_the_web() {
        let bad = [
            ("src/cases/mod.rs", "use axum::extract::Form;"),
            ("src/cases/submit.rs", "fn f() -> http::StatusCode {}"),
        ];
        assert_eq!(findings(check, &bad), ["src/cases/mod.rs:1", "src/cases/submit.rs:1"]);
        let good = [
            ("src/cases/web.rs", "use axum::Router;"),
            ("src/cases/web/submit.rs", "use askama::Template;"),
            ("src/web/page.rs", "use axum::Router;"),
            ("src/routes.rs", "use axum::Router;"),
            ("src/cases/mod.rs", "//! No axum::Json.\npub(crate) fn routes() -> axum::Router<App> { web::routes() }"),
        ];
        assert!(findings(check, &good).is_empty());
    }

    #[test]
    fn only_stores_know_the_data_layer() {
        let bad = [
            ("src/cases/mod.rs", "\nuse sea_orm::DbErr;"),
            ("src/app.rs", "struct A { db: sea_orm::DatabaseConnection }"),
        ];
        assert_eq!(findings(check, &bad), ["src/cases/mod.rs:2", "src/app.rs:1"]);
        let good = [
            ("src/cases/store.rs", "use sea_orm::DbErr;"),
            ("src/cases/store/events.rs", "use sea_orm::DbErr;"),
            ("src/cases/tables.rs", "use sea_orm::DbErr;"),
            ("src/db.rs", "use sea_orm::DbErr;"),
            ("src/intake.rs", "use sea_orm::DbErr;"),
        ];
        assert!(findings(check, &good).is_empty());
    }
}
