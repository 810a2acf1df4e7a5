//! Submissions: any XML, read by a form with something of everything.

#![no_main]

use collect::{Limits, expected_files, parse_submission, read_answers};
use forms::{CompileOptions, Form, compile};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static FORM: LazyLock<Form> = LazyLock::new(|| {
    let table = "| survey |
| | type              | name | label |
| | integer           | i    | I     |
| | decimal           | d    | D     |
| | date              | t    | T     |
| | datetime          | m    | M     |
| | select_one l      | s    | S     |
| | select_multiple l | n    | N     |
| | begin_group       | g    | G     |
| | geopoint          | p    | P     |
| | begin_repeat      | r    | R     |
| | text              | x    | X     |
| | image             | f    | F     |
| | end_repeat        |      |       |
| | end_group         |      |       |
| choices |
| | list_name | name | label |
| | l         | a    | A     |
| | l         | b    | B     |
";
    compile("form.md", table.as_bytes(), &CompileOptions::default()).expect("the form is good").form
});

fuzz_target!(|xml: &[u8]| {
    let Ok(document) = parse_submission(xml, &Limits::default()) else { return };
    let _ = read_answers(&FORM, &document);
    let _ = expected_files(&FORM, &document);
});
