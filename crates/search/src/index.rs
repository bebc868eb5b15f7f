//! The index itself: open, rebuild, update, find, suggest.

use std::collections::HashSet;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use serde::{Deserialize, Serialize};
use tantivy::directory::MmapDirectory;
use tantivy::merge_policy::NoMergePolicy;
use tantivy::query::{AllQuery, Query as IndexQuery};
use tantivy::{IndexReader, IndexWriter, ReloadPolicy, Term};

use crate::columns::Snapshot;
use crate::facets::{Gather, Gathered, Sieve};
use crate::query::{Query, REACH, Strictness, build};
use crate::reading::{Group, Reader};
use crate::schema::{Fields, VERSION};
use crate::{Document, Everyday, Facets, Result, Suggestion, slips, suggest, words};

/// Memory of a rebuild and of an update, in bytes.
const REBUILD_MEMORY: usize = 96_000_000;
const UPDATE_MEMORY: usize = 15_000_000;

/// Most hits on one page.
const LONGEST_PAGE: usize = 100;

/// A page of results.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// Exact number of items found, on all pages.
    pub total: usize,
    pub hits: Vec<Hit>,
    pub facets: Facets,
    /// What was searched for instead, when a slip of the hand was mended.
    pub meant: Option<String>,
}

/// One item found. Scores compare within one search only.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    pub code: String,
    pub score: f32,
}

/// The full-text index. Cheap to share behind an `Arc`; searches never wait for writers.
pub struct Index {
    index: tantivy::Index,
    reader: IndexReader,
    fields: Fields,
    everyday: Everyday,
    snapshot: RwLock<Arc<Snapshot>>,
    writing: Mutex<()>,
}

impl Index {
    /// An empty index in memory.
    pub fn in_memory(everyday: Everyday) -> Result<Self> {
        let fields = Fields::new();
        Self::of(tantivy::Index::create_in_ram(fields.schema.clone()), fields, everyday)
    }

    /// Opens the index in a folder, or begins an empty one. An index that an earlier version of the program wrote is left aside
    /// (`len` is then 0 and the caller rebuilds).
    pub fn open(dir: &Path, everyday: Everyday) -> Result<Self> {
        let fields = Fields::new();
        let dir = dir.join(VERSION);
        std::fs::create_dir_all(&dir)?;
        let directory = MmapDirectory::open(&dir).map_err(tantivy::TantivyError::from)?;
        Self::of(tantivy::Index::open_or_create(directory, fields.schema.clone())?, fields, everyday)
    }

    fn of(index: tantivy::Index, fields: Fields, everyday: Everyday) -> Result<Self> {
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let snapshot = Snapshot::read(reader.searcher(), &fields, &everyday)?;
        Ok(Self { index, reader, fields, everyday, snapshot: RwLock::new(Arc::new(snapshot)), writing: Mutex::new(()) })
    }

    /// Number of items.
    pub fn len(&self) -> usize {
        self.now().searcher.num_docs() as usize
    }

    /// Whether there is no item.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Replaces everything. Readers see the old index until the new one is whole; a rebuild that fails changes nothing.
    pub fn rebuild(&self, items: impl Iterator<Item = Document>) -> Result<usize> {
        let _alone = self.alone();
        let mut writer: IndexWriter = self.index.writer_with_num_threads(1, REBUILD_MEMORY)?;
        writer.set_merge_policy(Box::new(NoMergePolicy));
        writer.delete_all_documents()?;
        let mut count = 0;
        for item in items {
            writer.add_document(self.fields.document(&item))?;
            count += 1;
        }
        writer.commit()?;
        let segments = self.index.searchable_segment_ids()?;
        if segments.len() > 1 {
            writer.merge(&segments).wait()?;
        }
        writer.wait_merging_threads()?;
        self.refresh()?;
        Ok(count)
    }

    /// Adds or replaces items by their code and removes others, in one step.
    pub fn update(&self, changed: Vec<Document>, removed: &[String]) -> Result<()> {
        let _alone = self.alone();
        let mut writer: IndexWriter = self.index.writer_with_num_threads(1, UPDATE_MEMORY)?;
        for code in changed.iter().map(|item| &item.code).chain(removed) {
            writer.delete_term(Term::from_field_text(self.fields.code, code));
        }
        let mut codes = HashSet::new();
        let latest: Vec<&Document> = changed.iter().rev().filter(|item| codes.insert(&item.code)).collect();
        for item in latest {
            writer.add_document(self.fields.document(item))?;
        }
        writer.commit()?;
        writer.wait_merging_threads()?;
        self.refresh()
    }

    /// Finds items. No text makes it fail: what cannot be read is left aside.
    pub fn find(&self, query: &Query) -> Result<Found> {
        let snapshot = self.now();
        let reach = query.offset.saturating_add(query.limit.min(LONGEST_PAGE)).min(REACH);
        let (gathered, meant) = self.gather(query, &snapshot, reach, true)?;
        let page = gathered.best.iter().skip(query.offset).take(query.limit.min(LONGEST_PAGE));
        let hit = |(score, segment, doc): &(f32, u32, u32)| {
            Ok(Hit { code: snapshot.text("code", *segment, *doc)?, score: *score })
        };
        Ok(Found { total: gathered.total, hits: page.map(hit).collect::<Result<_>>()?, facets: gathered.facets, meant })
    }

