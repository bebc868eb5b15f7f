//! What items have in common in thousands: each profile with its labels (kind, theme, audience, visits, online) as numbers.
//!
//! A search counts profiles, one addition a hit; labels are added up at the end, once a profile.

use std::collections::BTreeMap;

use crate::Query;
use crate::schema::Profile;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Dimension {
    Theme,
    Audience,
    Kind,
    Visits,
    Online,
}

/// How a profile takes part in a search.
pub(crate) const OUT: u8 = 0;
pub(crate) const CLOSED: u8 = 1;
pub(crate) const OPEN: u8 = 2;

#[derive(Default)]
pub(crate) struct Labels {
    /// Label by its number, in order.
    names: Vec<(Dimension, String)>,
    /// Labels of profile `p`: `of[ends[p - 1]..ends[p]]`.
    of: Vec<u32>,
    ends: Vec<u32>,
    open: Vec<u8>,
}

impl Labels {
    pub(crate) fn read(profiles: &[String]) -> Self {
        let mut labels = Self::default();
        let mut numbers: BTreeMap<(Dimension, String), u32> = BTreeMap::new();
        for profile in profiles.iter().map(|written| Profile::read(written)) {
            let each =
                |dimension: Dimension, values: Vec<String>| values.into_iter().map(move |value| (dimension, value));
            let own = each(Dimension::Theme, profile.themes)
                .chain(each(Dimension::Audience, profile.audiences))
                .chain(each(Dimension::Kind, vec![profile.kind]))
                .chain(each(Dimension::Visits, vec![profile.visits.to_string()]))
                .chain(each(Dimension::Online, vec![profile.online.to_string()]));
            for label in own {
                let next = numbers.len() as u32;
                labels.of.push(*numbers.entry(label).or_insert(next));
            }
            labels.ends.push(labels.of.len() as u32);
            labels.open.push(if profile.open { OPEN } else { CLOSED });
        }
        let mut names: Vec<_> = numbers.into_iter().collect();
        names.sort_unstable_by_key(|(_, number)| *number);
        labels.names = names.into_iter().map(|(name, _)| name).collect();
        labels
    }

    /// Number of profiles.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// How each profile takes part in the search.
    pub(crate) fn passing(&self, query: &Query) -> Vec<u8> {
        let mut passing = self.open.clone();
        let online = query.online.map(|online| online.to_string());
        let wanted = [
            (Dimension::Theme, &query.theme),
            (Dimension::Audience, &query.audience),
            (Dimension::Kind, &query.kind),
            (Dimension::Online, &online),
        ];
        for (dimension, value) in wanted {
            if let Some(value) = value {
                self.keep(&mut passing, |name| name.0 == dimension && name.1 == *value);
            }
        }
        if let Some(most) = query.visits {
            self.keep(&mut passing, |name| {
                name.0 == Dimension::Visits && name.1.parse::<u8>().is_ok_and(|visits| visits <= most)
            });
        }
        passing
    }

    fn keep(&self, passing: &mut [u8], wanted: impl Fn(&(Dimension, String)) -> bool) {
        let wanted: Vec<bool> = self.names.iter().map(wanted).collect();
        for (profile, state) in passing.iter_mut().enumerate() {
            if !self.of(profile).iter().any(|label| wanted[*label as usize]) {
                *state = OUT;
            }
        }
    }

    /// Adds up profiles to labels: every label with its count.
    pub(crate) fn sum(&self, profiles: impl Iterator<Item = (u32, u32)>) -> Vec<(&(Dimension, String), u64)> {
        let mut counts = vec![0u64; self.names.len()];
        for (profile, times) in profiles {
            self.of(profile as usize).iter().for_each(|label| counts[*label as usize] += u64::from(times));
        }
        self.names.iter().zip(counts).filter(|(_, count)| *count > 0).collect()
    }

    fn of(&self, profile: usize) -> &[u32] {
        let start = if profile == 0 { 0 } else { self.ends[profile - 1] };
        &self.of[start as usize..self.ends[profile] as usize]
    }
}
