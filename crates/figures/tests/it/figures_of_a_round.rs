//! What a round's figures say.

use crate::support::{
    baseline_schema, compute, figure, frame, indicator, lacking, pack_indicator, published_schema, record, worked,
};
use figures::{ComputeError, Engine, RoundFrame};
use vocab::{AdminLevel, Coverage, Figure, Missing, Record, Value};

const MUYINGA: &str = "BDI BDI012 BDI012003";
const GITERANYI: &str = "BDI BDI012 BDI012004";
const BUBANZA: &str = "BDI BDI001 BDI001001";

fn round() -> RoundFrame {
    frame("baseline_subarea", &[MUYINGA, GITERANYI, BUBANZA])
}

fn people(key: &str, places: &str, individuals: i64) -> Record {
    record(key, places, &[("idp_individuals", individuals)])
}

async fn individuals(records: &[Record], frame: &RoundFrame) -> Vec<Figure> {
    compute(&baseline_schema(), records, &[pack_indicator("idps_individuals")], frame).await
}

#[tokio::test]
async fn records_add_up_at_every_level_they_are_placed_at() {
    let records = [
        people("uuid:1", MUYINGA, 552),
        people("uuid:2", MUYINGA, 240),
        people("uuid:3", GITERANYI, 880),
        people("uuid:4", "BDI BDI012", 5),
    ];
    let figures = individuals(&records, &round()).await;
    let total = |place| figure(&figures, "idps_individuals", place, "");
    assert_eq!((total("BDI012003").value, total("BDI012003").records), (Some(792.0), 2));
    assert_eq!(total("BDI012004").value, Some(880.0));
    assert_eq!((total("BDI012").value, total("BDI012").records), (Some(1_677.0), 4)); // T2, and 5 whose commune is not known
    assert_eq!(total("BDI").value, Some(1_677.0));
    assert_eq!(total("BDI").coverage, Coverage { assessed: 2, expected: 3, level: AdminLevel(2) });
    assert_eq!(total("BDI012").coverage, Coverage { assessed: 2, expected: 2, level: AdminLevel(2) });
    assert_eq!(total("BDI001").coverage, Coverage { assessed: 0, expected: 1, level: AdminLevel(2) });
}

#[tokio::test]
async fn a_place_that_was_not_assessed_has_no_number_in_any_part() {
    let figures = individuals(&[people("uuid:1", MUYINGA, 0)], &round()).await;
    let bubanza: Vec<_> = figures.iter().filter(|figure| figure.key.place.as_str() == "BDI001001").collect();
    assert_eq!(bubanza.len(), 1 + 3 + 10);
    for figure in bubanza {
        assert_eq!((figure.value, figure.missing, figure.records), (None, Some(Missing::NotAssessed), 0));
    }
    let muyinga = figure(&figures, "idps_individuals", "BDI012003", "");
    assert_eq!((muyinga.value, muyinga.missing), (Some(0.0), None)); // assessed, and nobody there
}

#[tokio::test]
async fn reasons_for_absence_stay_apart() {
    let unreachable = lacking(record("uuid:2", GITERANYI, &[]), "idp_individuals", Missing::NotAccessible);
    let empty = lacking(record("uuid:3", BUBANZA, &[]), "idp_individuals", Missing::NotApplicable);
    let figures = individuals(&[record("uuid:1", MUYINGA, &[]), unreachable, empty], &round()).await;
    let why = |place| figure(&figures, "idps_individuals", place, "").missing;
    assert_eq!(why("BDI012003"), Some(Missing::Missing));
    assert_eq!(why("BDI012004"), Some(Missing::NotAccessible));
    assert_eq!(why("BDI001001"), Some(Missing::NotApplicable));
    assert_eq!(why("BDI012"), Some(Missing::Missing));
    let country = figure(&figures, "idps_individuals", "BDI", "");
    assert_eq!((country.omitted, country.coverage.assessed), (2, 1)); // to the third it does not apply, which is known
}

#[tokio::test]
async fn a_sum_with_holes_says_how_many() {
    let stated = lacking(record("uuid:4", MUYINGA, &[]), "idp_individuals", Missing::NotAccessible);
    let records = [people("uuid:1", MUYINGA, 40), people("uuid:2", MUYINGA, 2), record("uuid:3", MUYINGA, &[]), stated];
    let figures = individuals(&records, &round()).await;
    let muyinga = figure(&figures, "idps_individuals", "BDI012003", "");
    assert_eq!((muyinga.value, muyinga.records, muyinga.omitted), (Some(42.0), 2, 2));
    assert_eq!(muyinga.missing, None);
}

