//! The 34 units as a grid of tiles (示意，非地图): neighbours stand near each other, no outline is drawn, so that no
//! map approval number is needed (standard map rules, article 6).

/// Column and row of a province's tile, by the first two digits of its code.
const TILES: [(&str, u8, u8); 34] = [
    ("23", 7, 0),
    ("65", 0, 1),
    ("15", 5, 1),
    ("22", 7, 1),
    ("62", 2, 2),
    ("64", 3, 2),
    ("14", 4, 2),
    ("13", 5, 2),
    ("11", 6, 2),
    ("21", 7, 2),
    ("54", 0, 3),
    ("63", 1, 3),
    ("61", 3, 3),
    ("41", 4, 3),
    ("37", 5, 3),
    ("12", 6, 3),
    ("51", 2, 4),
    ("50", 3, 4),
    ("42", 4, 4),
    ("34", 5, 4),
    ("32", 6, 4),
    ("31", 7, 4),
    ("53", 2, 5),
    ("52", 3, 5),
    ("43", 4, 5),
    ("36", 5, 5),
    ("33", 6, 5),
    ("45", 3, 6),
    ("44", 4, 6),
    ("35", 5, 6),
    ("71", 7, 6),
    ("46", 3, 7),
    ("82", 4, 7),
    ("81", 5, 7),
];

/// Where each province stands: the first digits of its code, column, row.
pub(crate) fn tiles() -> impl Iterator<Item = (&'static str, u8, u8)> {
    TILES.into_iter()
}

/// The seven steps of the legend, each with the least count that belongs to it; as the health commissions' maps had them.
pub(crate) const STEPS: [u32; 7] = [0, 1, 10, 100, 500, 1_000, 10_000];

/// Which step of the legend a count belongs to.
pub(crate) fn step(count: u32) -> usize {
    STEPS.iter().rposition(|least| count >= *least).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_34_units_have_a_tile_of_their_own() {
        let places: std::collections::BTreeSet<_> = tiles().map(|(_, column, row)| (column, row)).collect();
        let codes: std::collections::BTreeSet<_> = tiles().map(|(code, ..)| code).collect();
        assert_eq!((places.len(), codes.len()), (34, 34));
        assert!(tiles().all(|(_, column, row)| column < 8 && row < 8));
        assert!(["71", "81", "82", "46"].iter().all(|code| codes.contains(code)));
    }

    #[test]
    fn a_count_belongs_to_one_step() {
        assert_eq!([0, 1, 9, 10, 999, 48_206].map(step), [0, 1, 1, 2, 4, 6]);
    }
}
