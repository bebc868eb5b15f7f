//! Areas that are to each other as counts are: rectangles laid out in rows that keep them nearly square (Bruls, Huizing
//! and van Wijk, "Squarified treemaps", 2000).

/// A rectangle in the units of the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Area {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

/// One area for each value, in their order; values are positive and sorted from large to small.
pub(crate) fn treemap(values: &[f64], whole: Area) -> Vec<Area> {
    let sum: f64 = values.iter().sum();
    if sum <= 0.0 {
        return Vec::new();
    }
    let scale = whole.width * whole.height / sum;
    let mut areas = Vec::with_capacity(values.len());
    let (mut rest, mut left) = (values, whole);
    while !rest.is_empty() {
        let side = left.width.min(left.height);
        let mut count = 1;
        while count < rest.len() && worst(&rest[..=count], side, scale) <= worst(&rest[..count], side, scale) {
            count += 1;
        }
        let (row, after) = rest.split_at(count);
        left = lay(row, left, scale, &mut areas);
        rest = after;
    }
    areas
}

/// The largest ratio of sides in a row along `side`.
fn worst(row: &[f64], side: f64, scale: f64) -> f64 {
    let sum = row.iter().sum::<f64>() * scale;
    let ratio = |value: f64| (side * side * value / (sum * sum)).max(sum * sum / (side * side * value));
    row.iter().map(|value| ratio(value * scale)).fold(0.0, f64::max)
}

/// Lays a row along the shorter side and gives what is left.
fn lay(row: &[f64], left: Area, scale: f64, areas: &mut Vec<Area>) -> Area {
    let sum = row.iter().sum::<f64>() * scale;
    let upright = left.width >= left.height;
    let depth = sum / if upright { left.height } else { left.width };
    let mut along = 0.0;
    for value in row {
        let length = value * scale / depth;
        areas.push(if upright {
            Area { x: left.x, y: left.y + along, width: depth, height: length }
        } else {
            Area { x: left.x + along, y: left.y, width: length, height: depth }
        });
        along += length;
    }
    if upright {
        Area { x: left.x + depth, width: left.width - depth, ..left }
    } else {
        Area { y: left.y + depth, height: left.height - depth, ..left }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_paper() {
        let whole = Area { x: 0.0, y: 0.0, width: 6.0, height: 4.0 };
        let areas = treemap(&[6.0, 6.0, 4.0, 3.0, 2.0, 2.0, 1.0], whole);
        assert_eq!(areas[0], Area { x: 0.0, y: 0.0, width: 3.0, height: 2.0 });
        assert_eq!(areas[1], Area { x: 0.0, y: 2.0, width: 3.0, height: 2.0 });
        let covered: f64 = areas.iter().map(|area| area.width * area.height).sum();
        assert!((covered - 24.0).abs() < 1e-9);
    }

    #[test]
    fn nothing_has_no_area() {
        assert!(treemap(&[], Area { x: 0.0, y: 0.0, width: 1.0, height: 1.0 }).is_empty());
    }
}
