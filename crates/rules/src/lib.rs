//! The rules of government services that need no database: codes and their check characters, working days, legal clocks, masks.
//!
//! Everything is pure: today's date and random numbers are handed in. Values are parsed once into a type and are right from
//! then on; personal numbers have no `Display` and print masked in `Debug`, so that they cannot reach a log by accident.

mod typed;

pub mod bank_card;
pub mod calendar;
pub mod case_no;
pub mod certificate;
mod check;
pub mod clock;
mod code_table;
pub mod credit_code;
pub mod division;
pub mod identity;
pub mod item;
pub mod limit;
pub mod map_approval;
pub mod mask;
pub mod telephone;
pub mod themes;
