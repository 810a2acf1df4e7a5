use super::*;
use crate::run_checks;
use proptest::prelude::*;
use std::time::Instant;

fn check(flag_when: &str) -> Check {
    let text = format!(
        r#"
        code = "one"
        severity = "note"
        flag_when = "{flag_when}"
        name = {{ en = "a" }}
        message = {{ en = "a" }}
        why = {{ en = "a" }}
        what_to_do = {{ en = "a" }}
        "#
    );
    Check::read(&text).unwrap()
}

/// A record with all that it refers to.
#[derive(Debug, Clone)]
struct Kept {
    key: String,
    answers: Answers,
    places: Vec<Pcode>,
    identity: Option<String>,
    enumerator: Option<String>,
}

impl Kept {
    fn new(key: &str, people: i64) -> Self {
        let answers = Answers::from([("people".to_owned(), Value::Integer(people).into())]);
        let places = ["BDI", "BDI001", "BDI001001"].map(|code| code.parse().unwrap()).to_vec();
        Self { key: key.into(), answers, places, identity: None, enumerator: Some("ana".into()) }
    }

    fn with(mut self, question: &str, value: Value) -> Self {
        self.answers.insert(question.into(), value.into());
        self
    }

    fn at(self, longitude: f64, latitude: f64, name: &str) -> Self {
        let point = Point { longitude, latitude, altitude_m: None, accuracy_m: None };
        self.with("location_point", Value::Point(point)).with("location_name", Value::Text(name.into()))
    }

    fn seen(&self) -> RoundRecord<'_> {
        RoundRecord {
            places: &self.places,
            place_identity: self.identity.as_deref(),
            enumerator: self.enumerator.as_deref(),
            ..RoundRecord::new(&self.key, &self.answers)
        }
    }
}

fn seen(kept: &[Kept]) -> Vec<RoundRecord<'_>> {
    kept.iter().map(Kept::seen).collect()
}

/// Keys of the records that the condition flags.
fn flagged(kept: &[Kept], flag_when: &str) -> Vec<String> {
    let checks = [check(flag_when)];
    let round = Round::new(seen(kept), &checks);
    let raised = round.subjects().filter(|(_, subject)| !run_checks(&checks, subject).is_empty());
    raised.map(|(key, _)| key.to_owned()).collect()
}

fn people(numbers: &[i64]) -> Vec<Kept> {
    numbers.iter().enumerate().map(|(at, people)| Kept::new(&format!("{at:04}"), *people)).collect()
}

#[test]
fn one_outlier_does_not_hide_another() {
    let kept = people(&[100, 110, 95, 105, 120, 90, 9_000, 8_000]);
    let condition = "abs(people - median(others(people, province))) > 5 * 1.4826 * mad(others(people, province))";
    assert_eq!(flagged(&kept, condition), ["0006", "0007"]);
}

#[test]
fn others_are_all_but_the_record_itself() {
    let kept = people(&[1, 2, 3, 4, 5, 100]);
    assert_eq!(flagged(&kept, "highest(others(people, round)) == 5"), ["0005"]);
    assert_eq!(
        flagged(&kept, "median(others(people, round)) == 3 and count(others(people, round)) == 5"),
        ["0003", "0004", "0005"]
    );
    assert_eq!(flagged(&kept, "share(people >= 5, round) == 0.2"), ["0004", "0005"]);
}

#[test]
fn too_few_others_say_nothing_but_how_many_they_are() {
    let few = people(&[1, 2, 3, 4, 500]);
    assert!(flagged(&few, "people != lowest(others(people, round))").is_empty());
    assert!(flagged(&few, "share(people > 0, round) >= 0").is_empty());
    assert_eq!(flagged(&few, "count(others(people, commune)) == 4").len(), 5);
    let mut told = people(&[10, 12, 11, 500]);
    told.iter_mut().for_each(|one| one.identity = Some("mugano".into()));
    assert_eq!(flagged(&told, "people > 4 * median(others(people, place))"), ["0003"]);
}

