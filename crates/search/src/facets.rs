//! One pass over the hits: filter, count, keep the best. Every number comes from flat columns; nothing is read twice.

use std::collections::HashMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use crate::Query;
use crate::columns::Snapshot;
use crate::labels::{self, Dimension};
use crate::nearness::{OUT, around, closeness, nearness, within};

/// Most values listed per dimension.
const MOST_VALUES: usize = 50;

/// Counts within the current result (all filters applied), most frequent first, at most 50 values a dimension.
///
/// `division` and `body` are codes, a division counts everything below it as well; `visits` counts items with exactly so many visits; `online` has the values `true` and `false`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facets {
    pub division: Vec<(String, u64)>,
    pub theme: Vec<(String, u64)>,
    pub audience: Vec<(String, u64)>,
    pub body: Vec<(String, u64)>,
    pub kind: Vec<(String, u64)>,
    pub visits: Vec<(String, u64)>,
    pub online: Vec<(String, u64)>,
}

/// The filters of a query, worked out once: which profiles pass, how near each division is, which body.
pub(crate) struct Sieve {
    profiles: Vec<u8>,
    near: Option<Vec<u8>>,
    body: Option<u32>,
}

impl Sieve {
    pub(crate) fn new(query: &Query, snapshot: &Snapshot) -> Self {
        let body = query.body.as_ref().map(|code| snapshot.bodies.binary_search(code).map_or(u32::MAX, |at| at as u32));
        Self {
            profiles: snapshot.labels.passing(query),
            near: match (&query.division, &query.within) {
                (Some(division), _) => Some(nearness(division, &snapshot.divisions)),
                (None, Some(division)) => Some(within(division, &snapshot.divisions)),
                (None, None) => None,
            },
            body,
        }
    }
}

/// A candidate, best smallest: inverted rank, place of its name, document.
type Candidate = (u64, u32, u32);

/// The best `limit` of any number, in bounded memory.
struct Best {
    limit: usize,
    bar: u64,
    kept: Vec<Candidate>,
}

impl Best {
    fn new(limit: usize) -> Self {
        Self { limit, bar: u64::MAX, kept: Vec::new() }
    }

    fn offer(&mut self, candidate: Candidate) {
        if candidate.0 > self.bar || self.limit == 0 {
            return;
        }
        self.kept.push(candidate);
        if self.kept.len() >= self.limit * 2 + 64 {
            let (_, last, _) = self.kept.select_nth_unstable(self.limit - 1);
            self.bar = last.0;
            self.kept.truncate(self.limit);
        }
    }

    fn sorted(mut self) -> Vec<Candidate> {
        self.kept.sort_unstable();
        self.kept.truncate(self.limit);
        self.kept
    }
}

/// How often each number came, and which came at all.
#[derive(Default)]
struct Tally {
    counts: Vec<u32>,
    seen: Vec<u32>,
}

impl Tally {
    fn of(size: usize) -> Self {
        Self { counts: vec![0; size], seen: Vec::new() }
    }

    fn add(&mut self, number: u32, times: u32) {
        let count = &mut self.counts[number as usize];
        if *count == 0 {
            self.seen.push(number);
        }
        *count += times;
    }

    fn join(&mut self, other: Tally) {
        if self.seen.is_empty() {
            *self = other;
            return;
        }
        other.seen.iter().for_each(|number| self.add(*number, other.counts[*number as usize]));
    }

    fn named(&self, names: &[String]) -> Vec<(String, u64)> {
        let mut by_count: Vec<(u32, u32)> =
            self.seen.iter().map(|n| (u32::MAX - self.counts[*n as usize], *n)).collect();
        if by_count.len() > MOST_VALUES {
            by_count.select_nth_unstable(MOST_VALUES);
            by_count.truncate(MOST_VALUES);
        }
        by_count.sort_unstable();
        by_count.iter().map(|(_, n)| (names[*n as usize].clone(), u64::from(self.counts[*n as usize]))).collect()
    }
}

/// The collector of a search.
pub(crate) struct Gather {
    pub(crate) snapshot: Arc<Snapshot>,
    pub(crate) sieve: Arc<Sieve>,
    /// Rank by the text's score; without a text by nearness and weight.
    pub(crate) by_text: bool,
    pub(crate) count: bool,
    pub(crate) reach: usize,
}

pub(crate) struct Gathered {
    pub(crate) total: usize,
    /// Score, segment, document; best first.
    pub(crate) best: Vec<(f32, u32, u32)>,
    pub(crate) facets: Facets,
}

pub(crate) struct SegmentGather {
    snapshot: Arc<Snapshot>,
    sieve: Arc<Sieve>,
    segment: u32,
    by_text: bool,
    count: bool,
    part: Part,
    best: Best,
}

#[derive(Default)]
pub(crate) struct Part {
    total: usize,
    segment: u32,
    best: Vec<Candidate>,
    division: Tally,
    body: Tally,
    profile: Tally,
}

impl Collector for Gather {
    type Fruit = Gathered;
    type Child = SegmentGather;

