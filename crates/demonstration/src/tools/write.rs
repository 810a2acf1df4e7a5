//! Writing answers down as a phone would: what is calculated is filled in, what is not asked is left out.

use crate::{
    Commune, Filled, NOTICE, Round,
    assess::sample,
    dice::{Dice, divide},
    fill::{Answers, asks, finished, metadata, put},
    origin,
};
use chrono::{Days, NaiveDate};
use forms::form::{ChoiceSource, Form, Kind};
use indexmap::IndexMap;
use vocab::{Answer, Value};

/// A form under way.
pub(super) struct Sheet<'s> {
    pub(super) form: &'s Form,
    pub(super) dice: &'s Dice<'s>,
    pub(super) day: NaiveDate,
    answers: Answers,
}

impl<'s> Sheet<'s> {
    /// Begun on a day of the round.
    pub(super) fn begin(form: &'s Form, round: &Round, dice: &'s Dice<'s>) -> Self {
        let length = (round.period.to - round.period.from).num_days();
        let day = round.period.from + Days::new(dice.whole(0, length).unsigned_abs());
        let mut sheet = Self { form, dice, day, answers: Answers::new() };
        sheet.put("reporting_date", Value::Date(day));
        sheet
    }

    pub(super) fn put(&mut self, name: &str, value: Value) {
        put(&mut self.answers, name, value);
    }

    pub(super) fn number(&mut self, name: &str, number: i64) {
        self.put(name, Value::Integer(number));
    }

    pub(super) fn text(&mut self, name: &str, text: &str) {
        self.put(name, Value::Text(text.to_owned()));
    }

    pub(super) fn choice(&mut self, name: &str, choice: &str) {
        self.put(name, Value::Choice(choice.to_owned()));
    }

    pub(super) fn yes_no(&mut self, name: &str, yes: bool) {
        self.choice(name, if yes { "yes" } else { "no" });
    }

    /// Where most displaced people of a place come from.
    pub(super) fn origin(&mut self, commune: &str, place: &str, communes: &[Commune]) {
        origin::tell(commune, place, communes, &mut self.answers);
    }

    pub(super) fn given(&self, name: &str) -> bool {
        self.answers.contains_key(name)
    }

    /// Entries of a repeat; without any, the repeat is not there.
    pub(super) fn entries(&mut self, repeat: &str, entries: Vec<Answers>) {
        if !entries.is_empty() {
            self.put(repeat, Value::Repeat(entries));
        }
    }

    /// Parts of a whole, by weights; they add up.
    pub(super) fn parts<const N: usize>(&mut self, names: [&str; N], total: i64, weights: [f64; N]) {
        let weights = weights.map(|weight| weight * self.dice.between(0.6, 1.4));
        for (name, part) in names.into_iter().zip(divide(total, weights)) {
            self.number(name, part);
        }
    }

    /// One of the form's own choices, the first ones more often; seldom that it is not known.
    pub(super) fn pick(&self, question: &str) -> Option<String> {
        let Kind::SelectOne(ChoiceSource::List(list)) = &self.form.question(question)?.kind else { return None };
        let names: Vec<&str> = self.form.lists.get(list)?.choices.iter().map(|choice| choice.name.as_str()).collect();
        let (unknown, known): (Vec<&str>, Vec<&str>) = names.into_iter().partition(|name| *name == "not_known");
        let from = if self.dice.chance(0.04) && !unknown.is_empty() { unknown } else { known };
        let at = (self.dice.unit() * self.dice.unit() * from.len() as f64) as usize;
        from.get(at).map(|name| (*name).to_owned())
    }

    /// Several of the form's own choices, or that there are none.
    pub(super) fn pick_some(&self, question: &str) -> Option<Vec<String>> {
        let Kind::SelectMultiple(ChoiceSource::List(list)) = &self.form.question(question)?.kind else { return None };
        let names: Vec<&str> = self.form.lists.get(list)?.choices.iter().map(|choice| choice.name.as_str()).collect();
        let real: Vec<&str> = names
            .iter()
            .copied()
            .filter(|name| !["none", "nobody", "not_known", "not_said", "other"].contains(name))
            .collect();
        let none = names.iter().find(|name| ["none", "nobody"].contains(name));
        if let Some(none) = none.filter(|_| self.dice.chance(0.2)) {
            return Some(vec![(*none).to_owned()]);
        }
        let mut some: Vec<String> =
            (0..self.dice.whole(1, 3)).filter_map(|_| self.dice.pick(&real).map(|name| (*name).to_owned())).collect();
        some.sort();
        some.dedup();
        Some(some)
    }

