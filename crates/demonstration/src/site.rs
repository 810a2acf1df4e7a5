//! A place that is visited round after round.

use crate::{Commune, dice::Dice};
use vocab::Point;

/// Whether people can be asked there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    Accessible,
    NotAccessible,
    NoPopulation,
}

/// People who came or left since the round before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Movement {
    pub(crate) households: i64,
    pub(crate) individuals: i64,
}

/// A place with what goes on in it.
#[derive(Debug, Clone)]
pub(crate) struct Site<'a> {
    pub(crate) commune: &'a Commune,
    pub(crate) name: String,
    pub(crate) is_displacement_site: bool,
    pub(crate) point: Option<Point>,
    pub(crate) households: i64,
    pub(crate) individuals: i64,
    /// Weights of the reasons.
    pub(crate) reasons: [f64; 3],
    pub(crate) access: Access,
    pub(crate) arrived: Option<Movement>,
    pub(crate) departed: Option<Movement>,
    /// People per household.
    size: f64,
}

impl<'a> Site<'a> {
    pub(crate) fn new(commune: &'a Commune, number: i64, dice: &Dice<'_>) -> Self {
        // Many small places and a few large ones, without a logarithm.
        let some = (4.0 + 70.0 * dice.unit() * dice.unit() * dice.unit()) as i64;
        let households = if dice.chance(0.08) { 0 } else { some };
        let size = dice.between(3.7, 5.1);
        Self {
            commune,
            name: format!("Demo colline {number} ({})", commune.name),
            is_displacement_site: dice.chance(0.08),
            point: commune.inside.map(|centre| near(centre, dice)),
            households,
            individuals: people(households, size),
            reasons: [dice.between(0.5, 1.0), dice.between(0.0, 0.35), dice.between(0.0, 0.08)],
            access: if dice.chance(0.01) { Access::NoPopulation } else { Access::Accessible },
            arrived: None,
            departed: None,
            size,
        }
    }

    /// What happens until the next visit.
    pub(crate) fn next_round(&mut self, is_first: bool, is_flooded: bool, dice: &Dice<'_>) {
        (self.arrived, self.departed) = (None, None);
        self.access = match self.access {
            Access::NoPopulation => return,
            // A road that is cut often stays cut for a while.
            Access::NotAccessible if dice.chance(0.4) => Access::NotAccessible,
            _ if dice.chance(0.05) => Access::NotAccessible,
            _ => Access::Accessible,
        };
        if is_first {
            return;
        }
        let leaving = (self.households as f64 * dice.between(0.0, 0.15)) as i64;
        self.departed = self.movement(-leaving);
        let coming = match is_flooded && dice.chance(0.6) {
            true => dice.whole(10, 45),
            false if dice.chance(0.35) => dice.whole(1, 4),
            false => 0,
        };
        if is_flooded {
            self.reasons[0] += 0.5;
        }
        self.arrived = self.movement(coming);
    }

    /// Adds or takes away households with their people, and says how many of each.
    fn movement(&mut self, households: i64) -> Option<Movement> {
        let after = self.households + households;
        let individuals = people(after, self.size);
        let moved = Movement { households: households.abs(), individuals: (individuals - self.individuals).abs() };
        (self.households, self.individuals) = (after, individuals);
        (households != 0).then_some(moved)
    }
}

fn people(households: i64, size: f64) -> i64 {
    (households as f64 * size).round() as i64
}

/// Within about a kilometre and a half.
fn near(centre: Point, dice: &Dice<'_>) -> Point {
    let step = || dice.between(-0.014, 0.014);
    let rounded = |degrees: f64| (degrees * 1e6).round() / 1e6;
    let metres = |low, high| (dice.between(low, high) * 10.0).round() / 10.0;
    Point {
        longitude: rounded(centre.longitude + step()),
        latitude: rounded(centre.latitude + step()),
        altitude_m: Some(metres(780.0, 2_200.0)),
        accuracy_m: Some(metres(3.0, 12.0)),
    }
}
