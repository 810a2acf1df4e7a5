//! Forms built from the words that forms are built from: what compiles must be well-formed, the same every time, and
//! survive storage in its parts.

#![no_main]

use forms::{CompileOptions, Limits, compile};
use libfuzzer_sys::{
    arbitrary::{Arbitrary, Result, Unstructured},
    fuzz_target,
};

/// One form as Markdown tables.
#[derive(Debug)]
struct Survey(String);

const COLUMNS: [&str; 24] = [
    "name",
    "label",
    "label::French (fr)",
    "hint",
    "guidance_hint",
    "relevant",
    "constraint",
    "constraint_message",
    "required",
    "readonly",
    "calculation",
    "default",
    "trigger",
    "choice_filter",
    "appearance",
    "parameters",
    "repeat_count",
    "media::image",
    "bind::type",
    "bind::x:y",
    "instance::a",
    "inzira::sharing",
    "inzira::sensitivity",
    "disabled",
];

const TYPES: [&str; 30] = [
    "text",
    "integer",
    "decimal",
    "range",
    "date",
    "time",
    "datetime",
    "note",
    "calculate",
    "hidden",
    "select_one l",
    "select_multiple l",
    "select_one l or_other",
    "rank l",
    "select_one ${r}",
    "select_one_from_file f.csv",
    "select_one_external l",
    "begin_group",
    "end_group",
    "begin_repeat",
    "end_repeat",
    "begin loop over l",
    "end loop",
    "geopoint",
    "image",
    "audit",
    "start",
    "background-audio",
    "osm l",
    "csv-external",
];

const VALUES: [&str; 44] = [
    "",
    "a",
    "b",
    "g",
    "r",
    "l",
    "meta",
    "A & B < C",
    "${a}",
    "${b}",
    "${r}",
    "${last-saved#a}",
    "${missing}",
    "yes",
    "true",
    "1",
    "2026-11-01",
    "today()",
    ". > 0",
    "${a} + 1",
    "count(${r})",
    "sum(${a})",
    "position(..)",
    "indexed-repeat(${a}, ${r}, 1)",
    "selected(${b}, 'x')",
    "${b} = 'y'",
    "if(${a}, 'x', ${b})",
    "once(uuid())",
    "pulldata('f', 'x', 'y', ${a})",
    "instance('l')/root/item[name = ${a}]/label",
    "jr:choice-name(${b}, '${b}')",
    "name = ${a}",
    "randomize=true seed=${a}",
    "start=0 end=10 step=1",
    "quick",
    "search('f')",
    "table-list",
    "public",
    "personal",
    "urgent_action",
    "x.png",
    "int",
    "(((",
    "é\u{301}\u{202E}",
];

impl<'a> Arbitrary<'a> for Survey {
    fn arbitrary(from: &mut Unstructured<'a>) -> Result<Self> {
        let columns: Vec<&str> =
            (0..from.int_in_range(1..=8)?).map(|_| from.choose(&COLUMNS).copied()).collect::<Result<_>>()?;
        let mut text = format!("| survey |\n| | type | name | {} |\n", columns.join(" | "));
        for _ in 0..from.int_in_range(0..=24)? {
            text.push_str(&format!(
                "| | {} | {}",
                from.choose(&TYPES)?,
                from.choose(&["a", "b", "g", "r", "c", "", "d", "e"])?
            ));
            for _ in &columns {
                text.push_str(" | ");
                text.push_str(&value(from)?.replace('|', "\\|"));
            }
            text.push_str(" |\n");
        }
        if from.ratio(3, 4)? {
            text.push_str("| choices |\n| | list_name | name | label | label::French (fr) | filter |\n");
            for _ in 0..from.int_in_range(0..=6)? {
                let (list, name) = (from.choose(&["l", "l", "m", ""])?, from.choose(&["x", "y", "z", "", "x y"])?);
                text.push_str(&format!("| | {list} | {name} | {} | {} | x |\n", value(from)?, value(from)?));
            }
        }
        if from.ratio(1, 4)? {
            let (name, language, instance) = (value(from)?, value(from)?, value(from)?);
            text.push_str("| settings |\n| | form_id | default_language | instance_name | name |\n");
            text.push_str(&format!("| | f | {language} | {instance} | {name} |\n"));
        }
        Ok(Self(text))
    }
}

/// A known word, or a few letters of anything on one line.
fn value(from: &mut Unstructured<'_>) -> Result<String> {
    if from.ratio(7, 8)? {
        return Ok((*from.choose(&VALUES)?).to_owned());
    }
    let any: String = (0..from.int_in_range(0..=12)?).map(|_| from.arbitrary::<char>()).collect::<Result<_>>()?;
    Ok(any.replace(['\n', '\r'], " "))
}

fuzz_target!(|survey: Survey| {
    let options = CompileOptions { limits: Limits { rows: 500, ..Limits::default() }, ..CompileOptions::default() };
    match compile("form.md", survey.0.as_bytes(), &options) {
        Ok(compiled) => {
            if let Err(error) = roxmltree::Document::parse(&compiled.xform) {
                panic!("{error}\n{}\n{}", survey.0, compiled.xform);
            }
            let again = compile("form.md", survey.0.as_bytes(), &options).map(|again| again.xform);
            assert_eq!(again.as_ref(), Ok(&compiled.xform), "the same form twice");
            let _ = compiled.form.schema();
        }
        Err(problems) => assert!(problems.refuse(), "a form is refused for an error"),
    }
});
