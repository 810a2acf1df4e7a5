//! What only the multi-sectoral location assessment asks: a few households, and how people live.

use crate::{
    dice::{Dice, divide},
    fill::{Answers, put, word},
    people::BANDS,
    site::Site,
};
use forms::Form;
use vocab::Value;

/// One question of each sector, of those that figures are made of.
const SECTORS: [&str; 17] = [
    "site_status",
    "shelter_main",
    "water_source",
    "water_enough",
    "water_walk",
    "latrine_kind",
    "food_enough",
    "food_source",
    "health_access",
    "health_walk",
    "edu_girls",
    "edu_boys",
    "prot_papers",
    "livelihood_main",
    "livelihood_income",
    "intention",
    "need_first",
];

pub(crate) fn sectors(form: &Form, site: &Site<'_>, dice: &Dice<'_>, answers: &mut Answers) {
    if form.question("sample_households").is_none() {
        return;
    }
    put(answers, "consent", Value::Choice("yes".to_owned()));
    for question in SECTORS {
        let answer = word(form, question, &[], dice);
        answers.extend(answer.map(|answer| (question.to_owned(), answer.into())));
    }
    if site.households > 0 {
        sample(site.households, site.individuals, dice, answers);
    }
}

/// A few households are asked in most places. Where none was, the mean of other places is borrowed.
pub(crate) fn sample(households: i64, individuals: i64, dice: &Dice<'_>, answers: &mut Answers) {
    let sampled = if dice.chance(0.75) { dice.whole(4, 8).min(households) } else { 0 };
    put(answers, "sample_households", Value::Integer(sampled));
    if sampled == 0 {
        return;
    }
    let size = individuals as f64 / households as f64;
    let members = (sampled as f64 * size * dice.between(0.85, 1.15)).round() as i64;
    let parts = divide(members.max(sampled), BANDS.map(|(_, share)| share * dice.between(0.5, 1.5)));
    for ((name, _), number) in BANDS.into_iter().zip(parts) {
        put(answers, &name.replace("idp_", "sample_"), Value::Integer(number));
    }
    put(answers, "sample_people", Value::Integer(parts.iter().sum()));
}
