//! A division in a form: one list a level, from where the form begins down to the level that it asks for.

use budayang_forms::{DivisionRules, Level};
use budayang_rules::division::DivisionCode;

use super::fields::OptionView;
use crate::divisions::{Division, Tree};

/// The lists that a person has gone through so far, and the one to choose from next.
#[derive(Clone)]
pub(crate) struct LevelView {
    /// The place whose parts are listed.
    pub within: String,
    pub options: Vec<OptionView>,
}

/// None when the tree knows nothing below the place where the form begins: then the code is typed.
pub(super) fn levels(tree: &Tree, rules: &DivisionRules, chosen: &str) -> Vec<LevelView> {
    let start = rules.within.as_deref().and_then(|code| DivisionCode::parse(code).ok()).unwrap_or(DivisionCode::NATION);
    let chosen = DivisionCode::parse(chosen).ok().filter(|code| start.contains(code));
    let on_the_way = |parts: &[Division]| {
        let inside = |part: &&Division| chosen.is_some_and(|code| part.code.contains(&code));
        parts.iter().find(inside).map(|part| part.code)
    };
    let mut levels = Vec::new();
    let mut place = Some(start);
    while let Some(code) = place.filter(|code| code.level() < until(rules).into()) {
        let parts = tree.children(&code);
        if parts.is_empty() {
            break;
        }
        place = on_the_way(&parts);
        let option = |part: Division| OptionView {
            key: part.code.as_str().to_owned(),
            label: part.name,
            hint: String::new(),
            chosen: place == Some(part.code),
        };
        let within = tree.name(&code).unwrap_or_default().to_owned();
        levels.push(LevelView { within, options: parts.into_iter().map(option).collect() });
    }
    levels
}

/// Where the choice ends.
pub(super) fn until(rules: &DivisionRules) -> Level {
    rules.level.unwrap_or(Level::Village)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree() -> Tree {
        let row = |(code, name): (&str, &str)| (DivisionCode::parse(code).unwrap(), name.to_owned(), false);
        let rows = [
            ("44", "广东省"),
            ("440100", "广州市"),
            ("440104", "越秀区"),
            ("440104001", "洪桥街道"),
            ("440104001007", "三眼井社区居委会"),
            ("441900", "东莞市"),
            ("441900003", "东城街道"),
        ];
        Tree::new(rows.map(row).into())
    }

    fn shown(rules: DivisionRules, chosen: &str) -> Vec<(String, Vec<String>)> {
        let mark = |option: &OptionView| format!("{}{}", option.label, if option.chosen { "*" } else { "" });
        let levels = levels(&tree(), &rules, chosen);
        levels.iter().map(|level| (level.within.clone(), level.options.iter().map(mark).collect())).collect()
    }

    fn list(within: &str, options: &[&str]) -> (String, Vec<String>) {
        (within.to_owned(), options.iter().map(|&name| name.to_owned()).collect())
    }

    #[test]
    fn the_first_list_stands_where_the_form_begins() {
        let rules = DivisionRules { level: Some(Level::Township), within: Some("440104".into()) };
        assert_eq!(shown(rules, ""), [list("越秀区", &["洪桥街道"])]);
    }

    #[test]
    fn each_choice_opens_the_next_list_down_to_the_level_that_is_asked() {
        let rules = DivisionRules { level: Some(Level::Township), within: None };
        let lists = shown(rules, "440104001000");
        assert_eq!(lists[1], list("广东省", &["广州市*", "东莞市"]));
        assert_eq!(lists[3], list("越秀区", &["洪桥街道*"]));
        assert_eq!(lists.len(), 4);
    }

    #[test]
    fn a_city_without_counties_goes_straight_to_its_towns() {
        let rules = DivisionRules { level: Some(Level::Township), within: Some("441900".into()) };
        assert_eq!(shown(rules, ""), [list("东莞市", &["东城街道"])]);
    }
}