    /// Three needs that differ. Rarely somebody needs most what was said to be no problem.
    pub(super) fn needs(&mut self) {
        let mut named: Vec<String> = Vec::new();
        for question in ["need_first", "need_second", "need_third"] {
            let absurd = self.dice.chance(0.02);
            let found = (0..8)
                .filter_map(|_| self.pick(question))
                .find(|need| need != "none" && !named.contains(need) && (absurd || !self.no_problem(need)));
            let Some(need) = found else { return };
            self.choice(question, &need);
            named.push(need);
        }
    }

    fn no_problem(&self, need: &str) -> bool {
        let sector = match need {
            "household_items" => "items",
            "protection" => "safety",
            other => other,
        };
        let severity = self.answers.get(&format!("severity_{sector}")).and_then(|answer| answer.value());
        matches!(severity, Some(Value::Choice(said)) if said == "no_problem")
    }

    /// Informants with what each says, and what the form calculates of them.
    pub(super) fn informants(&mut self, households: i64, individuals: i64) {
        let count = if self.dice.chance(0.06) { 1 } else { self.dice.whole(2, 4) };
        let (mut entries, mut women, mut said) = (Vec::new(), 0, Vec::new());
        for number in 0..count {
            // The first has the list; the others are near it.
            let near = |value: i64| {
                if number == 0 { value } else { (value as f64 * self.dice.between(0.94, 1.06)).round() as i64 }
            };
            let (homes, people) = (near(households), near(individuals));
            let people = if homes == 0 { 0 } else { people.max(homes) };
            let (sex, trust) =
                (self.pick("ki_sex"), if number == 0 { Some("list".to_owned()) } else { self.pick("ki_trust") });
            let weight = match trust.as_deref() {
                Some("list") => 1.0,
                Some("counted") => 0.8,
                Some("knows") => 0.6,
                _ => 0.4,
            };
            let woman = i64::from(sex.as_deref() == Some("female"));
            women += woman;
            said.push(people);
            let mut entry = Answers::new();
            let choices = [("ki_type", self.pick("ki_type")), ("ki_sex", sex), ("ki_trust", trust)];
            for (name, choice) in choices {
                entry.extend(choice.map(|choice| (name.to_owned(), Value::Choice(choice).into())));
            }
            put(&mut entry, "ki_weight", Value::Decimal(weight));
            for (name, value) in [
                ("ki_households", homes),
                ("ki_individuals", people),
                ("ki_is_woman", woman),
                ("ki_low", people),
                ("ki_high", people),
            ] {
                put(&mut entry, name, Value::Integer(value));
            }
            entries.push(entry);
        }
        for (name, value) in [("ki_count", count), ("ki_female", women), ("ki_male", count - women)] {
            self.number(name, value);
        }
        self.number("ki_lowest", said.iter().copied().min().unwrap_or(0));
        self.number("ki_highest", said.iter().copied().max().unwrap_or(0));
        self.entries("informants", entries);
        if count > 1 {
            self.choice("ki_agree", "yes");
        }
        let seen = self.dice.chance(0.6);
        self.yes_no("ki_list_seen", seen);
    }

    /// A few households asked in the place.
    pub(super) fn sample(&mut self, households: i64, individuals: i64) {
        if households > 0 {
            sample(households, individuals, self.dice, &mut self.answers);
        }
    }

    /// Finished and ready to be sent.
    pub(super) fn finish(mut self, round: &Round, name: &str) -> Filled {
        self.text("remarks", NOTICE);
        let finished_at = finished(self.day, self.dice);
        metadata(self.form, finished_at, self.day, &mut self.answers);
        let form = self.form;
        let answers = std::mem::take(&mut self.answers);
        let answers: IndexMap<String, Answer> = answers.into_iter().filter(|(name, _)| asks(form, name)).collect();
        let instance_id = format!("uuid:{}", self.dice.0.uuid());
        Filled { round: round.number, instance_id, instance_name: format!("{name} {}", self.day), finished_at, answers }
    }
}
