//! How the product behaves, told by the people who use it. One binary; `BUDAYANG_TEST_DATABASE` chooses the engine.

mod support;

mod cases;
mod catalog;
mod divisions;
mod files;
mod frame;
mod identity;
mod packs;
mod sites;