#[tokio::test]
async fn an_answer_whose_name_ends_alike_lends_no_reason() {
    let other = lacking(people("uuid:1", MUYINGA, 4), "x_idp_individuals", Missing::NotApplicable);
    let bare = lacking(record("uuid:2", MUYINGA, &[]), "idp_individuals_other", Missing::NotApplicable);
    let figures = individuals(&[other, bare], &round()).await;
    assert_eq!(figure(&figures, "idps_individuals", "BDI012003", "").omitted, 1);
}

#[tokio::test]
async fn parts_come_from_their_own_questions() {
    let records = [
        record("uuid:1", MUYINGA, &[("idp_female_0", 3), ("idp_male_60_plus", 8), ("idp_individuals_conflict", 2)]),
        record("uuid:2", MUYINGA, &[("idp_female_0", 4), ("idp_individuals_natural_disaster", 9)]),
    ];
    let figures = individuals(&records, &round()).await;
    let part = |cell| figure(&figures, "idps_individuals", "BDI012003", cell).value;
    assert_eq!(part("age_band=0 sex=female"), Some(7.0));
    assert_eq!(part("age_band=60+ sex=male"), Some(8.0));
    assert_eq!(part("age_band=0 sex=male"), None);
    assert_eq!(part("reason=conflict"), Some(2.0));
    assert_eq!(part("reason=natural_disaster"), Some(9.0));
    assert_eq!(part(""), None);
}

#[tokio::test]
async fn an_unexpected_place_has_figures_but_does_not_cover_for_an_expected_one() {
    let figures = individuals(&[people("uuid:1", "BDI BDI012 BDI012009", 6)], &round()).await;
    let stranger = figure(&figures, "idps_individuals", "BDI012009", "");
    assert_eq!((stranger.value, stranger.coverage.assessed, stranger.coverage.expected), (Some(6.0), 0, 0));
    let province = figure(&figures, "idps_individuals", "BDI012", "");
    assert_eq!((province.value, province.coverage.assessed, province.coverage.expected), (Some(6.0), 0, 2));
}

#[tokio::test]
async fn without_a_plan_what_was_assessed_is_counted_and_nothing_was_expected() {
    let records = [people("uuid:1", MUYINGA, 6), people("uuid:2", BUBANZA, 1)];
    let figures = individuals(&records, &frame("baseline_subarea", &[])).await;
    let country = figure(&figures, "idps_individuals", "BDI", "");
    assert_eq!(country.coverage, Coverage { assessed: 2, expected: 0, level: AdminLevel(2) });
    assert!(figures.iter().all(|figure| figure.key.place.as_str() != "BDI012004"));
}

#[tokio::test]
async fn figures_deeper_than_the_plan_claim_no_expectation() {
    let planned = frame("baseline_subarea", &["BDI BDI012", "BDI BDI001"]);
    let figures = individuals(&[people("uuid:1", MUYINGA, 6)], &planned).await;
    let commune = figure(&figures, "idps_individuals", "BDI012003", "");
    assert_eq!(commune.coverage, Coverage { assessed: 1, expected: 0, level: AdminLevel(2) });
    let country = figure(&figures, "idps_individuals", "BDI", "");
    assert_eq!(country.coverage, Coverage { assessed: 1, expected: 2, level: AdminLevel(1) });
}

#[tokio::test]
async fn large_whole_numbers_are_exact_and_larger_ones_are_refused() {
    let exact = 9_007_199_254_740_991;
    let figures = individuals(&[people("uuid:1", MUYINGA, exact - 1), people("uuid:2", MUYINGA, 1)], &round()).await;
    assert_eq!(figure(&figures, "idps_individuals", "BDI", "").value, Some(9_007_199_254_740_991.0));
    let records = [people("uuid:1", MUYINGA, i64::MAX), people("uuid:2", MUYINGA, i64::MAX)];
    let snapshot = worked("baseline_subarea", &baseline_schema(), &records);
    let indicators = [pack_indicator("idps_individuals")];
    let refused = Engine::new().compute(&snapshot.bytes, &indicators, &round()).await.unwrap_err();
    let ComputeError::TooLarge { sum, .. } = refused else { panic!("{refused}") };
    assert_eq!(sum, "18446744073709551614"); // not wrapped round to -2
}

