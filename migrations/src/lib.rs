//! The schema, one history for both engines. A file holds the tables of one room; a later change is a new file.

use sea_orm_migration::prelude::*;
pub use sea_orm_migration::{MigratorTrait, SchemaManager};

mod m0001_settings;
mod m0002_divisions;
mod m0003_identity;
mod m0004_catalog;
mod m0005_files;
mod m0006_cases;
mod m0007_delivery;
mod m0008_notices;
mod m0009_audit;
mod m0010_sites;
mod m0011_audit_heads;
mod m0012_figures;
mod m0015_content;
mod m0016_community;

pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_settings::Migration),
            Box::new(m0002_divisions::Migration),
            Box::new(m0003_identity::Migration),
            Box::new(m0004_catalog::Migration),
            Box::new(m0005_files::Migration),
            Box::new(m0006_cases::Migration),
            Box::new(m0007_delivery::Migration),
            Box::new(m0008_notices::Migration),
            Box::new(m0009_audit::Migration),
            Box::new(m0010_sites::Migration),
            Box::new(m0011_audit_heads::Migration),
            Box::new(m0012_figures::Migration),
            Box::new(m0015_content::Migration),
            Box::new(m0016_community::Migration),
        ]
    }
}
