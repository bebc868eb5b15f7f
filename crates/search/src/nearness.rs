//! How near a division is to another in the five-level tree: what a person there can use, and what comes first.

/// Steps to a division that a filter leaves out.
pub(crate) const OUT: u8 = u8::MAX;

/// Steps from a division to each other: itself 0, its parent 1, the level above 3, 5 …; the level below 2, then 4, 6 …
/// So the nearest level comes first, and of two equally near the one that serves everybody there.
pub(crate) fn nearness(division: &str, all: &[String]) -> Vec<u8> {
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

/// What lies in a division and below it, all equally near.
pub(crate) fn within(division: &str, all: &[String]) -> Vec<u8> {
    let own = significant(division);
    all.iter().map(|other| if other.starts_with(own) { 0 } else { OUT }).collect()
}

/// The digits of a division and of those above it up to the province; the nation's when it is the nation.
pub(crate) fn around(code: &str) -> impl Iterator<Item = &str> {
    let own = significant(code).len();
    [0, 2, 4, 6, 9, 12].into_iter().filter(move |end| *end <= own && (*end > 0 || own == 0)).map(|end| &code[..end])
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

/// What a score is multiplied with.
pub(crate) fn closeness(near: u8) -> f32 {
    1.0 / (1.0 + 0.12 * f32::from(near))
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
