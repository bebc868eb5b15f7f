//! Forms as their users meet them.

mod definitions;
mod eligibility;
mod filling;
mod known;
mod posting;
mod properties;
mod support;
