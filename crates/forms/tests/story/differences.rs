//! What changed between two versions of a form, and what that does to a comparison of rounds.
//!
//! 1. Each change has a verdict (breaks, may affect, cosmetic) with a reason.
//! 2. Questions are found again by place and name, then by name, then by what they show of themselves.
//! 3. Expressions are compared as they are understood.
//! 4. The same forms always give the same changes in the same order.

use crate::scenario::good;
use forms::{
    Form,
    diff::{Difference, Reason, Verdict, What, diff},
};
use vocab::Language;

fn between(old: &str, new: &str) -> Difference {
    diff(&good(old).form, &good(new).form)
}

/// `verdict subject: change` of each change.
fn told(old: &str, new: &str) -> Vec<String> {
    between(old, new).changes.iter().map(short).collect()
}

fn short(change: &forms::diff::Change) -> String {
    let what = serde_json::to_value(change).unwrap();
    let text = |name: &str| what[name].as_str().unwrap_or_default().to_owned();
    let detail = ["aspect", "text", "attribute", "choice", "language"].map(text).join(" ");
    let words: Vec<&str> = detail.split_whitespace().collect();
    format!("{} {}: {} {}", text("verdict"), change.subject.name, text("change"), words.join(" ")).trim_end().to_owned()
}

fn survey(rows: &str) -> String {
    format!(
        "| survey | | | | | | | | | | | | |\n\
         | | type | name | label | hint | relevant | constraint | required | calculation | appearance | default | \
         inzira::sensitivity | inzira::sharing |\n{rows}"
    )
}

#[test]
fn the_same_form_has_no_changes() {
    let form = survey("| | integer | a | How many? | | | . >= 0 | yes | | | | | public |\n");
    assert_eq!(told(&form, &form), [""; 0]);
    assert_eq!(between(&form, &form).verdict(), None);
}

#[test]
fn a_question_removed_breaks_one_added_may_affect_and_notes_are_cosmetic() {
    let old = survey("| | integer | a | How many? |\n| | text | b | Which place? |\n| | note | n | Thank them |\n");
    let new = survey("| | integer | a | How many? |\n| | date | c | Since when? |\n| | note | m | Say goodbye |\n");
    assert_eq!(
        told(&old, &new),
        ["breaks b: removed", "cosmetic n: removed", "may_affect c: added", "cosmetic m: added"]
    );
    let removed = &between(&old, &new).changes[0];
    assert_eq!(removed.message(Language::English), "Question 'b' is gone.");
    assert_eq!(removed.because(Language::English), "The new round has no answers to it.");
    assert_eq!(removed.message(Language::French), "Question « b » a disparu.");
    assert_eq!((removed.subject.old_row, removed.subject.new_row), (Some(3), None));
}

#[test]
fn a_question_of_another_name_that_looks_the_same_is_probably_renamed() {
    let old = survey("| | integer | hh | How many households? |\n| | integer | x | Other | | ${hh} > 3 |\n");
    let new =
        survey("| | integer | households | How many households? |\n| | integer | x | Other | | ${households} > 3 |\n");
    let changes = between(&old, &new).changes;
    assert_eq!(changes.len(), 1, "what refers to it has not changed: {changes:?}");
    assert_eq!(changes[0].what, What::Renamed { from: "hh".into(), to: "households".into() });
    assert_eq!((changes[0].verdict, changes[0].reason), (Verdict::Breaks, Reason::OtherName));
}

#[test]
fn a_question_renamed_and_reworded_in_its_place_is_found_again() {
    let old = survey("| | text | a | A |\n| | integer | n | How many people live here? |\n| | text | z | Z |\n");
    let new = survey("| | text | a | A |\n| | integer | m | How many people live in here? |\n| | text | z | Z |\n");
    assert_eq!(told(&old, &new), ["breaks m: renamed", "may_affect m: reworded label default"]);
}

#[test]
fn two_that_look_the_same_are_not_guessed_at() {
    let old = survey(
        "| | text | a | A |\n| | text | other1 | Specify |\n| | text | b | B |\n| | text | other2 | Specify |\n",
    );
    let new = survey(
        "| | text | b | B |\n| | text | c | Other words altogether |\n| | text | more1 | Specify |\n| | text | more2 | Specify |\n",
    );
    assert!(!told(&old, &new).iter().any(|change| change.contains("renamed")), "{:?}", told(&old, &new));
}

#[test]
fn one_question_that_moved_is_one_change() {
    let rows = ["| | text | a | A |\n", "| | text | b | B |\n", "| | text | c | C |\n", "| | text | d | D |\n"];
    let old = survey(&rows.concat());
    let new = survey(&[rows[3], rows[0], rows[1], rows[2]].concat());
    assert_eq!(told(&old, &new), ["may_affect d: moved"]);
}

