//! The first tables: operations and places, forms and submissions, records and review, snapshots and figures, accounts and the audit log.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in tables() {
            manager.create_table(table).await?;
        }
        for (name, table, columns) in UNIQUE {
            manager.create_index(index(name, table, columns).unique().take()).await?;
        }
        for (name, table, columns) in INDEXES {
            manager.create_index(index(name, table, columns)).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in TABLES.iter().rev() {
            manager.drop_table(Table::drop().table(Alias::new(*name)).if_exists().take()).await?;
        }
        Ok(())
    }
}

const TABLES: [&str; 20] = [
    "boundary_version",
    "admin_area",
    "crosswalk",
    "operation",
    "exercise",
    "round",
    "form_version",
    "form_file",
    "device",
    "submission",
    "attachment",
    "import_run",
    "record",
    "record_event",
    "snapshot",
    "figure_set",
    "user_account",
    "role_grant",
    "session",
    "audit_entry",
];

const UNIQUE: [(&str, &str, &[&str]); 16] = [
    ("boundary_version_code", "boundary_version", &["code"]),
    ("admin_area_pcode", "admin_area", &["boundary_version_id", "pcode"]),
    ("crosswalk_versions", "crosswalk", &["from_version", "to_version"]),
    ("operation_code", "operation", &["code"]),
    ("exercise_code", "exercise", &["operation_id", "code"]),
    ("round_number", "round", &["exercise_id", "number"]),
    ("form_version_version", "form_version", &["operation_id", "xml_form_id", "version"]),
    ("form_file_name", "form_file", &["form_version_id", "name"]),
    ("device_token", "device", &["token_sha256"]),
    ("submission_instance", "submission", &["operation_id", "instance_id", "version"]),
    ("attachment_name", "attachment", &["submission_id", "name"]),
    ("record_key", "record", &["exercise_id", "round_id", "key"]),
    ("figure_set_round", "figure_set", &["exercise_id", "round_id"]),
    ("user_account_email", "user_account", &["email"]),
    ("role_grant_user", "role_grant", &["user_id", "operation_id"]),
    ("session_token", "session", &["token_sha256"]),
];

const INDEXES: [(&str, &str, &[&str]); 6] = [
    ("record_state", "record", &["exercise_id", "round_id", "state", "id"]),
    ("record_submission", "record", &["submission_id"]),
    ("record_event_record", "record_event", &["record_id"]),
    ("snapshot_sha256", "snapshot", &["sha256"]),
    ("submission_form", "submission", &["form_version_id"]),
    ("import_run_operation", "import_run", &["operation_id"]),
];

fn index(name: &str, table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut statement = Index::create();
    statement.name(name).table(Alias::new(table));
    for column in columns {
        statement.col(Alias::new(*column));
    }
    statement.take()
}

fn table(
    name: &'static str,
    columns: Vec<ColumnDef>,
    references: &[(&'static str, &'static str)],
) -> TableCreateStatement {
    let mut statement = Table::create();
    statement.table(Alias::new(name));
    for mut column in columns {
        statement.col(&mut column);
    }
    for (column, target) in references {
        statement.foreign_key(
            ForeignKey::create().from(Alias::new(name), Alias::new(*column)).to(Alias::new(*target), Alias::new("id")),
        );
    }
    statement.take()
}

fn moment(name: &'static str) -> ColumnDef {
    timestamp_with_time_zone(name)
}

fn tables() -> Vec<TableCreateStatement> {
    [places_and_operations(), collection(), figures(), accounts()].concat()
}

fn places_and_operations() -> Vec<TableCreateStatement> {
    vec![
        table(
            "boundary_version",
            vec![pk_auto("id"), string("code"), text("version"), text("standing"), moment("created_at")],
            &[],
        ),
        table(
            "admin_area",
            vec![
                big_pk_auto("id"),
                integer("boundary_version_id"),
                integer("position"),
                string("pcode"),
                small_integer("level"),
                string("name"),
                text("alternative_names"),
                string_null("parent"),
                text_null("geometry"),
            ],
            &[("boundary_version_id", "boundary_version")],
        ),
        table(
            "crosswalk",
            vec![pk_auto("id"), string("from_version"), string("to_version"), text("links"), moment("created_at")],
            &[],
        ),
        table(
            "operation",
            vec![
                pk_auto("id"),
                string("code"),
                text("name"),
                string("admin0_pcode"),
                string("admin0_name"),
                string("status"),
                boolean("demonstration"),
                integer_null("boundary_version_id"),
                moment("created_at"),
            ],
            &[("boundary_version_id", "boundary_version")],
        ),
        table(
            "exercise",
            vec![
                pk_auto("id"),
                integer("operation_id"),
                string("code"),
                text("name"),
                string("tool"),
                string("xml_form_id"),
                small_integer("coverage_level"),
                string("pack"),
            ],
            &[("operation_id", "operation")],
        ),
        table(
            "round",
            vec![
                pk_auto("id"),
                integer("exercise_id"),
                integer("number"),
                date("first_day"),
                date("last_day"),
                boolean("demonstration"),
                text("note"),
                boolean("open"),
            ],
            &[("exercise_id", "exercise")],
        ),
    ]
}