    fn for_segment(&self, segment: SegmentOrdinal, _: &SegmentReader) -> tantivy::Result<SegmentGather> {
        let (snapshot, sieve) = (Arc::clone(&self.snapshot), Arc::clone(&self.sieve));
        let part = Part {
            segment,
            division: Tally::of(snapshot.divisions.len()),
            body: Tally::of(snapshot.bodies.len()),
            profile: Tally::of(snapshot.labels.len()),
            ..Part::default()
        };
        Ok(SegmentGather {
            snapshot,
            sieve,
            segment,
            by_text: self.by_text,
            count: self.count,
            part,
            best: Best::new(self.reach),
        })
    }

    fn requires_scoring(&self) -> bool {
        self.by_text
    }

    fn merge_fruits(&self, parts: Vec<Part>) -> tantivy::Result<Gathered> {
        let mut sum = Part::default();
        let mut best = Vec::new();
        let mut found_in = 0;
        for part in parts {
            sum.total += part.total;
            found_in += usize::from(!part.best.is_empty());
            best.extend(part.best.iter().map(|(rank, place, doc)| (*rank, part.segment, *place, *doc)));
            sum.division.join(part.division);
            sum.body.join(part.body);
            sum.profile.join(part.profile);
        }
        if found_in > 1 {
            let name = |(_, segment, _, doc): &(u64, u32, u32, u32)| {
                self.snapshot.text("title", *segment, *doc).unwrap_or_default()
            };
            best.sort_by_cached_key(|hit| (hit.0, name(hit)));
            best.truncate(self.reach);
        }
        let best =
            best.into_iter().map(|(rank, segment, _, doc)| (f32::from_bits(!rank as u32), segment, doc)).collect();
        let facets = if self.count { facets(&sum, &self.snapshot) } else { Facets::default() };
        Ok(Gathered { total: sum.total, best, facets })
    }
}

impl SegmentCollector for SegmentGather {
    type Fruit = Part;

    fn collect(&mut self, doc: DocId, score: Score) {
        let at = doc as usize;
        let columns = &self.snapshot.segments[self.segment as usize];
        let (profile, division, body) = (columns.profile[at], columns.division[at], columns.body[at]);
        let near = self.sieve.near.as_ref().map_or(0, |near| near[division as usize]);
        let state = self.sieve.profiles[profile as usize];
        if state == labels::OUT || near == OUT || self.sieve.body.is_some_and(|wanted| wanted != body) {
            return;
        }
        self.part.total += 1;
        if self.count {
            self.part.division.add(division, 1);
            self.part.body.add(body, 1);
            self.part.profile.add(profile, 1);
        }
        let open = state == labels::OPEN;
        let weight = columns.weight[at];
        let rank = if self.by_text {
            let lift = (1.0 + 0.03 * rough_log2(1.0 + weight)) * if open { 1.0 } else { 0.3 };
            u64::from((score.max(0.0) * lift * closeness(near)).to_bits())
        } else {
            (u64::from(open) << 40) | (u64::from(OUT - near) << 32) | u64::from(weight.to_bits())
        };
        self.best.offer((!rank, columns.title[at], doc));
    }

    fn harvest(self) -> Part {
        Part { best: self.best.sorted(), ..self.part }
    }
}

/// Counts of divisions with everything below them, so that a count is what its filter then finds; the nation is no filter.
fn upwards(tally: &Tally, divisions: &[String]) -> Vec<(String, u64)> {
    let mut counts: HashMap<&str, u64> = HashMap::new();
    for number in &tally.seen {
        for inside in around(&divisions[*number as usize]) {
            *counts.entry(inside).or_default() += u64::from(tally.counts[*number as usize]);
        }
    }
    let whole = |digits: &str| format!("{digits:0<12}");
    let mut values: Vec<(String, u64)> = counts.into_iter().map(|(digits, count)| (whole(digits), count)).collect();
    values.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    values.truncate(MOST_VALUES);
    values
}

/// The exponent and the top of the fraction: within 0.09 of the logarithm and as cheap as a shift.
fn rough_log2(value: f32) -> f32 {
    (value.to_bits() as f32) / 8_388_608.0 - 127.0
}

fn facets(sum: &Part, snapshot: &Snapshot) -> Facets {
    let profiles = sum.profile.seen.iter().map(|number| (*number, sum.profile.counts[*number as usize]));
    let counts = snapshot.labels.sum(profiles);
    let most = |wanted: Dimension| {
        let own = counts.iter().filter(|((dimension, _), _)| *dimension == wanted);
        let mut values: Vec<(String, u64)> = own.map(|((_, value), count)| (value.clone(), *count)).collect();
        values.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        values.truncate(MOST_VALUES);
        values
    };
    Facets {
        division: upwards(&sum.division, &snapshot.divisions),
        body: sum.body.named(&snapshot.bodies),
        theme: most(Dimension::Theme),
        audience: most(Dimension::Audience),
        kind: most(Dimension::Kind),
        visits: most(Dimension::Visits),
        online: most(Dimension::Online),
    }
}
