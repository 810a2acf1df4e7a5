use super::*;
use proptest::prelude::*;

/// An interview in a colline on 14 March 2026 from 09:00 in Burundi (UTC+2): a question asked twice, a screen of several questions,
/// a break of twenty minutes out of the form, the end.
const INTERVIEW: &str = "event,node,start,end
form start,,1773471600000,
question,/data/place/reporting_date,1773471600000,1773471604000
question,/data/place/location_name,1773471604000,1773471634000
question,/data/place/access,1773471634000,1773471640000
question,/data/place/location_name,1773471640000,1773471650000
group questions,/data/idps/idp_sex_age,1773471650000,1773471770000
form exit,,1773471770000,
form resume,,1773472970000,
jump,,1773472970000,1773472975000
question,/data/remarks,1773472975000,1773472995000
end screen,,1773472995000,1773473000000
form save,,1773473000000,
form exit,,1773473000000,
form finalize,,1773473000000,
";

fn burundi() -> FixedOffset {
    FixedOffset::east_opt(2 * 3600).unwrap()
}

fn measures(csv: &str) -> BTreeMap<&'static str, f64> {
    let log = AuditLog::read(csv.as_bytes()).unwrap();
    log.measures(Some(burundi())).into_iter().filter_map(|(name, measure)| Some((name, measure?))).collect()
}

#[test]
fn an_interview_is_timed_without_its_break() {
    let found = measures(INTERVIEW);
    assert_eq!(found["audit_minutes"], 200.0 / 60.0, "170 seconds before the break, 30 after it");
    assert_eq!(found["audit_gap_hours"], 1200.0 / 3600.0);
    assert_eq!(found["audit_sittings"], 2.0);
    assert_eq!(found["audit_questions"], 4.0);
    assert_eq!(found["audit_seconds_median"], 13.0, "of 4, 6, 20 and 40 (30 and 10) seconds");
    assert_eq!(found["audit_seconds_mad"], 8.0, "of 9, 7, 7 and 27");
    assert_eq!(found["audit_night_share"], 0.0);
    assert_eq!(found.get("audit_changed"), None, "changes are not tracked");
}

#[test]
fn a_screen_left_open_is_a_gap_and_no_work() {
    let overnight = "event,node,start,end\nquestion,/data/a,1773471600000,1773471610000\n\
                     question,/data/b,1773471610000,1773565210000\n";
    let found = measures(overnight);
    assert_eq!(found["audit_minutes"], 10.0 / 60.0 + 10.0);
    assert_eq!(found["audit_gap_hours"], 26.0);
    assert_eq!(found.get("audit_sittings"), None);
}

#[test]
fn the_night_is_that_of_the_phone() {
    // 19:30 and 20:30 in Burundi.
    let evening = "event,node,start,end\nquestion,/data/a,1773509400000,1773509405000\n\
                   question,/data/b,1773513000000,1773513005000\n";
    let log = AuditLog::read(evening.as_bytes()).unwrap();
    assert_eq!(log.night_share(burundi()), Some(0.5));
    assert_eq!(log.night_share(FixedOffset::east_opt(0).unwrap()), Some(0.0));
    assert!(log.measures(None).contains(&("audit_night_share", None)), "without an offset nobody knows");
}

/// The example of the specification with positions and changes, shortened.
const TRACKED: &str = "event,node,start,end,latitude,longitude,accuracy,old-value,new-value,user
form start,,1550615022663,,,,,,,ana
location tracking enabled,,1550615022671,,,,,,,ana
question,/data/name,1550615022682,1550615097082,37.42,-122.08,14.08,,John,ana
question,/data/age,1550615097082,1550615097655,37.42,-122.08,14.08,,20,ana
question,/data/name,1550615097656,1550615102351,37.42,-122.08,14.08,John,\"Smith, John\",ana
group questions,/data/g,1550615102351,1550615107630,37.42,-122.08,14.08,,,ana
question,/data/g/one,1550615102351,1550615107630,37.42,-122.08,14.08,1,2,ana
question,/data/g/two,1550615102351,1550615107630,37.42,-122.08,14.08,,7,ana
end screen,,1550615107631,1550615109199,37.42,-122.08,14.08,,,ana
";

