//! Templates obey the content security policy: no script, style or handler in a page, and nothing unescaped by chance.

use regex::Regex;

use super::Report;
use super::tree::Tree;

/// A pattern, and what to do about it.
const BANNED: [(&str, &str); 4] = [
    (r"<script\b[^>]*>\s*[^<\s]", "scripts live in assets/js: `<script type=\"module\" src=…></script>`"),
    (r"<style\b", "styles live in assets/css"),
    (r"<[a-zA-Z][^<>]*\sstyle\s*=", "give it a class; a number goes into an attribute of SVG or a `<meter>`"),
    (r"<[a-zA-Z][^<>]*\son[a-z]+\s*=", "handlers live in assets/js: listen there for the element"),
];
const DATA_BLOCK: &str = "application/json";

pub fn check(tree: &Tree, report: &mut Report) {
    let banned = BANNED.map(|(pattern, remedy)| {
        (Regex::new(pattern).expect("invariant: the pattern is written above and a test compiles it"), remedy)
    });
    for file in tree.within("templates/", "html") {
        let html = without_expressions(&file.text);
        for (pattern, remedy) in &banned {
            for found in pattern.find_iter(&html).filter(|found| !found.as_str().contains(DATA_BLOCK)) {
                let line = html[..found.end()].matches('\n').count() + 1;
                report.finding(file, line, remedy);
            }
        }
        for (line, text) in file.lines().filter(|(_, text)| text.replace(' ', "").contains("|safe")) {
            if !text.contains("frame.icon") && !text.contains("{# safe: ") {
                report.finding(file, line, "`|safe` needs `{# safe: who made this text harmless #}` on its line");
            }
        }
    }
}

/// The page with template expressions masked, lines kept: inside them `>` and `style=` mean something else.
fn without_expressions(text: &str) -> String {
    let expression =
        Regex::new(r"(?s)\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}").expect("invariant: the pattern is written here");
    let mask = |found: &regex::Captures<'_>| {
        // What is printed counts as a body; what only steers does not.
        let filler = if found[0].starts_with("{{") { "_" } else { " " };
        found[0].chars().map(|c| if c == '\n' { "\n" } else { filler }).collect::<String>()
    };
    expression.replace_all(text, mask).into_owned()
}

#[cfg(test)]
mod tests {
    use super::super::findings;
    use super::check;

    const PAGE: &str = "templates/a.html";

    fn lines(text: &str) -> Vec<String> {
        findings(check, &[(PAGE, text)])
    }

    #[test]
    fn nothing_in_a_page_runs_or_paints_by_itself() {
        assert_eq!(lines("<p>\n<script>alert(1)</script>"), ["templates/a.html:2"]);
        assert_eq!(lines("<p>\n<script>{{ body }}</script>"), ["templates/a.html:2"]);
        assert_eq!(lines("<style>p {}</style>"), ["templates/a.html:1"]);
        assert_eq!(lines("<p\n  style=\"color: red\">"), ["templates/a.html:2"]);
        assert_eq!(lines("<button onclick=\"go()\">"), ["templates/a.html:1"]);
    }

    #[test]
    fn scripts_by_address_and_data_are_welcome() {
        assert!(lines("<script type=\"module\" src=\"/assets/a.js\"></script>").is_empty());
        assert!(lines("<script type=\"application/json\">{{ data|json }}</script>").is_empty());
        assert!(lines("{% call button(text=\"a > b\", style=\"quiet\") %}").is_empty());
        assert!(lines("<p>a button on = off</p><link rel=\"stylesheet\" href=\"a.css\">").is_empty());
    }

    #[test]
    fn unescaped_text_names_its_reason() {
        assert_eq!(lines("{{ body|safe }}"), ["templates/a.html:1"]);
        assert!(lines("{{ frame.icon(\"search\")|safe }}").is_empty());
        assert!(lines("{{ body|safe }}{# safe: rendered by content::markdown #}").is_empty());
    }
}
