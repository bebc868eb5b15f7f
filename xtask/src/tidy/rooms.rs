//! Domains meet only through their `mod.rs`: children stay private.

use std::collections::BTreeSet;

use super::Report;
use super::tree::Tree;

pub fn check(tree: &Tree, report: &mut Report) {
    let rooms = tree.source().filter_map(|(file, _)| file.domain());
    let children: BTreeSet<(&str, &str)> = rooms.map(|(domain, below)| (domain, below[0])).collect();
    for (file, code) in tree.source() {
        let own = file.domain().map(|(domain, _)| domain);
        for path in code.paths.iter().filter(|path| path.segments[0] == "crate" && path.segments.len() > 2) {
            let (domain, child) = (path.segments[1].as_str(), path.segments[2].as_str());
            if own != Some(domain) && children.contains(&(domain, child)) {
                let remedy =
                    format!("`{child}` is private to `{domain}`: let src/{domain}/mod.rs offer what is needed");
                report.finding(file, path.line, remedy);
            }
        }
        if file.domain().is_some_and(|(_, below)| below == ["mod"]) {
            let public = [code.lines_with(&["pub", "mod"]), code.lines_with(&["pub", "(", "crate", ")", "mod"])];
            for (line, _) in public.into_iter().flatten() {
                report.finding(file, line, "children of a domain stay private: say `mod …` and `pub(crate) use …`");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::findings;
    use super::check;

    #[test]
    fn another_domain_is_entered_through_its_front_door() {
        let store = ("src/cases/store.rs", "");
        let bad = [store, ("src/tickets/mod.rs", "use crate::{app::App, cases::store::load};")];
        assert_eq!(findings(check, &bad), ["src/tickets/mod.rs:1"]);
        let good = [
            store,
            ("src/tickets/mod.rs", "use crate::cases::Case;"),
            ("src/cases/web.rs", "use crate::cases::store::load;"),
            ("src/cases/mod.rs", "use crate::web::page::Page;"),
        ];
        assert!(findings(check, &good).is_empty());
    }

    #[test]
    fn children_stay_private() {
        let bad = [("src/cases/mod.rs", "pub mod store;\npub(crate) mod web;")];
        assert_eq!(findings(check, &bad), ["src/cases/mod.rs:1", "src/cases/mod.rs:2"]);
        assert!(findings(check, &[("src/cases/mod.rs", "mod store;"), ("src/web/mod.rs", "pub mod page;")]).is_empty());
    }
}
