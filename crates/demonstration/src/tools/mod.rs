//! The other tools, made of what the baseline of the collines says: the same communes, the same places, the same people.

mod areas;
mod events;
mod locations;
mod returns;
mod truth;
mod write;

use crate::{Commune, Filled, Round, dice::Dice};
use forms::Form;
use truth::Truth;
use vocab::Randomness;

/// A tool beside the baseline of the collines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tool {
    /// What communes report of themselves.
    Areas,
    /// How people live in places.
    Locations,
    /// Who came back.
    Returns,
    /// What happened between the rounds.
    Events,
}

impl Tool {
    /// All of them, in the order they are collected.
    pub const ALL: [Self; 4] = [Self::Areas, Self::Events, Self::Locations, Self::Returns];

    /// Code of its exercise and id of its form, which are the same.
    pub fn code(self) -> &'static str {
        match self {
            Self::Areas => "baseline_area",
            Self::Locations => "location_assessment",
            Self::Returns => "returns",
            Self::Events => "emergency_event",
        }
    }
}

/// Invents the records of a tool: `rounds` say which round of the baseline each of its own goes with.
pub fn generate_tool(
    tool: Tool,
    form: &Form,
    communes: &[Commune],
    baseline: &[Filled],
    rounds: &[(Round, Round)],
    randomness: &dyn Randomness,
) -> Vec<Filled> {
    let dice = Dice(randomness);
    let truth = Truth::read(baseline);
    let ground = Ground { form, communes, truth: &truth, dice: &dice };
    match tool {
        Tool::Areas => areas::fill(&ground, rounds),
        Tool::Locations => locations::fill(&ground, rounds),
        Tool::Returns => returns::fill(&ground, rounds),
        Tool::Events => events::fill(&ground, rounds),
    }
}

/// What every tool is filled from.
struct Ground<'g> {
    form: &'g Form,
    communes: &'g [Commune],
    truth: &'g Truth,
    dice: &'g Dice<'g>,
}
