//! Every text exists in Chinese and in English, and every text that a page asks for exists.

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;

use super::Report;
use super::rust::string;
use super::tree::{File, Tree};

const LANGUAGES: [&str; 2] = ["zh-CN", "en"];
/// Methods whose first argument is a key.
const LOOK_UPS: [&str; 3] = ["t", "t1", "with"];

type Keys<'a> = BTreeMap<&'a str, (&'a File, usize)>;

pub fn check(tree: &Tree, report: &mut Report) {
    let [chinese, english] = LANGUAGES.map(|language| keys(tree, language, report));
    for (have, want, language) in [(&chinese, &english, LANGUAGES[1]), (&english, &chinese, LANGUAGES[0])] {
        for (key, (file, line)) in have.iter().filter(|(key, _)| !want.contains_key(*key)) {
            report.finding(file, *line, format!("`{key}` is missing in locales/{language}: translate it there"));
        }
    }
    for (file, line, key) in asked(tree) {
        if !chinese.contains_key(key.as_str()) && !english.contains_key(key.as_str()) {
            report.finding(file, line, format!("no language has the text `{key}`: add it to both"));
        }
    }
    let mentioned = mentions(tree);
    for (key, (file, line)) in chinese.iter().filter(|(key, _)| !mentioned.cover(key)) {
        report.note(file, *line, format!("nobody asks for `{key}`"));
    }
}

/// The messages of a language; a key that stands twice is a finding.
fn keys<'a>(tree: &'a Tree, language: &str, report: &mut Report) -> Keys<'a> {
    let folder = format!("locales/{language}/");
    let mut keys = Keys::new();
    for file in tree.files.iter().filter(|file| file.path.starts_with(&folder) && file.extension() == "ftl") {
        for (line, text) in file.lines() {
            // A message begins in the first column; what belongs to it is indented.
            let Some((key, _)) = text.split_once('=').filter(|_| text.starts_with(|c: char| c.is_ascii_alphabetic()))
            else {
                continue;
            };
            if let Some((first, at)) = keys.insert(key.trim_end(), (file, line)) {
                report.finding(
                    file,
                    line,
                    format!("`{}` stands in {}:{at}, too: keep one", key.trim_end(), first.path),
                );
            }
        }
    }
    keys
}

/// Keys that templates and code ask for by name.
fn asked(tree: &Tree) -> Vec<(&File, usize, String)> {
    let look_up = Regex::new(&format!(r#"\.(?:{})\(\s*"([^"]+)""#, LOOK_UPS.join("|")))
        .expect("invariant: the pattern is written here");
    let mut asked = Vec::new();
    for file in tree.within("templates/", "html") {
        for (line, text) in file.lines() {
            asked.extend(look_up.captures_iter(text).map(|found| (file, line, found[1].to_owned())));
        }
    }
    for (file, code) in tree.source() {
        for method in LOOK_UPS {
            for (line, tokens) in code.lines_with(&[".", method, "(", "_"]) {
                asked.extend(string(&tokens[3].text).map(|key| (file, line, key.to_owned())));
            }
        }
    }
    asked
}

/// Words that may be keys or, before a placeholder, the beginnings of keys.
#[derive(Default)]
struct Mentions {
    whole: BTreeSet<String>,
    beginnings: BTreeSet<String>,
}

impl Mentions {
    fn add(&mut self, text: &str) {
        self.whole.insert(text.to_owned());
        let beginning = text.split('{').next().unwrap_or_default();
        if beginning.ends_with('-') {
            self.beginnings.insert(beginning.to_owned());
        }
    }

    fn cover(&self, key: &str) -> bool {
        self.whole.contains(key) || self.beginnings.iter().any(|beginning| key.starts_with(beginning.as_str()))
    }
}

fn mentions(tree: &Tree) -> Mentions {
    let mut mentions = Mentions::default();
    for (_, code) in tree.product() {
        code.strings().for_each(|text| mentions.add(text));
    }
    for file in tree.within("templates/", "html") {
        // Quotes of attributes and of expressions alternate: every piece between two quotes is looked at.
        file.text.split(['"', '\'']).for_each(|text| mentions.add(text));
    }
    mentions
}

#[cfg(test)]
mod tests {
    use super::super::{findings, notes};
    use super::check;

    const CHINESE: (&str, &str) = ("locales/zh-CN/main.ftl", "hello = 你好\nlong =\n    很长 = 的文字\n");
    const ENGLISH: (&str, &str) = ("locales/en/main.ftl", "hello = Hello\nlong =\n    a long = text\n");

    #[test]
    fn both_languages_have_the_same_texts() {
        assert!(findings(check, &[CHINESE, ENGLISH]).is_empty());
        let less = ("locales/en/main.ftl", "hello = Hello\n");
        assert_eq!(findings(check, &[CHINESE, less]), ["locales/zh-CN/main.ftl:2"]);
        let twice = ("locales/zh-CN/more.ftl", "hello = 再说一次\n");
        assert_eq!(findings(check, &[CHINESE, twice, ENGLISH]), ["locales/zh-CN/more.ftl:1"]);
    }

    #[test]
    fn a_page_asks_for_texts_that_exist() {
        let page = ("templates/a.html", "<p title=\"{{ frame.t(\"hello\") }}\">\n{{ frame.t(\"helo\") }}");
        let code = ("src/a.rs", "fn f() { frame.with(\"gone\", 1) }");
        assert_eq!(findings(check, &[CHINESE, ENGLISH, page, code]), ["templates/a.html:2", "src/a.rs:1"]);
    }

    #[test]
    fn texts_that_nobody_asks_for_are_noted() {
        let page = ("templates/a.html", "{{ frame.t(\"hello\") }}");
        assert_eq!(notes(check, &[CHINESE, ENGLISH, page]), ["locales/zh-CN/main.ftl:2"]);
        let states = [
            ("locales/zh-CN/main.ftl", "state-open = 办理中\n"),
            ("locales/en/main.ftl", "state-open = Open\n"),
            ("src/a.rs", "fn f() { format!(\"state-{state}\") }"),
        ];
        assert!(notes(check, &states).is_empty());
    }
}