#[tokio::test]
async fn computing_again_in_another_order_gives_the_same_bytes() {
    let mut records: Vec<Record> = (0..60)
        .map(|n| people(&format!("uuid:{n}"), [MUYINGA, GITERANYI, BUBANZA][n % 3], i64::try_from(n * n).unwrap()))
        .collect();
    let indicators = [pack_indicator("idps_individuals"), pack_indicator("idps_households")];
    let first = compute(&baseline_schema(), &records, &indicators, &round()).await;
    records.reverse();
    let second = compute(&baseline_schema(), &records, &indicators, &round()).await;
    assert_eq!(serde_json::to_vec(&first).unwrap(), serde_json::to_vec(&second).unwrap());
    let places: Vec<_> = first.iter().map(|figure| (figure.key.indicator.as_str(), figure.key.level)).collect();
    assert!(places.is_sorted_by_key(|(indicator, level)| (*indicator != "idps_individuals", *level)));
}

#[tokio::test]
async fn an_empty_round_says_not_assessed_everywhere() {
    let figures = individuals(&[], &round()).await;
    assert_eq!(figures.len(), 14 * (1 + 2 + 3));
    assert!(figures.iter().all(|figure| figure.missing == Some(Missing::NotAssessed) && figure.value.is_none()));
}

#[tokio::test]
async fn an_indicator_of_another_exercise_gives_nothing() {
    let figures = individuals(&[people("uuid:1", MUYINGA, 1)], &frame("flow_monitoring", &[MUYINGA])).await;
    assert_eq!(figures, []);
}

#[tokio::test]
async fn expressions_compute_from_several_questions() {
    let women = indicator("idp_female_18_59 + coalesce(idp_female_60_plus, 0)", "");
    let half = indicator("idp_households * 0.5", "");
    let records =
        [record("uuid:1", MUYINGA, &[("idp_female_18_59", 5), ("idp_households", 3)]), record("uuid:2", MUYINGA, &[])];
    let figures = compute(&baseline_schema(), &records, &[women], &round()).await;
    let place = figure(&figures, "tried", "BDI012003", "");
    assert_eq!((place.value, place.records, place.omitted), (Some(5.0), 1, 1));
    let figures = compute(&baseline_schema(), &records, &[half], &round()).await;
    assert_eq!(figure(&figures, "tried", "BDI012003", "").value, Some(1.5));
}

fn published(key: &str, reason: Option<&str>, kind: &str, individuals: i64) -> Record {
    let mut record = record(key, "TCD TCD07", &[("idp_individuals", individuals)]);
    let texts = [("displacement_reason", reason), ("assessment_type", Some(kind))];
    let texts = texts.into_iter().filter_map(|(name, text)| Some((name.to_owned(), Value::Text(text?.into()).into())));
    record.answers.extend(texts);
    record
}

#[tokio::test]
async fn a_column_divides_the_total_and_different_assessments_stay_apart() {
    let records = [
        published("uuid:1", Some("Conflict"), "BA", 100),
        published("uuid:2", Some("Conflict"), "BA", 20),
        published("uuid:3", Some("Conflict; Natural disaster"), "BA", 7),
        published("uuid:4", Some("No reason for displacement reported"), "BA", 2),
        published("uuid:5", None, "BA", 1),
        published("uuid:6", Some("Conflict"), "SA", 120),
    ];
    let indicators = ["published_idps_individuals", "published_idps_individuals_sites"].map(pack_indicator);
    let figures = compute(&published_schema(), &records, &indicators, &frame("published_admin1", &["TCD TCD07"])).await;
    let baseline = |cell| figure(&figures, "published_idps_individuals", "TCD07", cell).value;
    assert_eq!(baseline(""), Some(130.0));
    assert_eq!(baseline("reason=conflict"), Some(120.0));
    assert_eq!(baseline("reason=not_reported"), Some(3.0));
    let mixed = figures.iter().find(|f| f.key.dimensions.values().any(|code| code == "Conflict; Natural disaster"));
    assert_eq!(mixed.and_then(|figure| figure.value), Some(7.0));
    assert_eq!(figure(&figures, "published_idps_individuals_sites", "TCD07", "").value, Some(120.0));
}
