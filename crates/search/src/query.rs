//! How a typed text is read: into groups of alternatives, and those into a query of the index.

use serde::{Deserialize, Serialize};
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, Occur, Query as IndexQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use crate::Result;
use crate::everyday::{Everyday, LONGEST};
use crate::lexicon::{Entry, Lexicon};
use crate::schema::Fields;
use crate::words::{self, Run};

/// The furthest hit that can be asked for: `offset + limit` is cut to it.
pub const REACH: usize = 10_000;

/// Characters of a text that are read; the rest is left aside.
pub(crate) const LONGEST_TEXT: usize = 64;

/// Readings of one pinyin that are tried.
const READINGS: usize = 6;

/// A search. An empty text lists everything: open items first, the nearest level first, then by weight, then by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Query {
    pub text: String,
    /// Items that a person in this division can use: its own, those of every level above up to the nation, and those below it.
    /// The same name ranks nearest first: its own, the parent's, the children's, then a level further each.
    pub division: Option<String>,
    pub theme: Option<String>,
    pub audience: Option<String>,
    /// Unified social credit code of the body.
    pub body: Option<String>,
    pub kind: Option<String>,
    /// At most so many visits to the counter.
    pub visits: Option<u8>,
    pub online: Option<bool>,
    /// At most 100 are given.
    pub limit: usize,
    pub offset: usize,
}

impl Default for Query {
    fn default() -> Self {
        let none = None::<String>;
        let (theme, audience, body, kind) = (none.clone(), none.clone(), none.clone(), none.clone());
        Self {
            text: String::new(),
            division: none,
            theme,
            audience,
            body,
            kind,
            visits: None,
            online: None,
            limit: 20,
            offset: 0,
        }
    }
}

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
    fn of(typed: &str, known: bool) -> Self {
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
        let letters = crate::pinyin::letters(whole);
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

/// How strictly groups are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Strictness {
    /// Every group in a name, an alias or the body's name.
    Names,
    /// Every group, the summary counts too.
    Everything,
    /// At least so many groups.
    Some(usize),
}

/// The query of the index for the groups; `None` when it cannot find anything.
pub(crate) fn build(
    groups: &[Group],
    strictness: Strictness,
    fields: &Fields,
    searcher: &Searcher,
) -> Result<Option<Box<dyn IndexQuery>>> {
    let places =
        [(fields.name, 1.0, true), (fields.alias, 0.9, true), (fields.body, 0.5, false), (fields.about, 0.2, false)];
    let places = &places[..if strictness == Strictness::Names { 3 } else { 4 }];
    let mut clauses: Vec<(Occur, Box<dyn IndexQuery>)> = Vec::new();
    let mut found = 0;
    for group in groups {
        let mut ways: Vec<Box<dyn IndexQuery>> = Vec::new();
        for (meaning, counts) in &group.meanings {
            let tokens = words::query_tokens(meaning);
            for (field, worth, ranked) in places {
                ways.extend(all_of(&tokens, *field, worth * counts, *ranked, searcher)?);
            }
        }
        if group.meanings.len() == 1 && group.typed.is_ascii() {
            let code = Term::from_field_text(fields.code, &group.typed.to_ascii_uppercase());
            if searcher.doc_freq(&code)? > 0 {
                ways.push(Box::new(ConstScoreQuery::new(
                    Box::new(TermQuery::new(code, IndexRecordOption::Basic)),
                    100.0,
                )));
            }
        }
        let needed = group.needed && !matches!(strictness, Strictness::Some(_));
        match (ways.len(), needed) {
            (0, true) => return Ok(None),
            (0, false) => continue,
            (1, _) => clauses.push((occur(needed), ways.remove(0))),
            _ => clauses.push((occur(needed), Box::new(DisjunctionMaxQuery::new(ways)))),
        }
        found += usize::from(group.needed);
    }
    Ok(match strictness {
        _ if clauses.is_empty() => None,
        Strictness::Some(least) if found < least => None,
        Strictness::Some(least) => Some(Box::new(BooleanQuery::with_minimum_required_clauses(clauses, least))),
        _ => Some(Box::new(BooleanQuery::new(clauses))),
    })
}

fn occur(needed: bool) -> Occur {
    if needed { Occur::Must } else { Occur::Should }
}

/// All tokens in one field; `None` when one of them stands nowhere.
fn all_of(
    tokens: &[String],
    field: Field,
    worth: f32,
    ranked: bool,
    searcher: &Searcher,
) -> Result<Option<Box<dyn IndexQuery>>> {
    let mut terms: Vec<Box<dyn IndexQuery>> = Vec::new();
    for token in tokens {
        let term = Term::from_field_text(field, token);
        if searcher.doc_freq(&term)? == 0 {
            return Ok(None);
        }
        let option = if ranked { IndexRecordOption::WithFreqs } else { IndexRecordOption::Basic };
        terms.push(Box::new(TermQuery::new(term, option)));
    }
    let all: Box<dyn IndexQuery> = match terms.len() {
        0 => return Ok(None),
        1 => terms.remove(0),
        _ => Box::new(BooleanQuery::intersection(terms)),
    };
    Ok(Some(if ranked { Box::new(BoostQuery::new(all, worth)) } else { Box::new(ConstScoreQuery::new(all, worth)) }))
}
