//! The lint of items (standards §1): what the national inspection would find, found before it.

mod access;
mod elements;

use super::Item;

/// One rule that an item breaks, and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Stable name, for counts and filters.
    pub rule: &'static str,
    pub message: String,
    pub remedy: &'static str,
}

/// Every rule by its name, in the order of the report.
pub const RULES: [&str; 19] = [
    "kind-and-limit",
    "promised-limit",
    "no-limit",
    "wholly-online-visits",
    "visit-reason",
    "courier",
    "fee",
    "result",
    "result-certificate",
    "result-sample",
    "same-telephone",
    "area-code",
    "no-telephone",
    "theme-and-audience",
    "local-theme",
    "licence-questions",
    "licence-steps",
    "vague-material",
    "body-code",
];

/// What an item's elements break, in the order of [`RULES`].
pub fn lint(item: &Item) -> Vec<Finding> {
    let mut findings = Vec::new();
    elements::check(item, &mut findings);
    access::check(item, &mut findings);
    findings.sort_by_key(|finding| RULES.iter().position(|rule| *rule == finding.rule));
    findings
}

fn found(findings: &mut Vec<Finding>, rule: &'static str, message: impl Into<String>, remedy: &'static str) {
    findings.push(Finding { rule, message: message.into(), remedy });
}
