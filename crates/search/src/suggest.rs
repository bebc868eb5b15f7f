//! Suggestions while typing: words that begin so, then items that would be found.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::lexicon::{Entry, Lexicon};
use crate::reading::LONGEST_TEXT;
use crate::words::{self, Run};

/// What may be meant. With a `code` it leads to one item, without one it is a text to search for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    pub text: String,
    pub code: Option<String>,
}

/// Words of the lexicon that what is typed begins.
pub(crate) fn completions(typed: &str, lexicon: &Lexicon, limit: usize) -> Vec<Suggestion> {
    let chunks = words::chunks(typed, LONGEST_TEXT);
    let Some((last, before)) = chunks.split_last() else { return Vec::new() };
    let entries: Vec<&Entry> = match last.as_slice() {
        [Run::Han(run)] => lexicon.starting(run, limit),
        [Run::Latin(run)] => {
            let mut entries = lexicon.spelled(run, limit);
            entries.extend(lexicon.sound_begins(run, limit));
            entries.extend(lexicon.initials_begin(run, limit));
            entries
        }
        _ => Vec::new(),
    };
    let head: String = before.iter().flatten().map(Run::text).flat_map(|text| [text, " "]).collect();
    let mut seen = HashSet::new();
    let entries = entries.into_iter().filter(|e| seen.insert(e.text.as_str())).take(limit);
    entries.map(|e| Suggestion { text: format!("{head}{}", e.text), code: None }).collect()
}
