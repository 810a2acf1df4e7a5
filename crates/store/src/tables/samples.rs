//! Packs that set something for an operation, and how the places of rounds were chosen.

use super::*;

table!(
    /// A pack that sets something for exercises of an operation.
    operation_pack, "operation_pack", {
        #[sea_orm(primary_key)]
        id: i32,
        operation_id: i32,
        name: String,
        version: String,
        installed_at: DateTimeUtc,
        installed_by: String,
    }
);

table!(
    /// What was chosen for a round, by which rule.
    round_sample, "round_sample", {
        #[sea_orm(primary_key)]
        id: i32,
        round_id: i32,
        rule_code: String,
        rule: JsonText,
        from_round_id: i32,
        from_revision: i32,
        chosen: JsonText,
        taken_at: DateTimeUtc,
        taken_by: String,
    }
);
