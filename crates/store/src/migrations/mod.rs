//! Migrations, oldest first. One that has shipped is never edited; what comes later is a new one.

use sea_orm_migration::prelude::*;

mod m20261101_000001_first_light;
mod m20261122_000002_place_identity;
mod m20261122_000003_edits;
mod m20261122_000004_drafts;
mod m20261122_000005_registers;
mod m20261122_000006_links;
mod m20261122_000007_private;
mod m20261122_000008_sources;
mod m20261122_000009_crash;
mod m20261122_000010_doors;
mod m20261122_000011_arrivals;
mod m20261122_000012_sealing;
mod m20261122_000013_rounds;
mod m20261122_000014_checking;
mod m20261122_000015_review;
mod m20261122_000016_sites;
mod m20261122_000018_reform;
mod m20261122_000019_basis;
mod m20261122_000021_samples;
mod m20261122_000022_crosswalks;
mod m20261122_000023_expected_sites;
mod m20261123_000024_standing;

/// All migrations, for SQLite and PostgreSQL alike.
#[derive(Debug)]
pub struct Migrations;

#[async_trait::async_trait]
impl MigratorTrait for Migrations {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261101_000001_first_light::Migration),
            Box::new(m20261122_000002_place_identity::Migration),
            Box::new(m20261122_000003_edits::Migration),
            Box::new(m20261122_000004_drafts::Migration),
            Box::new(m20261122_000005_registers::Migration),
            Box::new(m20261122_000006_links::Migration),
            Box::new(m20261122_000007_private::Migration),
            Box::new(m20261122_000008_sources::Migration),
            Box::new(m20261122_000009_crash::Migration),
            Box::new(m20261122_000010_doors::Migration),
            Box::new(m20261122_000011_arrivals::Migration),
            Box::new(m20261122_000012_sealing::Migration),
            Box::new(m20261122_000013_rounds::Migration),
            Box::new(m20261122_000014_checking::Migration),
            Box::new(m20261122_000015_review::Migration),
            Box::new(m20261122_000016_sites::Migration),
            Box::new(m20261122_000018_reform::Migration),
            Box::new(m20261122_000019_basis::Migration),
            Box::new(m20261122_000021_samples::Migration),
            Box::new(m20261122_000022_crosswalks::Migration),
            Box::new(m20261122_000023_expected_sites::Migration),
            Box::new(m20261123_000024_standing::Migration),
        ]
    }
}
