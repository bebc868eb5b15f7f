//! How the product behaves, told by the people who use it. One binary; `BUDAYANG_TEST_DATABASE` chooses the engine.

mod support;

mod ask;
mod audit;
mod backup;
mod cases;
mod catalog;
mod clocks;
mod community;
mod content;
mod content_sources;
mod delivery;
mod desk;
mod divisions;
mod figures;
mod files;
mod frame;
mod identity;
mod jobs;
mod kill;
mod mycases;
mod notices;
mod packs;
mod ratings;
mod sites;
mod zones;
