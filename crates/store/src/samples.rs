//! By which rule the places of a round were chosen, and what was chosen.

use crate::{
    audit::{Deed, append},
    connect::Store,
    error::{Result, StoreError},
    json::{from_json, to_json},
    rounds::{Round, hold_open},
    tables::{operation_pack, round, round_sample},
};
use chrono::{DateTime, Utc};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// A choice of places to keep with a round.
#[derive(Debug, Clone, PartialEq)]
pub struct NewRoundSample {
    /// Code of the rule.
    pub rule_code: String,
    /// The rule as it was, with its name and parameters.
    pub rule: Json,
    /// The round that listed the candidates.
    pub from_round_id: i32,
    /// Its revision then.
    pub from_revision: u32,
    /// Every candidate with what became of it, and every area.
    pub chosen: Json,
    /// How many places are visited, for the log.
    pub places: usize,
}

/// The places that were chosen for a round.
#[derive(Debug, Clone, PartialEq)]
pub struct RoundSample {
    /// Row; another one with each choice.
    pub id: i32,
    /// Code of the rule.
    pub rule_code: String,
    /// The rule as it was, with its name and parameters.
    pub rule: Json,
    /// The round that listed the candidates: its row and number.
    pub from_round: (i32, u32),
    /// Its revision then.
    pub from_revision: u32,
    /// Every candidate with what became of it, and every area.
    pub chosen: Json,
    /// When it was taken over.
    pub taken_at: DateTime<Utc>,
    /// By whom.
    pub taken_by: String,
}

impl RoundSample {
    /// What must be the same for two rounds to be compared: the rule with its parameters, without its name.
    pub fn definition(&self) -> String {
        self.rule.get("choose").map_or_else(|| self.rule_code.clone(), Json::to_string)
    }
}

fn number(column: i32) -> u32 {
    u32::try_from(column).unwrap_or(0)
}

impl Store {
    /// Notes that a pack sets something for an operation, and in which version.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_pack(
        &self,
        operation_id: i32,
        subject: &str,
        (name, version): (&str, &str),
        actor: &str,
    ) -> Result<()> {
        let now = self.clock.now();
        let transaction = self.begin().await?;
        let of_operation = operation_pack::Column::OperationId.eq(operation_id);
        let held = operation_pack::Entity::find()
            .filter(of_operation.clone())
            .filter(operation_pack::Column::Name.eq(name))
            .one(&transaction)
            .await?;
        if held.is_some_and(|held| held.version == version) {
            return Ok(());
        }
        operation_pack::Entity::delete_many()
            .filter(of_operation)
            .filter(operation_pack::Column::Name.eq(name))
            .exec(&transaction)
            .await?;
        let row = operation_pack::ActiveModel {
            operation_id: Set(operation_id),
            name: Set(name.to_owned()),
            version: Set(version.to_owned()),
            installed_at: Set(now),
            installed_by: Set(actor.to_owned()),
            ..Default::default()
        };
        row.insert(&transaction).await?;
        let deed = Deed::new(actor, "pack.set", subject).detail(json!({"pack": name, "version": version}));
        append(&transaction, now, &[deed]).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Names of the packs that set something for an operation.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn packs_set(&self, operation_id: i32) -> Result<Vec<String>> {
        let rows = operation_pack::Entity::find()
            .filter(operation_pack::Column::OperationId.eq(operation_id))
            .order_by_asc(operation_pack::Column::Id)
            .all(&self.reader)
            .await?;
        Ok(rows.into_iter().map(|row| row.name).collect())
    }

    /// Keeps what was chosen for a round, in place of the choice with the row `replaces`; none if there was none.
    ///
    /// # Errors
    /// `RoundSettled` if the round is closed, `PlacesChanged` if somebody else has chosen meanwhile.
    pub async fn set_round_sample(
        &self,
        (subject, round): (&str, &Round),
        new: &NewRoundSample,
        replaces: Option<i32>,
        actor: &str,
    ) -> Result<()> {
        let now = self.clock.now();
        let transaction = self.begin().await?;
        hold_open(&transaction, round.id).await?;
        let of_round = round_sample::Column::RoundId.eq(round.id);
        let held = round_sample::Entity::find().filter(of_round).one(&transaction).await?;
        if held.map(|held| held.id) != replaces {
            return Err(StoreError::PlacesChanged);
        }
        round_sample::Entity::delete_many()
            .filter(round_sample::Column::RoundId.eq(round.id))
            .exec(&transaction)
            .await?;
        let row = round_sample::ActiveModel {
            round_id: Set(round.id),
            rule_code: Set(new.rule_code.clone()),
            rule: Set(to_json("round_sample.rule", &new.rule)?),
            from_round_id: Set(new.from_round_id),
            from_revision: Set(i32::try_from(new.from_revision).unwrap_or(i32::MAX)),
            chosen: Set(to_json("round_sample.chosen", &new.chosen)?),
            taken_at: Set(now),
            taken_by: Set(actor.to_owned()),
            ..Default::default()
        };
        row.insert(&transaction).await?;
        let detail = json!({
            "rule": new.rule, "from_round": new.from_round_id, "from_revision": new.from_revision, "places": new.places,
        });
        append(&transaction, now, &[Deed::new(actor, "round.sample_set", subject).detail(detail)]).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// What was chosen for a round, if anything was.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn round_sample(&self, round_id: i32) -> Result<Option<RoundSample>> {
        Ok(self.round_samples(&[round_id]).await?.remove(&round_id))
    }

    /// What was chosen for each of these rounds, by the round's row.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn round_samples(&self, round_ids: &[i32]) -> Result<BTreeMap<i32, RoundSample>> {
        let rows = round_sample::Entity::find()
            .filter(round_sample::Column::RoundId.is_in(round_ids.iter().copied()))
            .all(&self.reader)
            .await?;
        let from = round::Entity::find().filter(round::Column::Id.is_in(rows.iter().map(|row| row.from_round_id)));
        let from: BTreeMap<i32, i32> =
            from.all(&self.reader).await?.into_iter().map(|row| (row.id, row.number)).collect();
        rows.into_iter()
            .map(|row| {
                let from_number = from.get(&row.from_round_id).copied().unwrap_or_default();
                let sample = RoundSample {
                    id: row.id,
                    rule_code: row.rule_code,
                    rule: from_json("round_sample.rule", &row.rule)?,
                    from_round: (row.from_round_id, number(from_number)),
                    from_revision: number(row.from_revision),
                    chosen: from_json("round_sample.chosen", &row.chosen)?,
                    taken_at: row.taken_at,
                    taken_by: row.taken_by,
                };
                Ok((row.round_id, sample))
            })
            .collect()
    }
}
