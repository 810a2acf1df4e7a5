//! The list of words, as a newcomer meets it.

use std::process::Command;

fn xtask(arguments: &[&str]) -> std::io::Result<(bool, String)> {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask")).args(arguments).output()?;
    let said = [output.stdout, output.stderr].concat();
    Ok((output.status.success(), String::from_utf8_lossy(&said).into_owned()))
}

#[test]
fn without_a_word_the_words_are_listed() {
    let (succeeded, said) = xtask(&[]).unwrap();
    assert!(succeeded);
    for word in ["demo", "build", "test", "bench", "crash", "soak", "fuzz", "lint", "fix", "licences"] {
        assert!(said.lines().any(|line| line.trim_start().starts_with(word)), "{word} is missing:\n{said}");
    }
}

#[test]
fn an_unknown_word_or_option_is_refused_by_name() {
    for given in [
        &["tset"][..],
        &["licences", "--quick"],
        &["test", "no-such-part"],
        &["bench", "no-such-bench"],
        &["demo", "--data"],
    ] {
        let (succeeded, said) = xtask(given).unwrap();
        assert!(!succeeded, "{given:?}");
        assert!(given.iter().any(|word| said.contains(word)), "{given:?}: {said}");
    }
}
