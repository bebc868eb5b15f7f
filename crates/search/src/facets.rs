//! One pass over the hits: filter, count, keep the best. Every number comes from flat columns; nothing is read twice.

use std::collections::HashMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use crate::Query;
use crate::columns::Snapshot;
use crate::schema::Profile;

/// Most values listed per dimension.
const MOST_VALUES: usize = 50;

/// Counts within the current result (all filters applied), most frequent first, at most 50 values a dimension.
///
/// `division` and `body` are codes; `visits` counts items with exactly so many visits; `online` has the values `true` and `false`.
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

/// Steps to a division that a filter leaves out.
const OUT: u8 = u8::MAX;

/// The filters of a query, worked out once: which profiles pass, how near each division is, which body.
pub(crate) struct Sieve {
    profiles: Vec<bool>,
    near: Option<Vec<u8>>,
    body: Option<u32>,
}

impl Sieve {
    pub(crate) fn new(query: &Query, snapshot: &Snapshot) -> Self {
        let has = |values: &[String], wanted: &Option<String>| wanted.as_ref().is_none_or(|w| values.contains(w));
        let passes = |p: &Profile| {
            has(&p.themes, &query.theme)
                && has(&p.audiences, &query.audience)
                && query.kind.as_ref().is_none_or(|kind| *kind == p.kind)
                && query.visits.is_none_or(|most| p.visits <= most)
                && query.online.is_none_or(|online| online == p.online)
        };
        let body = query.body.as_ref().map(|code| snapshot.bodies.binary_search(code).map_or(u32::MAX, |at| at as u32));
        Self {
            profiles: snapshot.profiles.iter().map(passes).collect(),
            near: query.division.as_deref().map(|division| nearness(division, &snapshot.divisions)),
            body,
        }
    }
}

/// Steps from a division to each other: itself 0, its parent 1, the level above 3, 5 …; the level below 2, then 4, 6 …
/// So the nearest level comes first, and of two equally near the one that serves everybody there.
fn nearness(division: &str, all: &[String]) -> Vec<u8> {
    let own = significant(division);
    let level = depth(own);
    let steps = |other: &String| {
        let there = significant(other);
        let far = depth(there);
        if there == own {
            0
        } else if own.starts_with(there) {
            2 * (level.saturating_sub(far)) - 1
        } else if there.starts_with(own) {
            2 * (far.saturating_sub(level))
        } else {
            OUT
        }
    };
    all.iter().map(steps).collect()
}

/// The digits of a division code that say something: 440100000000 → 4401.
fn significant(code: &str) -> &str {
    let ends = [0, 2, 4, 6, 9];
    let end = ends.into_iter().find(|end| code.get(*end..).is_some_and(|rest| rest.bytes().all(|b| b == b'0')));
    end.map_or(code, |end| &code[..end])
}

/// 0 nation, 1 province, 2 city, 3 county, 4 township, 5 village.
fn depth(significant: &str) -> u8 {
    match significant.len() {
        0 => 0,
        1..=2 => 1,
        3..=4 => 2,
        5..=6 => 3,
        7..=9 => 4,
        _ => 5,
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

    fn join(&mut self, other: &Tally) {
        if self.counts.is_empty() {
            self.counts = vec![0; other.counts.len()];
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
            profile: Tally::of(snapshot.profiles.len()),
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
        for part in &parts {
            sum.total += part.total;
            sum.division.join(&part.division);
            sum.body.join(&part.body);
            sum.profile.join(&part.profile);
            best.extend(part.best.iter().map(|(rank, place, doc)| (*rank, part.segment, *place, *doc)));
        }
        let found_in = parts.iter().filter(|part| !part.best.is_empty()).count();
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
        if !self.sieve.profiles[profile as usize] || near == OUT || self.sieve.body.is_some_and(|wanted| wanted != body)
        {
            return;
        }
        self.part.total += 1;
        if self.count {
            self.part.division.add(division, 1);
            self.part.body.add(body, 1);
            self.part.profile.add(profile, 1);
        }
        let open = self.snapshot.profiles[profile as usize].open;
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

fn closeness(near: u8) -> f32 {
    1.0 / (1.0 + 0.12 * f32::from(near))
}

/// The exponent and the top of the fraction: within 0.09 of the logarithm and as cheap as a shift.
fn rough_log2(value: f32) -> f32 {
    (value.to_bits() as f32) / 8_388_608.0 - 127.0
}

fn facets(sum: &Part, snapshot: &Snapshot) -> Facets {
    let (mut theme, mut audience, mut kind) = (HashMap::new(), HashMap::new(), HashMap::new());
    let (mut visits, mut online) = (HashMap::new(), HashMap::new());
    for number in &sum.profile.seen {
        let profile = &snapshot.profiles[*number as usize];
        let times = u64::from(sum.profile.counts[*number as usize]);
        profile.themes.iter().for_each(|t| *theme.entry(t.clone()).or_insert(0) += times);
        profile.audiences.iter().for_each(|a| *audience.entry(a.clone()).or_insert(0) += times);
        *kind.entry(profile.kind.clone()).or_insert(0) += times;
        *visits.entry(profile.visits.to_string()).or_insert(0) += times;
        *online.entry(profile.online.to_string()).or_insert(0) += times;
    }
    Facets {
        division: sum.division.named(&snapshot.divisions),
        body: sum.body.named(&snapshot.bodies),
        theme: most(theme),
        audience: most(audience),
        kind: most(kind),
        visits: most(visits),
        online: most(online),
    }
}

fn most(counts: HashMap<String, u64>) -> Vec<(String, u64)> {
    let mut counts: Vec<(String, u64)> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts.truncate(MOST_VALUES);
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_division_is_nearest_to_itself_then_to_its_parent_then_to_its_children() {
        let all = ["000000000000", "440000000000", "440100000000", "440103000000", "440103001000", "440200000000"]
            .map(str::to_owned);
        assert_eq!(nearness("440100000000", &all), [3, 1, 0, 2, 4, OUT]);
    }
}
