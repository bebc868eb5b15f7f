//! Where in a TOML file something stands.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A step down into a document.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step<'a> {
    Key(&'a str),
    Index(usize),
    /// The table of an array whose `key` says this.
    Keyed(&'a str),
}

/// A parsed document that remembers where its values stand.
pub(super) struct Document<'t> {
    text: &'t str,
    root: Option<Spanned<DeTable<'t>>>,
}

impl<'t> Document<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, root: DeTable::parse(text).ok() }
    }

    /// Line and column of what the steps lead to, or of the last thing on the way that is there.
    pub(super) fn find(&self, steps: &[Step<'_>]) -> (usize, usize) {
        let Some(root) = &self.root else { return (1, 1) };
        let mut offset = 0;
        let mut here: Option<&Spanned<DeValue<'_>>> = None;
        for step in steps {
            let next = match (here.map(Spanned::get_ref), step) {
                (None, Step::Key(key)) => root.get_ref().get(*key),
                (Some(DeValue::Table(table)), Step::Key(key)) => table.get(*key),
                (Some(DeValue::Array(array)), Step::Index(index)) => array.get(*index),
                (Some(DeValue::Array(array)), Step::Keyed(key)) => array.iter().find(|value| is_keyed(value, key)),
                _ => None,
            };
            let Some(next) = next else { break };
            offset = next.span().start;
            here = Some(next);
        }
        at(self.text, offset)
    }
}

fn is_keyed(value: &Spanned<DeValue<'_>>, key: &str) -> bool {
    let DeValue::Table(table) = value.get_ref() else { return false };
    table.get("key").and_then(|value| value.get_ref().as_str()) == Some(key)
}

/// Line and column, counted from 1, of a byte.
pub(super) fn at(text: &str, offset: usize) -> (usize, usize) {
    let mut end = offset.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let before = &text[..end];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
    (line, column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_found_by_its_keys() {
        let text = "a = 1\n[[form.sections]]\nkey = \"one\"\n[[form.sections]]\nkey = \"two\"\ntitle = \"题\"\n";
        let document = Document::new(text);
        let steps = [Step::Key("form"), Step::Key("sections"), Step::Keyed("two"), Step::Key("title")];
        assert_eq!(document.find(&steps), (6, 9));
        assert_eq!(document.find(&steps[..3]).0, 4);
        assert_eq!(document.find(&[Step::Key("nothing")]), (1, 1));
    }

    #[test]
    fn columns_count_characters() {
        assert_eq!(at("题目 = x", "题目 = ".len()), (1, 6));
    }
}