    /// Suggestions for what is being typed: words first (at most half), then items, each name once.
    pub fn suggest(&self, typed: &str, limit: usize) -> Vec<Suggestion> {
        let limit = limit.min(LONGEST_PAGE);
        let snapshot = self.now();
        let mut found = suggest::completions(typed, &snapshot.lexicon, limit.div_ceil(2));
        if words::chunks(typed, 1_000).is_empty() {
            return found;
        }
        let query = Query { text: typed.to_owned(), ..Query::default() };
        let Ok((gathered, _)) = self.gather(&query, &snapshot, 4 * limit, false) else { return found };
        let mut names = HashSet::new();
        for (_, segment, doc) in gathered.best {
            if found.len() >= limit {
                break;
            }
            let (Ok(text), Ok(code)) = (snapshot.text("title", segment, doc), snapshot.text("code", segment, doc))
            else {
                continue;
            };
            if names.insert(text.clone()) {
                found.push(Suggestion { text, code: Some(code) });
            }
        }
        found
    }

    /// Asks ever less strictly until something is found: every word in names; summaries too; a mended slip; fewer words; half of
    /// the pairs of characters. A piece that stands nowhere but sounds like a known word is mended at once.
    fn gather(
        &self,
        query: &Query,
        snapshot: &Arc<Snapshot>,
        reach: usize,
        count: bool,
    ) -> Result<(Gathered, Option<String>)> {
        let sieve = Arc::new(Sieve::new(query, snapshot));
        let run = |asked: &dyn IndexQuery, by_text| {
            let gather = Gather { snapshot: Arc::clone(snapshot), sieve: Arc::clone(&sieve), by_text, count, reach };
            snapshot.searcher.search(asked, &gather)
        };
        let reader = Reader { everyday: &self.everyday, lexicon: &snapshot.lexicon };
        let groups = reader.read(&query.text);
        if groups.is_empty() {
            return Ok((run(&AllQuery, false)?, None));
        }
        let ask = |groups: &[Group], strictness| -> Result<Option<Gathered>> {
            let Some(asked) = build(groups, strictness, &self.fields, &snapshot.searcher)? else { return Ok(None) };
            Ok(Some(run(asked.as_ref(), true)?).filter(|gathered| gathered.total > 0))
        };
        let mended = |text: Option<String>| -> Result<Option<(Gathered, Option<String>)>> {
            let Some(text) = text else { return Ok(None) };
            Ok(ask(&reader.read(&text), Strictness::Names)?.map(|gathered| (gathered, Some(text))))
        };
        if groups.iter().any(|group| !group.known)
            && !self.stands(&groups, snapshot)?
            && let Some(found) = mended(slips::homophone(&joined(&groups), &snapshot.lexicon))?
        {
            return Ok(found);
        }
        for strictness in [Strictness::Names, Strictness::Everything] {
            if let Some(found) = ask(&groups, strictness)? {
                return Ok((found, None));
            }
        }
        if let Some(found) = mended(mend(&groups, snapshot))? {
            return Ok(found);
        }
        let needed = groups.iter().filter(|group| group.needed).count();
        for least in (1..needed).rev() {
            if let Some(found) = ask(&groups, Strictness::Some(least))? {
                return Ok((found, None));
            }
        }
        let pairs: Vec<Group> =
            words::query_tokens(&joined(&groups)).iter().map(|pair| Group::of(pair, false)).collect();
        if pairs.len() > 1
            && let Some(found) = ask(&pairs, Strictness::Some(pairs.len().div_ceil(2)))?
        {
            return Ok((found, None));
        }
        Ok((Gathered { total: 0, best: Vec::new(), facets: Facets::default() }, None))
    }

    /// Whether the text, as one piece, may stand in a name or an alias.
    fn stands(&self, groups: &[Group], snapshot: &Snapshot) -> Result<bool> {
        for token in words::query_tokens(&joined(groups)) {
            let stands = |field| snapshot.searcher.doc_freq(&Term::from_field_text(field, &token));
            if stands(self.fields.name)? + stands(self.fields.alias)? == 0 {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn now(&self) -> Arc<Snapshot> {
        Arc::clone(&self.snapshot.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn alone(&self) -> MutexGuard<'_, ()> {
        self.writing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn refresh(&self) -> Result<()> {
        self.reader.reload()?;
        let snapshot = Arc::new(Snapshot::read(self.reader.searcher(), &self.fields, &self.everyday)?);
        *self.snapshot.write().unwrap_or_else(PoisonError::into_inner) = snapshot;
        Ok(())
    }
}

fn joined(groups: &[Group]) -> String {
    groups.iter().map(|group| group.typed.as_str()).collect()
}

/// The text with its unknown parts mended; the whole of it when every part is known or no part can be mended alone.
fn mend(groups: &[Group], snapshot: &Snapshot) -> Option<String> {
    let mut mended = false;
    let mut text = String::new();
    for group in groups {
        let better = if group.known { None } else { slips::mend(&group.typed, &snapshot.lexicon) };
        mended |= better.is_some();
        text.push_str(better.as_deref().unwrap_or(&group.typed));
    }
    if mended { Some(text) } else { slips::mend(&joined(groups), &snapshot.lexicon) }
}
