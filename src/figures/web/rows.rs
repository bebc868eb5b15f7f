//! Figures as the lines of tables.

use budayang_rules::division::{DivisionCode, Level};

use crate::divisions::Tree;
use crate::figures::derive::change;
use crate::figures::figure::{Figure, Measure};
use crate::web::Visit;

/// A place below, as a line of a table.
pub(super) struct Row {
    pub code: String,
    pub name: String,
    pub confirmed: u32,
    pub existing: u32,
    pub cured: u32,
    pub dead: u32,
    /// When it is older than the day of the page.
    pub older: String,
    /// The city that its numbers are counted in as well.
    pub within: String,
    /// Whether something inside it may have figures.
    pub deeper: bool,
}

/// The places below a division with the most confirmed first.
pub(super) fn rows(visit: &Visit, tree: &Tree, figures: &[Figure], day: chrono::NaiveDate) -> Vec<Row> {
    let mut rows: Vec<Row> = figures.iter().map(|figure| row(visit, tree, figures, figure, day)).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.confirmed));
    rows
}

fn row(visit: &Visit, tree: &Tree, all: &[Figure], figure: &Figure, day: chrono::NaiveDate) -> Row {
    let (counts, division) = (&figure.counts, &figure.division);
    let city = all.iter().find(|city| counted_in(&city.division, division));
    Row {
        code: division.short().to_owned(),
        name: name(tree, division),
        confirmed: counts.confirmed,
        existing: counts.existing(),
        cured: counts.cured,
        dead: counts.dead,
        older: if figure.day == day { String::new() } else { visit.day(figure.day) },
        within: city.map(|city| name(tree, &city.division)).unwrap_or_default(),
        deeper: division.level() == Level::Province,
    }
}

/// Whether the numbers of a place are counted in this city as well.
pub(super) fn counted_in(city: &DivisionCode, place: &DivisionCode) -> bool {
    city.level() == Level::City && city != place && city.contains(place)
}

pub(super) fn name(tree: &Tree, division: &DivisionCode) -> String {
    tree.name(division).unwrap_or(division.short()).to_owned()
}

/// A number in large print, with what changed since the day before.
pub(super) struct Number {
    pub key: &'static str,
    pub label: String,
    /// Empty: not reported.
    pub value: String,
    pub change: String,
}

pub(super) fn numbers(visit: &Visit, now: &Figure, before: Option<&Figure>) -> Vec<Number> {
    let number = |measure: Measure| Number {
        key: measure.key(),
        label: visit.t(&format!("figures-{}", measure.key())),
        value: now.counts.of(measure).map(|count| count.to_string()).unwrap_or_default(),
        change: change(now, before, measure).map(signed).unwrap_or_default(),
    };
    let existing = Number {
        key: "existing",
        label: visit.t("figures-existing"),
        value: now.counts.existing().to_string(),
        change: before
            .filter(|before| before.day.succ_opt() == Some(now.day))
            .map(|before| signed(i64::from(now.counts.existing()) - i64::from(before.counts.existing())))
            .unwrap_or_default(),
    };
    let mut numbers = vec![number(Measure::Confirmed), existing];
    numbers.extend([Measure::Suspected, Measure::Cured, Measure::Dead].map(number));
    // What is never released below the nation is no gap worth showing.
    numbers.retain(|number| !number.value.is_empty());
    numbers
}

/// `+12`, `−3`, `0`.
fn signed(change: i64) -> String {
    match change {
        0 => "0".to_owned(),
        up if up > 0 => format!("+{up}"),
        down => format!("−{}", -down),
    }
}
