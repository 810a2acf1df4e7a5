//! What the records of one enumerator show side by side.

use super::RoundRecord;
use std::collections::{BTreeMap, HashMap, VecDeque};
use vocab::Value;

/// How many records before a record it is compared with. Who copies, copies what is at hand.
const COMPARED: usize = 20;

/// Choices that two records must have in common before their being the same says anything.
const FEWEST_CHOICES: usize = 15;

/// What is found of a record.
#[derive(Clone, Copy, Default)]
pub(super) struct Pattern {
    pub(super) records_that_day: Option<usize>,
    pub(super) same_share: Option<f64>,
}

/// The patterns of each record. Records are in the order of their keys.
pub(super) fn patterns(records: &[RoundRecord<'_>]) -> Vec<Pattern> {
    let mut found = vec![Pattern::default(); records.len()];
    let mut by_enumerator: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, record) in records.iter().enumerate() {
        by_enumerator.entry(record.enumerator.unwrap_or_default()).or_default().push(number);
    }
    by_enumerator.remove("");
    let mut numbering = Numbering::default();
    for mut own in by_enumerator.into_values() {
        let mut days: BTreeMap<_, usize> = BTreeMap::new();
        own.iter().filter_map(|number| records[*number].day()).for_each(|day| *days.entry(day).or_default() += 1);
        // Stable: of those with one day and one time of starting, the key decides.
        own.sort_by_key(|number| (records[*number].day(), records[*number].started()));
        let mut before: VecDeque<Vec<(u32, u32)>> = VecDeque::with_capacity(COMPARED);
        for number in own {
            let choices = numbering.choices(&records[number]);
            found[number] = Pattern {
                records_that_day: records[number].day().map(|day| days[&day]),
                same_share: before.iter().filter_map(|other| same_share(&choices, other)).max_by(f64::total_cmp),
            };
            if before.len() == COMPARED {
                before.pop_front();
            }
            before.push_back(choices);
        }
    }
    found
}

/// The share of choices in common that are the same.
///
/// Source: N. Kuriakose and M. Robbins, "Don't get duped: fraud through duplication in public opinion surveys", Statistical Journal
/// of the IAOS 32 (2016), who call it percent match and compare each record with all others.
fn same_share(one: &[(u32, u32)], other: &[(u32, u32)]) -> Option<f64> {
    let (mut common, mut same, mut others) = (0_usize, 0_usize, other.iter().peekable());
    for (question, answer) in one {
        while others.next_if(|(other, _)| other < question).is_some() {}
        if let Some((_, other)) = others.next_if(|(other, _)| other == question) {
            common += 1;
            same += usize::from(answer == other);
        }
    }
    (common >= FEWEST_CHOICES).then(|| same as f64 / common as f64)
}

/// Numbers for questions and for what was chosen, so that comparing does not read texts.
#[derive(Default)]
struct Numbering<'a> {
    questions: HashMap<&'a str, u32>,
    answers: HashMap<String, u32>,
}

impl<'a> Numbering<'a> {
    /// What was chosen, by question. Areas are left out: places beside each other lie in the same.
    fn choices(&mut self, record: &RoundRecord<'a>) -> Vec<(u32, u32)> {
        let mut choices = Vec::new();
        for (question, answer) in record.answers.iter().filter(|(question, _)| !question.starts_with("admin")) {
            let chosen = match answer.value() {
                Some(Value::Choice(name)) => name.clone(),
                Some(Value::Choices(names)) => {
                    let mut names = names.clone();
                    names.sort_unstable();
                    names.join(" ")
                }
                _ => continue,
            };
            let next = self.questions.len() as u32;
            let question = *self.questions.entry(question).or_insert(next);
            let next = self.answers.len() as u32;
            choices.push((question, *self.answers.entry(chosen).or_insert(next)));
        }
        choices.sort_unstable();
        choices
    }
}
