//! The lexicon: words and short phrases that occur in names, with how often, plus everyday words; found by text, sound or initials.

use std::cmp::Reverse;

use tantivy::Searcher;
use tantivy::schema::Field;

use crate::everyday::Everyday;
use crate::{Result, pinyin};

/// Most phrases kept, the most frequent ones; bounds the memory (about 150 bytes each).
const MOST: usize = 150_000;

pub(crate) struct Entry {
    pub(crate) text: String,
    /// In how many names it stands; 0 for an everyday word that no name uses.
    pub(crate) count: u32,
    pub(crate) everyday: bool,
}

/// Entries sorted by text, and sorted keys that lead to them.
#[derive(Default)]
pub(crate) struct Lexicon {
    pub(crate) entries: Vec<Entry>,
    sounds: Vec<(Box<str>, u32)>,
    initials: Vec<(Box<str>, u32)>,
}

impl Lexicon {
    /// Reads the phrases out of the index's own term dictionary.
    pub(crate) fn read(searcher: &Searcher, phrase: Field, everyday: &Everyday) -> Result<Self> {
        let mut entries: Vec<Entry> = Vec::new();
        for segment in searcher.segment_readers() {
            let index = segment.inverted_index(phrase)?;
            let mut terms = index.terms().stream()?;
            while let Some((text, info)) = terms.next() {
                if let Ok(text) = std::str::from_utf8(text) {
                    entries.push(Entry { text: text.to_owned(), count: info.doc_freq, everyday: false });
                }
            }
            entries = most_frequent(joined(entries));
        }
        entries.extend(everyday.words().map(|text| Entry { text: text.to_owned(), count: 0, everyday: true }));
        Ok(Self::of(joined(entries)))
    }

    fn of(entries: Vec<Entry>) -> Self {
        let (mut sounds, mut initials) = (Vec::new(), Vec::new());
        for (at, entry) in entries.iter().enumerate() {
            for way in pinyin::ways(&entry.text) {
                sounds.push((way.concat().into_boxed_str(), at as u32));
                initials.push((pinyin::initials(&way).into_boxed_str(), at as u32));
            }
        }
        sounds.sort_unstable();
        initials.sort_unstable();
        initials.dedup();
        Self { entries, sounds, initials }
    }

    pub(crate) fn get(&self, text: &str) -> Option<&Entry> {
        self.entries.binary_search_by(|e| e.text.as_str().cmp(text)).ok().map(|at| &self.entries[at])
    }

    /// Entries that begin with the text, the most frequent first.
    pub(crate) fn starting(&self, text: &str, limit: usize) -> Vec<&Entry> {
        let from = self.entries.partition_point(|e| e.text.as_str() < text);
        first(self.entries[from..].iter().take_while(|e| e.text.starts_with(text)).collect(), limit)
    }

    /// Entries that sound exactly so.
    pub(crate) fn sounding(&self, letters: &str, limit: usize) -> Vec<&Entry> {
        self.keyed(&self.sounds, letters, true, limit)
    }

    pub(crate) fn sound_begins(&self, letters: &str, limit: usize) -> Vec<&Entry> {
        self.keyed(&self.sounds, letters, false, limit)
    }

    pub(crate) fn with_initials(&self, letters: &str, limit: usize) -> Vec<&Entry> {
        self.keyed(&self.initials, letters, true, limit)
    }

    pub(crate) fn initials_begin(&self, letters: &str, limit: usize) -> Vec<&Entry> {
        self.keyed(&self.initials, letters, false, limit)
    }

    /// Entries whose syllables the letters spell in full, by initials or mixed; the last syllable may be broken off.
    pub(crate) fn spelled(&self, letters: &str, limit: usize) -> Vec<&Entry> {
        let mut found = self.sounding(letters, limit);
        found.extend(self.with_initials(letters, limit));
        if found.is_empty() && letters.len() >= 3 {
            found = self.sound_begins(letters, limit);
        }
        if found.is_empty() && letters.len() >= 3 {
            let head = &letters[..letters.chars().next().map_or(0, char::len_utf8)];
            let from = self.initials.partition_point(|(key, _)| &**key < head);
            let near = self.initials[from..].iter().take_while(|(key, _)| key.starts_with(head));
            let near = near
                .filter(|(key, _)| key.len() <= letters.len() && is_within(key, letters))
                .map(|(_, at)| &self.entries[*at as usize]);
            found = first(
                near.filter(|e| pinyin::ways(&e.text).iter().any(|way| pinyin::spells(letters, way))).collect(),
                limit,
            );
        }
        found.truncate(limit);
        found
    }

    /// Every sound with its entry, for those who look for near ones.
    pub(crate) fn sounds(&self) -> impl Iterator<Item = (&str, &Entry)> {
        self.sounds.iter().map(|(key, at)| (&**key, &self.entries[*at as usize]))
    }

    fn keyed<'a>(&'a self, keys: &'a [(Box<str>, u32)], letters: &str, whole: bool, limit: usize) -> Vec<&'a Entry> {
        let from = keys.partition_point(|(key, _)| &**key < letters);
        let same =
            keys[from..].iter().take_while(|(key, _)| if whole { &**key == letters } else { key.starts_with(letters) });
        first(same.map(|(_, at)| &self.entries[*at as usize]).collect(), limit)
    }
}

/// Everyday words first, then what names use most.
fn first(mut entries: Vec<&Entry>, limit: usize) -> Vec<&Entry> {
    entries.sort_by_key(|e| (!e.everyday, Reverse(e.count), e.text.chars().count()));
    entries.dedup_by(|a, b| a.text == b.text);
    entries.truncate(limit);
    entries
}

fn joined(mut entries: Vec<Entry>) -> Vec<Entry> {
    entries.sort_unstable_by(|a, b| a.text.cmp(&b.text));
    entries.dedup_by(|later, kept| {
        let same = later.text == kept.text;
        if same {
            kept.count = kept.count.saturating_add(later.count);
            kept.everyday |= later.everyday;
        }
        same
    });
    entries
}

fn most_frequent(mut entries: Vec<Entry>) -> Vec<Entry> {
    if entries.len() > MOST {
        entries.select_nth_unstable_by_key(MOST, |e| Reverse(e.count));
        entries.truncate(MOST);
    }
    entries
}

fn is_within(initials: &str, letters: &str) -> bool {
    let mut letters = letters.chars();
    initials.chars().all(|c| letters.any(|l| l == c))
}
