//! `docs/limits.md` says what the program does.

use crate::{
    accounts,
    api::{records, rounds, sites},
    checking, crosswalks, expected_list, input, openrosa, parts, reviewing, serving,
    state::Settings,
};
use collect::limits;
use std::{collections::BTreeMap, fmt::Display, path::Path};

fn the_programs() -> BTreeMap<&'static str, String> {
    let settings = Settings::default();
    let of = |number: &dyn Display| number.to_string();
    BTreeMap::from([
        ("MOST_CONNECTIONS", of(&serving::MOST_CONNECTIONS)),
        ("MOST_PER_ADDRESS", of(&serving::MOST_PER_ADDRESS)),
        ("LONGEST_HEAD", of(&serving::LONGEST_HEAD.as_secs())),
        ("LARGEST_HEAD", of(&serving::LARGEST_HEAD)),
        ("MOST_HEADERS", of(&serving::MOST_HEADERS)),
        ("LONGEST_SILENCE", of(&serving::LONGEST_SILENCE.as_secs())),
        ("SLOWEST", of(&serving::SLOWEST)),
        ("GRACE", of(&serving::GRACE.as_secs())),
        ("LONGEST_REQUEST", of(&serving::LONGEST_REQUEST.as_secs())),
        ("LONGEST_UPLOAD", of(&serving::LONGEST_UPLOAD.as_secs())),
        ("LONGEST_WRITE", of(&serving::LONGEST_WRITE.as_secs())),
        ("Settings::largest_submission", of(&settings.largest_submission)),
        ("Settings::largest_workbook", of(&settings.largest_workbook)),
        ("MOST_FILES", of(&parts::MOST_FILES)),
        ("XML_BYTES", of(&limits::XML_BYTES)),
        ("DEPTH", of(&limits::DEPTH)),
        ("NODES", of(&limits::NODES)),
        ("TEXT_BYTES", of(&limits::TEXT_BYTES)),
        ("ATTRIBUTES", of(&limits::ATTRIBUTES)),
        ("ATTRIBUTE_BYTES", of(&limits::ATTRIBUTE_BYTES)),
        ("NAME_BYTES", of(&limits::NAME_BYTES)),
        ("INSTANCE_ID_CHARACTERS", of(&limits::INSTANCE_ID_CHARACTERS)),
        ("MOST_TRIALS", of(&store::MOST_TRIALS)),
        ("LARGEST_JSON", of(&input::LARGEST_JSON)),
        ("MOST_EXPECTED", of(&expected_list::MOST_EXPECTED)),
        ("ROWS_TOLD", of(&expected_list::ROWS_TOLD)),
        ("LONGEST_WORDS", of(&input::LONGEST_WORDS)),
        ("LONGEST_TEAM_NAME", of(&rounds::LONGEST_TEAM_NAME)),
        ("MOST_MEMBERS", of(&rounds::MOST_MEMBERS)),
        ("LARGEST_ROUND", of(&rounds::LARGEST_ROUND)),
        ("MOST_BY_ITSELF", of(&checking::MOST_BY_ITSELF)),
        ("MOST_EDITS", of(&reviewing::edits::MOST_EDITS)),
        ("LONGEST_TEXT", of(&review::edit::LONGEST_TEXT)),
        ("LONGEST_COMMENT", of(&records::edits::LONGEST_COMMENT)),
        ("MOST_DECIDED", of(&reviewing::bulk::MOST_DECIDED)),
        ("MOST_SET", of(&reviewing::bulk::MOST_SET)),
        ("LONGEST_NAME", of(&crate::sites::said::LONGEST_NAME)),
        ("MOST_ALIASES", of(&crate::sites::said::MOST_ALIASES)),
        ("FURTHEST_M", of(&sites::FURTHEST_M)),
        ("PROPOSALS_SHOWN", of(&sites::PROPOSALS_SHOWN)),
        ("LARGEST_TABLE", of(&places::Crosswalk::LARGEST_TABLE)),
        ("MOST_LINKS", of(&places::Crosswalk::MOST_LINKS)),
        ("PROBLEMS_TOLD", of(&crosswalks::PROBLEMS_TOLD)),
        ("LONGEST_CODE", of(&crosswalks::LONGEST_CODE)),
        ("LONGEST_LABEL", of(&crosswalks::LONGEST_LABEL)),
        ("LONGEST_SOURCE", of(&crosswalks::LONGEST_SOURCE)),
        ("FREE_PER_ACCOUNT", of(&accounts::FREE_PER_ACCOUNT)),
        ("FREE_PER_ADDRESS", of(&accounts::FREE_PER_ADDRESS)),
        ("FIRST_WAIT", of(&accounts::FIRST_WAIT.num_seconds())),
        ("WINDOW", of(&accounts::WINDOW.num_seconds())),
        ("FREE", of(&accounts::FREE)),
        ("ONE_MORE", of(&accounts::ONE_MORE.num_seconds())),
        ("NONCE_GOOD_FOR", of(&openrosa::NONCE_GOOD_FOR.num_seconds())),
        ("DEVICE_TOKEN", of(&accounts::DEVICE_TOKEN)),
        ("SESSION_HOURS", of(&accounts::SESSION_HOURS)),
        ("MOST_AT_ONCE", of(&accounts::MOST_AT_ONCE)),
    ])
}

#[test]
fn the_documents_numbers_are_the_programs() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/limits.md");
    let text = std::fs::read_to_string(page).unwrap();
    let rows = text.lines().filter_map(|line| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, _, number, constant, _] = cells[..] else { return None };
        Some((constant.strip_prefix('`')?.strip_suffix('`')?, number.to_owned()))
    });
    let mut said = BTreeMap::new();
    for (constant, number) in rows {
        assert_eq!(said.insert(constant, number), None, "{constant} twice");
    }
    assert_eq!(said, the_programs());
}
