//! How a typed text is read: into groups, each with all that it may mean.

use crate::everyday::{Everyday, LONGEST};
use crate::lexicon::{Entry, Lexicon};
use crate::pinyin;
use crate::words::{self, Run};

/// Characters of a text that are read; the rest is left aside.
pub(crate) const LONGEST_TEXT: usize = 64;

/// Readings of one pinyin that are tried.
const READINGS: usize = 6;

/// A part of the text with all that it may mean.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Group {
    pub(crate) typed: String,
    /// Words (all of them must be met in one field) and how much they count.
    pub(crate) meanings: Vec<(String, f32)>,
    /// False for fillers such as 怎么办理.
    pub(crate) needed: bool,
    /// Stands in the lexicon or the table of everyday words.
    pub(crate) known: bool,
}

impl Group {
    pub(crate) fn of(typed: &str, known: bool) -> Self {
        Self { typed: typed.to_owned(), meanings: vec![(typed.to_owned(), 1.0)], needed: true, known }
    }

    fn also(&mut self, meaning: &str, counts: f32) {
        if !self.meanings.iter().any(|(known, _)| known == meaning) {
            self.meanings.push((meaning.to_owned(), counts));
        }
    }
}

/// What turns a text into groups.
pub(crate) struct Reader<'a> {
    pub(crate) everyday: &'a Everyday,
    pub(crate) lexicon: &'a Lexicon,
}

