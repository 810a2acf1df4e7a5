//! The places a round is to assess, who assesses them, and which cannot or need not be assessed.

use crate::{
    audit::{Deed, append},
    blobs::sha256_hex,
    connect::Store,
    error::{Result, StoreError},
    figures::become_former,
    json::from_json,
    rounds::{Round, hold_open, refuse_settled},
    tables::{expected_place, record},
};
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, EntityTrait, FromQueryResult, QueryFilter, QuerySelect, sea_query::Expr,
};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use vocab::{Pcode, RecordState};

/// Why a place is not assessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceMark {
    /// Nobody gets there: what is there stays unknown.
    Inaccessible,
    /// There is nothing to assess any more.
    Closed,
}

impl PlaceMark {
    fn code(self) -> &'static str {
        match self {
            Self::Inaccessible => "inaccessible",
            Self::Closed => "closed",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        [Self::Inaccessible, Self::Closed].into_iter().find(|mark| mark.code() == code)
    }
}

/// Which place of a list: an area, or a site of the master list.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(untagged)]
pub enum PlaceKey {
    /// The area of this code.
    Area(Pcode),
    /// The site of this id.
    Site(String),
}

impl PlaceKey {
    /// The code or the id.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Area(pcode) => pcode.as_str(),
            Self::Site(id) => id,
        }
    }
}

/// A place that a round is to assess.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct ExpectedPlace {
    /// Its p-code; of a site, that of the area it was said to lie in.
    pub pcode: Pcode,
    /// The id of the site; none if the area itself is to be assessed.
    pub site: Option<String>,
    /// The team that assesses it.
    pub team: Option<i32>,
    /// Why it is not assessed, if so.
    pub mark: Option<PlaceMark>,
    /// The reason for the mark, in words.
    pub reason: Option<String>,
    /// Since when it is marked.
    pub marked_at: Option<DateTime<Utc>>,
    /// By whom.
    pub marked_by: Option<String>,
}

impl ExpectedPlace {
    /// A place that nobody said anything about yet.
    pub fn new(pcode: Pcode, team: Option<i32>) -> Self {
        Self { pcode, site: None, team, mark: None, reason: None, marked_at: None, marked_by: None }
    }

    /// The same of a site in an area.
    pub fn of_site(id: &str, pcode: Pcode, team: Option<i32>) -> Self {
        Self { site: Some(id.to_owned()), ..Self::new(pcode, team) }
    }

    /// Which place it is.
    pub fn key(&self) -> PlaceKey {
        self.site.clone().map_or_else(|| PlaceKey::Area(self.pcode.clone()), PlaceKey::Site)
    }
}

/// Records of a round that lie in the same places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaRecords {
    /// From the country down to the deepest place; empty if it is not known.
    pub places: Vec<Pcode>,
    /// The site that they tell of, where somebody asked the list of sites.
    pub site: Option<String>,
    /// How far they have come.
    pub state: RecordState,
    /// How many.
    pub count: u64,
}

/// Rows and p-codes a statement, so that the parameters stay below SQLite's 32,766.
const PLACES_A_STATEMENT: usize = 2_000;

fn place(row: expected_place::Model) -> Option<ExpectedPlace> {
    Some(ExpectedPlace {
        pcode: row.pcode.parse().ok()?,
        site: Some(row.site).filter(|site| !site.is_empty()),
        team: row.team_id,
        mark: row.mark.as_deref().and_then(PlaceMark::from_code),
        reason: row.reason,
        marked_at: row.marked_at,
        marked_by: row.marked_by,
    })
}

fn row_of(round_id: i32, place: &ExpectedPlace) -> expected_place::ActiveModel {
    expected_place::ActiveModel {
        round_id: Set(round_id),
        pcode: Set(place.pcode.as_str().to_owned()),
        site: Set(place.site.clone().unwrap_or_default()),
        team_id: Set(place.team),
        mark: Set(place.mark.map(|mark| mark.code().to_owned())),
        reason: Set(place.reason.clone()),
        marked_at: Set(place.marked_at),
        marked_by: Set(place.marked_by.clone()),
        ..Default::default()
    }
}

fn sorted(mut places: Vec<ExpectedPlace>) -> Vec<ExpectedPlace> {
    places.sort_by(|a, b| (&a.pcode, &a.site).cmp(&(&b.pcode, &b.site)));
    places
}

