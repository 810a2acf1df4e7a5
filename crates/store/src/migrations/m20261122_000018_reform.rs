//! Crosswalks have editions: an official one supersedes ours, and both stay readable. Figures say which boundary version the places
//! they are of belong to, because an operation may take on another.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

const EDITION: &str = "crosswalk_edition";
const CROSSWALK: &str = "crosswalk";
const FIGURES: &str = "figure_set";

const COPY: &str = "INSERT INTO \"crosswalk_edition\" (\"code\", \"from_version\", \"to_version\", \"label\", \"source\", \
    \"official\", \"links\", \"created_at\") SELECT \"from_version\" || '--' || \"to_version\", \"from_version\", \
    \"to_version\", \"from_version\" || ' → ' || \"to_version\", '', FALSE, \"links\", \"created_at\" FROM \"crosswalk\"";
const BACK: &str = "INSERT INTO \"crosswalk\" (\"from_version\", \"to_version\", \"links\", \"created_at\") \
    SELECT \"from_version\", \"to_version\", \"links\", \"created_at\" FROM \"crosswalk_edition\" e WHERE NOT EXISTS \
    (SELECT 1 FROM \"crosswalk_edition\" o WHERE o.\"from_version\" = e.\"from_version\" \
    AND o.\"to_version\" = e.\"to_version\" AND o.\"id\" > e.\"id\")";
/// Until now an operation had one boundary version for all its rounds.
const VERSIONS: &str = "UPDATE \"figure_set\" SET \"boundary_version\" = (SELECT b.\"code\" FROM \"exercise\" e \
    JOIN \"operation\" o ON o.\"id\" = e.\"operation_id\" JOIN \"boundary_version\" b ON b.\"id\" = \
    o.\"boundary_version_id\" WHERE e.\"id\" = \"figure_set\".\"exercise_id\")";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut edition = links(EDITION);
        edition.col(string("code")).col(text("label")).col(text("source")).col(boolean("official"));
        manager.create_table(edition).await?;
        let code =
            Index::create().name("crosswalk_edition_code").table(Alias::new(EDITION)).col("code").unique().take();
        manager.create_index(code).await?;
        let column = string_null("boundary_version");
        manager.alter_table(Table::alter().table(Alias::new(FIGURES)).add_column(column).take()).await?;
        for statement in [COPY, VERSIONS] {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        manager.drop_table(Table::drop().table(Alias::new(CROSSWALK)).take()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(links(CROSSWALK)).await?;
        let versions = Index::create()
            .name("crosswalk_versions")
            .table(Alias::new(CROSSWALK))
            .col("from_version")
            .col("to_version")
            .unique()
            .take();
        manager.create_index(versions).await?;
        manager.get_connection().execute_unprepared(BACK).await?;
        manager.drop_table(Table::drop().table(Alias::new(EDITION)).take()).await?;
        let alter = Table::alter().table(Alias::new(FIGURES)).drop_column(Alias::new("boundary_version")).take();
        manager.alter_table(alter).await
    }
}

fn links(name: &str) -> TableCreateStatement {
    Table::create()
        .table(Alias::new(name))
        .col(pk_auto("id"))
        .col(string("from_version"))
        .col(string("to_version"))
        .col(text("links"))
        .col(timestamp_with_time_zone("created_at"))
        .take()
}
