//! What each key informant says, as far as the form writes it down apart.

use crate::{
    dice::Dice,
    fill::{Answers, asks, put, word},
    site::Site,
};
use forms::Form;
use vocab::Value;

/// How an informant knows the numbers, how much that weighs in the form, and how far the number then goes astray.
const SOURCES: [(&str, f64, f64); 4] =
    [("list", 1.0, 0.0), ("counted", 0.8, 0.06), ("knows", 0.6, 0.16), ("heard", 0.4, 0.5)];

pub(crate) fn informants(form: &Form, site: &Site<'_>, dice: &Dice<'_>, answers: &mut Answers) {
    let count = if dice.chance(0.1) { 1 } else { dice.whole(2, 6) };
    let female = dice.whole(0, count);
    for (name, number) in [("ki_count", count), ("ki_female", female), ("ki_male", count - female)] {
        put(answers, name, Value::Integer(number));
    }
    put(answers, "ki_name", Value::Text(format!("Demo informant {}", dice.whole(1, 999))));
    put(answers, "ki_phone", Value::Text("+257 00 00 00 00".to_owned()));
    let each = dice.chance(0.8);
    put(answers, "ki_each", Value::Choice(if each { "yes" } else { "no" }.to_owned()));
    // A form without that question always writes the answers down apart.
    if each || form.question("ki_each").is_none() {
        apart(form, site, count, female, dice, answers);
    }
}

fn apart(form: &Form, site: &Site<'_>, count: i64, female: i64, dice: &Dice<'_>, answers: &mut Answers) {
    let mut entries = Vec::new();
    let mut said = Vec::new();
    for number in 0..count {
        // One has counted, so that the others lie on both sides of what is so.
        let source = if number == 0 { 1 } else { dice.whole(0, 3).unsigned_abs() as usize };
        let (trust, weight, astray) = SOURCES[source];
        let astray = if number == 0 { 1.0 } else { 1.0 + dice.between(-astray, astray) };
        let told = |people: i64| (people as f64 * astray).round() as i64;
        let mut entry = Answers::new();
        let kind = word(form, "ki_type", &["community_leader"], dice);
        entry.extend(kind.map(|kind| ("ki_type".to_owned(), kind.into())));
        put(&mut entry, "ki_sex", Value::Choice(if number < female { "female" } else { "male" }.to_owned()));
        put(&mut entry, "ki_trust", Value::Choice(trust.to_owned()));
        put(&mut entry, "ki_weight", Value::Decimal(weight));
        let silent = number > 0 && dice.chance(0.05);
        let people = if silent { None } else { Some(told(site.individuals)) };
        if let Some(people) = people {
            put(&mut entry, "ki_households", Value::Integer(told(site.households).min(people)));
            put(&mut entry, "ki_individuals", Value::Integer(people));
        }
        put(&mut entry, "ki_is_woman", Value::Integer(i64::from(number < female)));
        put(&mut entry, "ki_low", Value::Integer(people.unwrap_or(999_999_999)));
        put(&mut entry, "ki_high", Value::Integer(people.unwrap_or(-1)));
        entry.retain(|name, _| asks(form, name));
        entries.push(entry);
        said.extend(people);
    }
    put(answers, "informants", Value::Repeat(entries));
    for (name, number) in [("ki_lowest", said.iter().min()), ("ki_highest", said.iter().max())] {
        if let Some(number) = number {
            put(answers, name, Value::Integer(*number));
        }
    }
}
