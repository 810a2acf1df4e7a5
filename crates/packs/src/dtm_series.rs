//! Which of an exercise's numbers other systems read as displaced people present. The pack says so itself: the order of files
//! must not decide what a country is said to have.

use crate::{
    manifest::Exercise,
    pack::{MANIFEST, Pack},
    problem::PackProblems,
    view::Known,
};

/// HXL's tag for displaced people present: that of `numPresentIdpInd` of the DTM API on HDX.
///
/// Source: <https://hxlstandard.org/standard/1-1final/dictionary/>.
const DISPLACED_PEOPLE: &str = "#affected+idps+ind";

/// All that is wrong with the series that a pack names, and with those that it should name.
pub(crate) fn look_over(pack: &Pack, problems: &mut PackProblems) {
    for exercise in &pack.manifest.exercises {
        let mut say = |message: String| problems.add(MANIFEST, format!("the exercise '{}': {message}", exercise.code));
        match &exercise.dtm_series {
            Some(code) => look_over_series(pack, exercise, code, &mut say),
            None => look_over_silence(pack, exercise, &mut say),
        }
    }
}

fn look_over_series(pack: &Pack, exercise: &Exercise, code: &str, say: &mut impl FnMut(String)) {
    let Some(known) = pack.indicators.get(code).map(Known::read) else {
        return say(format!("'dtm_series' names '{code}', which indicators/ does not have; correct the code"));
    };
    let mut when = |wrong: bool, what: &str| {
        if wrong {
            say(format!("'dtm_series' names '{code}', which {what}"));
        }
    };
    when(!known.exercises.contains(&exercise.code), "is not computed for it; take an indicator that is");
    when(known.unit != "individuals", "does not count individuals; take one that does");
    when(!known.public, "is not public, and what others read is; take another, or take the key away");
    when(
        known.hxl != DISPLACED_PEOPLE,
        &format!("is not tagged {DISPLACED_PEOPLE}; correct its 'hxl', or take another"),
    );
}

/// Who reads tables by their tags would take an indicator for the series that nobody named.
fn look_over_silence(pack: &Pack, exercise: &Exercise, say: &mut impl FnMut(String)) {
    let tagged = pack.indicators_of(exercise).into_iter().filter_map(|(code, text)| {
        let known = Known::read(text);
        (known.public && known.unit == "individuals" && known.hxl == DISPLACED_PEOPLE).then_some(code)
    });
    let tagged: Vec<&str> = tagged.collect();
    if !tagged.is_empty() {
        let tagged = tagged.join(", ");
        say(format!(
            "{tagged} counts displaced people present in public; name one as 'dtm_series', so that it is not chance which \
             one others read"
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::pack::tests::{ONE, PACK, problems};
    use crate::{Pack, pack::tests::files};

    const SERIES: &str =
        "code = 'one'\nexercises = ['small']\nunit = 'individuals'\nsharing = 'public'\nhxl = '#affected+idps+ind'";

    fn naming(code: &str) -> String {
        PACK.replace("checks = [\"many\"]", &format!("checks = [\"many\"]\ndtm_series = \"{code}\""))
    }

    #[test]
    fn the_series_is_a_public_count_of_displaced_people_of_the_exercise() {
        let with = |series: &str| {
            [("pack.toml".to_owned(), naming("one")), ("indicators/one.toml".to_owned(), series.to_owned())]
        };
        let whole = with(SERIES);
        let whole: Vec<(&str, &str)> = whole.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let pack = Pack::read(&files(&whole)).unwrap();
        assert_eq!(pack.exercise("small").unwrap().dtm_series.as_deref(), Some("one"));
        for (good, bad, told) in [
            ("'individuals'", "'households'", "does not count individuals"),
            ("'public'", "'sensitive'", "is not public"),
            ("+idps+", "+returnees+", "is not tagged #affected+idps+ind"),
        ] {
            let changed = with(&SERIES.replace(good, bad));
            let changed: Vec<(&str, &str)> =
                changed.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
            let found = problems(&changed);
            assert_eq!(found.len(), 1, "{found:?}");
            assert!(found[0].starts_with("pack.toml: the exercise 'small': 'dtm_series' names 'one'"), "{found:?}");
            assert!(found[0].contains(told), "{found:?}");
        }
    }

    #[test]
    fn a_series_that_is_not_there_or_of_another_exercise_is_refused() {
        let missing = problems(&[("pack.toml", &naming("two"))]);
        assert!(missing[0].contains("'two', which indicators/ does not have"), "{missing:?}");
        let other = PACK.replacen(
            "[[exercises]]",
            "[[exercises]]\ncode = \"other\"\nname = { en = \"a\", fr = \"b\", rn = \"c\" }\ntool = \"SA\"\nform = \"small\"\n\
             coverage_level = 1\nchecks = []\ndtm_series = \"one\"\n[[exercises]]",
            1,
        );
        let other = other.replace("checks = [\"many\"]", "checks = [\"many\"]\ndtm_series = \"one\"");
        let found = problems(&[("pack.toml", &other), ("indicators/one.toml", SERIES)]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(
            found[0].contains("the exercise 'other': 'dtm_series' names 'one', which is not computed for it"),
            "{found:?}"
        );
    }

    #[test]
    fn a_count_of_displaced_people_that_nobody_names_is_not_taken_by_chance() {
        let found = problems(&[("indicators/one.toml", SERIES)]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(
            found[0].contains("one counts displaced people present in public; name one as 'dtm_series'"),
            "{found:?}"
        );
        assert!(Pack::read(&files(&[("indicators/one.toml", ONE)])).is_ok());
    }
}
