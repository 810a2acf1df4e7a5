//! The parameters of a range, which must fit each other.

use super::{parameters::Parameters, question::is_number};
use crate::{
    form::{ChoiceList, Question},
    problems::{Phrase, Report},
};
use indexmap::IndexMap;

/// The numbers a range is made of.
struct Scale {
    start: f64,
    end: f64,
    step: f64,
    tick_interval: Option<f64>,
    placeholder: Option<f64>,
}

/// Names, attributes and defaults of the parameters that are numbers.
const NUMBERS: [(&str, &str, Option<&str>); 5] = [
    ("start", "start", Some("1")),
    ("end", "end", Some("10")),
    ("step", "step", Some("1")),
    ("tick_interval", "odk:tick-interval", None),
    ("placeholder", "odk:placeholder", None),
];

pub(super) fn read(
    question: &mut Question,
    parameters: &Parameters<'_>,
    lists: &IndexMap<String, ChoiceList>,
    report: &mut Report,
) {
    parameters.only(&["start", "end", "step", "tick_interval", "placeholder", "tick_labelset"], report);
    for (name, attribute, default) in NUMBERS {
        let given = parameters.checked(name, Phrase::Number, is_number, report);
        if let Some(value) = given.or_else(|| default.map(str::to_owned)) {
            question.control.insert(attribute.to_owned(), value);
        }
    }
    let number = |attribute: &str| question.control.get(attribute).and_then(|value| value.parse::<f64>().ok());
    let (Some(start), Some(end), Some(step)) = (number("start"), number("end"), number("step")) else { return };
    let (tick_interval, placeholder) = (number("odk:tick-interval"), number("odk:placeholder"));
    let scale = Scale { start, end, step, tick_interval, placeholder };
    scale.check(parameters, report);
    if let Some(list) = parameters.get("tick_labelset").and_then(|name| lists.get(name)) {
        scale.check_labels(list, question.appearance().contains("no-ticks"), parameters, report);
    } else {
        parameters.checked("tick_labelset", Phrase::ListOfChoices, |_| false, report);
    }
    for_appearance(question.appearance(), parameters, report);
    if scale.is_fractional() {
        question.bind.attributes.insert("type".to_owned(), "decimal".to_owned());
    }
    question.parameters = parameters.values();
}

/// Ticks are drawn on a line only.
fn for_appearance(appearance: &str, parameters: &Parameters<'_>, report: &mut Report) {
    if appearance.is_empty() || appearance.contains("vertical") || appearance.contains("no-ticks") {
        return;
    }
    for name in ["tick_interval", "placeholder", "tick_labelset"] {
        parameters.checked(name, Phrase::TicksOnALine, |_| false, report);
    }
}

impl Scale {
    fn width(&self) -> f64 {
        (self.end - self.start).abs()
    }

    fn holds(&self, value: f64) -> bool {
        value >= self.start.min(self.end) && value <= self.start.max(self.end)
    }

    fn is_fractional(&self) -> bool {
        let numbers = [Some(self.start), Some(self.end), Some(self.step), self.tick_interval, self.placeholder];
        numbers.into_iter().flatten().any(|number| number.fract() != 0.0)
    }

    fn check(&self, parameters: &Parameters<'_>, report: &mut Report) {
        let width = self.width();
        let good = self.step != 0.0 && self.step <= width;
        if !good {
            let blamed = ["step", "end", "start"].into_iter().find(|name| parameters.has(name)).unwrap_or("step");
            parameters.checked(blamed, Phrase::StepOfRange, |_| false, report);
        }
        if let Some(ticks) = self.tick_interval {
            let fits = |_: &str| ticks != 0.0 && ticks <= width && is_multiple(ticks, self.step);
            parameters.checked("tick_interval", Phrase::TicksOfRange, fits, report);
        }
        if let Some(placeholder) = self.placeholder {
            let fits = |_: &str| is_multiple(placeholder - self.start, self.step) && self.holds(placeholder);
            parameters.checked("placeholder", Phrase::PlaceInRange, fits, report);
        }
    }

    /// Each label stands at a tick; without ticks there is room for the two ends only.
    fn check_labels(&self, list: &ChoiceList, no_ticks: bool, parameters: &Parameters<'_>, report: &mut Report) {
        let distance = self.tick_interval.unwrap_or(self.step);
        let mut expected = None;
        let mut at = Vec::with_capacity(list.choices.len());
        for choice in &list.choices {
            match choice.name.parse::<f64>().ok().filter(|value| value.is_finite()) {
                None => expected = Some(Phrase::NamesAreNumbers),
                Some(value) if !self.holds(value) => expected = Some(Phrase::NumbersInRange),
                Some(value) if !is_multiple(value - self.start, distance) => {
                    expected = Some(Phrase::NumbersAtTicks);
                }
                Some(value) => at.push(value),
            }
        }
        let ends = at.iter().all(|value| [self.start, self.end].contains(value))
            && [self.start, self.end].iter().all(|end| at.contains(end));
        if no_ticks && !ends {
            expected = expected.or(Some(Phrase::EndsAlone));
        }
        if let Some(expected) = expected {
            parameters.checked("tick_labelset", expected, |_| false, report);
        }
    }
}

fn is_multiple(value: f64, step: f64) -> bool {
    /// Steps such as 0.1 have no exact double.
    const SLACK: f64 = 1e-9;
    let steps = value / step;
    (steps - steps.round()).abs() < SLACK
}