#[test]
fn a_scope_is_the_records_own_group() {
    let mut kept = people(&[10; 12]);
    for one in &mut kept[6..] {
        one.places[1] = "BDI002".parse().unwrap();
        one.enumerator = Some("béa".into());
    }
    kept[11].places.truncate(1);
    assert_eq!(
        flagged(&kept, "count(others(people, province)) == 5"),
        ["0000", "0001", "0002", "0003", "0004", "0005"]
    );
    assert!(!flagged(&kept, "count(others(people, province)) >= 0").contains(&"0011".to_owned()), "it lies in none");
    assert_eq!(flagged(&kept, "count(others(people, enumerator)) == 5").len(), 12);
    assert_eq!(flagged(&kept, "count(others(when(people > 10, people), round)) == 0").len(), 12);
}

#[test]
fn digits_are_told_of_the_enumerator_and_not_of_others() {
    let mut kept = people(&[10, 20, 30, 40, 50, 60, 11, 12, 13, 14, 15, 16]);
    kept[6..].iter_mut().for_each(|one| one.enumerator = Some("béa".into()));
    let condition = "mod(people, 10) == 0 and share(mod(people, 10) == 0, enumerator) > 0.6";
    assert_eq!(flagged(&kept, condition).len(), 6);
}

#[test]
fn a_place_told_twice_is_known_by_its_identity() {
    let mut kept = people(&[1, 2, 3]);
    kept[0].identity = Some("a".into());
    kept[2].identity = Some("a".into());
    assert_eq!(flagged(&kept, "fact(duplicate_place)"), ["0000", "0002"]);
}

#[test]
fn places_near_each_other_are_measured() {
    let mut kept = vec![
        Kept::new("a", 1).at(29.9, -3.0, "Mugano"),
        Kept::new("b", 1).at(29.9, -3.001, "Muganno"),
        Kept::new("c", 1).at(29.9, -3.0001, "Kibimba"),
        Kept::new("d", 1).at(30.9, -3.0, "Mugano"),
    ];
    assert_eq!(flagged(&kept, "measure(like_named_m) == 111.2"), ["a", "b"]);
    assert_eq!(flagged(&kept, "measure(nearest_place_m) < 12"), ["a", "c"]);
    assert!(!flagged(&kept, "measure(nearest_place_m) >= 0").contains(&"d".to_owned()), "none is near");
    kept[0].identity = Some("same".into());
    kept[1].identity = Some("same".into());
    assert!(flagged(&kept, "measure(like_named_m) >= 0").is_empty(), "one place told twice is not two places");
}

#[test]
fn what_an_enumerator_copies_shows() {
    let sent = |key: &str, day: u32, different: usize| {
        let mut one =
            Kept::new(key, 1).with("reporting_date", Value::Date(NaiveDate::from_ymd_opt(2026, 3, day).unwrap()));
        for question in 0..20 {
            let chosen = if question < different { format!("{key}{question}") } else { "yes".into() };
            one = one.with(&format!("question_{question}"), Value::Choice(chosen));
        }
        one
    };
    let mut kept = vec![sent("d", 1, 0), sent("c", 1, 10), sent("b", 2, 1), sent("a", 3, 0)];
    assert_eq!(flagged(&kept, "measure(enumerator_same_share) > 0.9"), ["a", "b"], "the first of them copied nothing");
    assert_eq!(flagged(&kept, "measure(enumerator_day_records) == 2"), ["c", "d"]);
    kept.iter_mut().for_each(|one| one.enumerator = None);
    assert!(flagged(&kept, "measure(enumerator_day_records) >= 0").is_empty());
}

#[test]
fn a_place_without_a_record_now_is_gone() {
    let mut before = vec![Kept::new("b", 1).at(29.9, -3.0, "Mugano"), Kept::new("a", 1), Kept::new("c", 1)];
    for (one, identity) in before.iter_mut().zip(["bdi/mugano", "bdi/mugano", "bdi/kibimba"]) {
        one.identity = Some(identity.into());
    }
    let mut now = vec![Kept::new("x", 1)];
    now[0].identity = Some("bdi/kibimba".into());
    let gone = places_gone(&seen(&before), &seen(&now));
    assert_eq!(gone.len(), 1);
    assert_eq!((gone[0].place_identity.as_str(), gone[0].record.as_str()), ("bdi/mugano", "a"));
    assert_eq!(places_gone(&seen(&now), &seen(&now)), []);
}

