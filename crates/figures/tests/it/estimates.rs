//! Numbers that are worked out: from records over the snapshot to the figure and back. T1 to T4 are the examples of the methods.

use crate::support::{
    choosing, derived_of, engine_explain, figure, form_schema, frame, pack_indicator, record, worked,
};
use figures::{Engine, Indicator};
use indexmap::IndexMap;
use proptest::prelude::*;
use vocab::{Answer, Figure, FigureKey, Grade, Missing, Record, Value};

const A: &str = "BDI BDI012 BDI012003";
const B: &str = "BDI BDI012 BDI012004";
const C: &str = "BDI BDI001 BDI001001";
const BANDS: [&str; 5] = ["0", "1_5", "6_17", "18_59", "60_plus"];

fn informant(kind: &str, trust: &str, said: Option<i64>) -> IndexMap<String, Answer> {
    let said = said.map_or(Answer::absent(Missing::Missing), |said| Value::Integer(said).into());
    let choice = |word: &str| Answer::from(Value::Choice(word.into()));
    [("ki_type".into(), choice(kind)), ("ki_trust".into(), choice(trust)), ("ki_individuals".into(), said)]
        .into_iter()
        .collect()
}

fn told(mut record: Record, informants: Vec<IndexMap<String, Answer>>) -> Record {
    record.answers.insert("informants".into(), Value::Repeat(informants).into());
    choosing(record, "access", "accessible")
}

/// T4: 120, 150, 135 and 180 people, weights 1, 0.8, 0.6, 0.4.
fn t4(key: &str, places: &str) -> Record {
    let informants = [("a", "list", 120), ("b", "counted", 150), ("a", "knows", 135), ("c", "heard", 180)];
    let informants = informants.map(|(kind, trust, said)| informant(kind, trust, Some(said)));
    told(record(key, places, &[("idp_individuals", 150), ("ki_count", 4)]), informants.to_vec())
}

/// Households, and how many were asked with how many members, all of them women.
fn households(key: &str, places: &str, households: i64, sample: Option<(i64, i64)>) -> Record {
    let mut answers: Vec<(String, i64)> = vec![("idp_households".into(), households)];
    if let Some((sampled, members)) = sample {
        answers.push(("sample_households".into(), sampled));
        let none = ["female", "male"].iter().flat_map(|sex| BANDS.map(|band| (format!("sample_{sex}_{band}"), 0)));
        answers.extend(none);
        answers.push(("sample_female_18_59".into(), members));
    }
    let answers: IndexMap<&str, i64> = answers.iter().map(|(name, number)| (name.as_str(), *number)).collect();
    record(key, places, &answers.into_iter().collect::<Vec<_>>())
}

async fn figures(exercise: &str, records: &[Record], indicators: &[Indicator]) -> Vec<Figure> {
    let snapshot = worked(exercise, &form_schema(exercise), records);
    Engine::new().compute(&snapshot.bytes, indicators, &frame(exercise, &[A, B, C])).await.unwrap()
}

async fn b2(records: &[Record]) -> Vec<Figure> {
    figures("baseline_subarea", records, &[pack_indicator("idps_individuals")]).await
}

async fn msla(records: &[Record]) -> Vec<Figure> {
    figures("location_assessment", records, &[pack_indicator("idps_location_people_by_size")]).await
}

fn total(figures: &[Figure], place: &str) -> Figure {
    let indicator = figures[0].key.indicator.clone();
    figure(figures, &indicator, place, "").clone()
}

fn parts(figure: &Figure) -> Vec<(Option<Grade>, u64, f64)> {
    let parts = figure.confidence.iter().flat_map(|confidence| &confidence.parts);
    parts.map(|part| (part.grade, part.records, part.value)).collect()
}

