//! Nothing leaves except through the gate.

use crate::support::{catalogue, figure, figures, published, terms};
use publish::{Gate, GateError, Terms};
use vocab::{Borrowed, Figure, Missing, Sharing};

fn value(figures: &[Figure], place: &str, cell: &str) -> (Option<f64>, Option<Missing>) {
    let wanted = figure(place, cell, None).key;
    let found = figures.iter().find(|figure| figure.key == wanted).unwrap();
    (found.value, found.missing)
}

#[test]
fn what_is_not_public_does_not_pass() {
    for sharing in [Sharing::Sensitive, Sharing::UrgentAction] {
        let passed = Gate::default().open(figures(), &terms(sharing), &catalogue()).unwrap();
        assert_eq!(passed.figures(), []);
        assert!(passed.kept_back().contains("idps"));
    }
    let nobody_said = Gate::default().open(figures(), &[], &catalogue()).unwrap();
    assert_eq!(nobody_said.figures(), []);
}

#[test]
fn harmless_tables_pass_unchanged() {
    assert_eq!(published(figures(), &catalogue()).figures(), figures());
}

#[test]
fn a_small_count_takes_its_table_and_a_siblings_but_no_total() {
    let mut all = figures();
    for (place, males) in [("C11", 3.0), ("C1", 73.0), ("C", 113.0)] {
        let wanted = figure(place, "age_band=0 sex=male", None).key;
        all.iter_mut().find(|figure| figure.key == wanted).unwrap().value = Some(males);
    }
    let passed = published(all, &catalogue());
    let shown = |place, cell| value(passed.figures(), place, cell);
    assert_eq!(shown("C11", "age_band=0 sex=male"), (None, Some(Missing::Withheld)));
    assert_eq!(shown("C11", "age_band=0 sex=female"), (None, Some(Missing::Withheld)));
    assert_eq!(shown("C12", "age_band=0 sex=male"), (None, Some(Missing::Withheld)));
    assert_eq!(shown("C1", "age_band=0 sex=male"), (Some(73.0), None));
    assert_eq!(shown("C21", "age_band=0 sex=male"), (Some(40.0), None));
    assert_eq!(shown("C11", ""), (Some(250.0), None));
    assert_eq!(shown("C11", "reason=natural_disaster"), (Some(250.0), None));
}

#[test]
fn what_would_give_a_withheld_number_away_goes_with_it() {
    let mut all = figures();
    let wanted = figure("C11", "age_band=0 sex=male", None).key;
    let small = all.iter_mut().find(|figure| figure.key == wanted).unwrap();
    small.value = Some(3.0);
    small.borrowed = Some(Borrowed { records: 1, value: 3.0 });
    let passed = published(all, &catalogue());
    let small = passed.figures().iter().find(|figure| figure.key == wanted).unwrap();
    assert_eq!((small.value, small.borrowed), (None, None));
}

#[test]
fn a_small_total_goes_with_its_parts_and_with_what_would_give_it_away() {
    let mut all = figures();
    for (place, cell, number) in
        [("C12", "", 2.0), ("C12", "reason=conflict", 2.0), ("C12", "reason=natural_disaster", 0.0)]
    {
        let wanted = figure(place, cell, None).key;
        all.iter_mut().find(|figure| figure.key == wanted).unwrap().value = Some(number);
    }
    all.iter_mut().filter(|figure| ["C", "C1"].contains(&figure.key.place.as_str())).for_each(|figure| {
        let lost = if figure.key.disaggregation == "total" { 148.0 } else { 0.0 };
        figure.value = figure.value.map(|value| value - lost);
    });
    let protected = ["total", "reason"].map(str::to_owned).into();
    let terms = vec![Terms { protected, ..terms(Sharing::Public).remove(0) }];
    let passed = Gate::default().open(all, &terms, &catalogue()).unwrap();
    let shown = |place, cell| value(passed.figures(), place, cell);
    // C1 is shown, so that its other part would tell the small one.
    for place in ["C11", "C12"] {
        for cell in ["", "reason=conflict", "reason=natural_disaster"] {
            assert_eq!(shown(place, cell), (None, Some(Missing::Withheld)), "{place} {cell}");
        }
    }
    assert_eq!(shown("C1", ""), (Some(252.0), None));
    assert_eq!(shown("C11", "age_band=0 sex=male"), (Some(100.0), None), "what nobody protects stays");
}

#[test]
fn an_absent_count_stays_absent_for_its_own_reason() {
    let mut all: Vec<Figure> = figures().into_iter().filter(|figure| figure.key.place.as_str() != "C21").collect();
    all.push(figure("C21", "age_band=0 sex=male", None));
    let passed = published(all, &catalogue());
    assert_eq!(value(passed.figures(), "C21", "age_band=0 sex=male"), (None, Some(Missing::NotAssessed)));
}

#[test]
fn the_gate_stays_shut_when_it_cannot_judge() {
    let half = vec![figure("C11", "age_band=0 sex=male", Some(7.5))];
    let refused = Gate::default().open(half, &terms(Sharing::Public), &catalogue()).unwrap_err();
    assert!(matches!(refused, GateError::NoCount { .. }), "{refused}");
    let mut elsewhere = catalogue();
    elsewhere.operations.clear();
    let refused = Gate::default().open(figures(), &terms(Sharing::Public), &elsewhere).unwrap_err();
    assert!(matches!(refused, GateError::UnknownOperation { .. }), "{refused}");
}
