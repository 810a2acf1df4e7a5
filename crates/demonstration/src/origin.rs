//! Where displaced people come from: most from the commune they are in, some from one near it, few from far away. A place has
//! the same origin in every round and every tool.

use crate::{
    Commune,
    fill::{Answers, put},
};
use vocab::Value;

/// How many communes further each of ten places has its people from.
const FURTHER: [usize; 10] = [0, 0, 0, 0, 0, 0, 1, 2, 5, 17];

/// The commune that most people of a place come from. It costs no dice, so that what else is invented stays as it is.
fn origin<'c>(here: &str, place: &str, communes: &'c [Commune]) -> Option<&'c Commune> {
    let at = communes.iter().position(|commune| commune.pcode.as_str() == here)?;
    let further = FURTHER.get(letters(place) % FURTHER.len())?;
    communes.get((at + further) % communes.len())
}

fn letters(place: &str) -> usize {
    place.bytes().map(usize::from).sum()
}

/// Answers where most displaced people of a place come from.
pub(crate) fn tell(here: &str, place: &str, communes: &[Commune], answers: &mut Answers) {
    if let Some(origin) = origin(here, place, communes) {
        put(answers, "origin_admin1", Value::Choice(origin.province.to_string()));
        put(answers, "origin_admin2", Value::Choice(origin.pcode.to_string()));
        // Of 100 people, between 60 and 95.
        let share = i64::try_from(60 + letters(place) % 36).unwrap_or(60);
        put(answers, "origin_share", Value::Integer(share));
    }
}