#[tokio::test]
async fn t4_four_informants_become_their_weighted_median_with_a_grade() {
    let figures = b2(&[t4("uuid:1", A)]).await;
    for place in ["BDI", "BDI012", "BDI012003"] {
        let found = total(&figures, place);
        assert_eq!(found.value, Some(135.0));
        // relMAD 0.105: just not an A.
        assert_eq!(found.confidence.as_ref().unwrap().grade, Some(Grade::B));
        assert_eq!(found.recipes, ["key-informants/1"]);
    }
}

#[tokio::test]
async fn t4_is_walked_back_to_every_answer_without_a_name() {
    let snapshot = worked("baseline_subarea", &form_schema("baseline_subarea"), &[t4("uuid:1", A)]);
    let indicator = pack_indicator("idps_individuals");
    let figures = Engine::new()
        .compute(&snapshot.bytes, std::slice::from_ref(&indicator), &frame("baseline_subarea", &[A]))
        .await;
    let key: FigureKey = total(&figures.unwrap(), "BDI").key;
    let why = engine_explain(&snapshot, &indicator, &key, &frame("baseline_subarea", &[A])).await;
    let basis = &why.contributing[0].basis["idp_triangulated"];
    let said: Vec<_> =
        basis["answers"].as_array().unwrap().iter().map(|one| (&one["kind"], &one["weight"], &one["count"])).collect();
    assert_eq!(format!("{said:?}").matches("Number").count(), 8);
    assert_eq!(basis["answers"][3]["known_by"], "heard");
    assert_eq!((&basis["answers"][3]["weight"], &basis["answers"][3]["count"]), (&0.4.into(), &180.into()));
    let spread = &basis["spread"];
    assert_eq!((&spread["median"], &spread["smallest"], &spread["largest"]), (&142.5.into(), &120.into(), &180.into()));
    assert_eq!(format!("{:.2}", spread["weighted_mean"].as_f64().unwrap()), "140.36");
    assert_eq!(format!("{:.3}", spread["relative_range"].as_f64().unwrap()), "0.421");
    assert_eq!(format!("{:.3}", spread["relative_mad"].as_f64().unwrap()), "0.105");
    assert_eq!(basis["lacks"], serde_json::json!(["agreement"]));
    let recipe = serde_json::to_value(&why.recipes[0]).unwrap();
    assert_eq!(recipe["parameters"]["recipe"]["a"]["most_relative_mad"], 0.1);
    assert_eq!(recipe["parameters"]["weight"]["of"]["counted"], 0.8);
}

#[tokio::test]
async fn a_number_that_was_written_down_once_is_never_better_than_c_and_without_informants_it_has_no_grade() {
    let once = |key, place, asked: &[(&str, i64)]| record(key, place, &[&[("idp_individuals", 40)], asked].concat());
    let records = [once("1", A, &[("ki_count", 3)]), once("2", B, &[("ki_count", 1)]), once("3", C, &[])];
    let figures = b2(&records).await;
    let grade = |place| total(&figures, place).confidence.unwrap().grade;
    assert_eq!((grade("BDI012003"), grade("BDI012004"), grade("BDI001001")), (Some(Grade::C), Some(Grade::D), None));
    let country = total(&figures, "BDI");
    let (c, d, none) = ((Some(Grade::C), 1, 40.0), (Some(Grade::D), 1, 40.0), (None, 1, 40.0));
    assert_eq!(parts(&country)[2..], [c, d, none]);
    // A third of the people has no grade: then the whole has none either.
    assert_eq!((country.value, country.confidence.unwrap().grade), (Some(120.0), None));
}

