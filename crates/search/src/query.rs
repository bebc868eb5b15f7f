//! A search as it is asked, and its groups as a query of the index.

use serde::{Deserialize, Serialize};
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, Occur, Query as IndexQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use crate::Result;
use crate::reading::Group;
use crate::schema::Fields;
use crate::words;

/// The furthest hit that can be asked for: `offset + limit` is cut to it.
pub const REACH: usize = 10_000;

/// A search. An empty text lists everything: open items first, the nearest level first, then by weight, then by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Query {
    pub text: String,
    /// Items that a person in this division can use: its own, those of every level above up to the nation, and those below it.
    /// The same name ranks nearest first: its own, the parent's, the children's, then a level further each.
    pub division: Option<String>,
    /// Items of this division and of everything below it; not asked when `division` is.
    pub within: Option<String>,
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
            division: none.clone(),
            within: none,
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