#[test]
fn changes_are_those_of_answers_that_were_there() {
    let found = measures(TRACKED);
    assert_eq!(found["audit_changed"], 2.0, "the name and one question of the group");
    assert_eq!(found["audit_questions"], 2.0, "the group's questions have only the time of the group");
    let screens = (1_550_615_109_199.0 - 1_550_615_022_682.0 - 2.0) / 60_000.0;
    assert_eq!(found["audit_minutes"], screens, "what overlaps counts once");
}

#[test]
fn columns_may_stand_in_another_order_after_a_byte_order_mark() {
    let log = "\u{feff}user,start,end,node,event\nana,1773471600000,1773471604000,/data/a,question\n";
    assert_eq!(measures(log)["audit_minutes"], 4.0 / 60.0);
}

#[test]
fn rows_that_make_no_sense_are_counted_and_passed_over() {
    let log = "event,node,start,end\nquestion,/data/a,1773471600000,1773471604000\nquestion,/data/b\nquestion,/data/c,x,y\n\
               question,/data/d,1773471604000,1773471600000\n,,1773471604000,\nquestion,/data/e,0,4\n\u{0}\n\
               question,/data/f,99999999999999999999,\n";
    let read = AuditLog::read(log.as_bytes()).unwrap();
    assert_eq!((read.rows, read.broken_rows), (1, 7));
    assert!(read.measures(None).iter().all(|(_, measure)| measure.is_none()), "mostly broken: it tells nothing");
    assert_eq!(read.active_minutes(), Some(4.0 / 60.0));
}

#[test]
fn a_log_without_a_header_is_refused_and_an_empty_one_says_nothing() {
    for none in [&b""[..], b"event,node,start\n", b"\xff\xfe\x00", b"question,/data/a,1773471600000,1773471604000\n"] {
        assert_eq!(AuditLog::read(none), Err(AuditProblem::NoHeader));
    }
    assert!(measures("event,node,start,end\n").is_empty());
}

#[test]
fn a_log_beyond_the_limits_is_cut_off_and_says_so() {
    let row = "question,/data/a,1773471600000,1773471604000\n";
    let many = format!("event,node,start,end\n{}", row.repeat(AUDIT_ROWS + 1));
    let log = AuditLog::read(many.as_bytes()).unwrap();
    assert!(log.cut_off && log.rows == AUDIT_ROWS);
    assert!(measures(&many).is_empty(), "what is not whole is not measured");
    let quoted = [b"event,node,start,end\n\"".as_slice(), &vec![b'x'; AUDIT_BYTES]].concat();
    assert!(AuditLog::read(&quoted).unwrap().cut_off);
}

proptest! {
    #[test]
    fn any_bytes_are_read_and_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), headed in any::<bool>()) {
        let log = if headed { [b"event,node,start,end,old-value,new-value\n".as_slice(), &bytes].concat() } else { bytes };
        if let Ok(log) = AuditLog::read(&log) {
            let _ = log.measures(Some(burundi()));
        }
    }

    #[test]
    fn times_add_up(visits in prop::collection::vec((0_i64..100_000_000, 0_i64..2_000_000, 0_usize..5), 1..40)) {
        let base = 1_773_471_600_000;
        let rows: String = visits.iter().map(|(start, long, node)| {
            format!("question,/data/q{node},{},{}\n", base + start, base + start + long)
        }).collect();
        let log = AuditLog::read(format!("event,node,start,end\n{rows}").as_bytes()).unwrap();
        let active = log.active_minutes().unwrap() * 60.0;
        let by_question: f64 = log.seconds_by_question().values().sum();
        prop_assert!(active <= by_question + 1e-6, "overlapping time counts once");
        prop_assert!(active <= visits.len() as f64 * 600.0 + 1e-6);
        let mut turned: Vec<&str> = rows.lines().collect();
        turned.reverse();
        let turned = format!("event,node,start,end\n{}\n", turned.join("\n"));
        let measured = AuditLog::read(turned.as_bytes()).unwrap().measures(Some(burundi()));
        prop_assert_eq!(measured, log.measures(Some(burundi())), "the order of rows changes nothing");
    }
}

#[test]
fn every_measure_is_one_that_checks_may_ask_for() {
    let known = review::expression::MEASURES.iter().filter(|measure| measure.name.starts_with("audit_"));
    let given = AuditLog::default().measures(None);
    assert_eq!(given.map(|(name, _)| name).to_vec(), known.map(|measure| measure.name).collect::<Vec<_>>());
}