#[test]
fn how_far_a_place_moved_needs_both_positions() {
    let (here, there) = (Kept::new("a", 1).at(29.9, -3.0, "x"), Kept::new("b", 1).at(29.9, -3.01, "x"));
    assert_eq!(moved_m(&here.answers, &there.answers), Some(1111.95));
    assert_eq!(moved_m(&here.answers, &Kept::new("c", 1).answers), None);
}

const OF_OTHERS: &str = "people > median(others(people, commune)) or share(people > 3, enumerator) > 0.5 or \
                         measure(like_named_m) < 900 or fact(duplicate_place)";

proptest! {
    #[test]
    fn the_order_of_records_changes_nothing(numbers in prop::collection::vec((0_i64..9, 0_usize..4, 0_i32..9), 1..24), turn in 0_usize..24) {
        let names = ["Mugano", "Mugamo", "Kibimba", "Rugari"];
        let mut kept: Vec<Kept> = numbers.iter().enumerate().map(|(at, (people, name, east))| {
            let mut one = Kept::new(&format!("{at:04}"), *people).at(29.9 + f64::from(*east) / 400.0, -3.0, names[*name]);
            one.identity = Some(format!("{}{east}", names[*name]));
            one
        }).collect();
        let first = flagged(&kept, OF_OTHERS);
        let turn = turn % kept.len();
        kept.rotate_left(turn);
        kept.reverse();
        prop_assert_eq!(first, flagged(&kept, OF_OTHERS));
    }
}

/// Places of Burundi's size, names and enumerators; every second one of them on one spot when `crowded`.
fn large(records: usize, crowded: bool) -> Vec<Kept> {
    let mut state = 7_u64;
    let mut next = move |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let syllables = ["mu", "ga", "no", "ki", "bi", "mba", "ru", "gari", "nyu", "za"];
    (0..records)
        .map(|number| {
            let name: String = (0..4).map(|_| syllables[next(10) as usize]).collect();
            let (east, north) = if crowded && number % 2 == 0 { (0, 0) } else { (next(20_000), next(20_000)) };
            let mut one = Kept::new(&format!("{number:05}"), next(3_000) as i64);
            one = one.at(29.0 + east as f64 / 10_000.0, -4.4 + north as f64 / 10_000.0, &name);
            one.places[1] = format!("BDI{:03}", next(18)).parse().unwrap();
            one.enumerator = Some(format!("e{}", next(if crowded { 2 } else { 100 })));
            for question in 0..60 {
                one = one.with(&format!("question_{question}"), Value::Choice(syllables[next(5) as usize].into()));
            }
            one
        })
        .collect()
}

/// A round of 5,000 records, when it is optimised: `cargo test --release -p review -- --nocapture` shows how long it takes. The
/// bound is wide, for a busy machine.
#[test]
fn a_large_round_is_gone_over_quickly() {
    let records = if cfg!(debug_assertions) { 1_000 } else { 5_000 };
    let outlier =
        "abs(log(people) - median(others(log(people), province))) > 3.5 * 1.4826 * mad(others(log(people), province))";
    let checks = [check(outlier), check(OF_OTHERS), check("share(mod(people, 10) == 0, round) > 0.6")];
    for crowded in [false, true] {
        let kept = large(records, crowded);
        let begun = Instant::now();
        let round = Round::new(seen(&kept), &checks);
        let flags: usize = round.subjects().map(|(_, subject)| run_checks(&checks, &subject).len()).sum();
        println!("{} records, crowded: {crowded}, {flags} flags: {:?}", round.len(), begun.elapsed());
        assert!(begun.elapsed().as_secs() < 30);
    }
}