#[tokio::test]
async fn a_total_has_the_worst_grade_that_counts() {
    let close = |key, place, people| {
        let three = [("a", people), ("b", people), ("c", people)];
        told(
            record(key, place, &[("ki_count", 3)]),
            three.map(|(kind, said)| informant(kind, "list", Some(said))).to_vec(),
        )
    };
    let alone =
        |key, place, people| told(record(key, place, &[("ki_count", 1)]), vec![informant("a", "heard", Some(people))]);
    let country = |records: Vec<Record>| async move { total(&b2(&records).await, "BDI").confidence.unwrap() };
    let hamlet = country(vec![close("1", A, 950), alone("2", B, 50)]).await;
    assert_eq!(hamlet.grade, Some(Grade::A), "one in twenty is overlooked");
    assert_eq!(hamlet.share(Some(Grade::D)), Some(0.05));
    assert_eq!(country(vec![close("1", A, 800), alone("2", B, 200)]).await.grade, Some(Grade::D));
}

#[tokio::test]
async fn an_informant_without_a_number_and_a_place_that_was_not_reached_stay_unknown() {
    let silent = told(record("1", A, &[]), vec![informant("a", "list", None)]);
    let mut closed = record("2", B, &[]);
    closed.answers.insert("idp_individuals".into(), Answer::absent(Missing::NotAccessible));
    let figures = b2(&[silent, closed]).await;
    let why = |place| (total(&figures, place).value, total(&figures, place).missing, total(&figures, place).confidence);
    assert_eq!(why("BDI012003"), (None, Some(Missing::Missing), None));
    assert_eq!(why("BDI012004"), (None, Some(Missing::NotAccessible), None));
}

#[tokio::test]
async fn t1_published_households_and_people_give_the_mean_size() {
    for (people, homes) in [(117_239, 25_754), (131_336, 28_333), (84_791, 19_407)] {
        let figures = msla(&[households("1", A, homes, Some((homes, people)))]).await;
        assert_eq!(total(&figures, "BDI").value, Some(people as f64));
    }
}

#[tokio::test]
async fn t2_a_place_without_a_sample_borrows_the_mean_around_it_and_the_total_says_so() {
    let records =
        [households("A", A, 120, Some((5, 23))), households("B", A, 60, Some((5, 20))), households("C", A, 200, None)];
    let figures = msla(&records).await;
    let country = total(&figures, "BDI");
    assert_eq!(country.value, Some(1_672.0)); // 552 + 240 + 880
    let borrowed = country.borrowed.unwrap();
    assert_eq!((borrowed.records, borrowed.value), (1, 880.0));
    assert_eq!(country.recipes, ["key-informants/1", "household-size/1"]);
    let cells: f64 = figures
        .iter()
        .filter(|one| one.key.place == country.key.place && !one.key.dimensions.is_empty())
        .filter_map(|one| one.value)
        .sum();
    assert_eq!(cells, 1_672.0, "the place without a sample borrows the pattern of sex and age too");
}

#[tokio::test]
async fn t2_is_walked_back_to_the_means_and_where_they_are_from() {
    let records =
        [households("A", A, 120, Some((5, 23))), households("B", B, 60, Some((5, 20))), households("C", C, 10, None)];
    let indicator = pack_indicator("idps_location_people_by_size");
    let snapshot = worked("location_assessment", &form_schema("location_assessment"), &records);
    let frame = frame("location_assessment", &[A, B, C]);
    let figures = Engine::new().compute(&snapshot.bytes, std::slice::from_ref(&indicator), &frame).await.unwrap();
    let why = engine_explain(&snapshot, &indicator, &total(&figures, "BDI").key, &frame).await;
    let basis = |at: usize| &why.contributing[at].basis["idp_estimated"];
    assert_eq!((&basis(0)["mean"], &basis(0)["from"]["kind"]), (&4.6.into(), &"own_sample".into()));
    assert_eq!(basis(0)["sample"]["sampled"], 5);
    assert_eq!(basis(2)["from"], serde_json::json!({"kind": "parent_stratum", "stratum": "BDI"}));
}

