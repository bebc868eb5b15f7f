//! Budayang 不打烊: government services that never close. `docs/architecture.md` is the plan of this house.

pub mod app;
pub mod audit;
pub mod backup;
pub mod catalog;
pub mod clock;
pub mod config;
pub mod db;
pub mod files;
pub mod identity;
pub mod import;
pub mod jobs;
pub mod notices;
pub mod sites;

pub(crate) mod ask;
pub(crate) mod cases;
pub(crate) mod community;
pub(crate) mod content;
pub(crate) mod delivery;
pub(crate) mod desk;
pub(crate) mod divisions;
pub(crate) mod exchange;
pub(crate) mod figures;
pub(crate) mod rows;
pub(crate) mod sheet;
pub(crate) mod web;

mod intake;
pub mod routes;
