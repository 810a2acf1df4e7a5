//! Invented answers to the tools of mobility tracking, for demonstrations and tests. The baseline of the collines is invented;
//! the other tools say the same of the same places.
//!
//! Nothing here imitates a real place or a real statistic. Places below the commune are called "Demo colline 3 (Gasorwe)", every
//! record says in its remarks that it is not real, and numbers come from dice. What is like the real thing is the shape:
//! the same places return round after round with arrivals and departures; sex and age bands and reasons add up; some
//! places cannot be reached, so that unknown shows as unknown; some are not visited in a round, so that coverage shows;
//! and a few answers are odd enough to be flagged in review.
//!
//! The same communes, rounds and seed give the same answers on every machine.

mod assess;
mod dice;
mod fill;
mod informants;
mod origin;
mod people;
mod site;
mod sites;
mod tools;

use chrono::{DateTime, Utc};
use dice::Dice;
use forms::Form;
use indexmap::IndexMap;
use site::Site;
pub use tools::{Tool, generate_tool};
use vocab::{Answer, Pcode, Period, Point, Randomness, RoundNumber};

pub use sites::list_sites;

/// Stands in the remarks of every record.
pub const NOTICE: &str = "Demonstration data, not real.";

/// A commune to invent places in.
#[derive(Debug, Clone, PartialEq)]
pub struct Commune {
    /// Its p-code.
    pub pcode: Pcode,
    /// The p-code of its province.
    pub province: Pcode,
    /// Its name.
    pub name: String,
    /// A position well inside, if its outline is known.
    pub inside: Option<Point>,
}

/// A round to invent records for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Round {
    /// Its number.
    pub number: RoundNumber,
    /// Its days.
    pub period: Period,
}

/// A form filled at one place in one round.
#[derive(Debug, Clone, PartialEq)]
pub struct Filled {
    /// The round.
    pub round: RoundNumber,
    /// The instanceID, with its `uuid:`.
    pub instance_id: String,
    /// What the phone calls it.
    pub instance_name: String,
    /// When it was finished on the phone.
    pub finished_at: DateTime<Utc>,
    /// The answers, by question name.
    pub answers: IndexMap<String, Answer>,
}

/// How much to invent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Fewest places in a commune.
    pub fewest_places: u32,
    /// Most places in a commune.
    pub most_places: u32,
}

impl Default for Size {
    /// About 290 places in Burundi's 119 communes: quick to load, enough for a map.
    fn default() -> Self {
        Self { fewest_places: 1, most_places: 4 }
    }
}

/// Invents the records of all `rounds`, in order. `form` is the baseline sub-area assessment or the multi-sectoral location assessment:
/// its choices are used where it has any, and what it does not ask is not answered. The same `randomness` invents the same places
/// for both; `ids` names the submissions, and must not be the same twice on one server.
pub fn generate(
    form: &Form,
    communes: &[Commune],
    rounds: &[Round],
    size: Size,
    randomness: &dyn Randomness,
    ids: &dyn Randomness,
) -> Vec<Filled> {
    let dice = Dice(randomness);
    let mut sites = Vec::new();
    for commune in communes {
        let places = dice.whole(size.fewest_places.into(), size.most_places.into());
        sites.extend((1..=places).map(|number| Site::new(commune, number, &dice)));
    }
    let mut provinces: Vec<&Pcode> = communes.iter().map(|commune| &commune.province).collect();
    provinces.sort();
    provinces.dedup();
    let mut filled = Vec::new();
    for (position, round) in rounds.iter().enumerate() {
        // One province is hit by floods in each round after the first; one commune is not visited.
        let flooded = dice.pick(&provinces).copied().filter(|_| position > 0);
        let unvisited = dice.pick(communes).map(|commune| &commune.pcode);
        for site in &mut sites {
            site.next_round(position == 0, flooded == Some(&site.commune.province), &dice);
            let visited = unvisited != Some(&site.commune.pcode) && !dice.chance(0.04);
            if visited {
                let instance_id = format!("uuid:{}", ids.uuid());
                filled.push(fill::fill(form, (site, round), communes, instance_id, &dice));
            }
        }
    }
    filled
}

#[cfg(test)]
mod tests;