/// IOM DTM Burundi, March 2020: 117,239 people and their shares by sex and age.
#[tokio::test]
async fn t3_parts_are_whole_and_add_up() {
    let shares = [4, 11, 18, 20, 3, 3, 8, 15, 16, 2];
    let names = ["female", "male"].iter().flat_map(|sex| BANDS.map(|band| format!("idp_{sex}_{band}")));
    let names: Vec<String> = names.collect();
    let mut answers: Vec<(&str, i64)> = names.iter().map(String::as_str).zip(shares).collect();
    answers.push(("idp_individuals", 117_239));
    let figures = b2(&[record("1", A, &answers)]).await;
    let cell = |sex: &str, band: &str| {
        figure(&figures, "idps_individuals", "BDI", &format!("age_band={band} sex={sex}")).value.unwrap()
    };
    let bands = ["0", "1-5", "6-17", "18-59", "60+"];
    let people: Vec<f64> = ["female", "male"].iter().flat_map(|sex| bands.map(|band| cell(sex, band))).collect();
    assert_eq!(people, [4_690.0, 12_896.0, 21_103.0, 23_448.0, 3_517.0, 3_517.0, 9_379.0, 17_586.0, 18_758.0, 2_345.0]);
    assert_eq!(people[..5].iter().sum::<f64>(), 65_654.0);
    assert_eq!(total(&figures, "BDI").value, Some(117_239.0));
}

#[tokio::test]
async fn of_parts_of_which_one_was_not_told_the_others_stay_as_they_were_told() {
    let some = record("1", A, &[("idp_individuals", 100), ("idp_individuals_conflict", 30)]);
    let figures = b2(&[some]).await;
    let reason = |reason: &str| figure(&figures, "idps_individuals", "BDI", &format!("reason={reason}")).value;
    assert_eq!((reason("conflict"), reason("other")), (Some(30.0), None));
}

#[test]
fn what_is_derived_fits_the_forms_and_answers_stay_behind_the_gate() {
    for exercise in ["baseline_subarea", "location_assessment"] {
        let mut schema = form_schema(exercise);
        for derived in derived_of(exercise) {
            assert_eq!(derived.problems_with(&schema), [""; 0], "{exercise}");
            schema = derived::extended(&[derived], &schema);
        }
        let sharing = |name: &str| schema.column(name).unwrap().sharing;
        assert_eq!(sharing("idp_triangulated_grade"), vocab::Sharing::Public);
        assert_eq!(sharing("idp_triangulated_basis"), vocab::Sharing::Sensitive);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]
    /// Whatever informants say and whoever was sampled: at each level the parts add up to the people, the grades too, and the
    /// places below to the place above.
    #[test]
    fn integers_add_up_at_every_level(
        rows in proptest::collection::vec(
            (0_usize..3, 0_i64..500, proptest::option::of((1_i64..9, proptest::collection::vec(0_i64..9, 10))), 1_usize..4), 1..14),
    ) {
        let names: Vec<String> =
            ["female", "male"].iter().flat_map(|sex| BANDS.map(|band| format!("sample_{sex}_{band}"))).collect();
        let records: Vec<Record> = rows.iter().enumerate().map(|(at, (place, homes, sample, informants))| {
            let mut answers: Vec<(&str, i64)> = vec![("idp_households", *homes)];
            if let Some((sampled, members)) = sample {
                answers.push(("sample_households", *sampled));
                answers.extend(names.iter().map(String::as_str).zip(members.iter().copied()));
            }
            let mut record = record(&format!("{at:02}"), [A, B, C][*place], &answers);
            let informants = (0..*informants).map(|number| {
                let mut said = informant("a", "list", None);
                said.insert("ki_households".into(), Value::Integer(homes + number as i64 * 7).into());
                said
            });
            record.answers.insert("informants".into(), Value::Repeat(informants.collect()).into());
            record
        }).collect();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let figures = runtime.block_on(msla(&records));
        let value = |place: &str| total(&figures, place).value.unwrap_or(0.0);
        prop_assert_eq!(value("BDI"), value("BDI012") + value("BDI001"));
        prop_assert_eq!(value("BDI012"), value("BDI012003") + value("BDI012004"));
        for place in ["BDI", "BDI012", "BDI001", "BDI012003", "BDI012004", "BDI001001"] {
            let of_place = total(&figures, place);
            let cells = figures.iter().filter(|one| one.key.place == of_place.key.place && !one.key.dimensions.is_empty());
            let cells: Vec<f64> = cells.filter_map(|one| one.value).collect();
            if of_place.value.is_some() {
                prop_assert!(cells.iter().all(|cell| cell.fract() == 0.0 && *cell >= 0.0));
                prop_assert_eq!(cells.iter().sum::<f64>(), of_place.value.unwrap(), "{}", place);
                prop_assert_eq!(parts(&of_place).iter().map(|part| part.2).sum::<f64>(), of_place.value.unwrap());
            }
        }
    }

    #[test]
    fn the_order_of_the_records_does_not_change_the_bytes(seed in 0_u64..1_000) {
        let mut records = vec![t4("1", A), t4("2", B), record("3", C, &[("idp_individuals", seed as i64)])];
        let schema = form_schema("baseline_subarea");
        let before = worked("baseline_subarea", &schema, &records).sha256;
        records.rotate_left((seed % 3) as usize);
        prop_assert_eq!(worked("baseline_subarea", &schema, &records).sha256, before);
    }
}