impl Reader<'_> {
    pub(crate) fn read(&self, text: &str) -> Vec<Group> {
        let mut groups: Vec<Group> =
            words::chunks(text, LONGEST_TEXT).iter().flat_map(|runs| self.chunk(runs)).collect();
        if groups.iter().all(|group| !group.needed) {
            groups.iter_mut().for_each(|group| group.needed = true);
        }
        groups
    }

    fn chunk(&self, runs: &[Run]) -> Vec<Group> {
        let whole: String = runs.iter().map(Run::text).collect();
        if self.everyday.meanings(&whole).is_some() {
            return vec![self.everyday_group(&whole)];
        }
        if runs.len() > 1
            && let Some(group) = self.mixed(&whole, runs)
        {
            return vec![group];
        }
        let read = |run: &Run| match run {
            Run::Han(run) => self.han(run),
            Run::Latin(run) => self.latin(run),
        };
        runs.iter().flat_map(read).collect()
    }

    fn everyday_group(&self, word: &str) -> Group {
        let mut group = Group::of(word, true);
        self.everyday.meanings(word).into_iter().flatten().for_each(|meaning| group.also(meaning, 0.95));
        group
    }

    /// Cuts a Han run into known words with the fewest pieces; everyday words are preferred, strangers stay together.
    fn han(&self, run: &str) -> Vec<Group> {
        let ends: Vec<usize> = run.char_indices().map(|(at, _)| at).chain([run.len()]).collect();
        let length = ends.len() - 1;
        let mut best: Vec<(f32, usize, Piece)> = vec![(f32::MAX, 0, Piece::Stranger); length + 1];
        best[0].0 = 0.0;
        for from in 0..length {
            for to in from + 1..=length.min(from + LONGEST) {
                let Some((cost, piece)) = self.piece(&run[ends[from]..ends[to]], to - from) else { continue };
                let cost = best[from].0 + cost;
                if cost < best[to].0 {
                    best[to] = (cost, from, piece);
                }
            }
        }
        let mut cuts = Vec::new();
        let mut to = length;
        while to > 0 {
            let (_, from, piece) = best[to];
            cuts.push((from, to, piece));
            to = from;
        }
        cuts.reverse();
        let mut groups: Vec<Group> = Vec::new();
        let mut stranger_from = None;
        for (from, to, piece) in cuts {
            let word = &run[ends[from]..ends[to]];
            if piece == Piece::Stranger {
                let start = *stranger_from.get_or_insert(from);
                if start != from {
                    groups.pop();
                }
                groups.push(Group::of(&run[ends[start]..ends[to]], false));
                continue;
            }
            stranger_from = None;
            groups.push(match piece {
                Piece::Everyday => self.everyday_group(word),
                Piece::Filler => Group { needed: false, ..Group::of(word, true) },
                _ => Group::of(word, true),
            });
        }
        groups
    }

    fn piece(&self, word: &str, length: usize) -> Option<(f32, Piece)> {
        if self.everyday.meanings(word).is_some() {
            Some((-0.1, Piece::Everyday))
        } else if self.everyday.is_filler(word) {
            Some((if length > 1 { 0.9 } else { 1.2 }, Piece::Filler))
        } else if length == 1 {
            Some((1.6, Piece::Stranger))
        } else {
            self.lexicon.get(word).map(|_| (1.0, Piece::Known))
        }
    }

    fn latin(&self, run: &str) -> Vec<Group> {
        if !run.chars().all(|c| c.is_ascii_lowercase()) {
            return vec![Group::of(run, false)];
        }
        let found = self.lexicon.spelled(run, READINGS);
        if !found.is_empty() || run.len() < 4 {
            return vec![self.spelled_group(run, &found)];
        }
        match self.split(run) {
            Some(parts) => {
                parts.iter().map(|part| self.spelled_group(part, &self.lexicon.spelled(part, READINGS))).collect()
            }
            None => vec![Group::of(run, false)],
        }
    }

    /// Han and Latin in one word: `jia照`, `身份z`.
    fn mixed(&self, whole: &str, runs: &[Run]) -> Option<Group> {
        let letters = pinyin::letters(whole);
        if !letters.chars().all(|c| c.is_ascii_lowercase()) {
            return None;
        }
        let has_them = |entry: &&Entry| {
            let mut rest = entry.text.chars();
            runs.iter()
                .filter(|run| matches!(run, Run::Han(_)))
                .flat_map(|run| run.text().chars())
                .all(|c| rest.any(|r| r == c))
        };
        let found: Vec<&Entry> =
            self.lexicon.spelled(&letters, 4 * READINGS).into_iter().filter(has_them).take(READINGS).collect();
        (!found.is_empty()).then(|| self.spelled_group(whole, &found))
    }

    fn spelled_group(&self, typed: &str, found: &[&Entry]) -> Group {
        let mut group = Group::of(typed, !found.is_empty());
        for (place, entry) in found.iter().enumerate() {
            let counts = 1.0 / (1.0 + 0.15 * place as f32);
            group.also(&entry.text, counts);
            self.everyday
                .meanings(&entry.text)
                .into_iter()
                .flatten()
                .for_each(|meaning| group.also(meaning, 0.95 * counts));
        }
        group
    }

    /// The fewest pieces that each sound like a known word or are its initials: `bdcdj` → bdc, dj.
    fn split<'t>(&self, letters: &'t str) -> Option<Vec<&'t str>> {
        let mut best: Vec<Option<(u32, usize)>> = vec![None; letters.len() + 1];
        best[0] = Some((0, 0));
        for from in 0..letters.len() {
            let Some((cost, _)) = best[from] else { continue };
            for to in from + 2..=letters.len().min(from + 24) {
                let part = &letters[from..to];
                let price = if !self.lexicon.sounding(part, 1).is_empty() {
                    10
                } else if part.len() <= 8 && !self.lexicon.with_initials(part, 1).is_empty() {
                    11
                } else {
                    continue;
                };
                if best[to].is_none_or(|(known, _)| cost + price < known) {
                    best[to] = Some((cost + price, from));
                }
            }
        }
        let mut parts = Vec::new();
        let mut to = letters.len();
        while to > 0 {
            let (_, from) = best[to]?;
            parts.push(&letters[from..to]);
            to = from;
        }
        parts.reverse();
        (parts.len() <= 4).then_some(parts)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    Stranger,
    Filler,
    Known,
    Everyday,
}
