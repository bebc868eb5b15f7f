//! Everyday words (日常说法) and the official words that they mean; filler words that carry no meaning in a search.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Deserialize;

use crate::{Result, words};

const BUILT_IN: &str = include_str!("../data/everyday.toml");

/// Longest everyday word that is looked for inside a text, in characters.
pub(crate) const LONGEST: usize = 10;

/// The table of everyday words. Callers add their own with [`Everyday::with`] and [`Everyday::with_toml`].
#[derive(Debug, Clone, Default)]
pub struct Everyday {
    meanings: HashMap<String, Vec<String>>,
    fillers: HashSet<String>,
}

/// The shape of a table: `[fillers] words = […]` and, under any heading, `"everyday" = ["official", "all these words"]`.
#[derive(Deserialize)]
struct Table {
    #[serde(default)]
    fillers: Fillers,
    #[serde(flatten)]
    headings: BTreeMap<String, BTreeMap<String, Vec<String>>>,
}

#[derive(Default, Deserialize)]
struct Fillers {
    words: Vec<String>,
}

impl Everyday {
    /// A table without any word.
    pub fn empty() -> Self {
        Self::default()
    }

    /// The table that comes with the program.
    pub fn built_in() -> Self {
        Self::empty().with_toml(BUILT_IN).expect("invariant: the table in data/ is read by a test")
    }

    /// Adds the words of a table in TOML.
    pub fn with_toml(mut self, text: &str) -> Result<Self> {
        let table: Table = toml::from_str(text)?;
        self.fillers.extend(table.fillers.words.iter().map(|word| same(word)));
        for (word, meanings) in table.headings.into_values().flatten() {
            self = self.with(&word, meanings);
        }
        Ok(self)
    }

    /// Adds one everyday word; a meaning of several words, separated by spaces, asks for all of them.
    pub fn with<S: Into<String>>(mut self, word: &str, meanings: impl IntoIterator<Item = S>) -> Self {
        let known = self.meanings.entry(same(word)).or_default();
        for meaning in meanings.into_iter().map(Into::into) {
            if !known.contains(&meaning) {
                known.push(meaning);
            }
        }
        self
    }

    /// Number of everyday words.
    pub fn len(&self) -> usize {
        self.meanings.len()
    }

    /// Whether no everyday word is known.
    pub fn is_empty(&self) -> bool {
        self.meanings.is_empty()
    }

    pub(crate) fn meanings(&self, word: &str) -> Option<&[String]> {
        self.meanings.get(word).map(Vec::as_slice)
    }

    pub(crate) fn is_filler(&self, word: &str) -> bool {
        self.fillers.contains(word)
    }

    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.meanings.keys().map(String::as_str)
    }
}

fn same(word: &str) -> String {
    word.chars().map(words::plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_in_the_program_can_be_read_and_is_rich() {
        assert!(Everyday::built_in().len() >= 150, "{}", Everyday::built_in().len());
    }

    #[test]
    fn a_caller_adds_his_own_words() {
        let table = Everyday::empty().with("羊城通", ["公共交通卡"]);
        assert_eq!(table.meanings("羊城通"), Some(&["公共交通卡".to_owned()][..]));
    }
}
