//! The analyser: plain characters, chunks and runs of a text, and the tokens under which a text is indexed.
//!
//! Han runs are indexed as single characters and as pairs, so that any word is found whatever a dictionary believes;
//! words of a dictionary (jieba) only feed the lexicon that understands pinyin, slips and typing.

use std::sync::LazyLock;

use jieba_rs::Jieba;

static JIEBA: LazyLock<Jieba> = LazyLock::new(Jieba::new);

/// A stretch of one script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Run {
    Han(String),
    Latin(String),
}

impl Run {
    pub(crate) fn text(&self) -> &str {
        match self {
            Run::Han(text) | Run::Latin(text) => text,
        }
    }
}

pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{323af}' | '〇')
}

/// Full-width letters and digits become half-width, capitals small.
pub(crate) fn plain(c: char) -> char {
    let c = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    };
    c.to_ascii_lowercase()
}

/// The chunks of a text (stretches without spaces and punctuation), each as its runs; at most `limit` characters are read.
pub(crate) fn chunks(text: &str, limit: usize) -> Vec<Vec<Run>> {
    let mut chunks: Vec<Vec<Run>> = Vec::new();
    let mut open = false;
    for c in text.chars().take(limit).map(plain) {
        if !is_han(c) && !c.is_alphanumeric() {
            open = false;
            continue;
        }
        if !open {
            chunks.push(Vec::new());
            open = true;
        }
        let Some(runs) = chunks.last_mut() else { continue };
        match (runs.last_mut(), is_han(c)) {
            (Some(Run::Han(run)), true) | (Some(Run::Latin(run)), false) => run.push(c),
            (_, true) => runs.push(Run::Han(c.into())),
            (_, false) => runs.push(Run::Latin(c.into())),
        }
    }
    chunks
}

/// Tokens to index a text under: single characters, pairs, and Latin or digit runs as they are. Separated by spaces.
pub(crate) fn index_tokens(text: &str, limit: usize) -> String {
    let mut tokens = String::with_capacity(text.len() * 3);
    for run in chunks(text, limit).into_iter().flatten() {
        match run {
            Run::Latin(run) => push(&mut tokens, &run),
            Run::Han(run) => {
                let ends: Vec<usize> = run.char_indices().map(|(at, _)| at).chain([run.len()]).collect();
                ends.windows(2).for_each(|w| push(&mut tokens, &run[w[0]..w[1]]));
                ends.windows(3).for_each(|w| push(&mut tokens, &run[w[0]..w[2]]));
            }
        }
    }
    tokens
}

/// Tokens that a text must have to be found: the pairs of each Han run (the character itself when it stands alone), Latin runs.
pub(crate) fn query_tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    for run in chunks(text, usize::MAX).into_iter().flatten() {
        match run {
            Run::Latin(run) => tokens.push(run),
            Run::Han(run) => {
                let ends: Vec<usize> = run.char_indices().map(|(at, _)| at).chain([run.len()]).collect();
                let width = if ends.len() > 2 { 2 } else { 1 };
                tokens.extend(ends.windows(width + 1).map(|w| run[w[0]..w[width]].to_owned()));
            }
        }
    }
    tokens.sort_unstable();
    tokens.dedup();
    tokens
}

/// Phrases of a name for the lexicon: its words and up to three neighbouring words together, 2 to 10 characters. Separated by spaces.
pub(crate) fn phrases(text: &str, limit: usize) -> String {
    let mut phrases = String::new();
    for chunk in chunks(text, limit) {
        for run in chunk {
            let Run::Han(run) = run else { continue };
            let words = JIEBA.cut(&run, false);
            for first in 0..words.len() {
                let mut phrase = String::new();
                for word in words[first..].iter().take(3) {
                    phrase.push_str(word.word);
                    if (2..=10).contains(&phrase.chars().count()) {
                        push(&mut phrases, &phrase);
                    }
                }
            }
        }
    }
    phrases
}

fn push(tokens: &mut String, token: &str) {
    if !tokens.is_empty() {
        tokens.push(' ');
    }
    tokens.push_str(token);
}
