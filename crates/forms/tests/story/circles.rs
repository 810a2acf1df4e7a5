//! Expressions that need each other. Each case was put to ODK Validate (JavaRosa), with the same verdict. Rules:
//! 1. Calculation, relevance, required and read-only of a question need the nodes they name, the question itself too.
//! 2. What lies in a group or repeat needs the relevance of that.
//! 3. Conditions on entries and positions in a repeat make no difference.
//! 4. Constraints, choice filters, repeat counts, defaults, triggered calculations and the last saved answers are free.

use crate::scenario::{good, refused};
use forms::Argument;

const HEADERS: &str = "| survey |\n| | type | name | label | relevant | constraint | required | readonly | calculation | trigger | default | repeat_count | choice_filter |\n";

/// `type name column=expression;column=expression`, one row a line.
fn form(rows: &str) -> String {
    const COLUMNS: [&str; 9] = [
        "relevant",
        "constraint",
        "required",
        "readonly",
        "calculation",
        "trigger",
        "default",
        "repeat_count",
        "choice_filter",
    ];
    let mut text = HEADERS.to_owned();
    for row in rows.lines().map(str::trim).filter(|row| !row.is_empty()) {
        let mut words = row.splitn(3, ' ');
        let (kind, name, rest) = (words.next().unwrap(), words.next().unwrap_or(""), words.next().unwrap_or(""));
        let kind = if kind == "select_one" { "select_one l" } else { kind };
        let label = if name.is_empty() || kind == "calculate" { "" } else { name };
        text.push_str(&format!("| | {kind} | {name} | {label}"));
        for column in COLUMNS {
            let cell = rest.split(';').find_map(|part| part.trim().strip_prefix(column)?.strip_prefix('='));
            text.push_str(&format!(" | {}", cell.unwrap_or_default()));
        }
        text.push_str(" |\n");
    }
    text + "| choices |\n| | list_name | name | label |\n| | l | x | X |\n"
}

/// The circles of a form, each as the chain of names.
fn circles(rows: &str) -> Vec<String> {
    let problems = refused(&form(rows));
    problems
        .errors()
        .map(|problem| {
            assert_eq!(problem.code.as_str(), "reference.cycle", "{problem}");
            match &problem.arguments["names"] {
                Argument::Text(names) => names.clone(),
                Argument::Phrase(phrase) => panic!("{phrase:?} are no names"),
            }
        })
        .collect()
}

fn is_free(rows: &str) {
    good(&form(rows));
}

#[test]
fn the_chain_of_names_is_told_at_its_first_row() {
    let rows = "calculate a calculation=${b} + 1
        integer b relevant=${c} = 1
        calculate c calculation=${a} * 2
        calculate d calculation=${c}";
    assert_eq!(circles(rows), ["a → b → c → a"]);
    let problems = refused(&form(rows));
    assert_eq!(
        problems.errors().next().unwrap().to_string(),
        "Row 2 of 'survey', column 'calculation': The expressions of these questions need each other: a → b → c → a. Break the circle in one of \
         them."
    );
}

#[test]
fn each_knot_is_told_once() {
    let rows = "calculate a calculation=${b}
        calculate b calculation=${a}
        integer c relevant=${d}
        integer d relevant=${c}
        calculate e calculation=${a} + ${c}";
    assert_eq!(circles(rows), ["a → b → a", "c → d → c"]);
}

#[test]
fn a_question_does_not_need_itself() {
    for expression in ["${a} + 1", ". + 1", "/data/a + 1", "current()/../a", "if(${a} = '', 1, ${a})", "count(../*)"] {
        assert_eq!(circles(&format!("integer a calculation={expression}\ninteger z")), ["a → a"], "{expression}");
    }
    for column in ["relevant", "required", "readonly"] {
        assert_eq!(circles(&format!("integer a {column}=. > 1")), ["a → a"], "{column}");
    }
}

#[test]
fn required_and_readonly_count_as_relevance_does() {
    for (one, other) in
        [("required", "required"), ("readonly", "readonly"), ("required", "relevant"), ("readonly", "calculation")]
    {
        assert_eq!(circles(&format!("integer a {one}=${{b}} > 1\ninteger b {other}=${{a}} > 1")), ["a → b → a"]);
    }
}

#[test]
fn what_lies_in_a_group_needs_the_group() {
    assert_eq!(circles("begin_group g relevant=${a} > 1\ninteger a\nend_group"), ["g → a → g"]);
    assert_eq!(circles("begin_repeat r relevant=${a} > 1\ninteger a\nend_repeat"), ["r → a → r"]);
    assert_eq!(circles("begin_repeat r relevant=count(${r}) > 1\ninteger a\nend_repeat"), ["r → r"]);
    let two = "begin_group g relevant=${b} > 1
        integer a
        end_group
        begin_group h relevant=${a} > 1
        integer b
        end_group";
    assert_eq!(circles(two), ["g → b → h → a → g"]);
    is_free("begin_group g readonly=${a} > 1\ninteger a\nend_group");
}

#[test]
fn conditions_and_positions_in_a_repeat_make_no_difference() {
    for expression in [
        "sum(${s})",
        "indexed-repeat(${s}, ${r}, position(..) - 1) + ${x}",
        "sum(${r}[position() < position(current()/..)]/s)",
        "/data/r[position() = 1]/s",
        "count(../../r[x = ${s}])",
        "indexed-repeat(${x}, ${r}, ${s})",
    ] {
        let rows = format!("begin_repeat r\ninteger x\ncalculate s calculation={expression}\nend_repeat");
        assert_eq!(circles(&rows), ["s → s"], "{expression}");
    }
    let outside = "begin_repeat r
        integer x relevant=${total} < 5
        end_repeat
        calculate total calculation=sum(${r}[x > 1]/x)";
    assert_eq!(circles(outside), ["x → total → x"]);
}

#[test]
fn what_is_evaluated_for_itself_is_free() {
    for rows in [
        "integer a constraint=${a} > 1",
        "integer a constraint=${b} > 1\ncalculate b calculation=${a}",
        "integer a constraint=${b} > 1\ninteger b relevant=${a} > 1",
        "select_one a choice_filter=name != ${b}\nselect_one b choice_filter=name != ${a}",
        "select_one a choice_filter=name != ${a}",
        "integer z\ncalculate a calculation=${a} + 1;trigger=${z}",
        "integer z\ncalculate a calculation=${b} + 1;trigger=${z}\ncalculate b calculation=${a}",
        "integer a default=${a} + 1",
        "integer a calculation=${last-saved#a}",
        "begin_repeat r repeat_count=${x}\ninteger x\nend_repeat",
        "begin_repeat r\ninteger x\ncalculate n calculation=count(${r})\nend_repeat",
        "begin_repeat r\ninteger x\ncalculate s calculation=sum(${x})\nend_repeat",
        "begin_repeat r\ninteger x\ncalculate t calculation=${n}\nend_repeat\ncalculate n calculation=count(${r})",
        "begin_group g\ninteger x relevant=${n} > 1\nend_group\ncalculate n calculation=count(${g})",
        "begin_group g\ninteger x\ncalculate t calculation=count(..)\nend_group",
        "integer z\ncalculate a calculation=count(/data)",
    ] {
        is_free(rows);
    }
}
