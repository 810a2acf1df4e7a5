//! Every problem has a text for people, in every language, with all its values.

use chrono::NaiveDate;
use estimate::{
    AccountError, ApportionError, ComparisonRefused, Definition, InformantError, OverlayError, PeopleProblem,
    PlainTrendRefused, SeriesKind, SumProblem, TooLarge, Unit,
};
use messages::{Arg, Catalogue};
use vocab::{Language, RoundNumber};

type Told = (&'static str, Vec<(&'static str, Arg)>);

macro_rules! told {
    ($($problem:expr),* $(,)?) => { [$({ let problem = $problem; (problem.code(), problem.args()) }),*] };
}

fn problems() -> Vec<Told> {
    let (place, group, version) = (|| "P1".into(), || "idp".to_owned(), || "own/1".to_owned());
    let (before, after) = (RoundNumber(1), RoundNumber(2));
    let date: NaiveDate = NaiveDate::default();
    let counted = Definition {
        indicator: "idps".into(),
        indicator_version: "1".into(),
        unit: Unit::Individuals,
        kind: SeriesKind::Stock,
        population_group: "idp".into(),
        boundary_version: "bdi-2017".into(),
        sample: Some("five_largest".into()),
        recipes: vec!["key-informants/1 (3fa2c1d0)".into()],
    };
    let otherwise = Definition {
        indicator: "returnees".into(),
        indicator_version: "2".into(),
        unit: Unit::Households,
        kind: SeriesKind::Flow,
        population_group: "returnee".into(),
        boundary_version: "bdi-2025".into(),
        sample: Some("forty_households".into()),
        recipes: vec!["key-informants/1 (90ab12cd)".into()],
    };
    let differences = counted.differences(&otherwise);
    assert_eq!(differences.len(), 8);
    assert_eq!(counted.differences(&Definition { sample: None, ..counted.clone() }), [], "no rule is kept of it");
    let older = Definition { recipes: Vec::new(), ..counted.clone() };
    assert_eq!(counted.differences(&older), [], "nobody knows what it was worked out with");
    assert_eq!(older.differences(&counted), []);
    let kinds = [SeriesKind::Stock, SeriesKind::Flow, SeriesKind::Event, SeriesKind::Registration];
    let mut all = told![
        ApportionError::NothingToGoBy { total: 5 },
        ApportionError::BadShare { part: 1, share: f64::NAN },
        ApportionError::TotalsDiffer { rows: 5, columns: 4 },
        ApportionError::OtherShape { rows: 2, columns: 5 },
        ApportionError::PatternCannotFit,
        ApportionError::TooManyCells { cells: 2, limit: 1 },
        ApportionError::TooLarge(TooLarge),
        PeopleProblem::SenselessRecipe { version: version() },
        PeopleProblem::PlaceTwice { place: place() },
        PeopleProblem::EmptyHousehold { place: place() },
        PeopleProblem::UnknownStratum { stratum: group() },
        PeopleProblem::StrataCircle { stratum: group() },
        InformantError::BadWeight { answer: group(), weight: -1.0 },
        InformantError::AnswerTwice { answer: group() },
        InformantError::SenselessRecipe { version: version() },
        AccountError::ReasonTwice { reason: group() },
        ComparisonRefused::DefinitionsDiffer { before, after, differences: differences.clone() },
        ComparisonRefused::NotInOrder { before: after, after: before },
        ComparisonRefused::Shares { before, after },
        PlainTrendRefused { same_places: 5, newly_assessed: 2, no_longer_assessed: 1, like_for_like: None },
        SumProblem::UnitsDiffer,
        SumProblem::CountedAtBothEnds,
        SumProblem::DatesDiffer { first: date, other: date },
        SumProblem::PartOfGroup { place: place(), group: group(), attribute: "was_returnee".into() },
        SumProblem::CountedTwice { place: place(), group: group(), as_of: date },
        SumProblem::WholeAndParts { place: place(), group: group() },
        OverlayError::RowTwice { round: before, place: place(), group: group() },
        OverlayError::UpdatesNotInOrder { event: group(), place: place(), update: 3 },
    ]
    .to_vec();
    all.extend(differences.iter().map(|difference| (difference.code(), difference.args())));
    let pairs = kinds.into_iter().flat_map(|first| kinds.map(|other| SumProblem::KindsDiffer { first, other }));
    all.extend(pairs.map(|problem| (problem.code(), problem.args())));
    all
}

#[test]
fn every_problem_is_told_in_every_language_with_its_values() {
    let catalogue = Catalogue::new();
    for (code, args) in problems() {
        assert!(catalogue.knows(code), "{code}");
        for language in Language::ALL {
            let told = catalogue.sentences(language, code, &args);
            assert!(!told.contains('$'), "{language}: {told}");
        }
    }
}

#[test]
fn two_series_that_are_not_added_up_are_named_and_the_reason_is_said() {
    let problem = SumProblem::KindsDiffer { first: SeriesKind::Flow, other: SeriesKind::Stock };
    assert_eq!(
        Catalogue::new().sentences(Language::English, problem.code(), &problem.args()),
        "Movements and people present are not added up: the same people may be in both. Show the two side by side."
    );
}