/// Two places where people are known to lack water or not, one where nobody knows, one without people.
#[tokio::test]
async fn a_share_is_worked_out_anew_at_each_level_and_leaves_out_what_is_not_known() {
    let place = |key, place, people, water: &str| {
        let record = record(key, place, &[("idp_individuals", people), ("ki_count", 2)]);
        choosing(record, "water_enough", water)
    };
    let records =
        [place("1", A, 300, "no"), place("2", B, 100, "yes"), place("3", B, 500, "not_known"), place("4", C, 0, "yes")];
    let asked = ["msla_water_not_enough_share", "msla_water_not_enough_sites", "msla_sites"].map(pack_indicator);
    let figures = figures("location_assessment", &records, &asked).await;
    let of = |indicator: &str, place: &str| figure(&figures, indicator, place, "").clone();
    let people = of("msla_water_not_enough_share", "BDI");
    assert_eq!(people.value, Some(75.0));
    assert_eq!(people.ratio.map(|ratio| (ratio.part, ratio.whole)), Some((300.0, 400.0)));
    assert_eq!((people.records, people.omitted), (3, 1));
    assert_eq!(
        people.confidence.unwrap().of(Some(Grade::C)).unwrap().value,
        400.0,
        "grades weigh by what it is a share of"
    );
    let nobody = of("msla_water_not_enough_share", "BDI001001");
    assert_eq!((nobody.value, nobody.missing), (None, Some(Missing::NotApplicable)), "a share of nobody is no number");
    assert_eq!(of("msla_water_not_enough_sites", "BDI").value, Some(50.0));
    assert_eq!(of("msla_water_not_enough_sites", "BDI012004").value, Some(0.0));
    assert_eq!((of("msla_sites", "BDI").value, of("msla_sites", "BDI001001").value), (Some(3.0), Some(0.0)));
}

#[tokio::test]
async fn a_share_is_walked_back_through_both_sums() {
    let record = choosing(record("1", A, &[("idp_individuals", 80), ("ki_count", 2)]), "water_enough", "no");
    let indicator = pack_indicator("msla_water_not_enough_share");
    let snapshot = worked("location_assessment", &form_schema("location_assessment"), &[record]);
    let frame = frame("location_assessment", &[A]);
    let figures = Engine::new().compute(&snapshot.bytes, std::slice::from_ref(&indicator), &frame).await.unwrap();
    let why = engine_explain(&snapshot, &indicator, &total(&figures, "BDI").key, &frame).await;
    assert_eq!(why.per.as_deref(), Some("idp_triangulated"));
    assert_eq!((why.contributing[0].value, why.contributing[0].whole), (80.0, Some(80.0)));
}