#[test]
fn a_group_around_questions_is_cosmetic_and_its_condition_is_not() {
    let old = survey("| | text | a | A |\n| | text | b | B |\n");
    let grouped = |condition: &str| {
        survey(&format!(
            "| | begin_group | g | G | | {condition} |\n| | text | a | A |\n| | text | b | B |\n| | end_group |\n"
        ))
    };
    assert_eq!(told(&old, &grouped("")), ["cosmetic g: added", "cosmetic a: moved", "cosmetic b: moved"]);
    let changes = between(&old, &grouped("1 = 2")).changes;
    let conditions: Vec<_> = changes.iter().filter(|change| change.reason == Reason::AnotherSetIsAsked).collect();
    assert_eq!(conditions.iter().map(|change| change.subject.name.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    // The same condition on each question alone is the same condition.
    let each = survey("| | text | a | A | | 1 = 2 |\n| | text | b | B | | 1=2 |\n");
    let changes = between(&each, &grouped("1 = 2")).changes;
    assert_eq!(changes.iter().map(|change| change.verdict).max(), Some(Verdict::Cosmetic), "{changes:?}");
}

#[test]
fn a_question_that_came_into_a_repeat_is_answered_for_something_else() {
    let old = survey("| | begin_repeat | r | R |\n| | text | b | B |\n| | end_repeat |\n| | text | a | A |\n");
    let new = survey("| | begin_repeat | r | R |\n| | text | b | B |\n| | text | a | A |\n| | end_repeat |\n");
    let changes = between(&old, &new).changes;
    assert_eq!(changes[0].reason, Reason::OtherUnit);
    let new = survey("| | begin_group | r | R |\n| | text | b | B |\n| | end_group |\n| | text | a | A |\n");
    assert_eq!(told(&old, &new), ["breaks r: type_changed"]);
}

#[test]
fn a_type_that_changed_breaks_unless_answers_read_alike() {
    let form = |kind: &str| survey(&format!("| | {kind} | a | A |\n"));
    assert_eq!(told(&form("integer"), &form("text")), ["breaks a: type_changed"]);
    assert_eq!(told(&form("integer"), &form("decimal")), ["may_affect a: type_changed"]);
}

#[test]
fn logic_is_compared_as_it_is_understood() {
    let form = |relevant: &str, constraint: &str, required: &str, calculation: &str, default: &str| {
        survey(&format!(
            "| | integer | a | A |\n| | integer | b | B | | {relevant} | {constraint} | {required} | | | {default} |\n\
             | | calculate | c | | | | | | {calculation} |\n"
        ))
    };
    let old = form("${a} > 3", ". < 10 and . > 1", "yes", "${a} * 2", "5");
    assert_eq!(told(&old, &form("${a}>3.0", ".<10  and .>1", "true()", "${a}*2", "5")), [""; 0]);
    assert_eq!(
        told(&old, &form("${a} >= 3", ". < 10", "no", "${a} * 3", "6")),
        [
            "breaks b: logic_changed relevance",
            "may_affect b: logic_changed constraint",
            "may_affect b: logic_changed required",
            "may_affect b: logic_changed default",
            "breaks c: logic_changed calculation"
        ]
    );
}

#[test]
fn how_many_entries_a_repeat_has_is_its_logic() {
    let form = |count: &str| {
        format!(
            "| survey | | | | |\n| | type | name | label | repeat_count |\n| | integer | n | N | |\n\
             | | begin_repeat | r | R | {count} |\n| | text | a | A | |\n| | end_repeat | | | |\n"
        )
    };
    assert_eq!(told(&form("${n}"), &form("${n} + 1")), ["breaks r: logic_changed repeat_count"]);
    assert_eq!(told(&form("${n}+1"), &form("${n} + 1")), [""; 0]);
}

#[test]
fn wording_is_shown_side_by_side_in_each_language() {
    let form = |english: &str, french: &str| {
        format!(
            "| survey | | | | |\n| | type | name | label::English (en) | label::French (fr) |\n\
             | | text | a | {english} | {french} |\n"
        )
    };
    let changes =
        between(&form("Why did you leave?", "Pourquoi ?"), &form("Why did you flee?", "**Pourquoi** ?")).changes;
    let What::Reworded { language, from, to, .. } = &changes[0].what else { panic!("{changes:?}") };
    assert_eq!([language.as_str(), from, to], ["English (en)", "Why did you leave?", "Why did you flee?"]);
    assert_eq!((changes[0].verdict, changes[0].reason), (Verdict::MayAffect, Reason::OtherWords));
    assert_eq!((changes[1].verdict, changes[1].reason), (Verdict::Cosmetic, Reason::SameWords));
}

#[test]
fn a_language_is_the_same_under_another_name_and_one_more_is_one_change() {
    let form = |languages: &[&str]| {
        let headers: Vec<String> = languages.iter().map(|name| format!("label::{name}")).collect();
        let labels = vec!["Texte"; languages.len()].join(" | ");
        format!("| survey | |\n| | type | name | {} |\n| | text | a | {labels} |\n", headers.join(" | "))
    };
    assert_eq!(told(&form(&["English", "French"]), &form(&["English (en)", "Français (fr)"])), [""; 0]);
    assert_eq!(
        told(&form(&["English (en)"]), &form(&["English (en)", "Kirundi (rn)"])),
        ["may_affect : language_added Kirundi (rn)"]
    );
    let plain = survey("| | text | a | Texte |\n");
    assert_eq!(told(&plain, &form(&["French (fr)"])), [""; 0]);
}

#[test]
fn marks_of_sensitivity_and_sharing_decide_what_is_published() {
    let form = |sensitivity: &str, sharing: &str| {
        survey(&format!("| | text | a | A | | | | | | | | {sensitivity} | {sharing} |\n"))
    };
    assert_eq!(told(&form("none", ""), &form("personal", "")), ["breaks a: sensitivity_changed"]);
    assert_eq!(told(&form("", "public"), &form("", "sensitive")), ["may_affect a: sharing_changed"]);
    assert_eq!(told(&form("", ""), &form("none", "sensitive")), [""; 0]);
}

#[test]
fn looks_are_cosmetic() {
    let form = |appearance: &str| survey(&format!("| | text | a | A | | | | | | {appearance} |\n"));
    assert_eq!(told(&form(""), &form("multiline")), ["cosmetic a: attribute_changed appearance"]);
    let settings = |version: &str| {
        survey("| | text | a | A |\n") + &format!("| settings |\n| | form_id | version |\n| | f | {version} |\n")
    };
    assert_eq!(told(&settings("1"), &settings("2")), ["cosmetic : attribute_changed version"]);
}

/// Two selects of one list, and one of another.
fn with_choices(choices: &str) -> String {
    format!(
        "| survey  | | | |\n| | type | name | label |\n| | select_one why | first | First reason |\n\
         | | select_multiple why | others | Other reasons |\n| | select_one sex | sex | Sex |\n\
         | choices | | | |\n| | list_name | name | label |\n{choices}| | sex | f | Female |\n| | sex | m | Male |\n"
    )
}

#[test]
fn choices_are_told_once_a_list_with_the_questions_that_use_it() {
    let old = with_choices("| | why | flood | Flood |\n| | why | war | Conflict |\n| | why | 9 | Other |\n");
    let new = with_choices("| | why | flood | Floods |\n| | why | fire | Fire |\n| | why | 99 | Other |\n");
    let changes = between(&old, &new).changes;
    let told: Vec<String> = changes.iter().map(short).collect();
    assert_eq!(
        told,
        [
            "breaks why: choice_removed war",
            "breaks why: choice_renumbered",
            "may_affect why: choice_added fire",
            "may_affect why: choice_reworded flood default"
        ]
    );
    assert!(changes.iter().all(|change| change.subject.questions == ["first", "others"]));
}

#[test]
fn a_name_that_now_means_another_choice_breaks() {
    let old = with_choices("| | why | 1 | Flood |\n| | why | 2 | Conflict |\n");
    let new = with_choices("| | why | 1 | Conflict |\n| | why | 2 | Flood |\n");
    let reasons: Vec<Reason> = between(&old, &new).changes.iter().map(|change| change.reason).collect();
    assert_eq!(reasons, [Reason::CodeMeansAnother; 2]);
}

#[test]
fn another_order_of_choices_may_affect() {
    let old = with_choices("| | why | a | A |\n| | why | b | B |\n| | why | c | C |\n");
    let new = with_choices("| | why | b | B |\n| | why | n | N |\n| | why | a | A |\n| | why | c | C |\n");
    assert_eq!(told(&old, &new), ["may_affect why: choice_added n", "may_affect why: choices_reordered"]);
}

#[test]
fn a_list_of_another_name_with_the_same_choices_is_cosmetic() {
    let old = with_choices("| | why | a | A |\n| | why | b | B |\n");
    let new = old.replace("| why |", "| reason |").replace("select_one why", "select_one reason");
    let new = new.replace("select_multiple why", "select_multiple reason");
    assert_eq!(told(&old, &new), ["cosmetic first: choices_taken_from", "cosmetic others: choices_taken_from"]);
}

#[test]
fn a_column_counts_if_a_filter_looks_at_it() {
    let form = |filter: &str, region: &str| {
        format!(
            "| survey | | | | |\n| | type | name | label | choice_filter |\n| | text | r | R | |\n\
             | | select_one place | place | Place | {filter} |\n\
             | choices | | | | |\n| | list_name | name | label | region |\n| | place | a | A | {region} |\n"
        )
    };
    let told = |old: &str, new: &str| told(old, new);
    assert_eq!(
        told(&form("region = ${r}", "x"), &form("region=${r}", "y")),
        ["may_affect place: choice_column_changed a"]
    );
    assert_eq!(told(&form("", "x"), &form("", "y")), ["cosmetic place: choice_column_changed a"]);
    assert_eq!(
        told(&form("region = ${r}", "x"), &form("region != ${r}", "x")),
        ["may_affect place: logic_changed choice_filter"]
    );
}

#[test]
fn what_was_removed_stands_where_it_stood_and_the_order_is_always_the_same() {
    let old = survey("| | text | a | A |\n| | text | b | Bee |\n| | text | c | C |\n| | text | d | Dee |\n");
    let new = survey("| | text | a | A |\n| | integer | n | N |\n| | text | c | C |\n");
    let expected = ["breaks b: removed", "may_affect n: added", "breaks d: removed"];
    for _ in 0..5 {
        assert_eq!(told(&old, &new), expected);
    }
}

#[test]
fn a_difference_survives_being_written_and_read() {
    let old = with_choices("| | why | 1 | Flood |\n");
    let new = with_choices("| | why | 2 | Flood |\n").replace("First reason", "The first reason");
    let difference = between(&old, &new);
    let written = serde_json::to_string(&difference).unwrap();
    assert_eq!(serde_json::from_str::<Difference>(&written).unwrap(), difference);
}

#[test]
fn every_reason_has_words_in_both_languages() {
    let old = survey("| | text | a | A |\n");
    let mut change = between(&old, &survey("| | text | a | B |\n")).changes.remove(0);
    for reason in Reason::ALL {
        change.reason = *reason;
        let words = [Language::English, Language::French].map(|language| change.because(language));
        assert!(words.iter().all(|words| words.ends_with('.')) && words[0] != words[1], "{reason:?}");
    }
}

mod real {
    use super::*;
    use crate::real_forms::{read, root};

    fn form(name: &str) -> Option<Form> {
        let path = root().join("../shared/data/xlsforms").join(name);
        if !path.exists() {
            println!("skipped: needs ../shared/data/xlsforms/{name}");
            return None;
        }
        Some(read(&path).unwrap().form)
    }

    /// The numbers come from reading both sheets with openpyxl and comparing rows by name, column by column: 22 rows are
    /// new (19 questions that hold an answer, 2 notes, 1 group), none is gone, none moved; of the 275 that stayed only
    /// `cm_income_source` differs, in a constraint message that is new in both languages; of the 4 new lists each is used
    /// by new questions only, and no choice of the lists that stayed differs.
    #[test]
    fn the_two_msna_tools_of_2024_stay_comparable() {
        let (Some(old), Some(new)) =
            (form("reach_msna_2024_kobo_tool_v10.xlsx"), form("reach_msna_2024_kobo_tool_v11.xlsx"))
        else {
            return;
        };
        let difference = diff(&old, &new);
        let count = |test: &dyn Fn(&forms::diff::Change) -> bool| difference.changes.iter().filter(|c| test(c)).count();
        assert_eq!(count(&|change| change.what == What::Added), 22);
        assert_eq!(count(&|change| change.what == What::Added && change.verdict == Verdict::MayAffect), 19);
        let reworded: Vec<_> =
            difference.changes.iter().filter(|change| matches!(change.what, What::Reworded { .. })).collect();
        assert_eq!(reworded.len(), 2);
        assert!(reworded.iter().all(|change| change.subject.name == "cm_income_source"));
        assert_eq!(count(&|change| matches!(change.what, What::AttributeChanged { .. })), 2); // form_id and form_title
        assert_eq!(difference.changes.len(), 26);
        assert_eq!(difference.count(Verdict::Breaks), 0);

        // The other way round every answer that was added is one that is lost.
        let back = diff(&new, &old);
        assert_eq!(back.count(Verdict::Breaks), 19);
        assert_eq!(back.changes.len(), 26);
        assert!(diff(&new, &new).changes.is_empty());
    }
}