fn collection() -> Vec<TableCreateStatement> {
    vec![
        table(
            "form_version",
            vec![
                pk_auto("id"),
                integer("operation_id"),
                string("xml_form_id"),
                string("version"),
                string("title"),
                string("hash"),
                text("xform"),
                text("model"),
                text("warnings"),
                string("source_name"),
                blob("source"),
                string("state"),
                moment("published_at"),
                string("published_by"),
            ],
            &[("operation_id", "operation")],
        ),
        table(
            "form_file",
            vec![
                pk_auto("id"),
                integer("form_version_id"),
                string("name"),
                string("media_type"),
                string("md5"),
                blob("bytes"),
            ],
            &[("form_version_id", "form_version")],
        ),
        table(
            "device",
            vec![
                pk_auto("id"),
                integer("operation_id"),
                string("name"),
                string("token_sha256"),
                moment("created_at"),
                string("created_by"),
                timestamp_with_time_zone_null("revoked_at"),
                timestamp_with_time_zone_null("last_seen_at"),
            ],
            &[("operation_id", "operation")],
        ),
        table(
            "submission",
            vec![
                big_pk_auto("id"),
                integer("operation_id"),
                integer("form_version_id"),
                string("instance_id"),
                integer("version"),
                blob("xml"),
                string("sha256"),
                moment("received_at"),
                integer_null("device_id"),
                string_null("device_label"),
            ],
            &[("operation_id", "operation"), ("form_version_id", "form_version"), ("device_id", "device")],
        ),
        table(
            "attachment",
            vec![
                big_pk_auto("id"),
                big_integer("submission_id"),
                string("name"),
                string("media_type"),
                string("sha256"),
                big_integer("size"),
            ],
            &[("submission_id", "submission")],
        ),
        table(
            "import_run",
            vec![
                pk_auto("id"),
                integer("operation_id"),
                string("exercise_code"),
                string("file"),
                string("sha256"),
                string("mapping"),
                string("mapping_version"),
                moment("at"),
                string("actor"),
                big_integer("stored"),
                big_integer("unchanged"),
                big_integer("refused"),
                text("report"),
            ],
            &[("operation_id", "operation")],
        ),
        table(
            "record",
            vec![
                big_pk_auto("id"),
                integer("exercise_id"),
                integer_null("round_id"),
                string("key"),
                text("source"),
                big_integer_null("submission_id"),
                integer_null("import_id"),
                text("places"),
                string_null("place"),
                string("place_path"),
                string("title"),
                text("search"),
                text("answers"),
                string("content_sha256"),
                string("state"),
                text("flags"),
                moment("received_at"),
            ],
            &[
                ("exercise_id", "exercise"),
                ("round_id", "round"),
                ("submission_id", "submission"),
                ("import_id", "import_run"),
            ],
        ),
        table(
            "record_event",
            vec![
                big_pk_auto("id"),
                big_integer("record_id"),
                moment("at"),
                string("actor"),
                string("action"),
                text_null("reason"),
            ],
            &[("record_id", "record")],
        ),
    ]
}

fn figures() -> Vec<TableCreateStatement> {
    vec![
        table(
            "snapshot",
            vec![
                big_pk_auto("id"),
                integer("exercise_id"),
                integer("round_id"),
                string("sha256"),
                big_integer("rows"),
                moment("created_at"),
            ],
            &[("exercise_id", "exercise"), ("round_id", "round")],
        ),
        table(
            "figure_set",
            vec![
                big_pk_auto("id"),
                integer("exercise_id"),
                integer("round_id"),
                string("snapshot"),
                moment("computed_at"),
                string("indicators_sha256"),
                text("figures"),
            ],
            &[("exercise_id", "exercise"), ("round_id", "round")],
        ),
    ]
}

fn accounts() -> Vec<TableCreateStatement> {
    vec![
        table(
            "user_account",
            vec![
                pk_auto("id"),
                string("email"),
                string("name"),
                string("language"),
                string("password_hash"),
                boolean("must_change_password"),
                boolean("administrator"),
                moment("created_at"),
                timestamp_with_time_zone_null("disabled_at"),
            ],
            &[],
        ),
        table(
            "role_grant",
            vec![pk_auto("id"), integer("user_id"), integer("operation_id"), string("role")],
            &[("user_id", "user_account"), ("operation_id", "operation")],
        ),
        table(
            "session",
            vec![
                big_pk_auto("id"),
                string("token_sha256"),
                integer("user_id"),
                moment("created_at"),
                moment("expires_at"),
            ],
            &[("user_id", "user_account")],
        ),
        table(
            "audit_entry",
            vec![
                big_integer("seq").primary_key().take(),
                moment("at"),
                string("actor"),
                string("action"),
                string("subject"),
                text("detail"),
                string("previous"),
                string("hash"),
            ],
            &[],
        ),
    ]
}