/// What tells a list from another one: its places, in the order of their p-codes, with what is said of each.
pub fn fingerprint_of_places(places: &[ExpectedPlace]) -> String {
    sha256_hex(serde_json::to_string(places).unwrap_or_default().as_bytes())
}

/// The rows of these places.
fn are(keys: &[&PlaceKey]) -> Condition {
    let pcodes = keys.iter().filter(|key| matches!(key, PlaceKey::Area(_))).map(|key| key.as_str());
    let sites = keys.iter().filter(|key| matches!(key, PlaceKey::Site(_))).map(|key| key.as_str());
    let areas =
        Condition::all().add(expected_place::Column::Site.eq("")).add(expected_place::Column::Pcode.is_in(pcodes));
    Condition::any().add(areas).add(expected_place::Column::Site.is_in(sites))
}

#[derive(FromQueryResult)]
struct Counted {
    round_id: i32,
    places: crate::json::JsonText,
    state: String,
    count: i64,
}

impl Store {
    /// The places a round is to assess, by p-code; empty if it has no list.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn expected_places(&self, round_id: i32) -> Result<Vec<ExpectedPlace>> {
        let rows = expected_place::Entity::find()
            .filter(expected_place::Column::RoundId.eq(round_id))
            .all(&self.reader)
            .await?;
        Ok(sorted(rows.into_iter().filter_map(place).collect()))
    }

    /// The lists of several rounds, by round; those without a list are not in it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn expected_places_of(&self, round_ids: &[i32]) -> Result<BTreeMap<i32, Vec<ExpectedPlace>>> {
        let mut lists = BTreeMap::<i32, Vec<ExpectedPlace>>::new();
        for ids in round_ids.chunks(PLACES_A_STATEMENT) {
            let of_rounds = expected_place::Column::RoundId.is_in(ids.iter().copied());
            for row in expected_place::Entity::find().filter(of_rounds).all(&self.reader).await? {
                let round_id = row.round_id;
                lists.entry(round_id).or_default().extend(place(row));
            }
        }
        Ok(lists.into_iter().map(|(round, places)| (round, sorted(places))).collect())
    }

    /// Gives a round this list of places, whatever it had. Those that stay keep what is said of them, unless the new list
    /// says more.
    ///
    /// # Errors
    /// `RoundSettled` if it is closed.
    pub async fn set_expected_places(
        &self,
        round: (&str, &Round),
        places: &[ExpectedPlace],
        actor: &str,
    ) -> Result<()> {
        self.replace_expected_places(round, None, places, actor).await
    }

    /// The same, only if the round still has the list that was looked at, by its [`fingerprint_of_places`].
    ///
    /// # Errors
    /// `RoundSettled` if it is closed, `PlacesChanged` if it has another list.
    pub async fn replace_expected_places(
        &self,
        (subject, round): (&str, &Round),
        seen: Option<&str>,
        places: &[ExpectedPlace],
        actor: &str,
    ) -> Result<()> {
        let now = self.clock.now();
        let transaction = self.begin().await?;
        hold_open(&transaction, round.id).await?;
        let of_round = expected_place::Column::RoundId.eq(round.id);
        let before = expected_place::Entity::find().filter(of_round.clone()).all(&transaction).await?;
        let before = sorted(before.into_iter().filter_map(place).collect());
        if seen.is_some_and(|seen| seen != fingerprint_of_places(&before)) {
            return Err(StoreError::PlacesChanged);
        }
        let mut known: BTreeMap<PlaceKey, ExpectedPlace> =
            before.into_iter().map(|place| (place.key(), place)).collect();
        let (held, mut wanted) = (known.len(), BTreeMap::new());
        for new in places {
            let kept = known.remove(&new.key()).map(|kept| {
                let (pcode, team) = (new.pcode.clone(), new.team.or(kept.team));
                ExpectedPlace { pcode, team, ..kept }
            });
            wanted.insert(new.key(), kept.unwrap_or_else(|| new.clone()));
        }
        let (removed, added) = (known.len(), wanted.len() + known.len() - held);
        expected_place::Entity::delete_many().filter(of_round).exec(&transaction).await?;
        let rows: Vec<_> = wanted.values().map(|place| row_of(round.id, place)).collect();
        for rows in rows.chunks(PLACES_A_STATEMENT) {
            expected_place::Entity::insert_many(rows.to_vec()).exec_without_returning(&transaction).await?;
        }
        become_former(&transaction, [round.id]).await?;
        let detail = json!({"places": wanted.len(), "added": added, "removed": removed});
        append(&transaction, now, &[Deed::new(actor, "round.places_set", subject).detail(detail)]).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Says of places of a round's list why they are not assessed; without a mark, that they are to be assessed after all.
    /// Returns how many of them are on the list.
    ///
    /// # Errors
    /// `RoundSettled` if it is closed.
    pub async fn mark_places(
        &self,
        (subject, round): (&str, &Round),
        places: &BTreeSet<PlaceKey>,
        mark: Option<(PlaceMark, &str)>,
        actor: &str,
    ) -> Result<u64> {
        let now = self.clock.now();
        let transaction = self.begin().await?;
        refuse_settled(&transaction, [round.id]).await?;
        let places: Vec<&PlaceKey> = places.iter().collect();
        let mut changed = 0;
        for chunk in places.chunks(PLACES_A_STATEMENT) {
            use expected_place::Column::{Mark, MarkedAt, MarkedBy, Reason};
            let done = expected_place::Entity::update_many()
                .col_expr(Mark, Expr::value(mark.map(|(mark, _)| mark.code())))
                .col_expr(Reason, Expr::value(mark.map(|(_, reason)| reason)))
                .col_expr(MarkedAt, Expr::value(mark.map(|_| now)))
                .col_expr(MarkedBy, Expr::value(mark.map(|_| actor)))
                .filter(expected_place::Column::RoundId.eq(round.id))
                .filter(are(chunk))
                .exec(&transaction)
                .await?;
            changed += done.rows_affected;
        }
        become_former(&transaction, [round.id]).await?;
        let (kind, reason) = mark.unzip();
        let detail = json!({"places": places, "mark": kind, "reason": reason});
        append(&transaction, now, &[Deed::new(actor, "round.places_marked", subject).detail(detail)]).await?;
        transaction.commit().await?;
        Ok(changed)
    }

    /// Gives places of a round's list to a team, or to nobody. Returns how many of them are on the list.
    ///
    /// # Errors
    /// `RoundSettled` if it is closed.
    pub async fn assign_places(
        &self,
        (subject, round): (&str, &Round),
        places: &BTreeSet<PlaceKey>,
        team: Option<i32>,
        actor: &str,
    ) -> Result<u64> {
        let transaction = self.begin().await?;
        refuse_settled(&transaction, [round.id]).await?;
        let places: Vec<&PlaceKey> = places.iter().collect();
        let mut changed = 0;
        for chunk in places.chunks(PLACES_A_STATEMENT) {
            let done = expected_place::Entity::update_many()
                .col_expr(expected_place::Column::TeamId, Expr::value(team))
                .filter(expected_place::Column::RoundId.eq(round.id))
                .filter(are(chunk))
                .exec(&transaction)
                .await?;
            changed += done.rows_affected;
        }
        let detail = json!({"places": places, "team": team});
        let deed = Deed::new(actor, "round.places_assigned", subject).detail(detail);
        append(&transaction, self.clock.now(), &[deed]).await?;
        transaction.commit().await?;
        Ok(changed)
    }

    /// How many records of a round lie where, and how far they have come.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn records_by_area(&self, round_id: i32) -> Result<Vec<AreaRecords>> {
        Ok(self.records_by_area_of(&[round_id]).await?.remove(&round_id).unwrap_or_default())
    }

    /// The same of several rounds at once, by round; those without records are not in it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn records_by_area_of(&self, round_ids: &[i32]) -> Result<BTreeMap<i32, Vec<AreaRecords>>> {
        use record::Column::{Id, Places, RoundId, State};
        let mut counts = BTreeMap::<i32, Vec<AreaRecords>>::new();
        for ids in round_ids.chunks(PLACES_A_STATEMENT) {
            let rows = record::Entity::find()
                .select_only()
                .columns([RoundId, Places, State])
                .column_as(Id.count(), "count")
                .filter(RoundId.is_in(ids.iter().copied()))
                .group_by(RoundId)
                .group_by(Places)
                .group_by(State)
                .into_model::<Counted>()
                .all(&self.reader)
                .await?;
            for row in rows {
                counts.entry(row.round_id).or_default().push(AreaRecords {
                    places: from_json("record.places", &row.places)?,
                    site: None,
                    state: RecordState::from_code(&row.state).unwrap_or(RecordState::Received),
                    count: u64::try_from(row.count).unwrap_or(0),
                });
            }
        }
        Ok(counts)
    }
}
