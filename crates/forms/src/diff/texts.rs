//! What a text says, without how it is set.

/// Case, spaces, punctuation, emphasis and HTML tags aside. Signs that can change a number's meaning stay.
pub(super) fn essence(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let characters: Vec<char> = without_tags(text).chars().collect();
    for (at, &character) in characters.iter().enumerate() {
        let (before, after) = (at.checked_sub(1).map(|at| characters[at]), characters.get(at + 1).copied());
        let between = |test: fn(char) -> bool| before.is_some_and(test) && after.is_some_and(test);
        match character {
            '–' | '—' | '‑' => words.push('-'),
            '.' | ',' if between(|c| c.is_ascii_digit()) => words.push(character),
            '_' if between(char::is_alphanumeric) => words.push('_'),
            '.' | ',' | ';' | ':' | '!' | '?' | '¿' | '¡' | '…' | '*' | '_' | '#' | '"' | '\'' | '’' | '‘' | '“'
            | '”' | '«' | '»' | '؟' | '،' => words.push(' '),
            other => words.extend(other.to_lowercase()),
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `<b>`, `</span>`: what begins like a tag and ends.
fn without_tags(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        let tag = &rest[open + 1..];
        let begins = tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        match tag.find('>').filter(|_| begins) {
            Some(close) => {
                kept.push_str(&rest[..open]);
                kept.push(' ');
                rest = &tag[close + 1..];
            }
            None => {
                kept.push_str(&rest[..=open]);
                rest = tag;
            }
        }
    }
    kept + rest
}

/// Whether two texts differ in few letters: at most a quarter of the longer one. Long ones are compared by their
/// beginnings, since the cost is the product of their lengths.
pub(super) fn are_alike(one: &str, other: &str) -> bool {
    const ALIKE: f64 = 0.75;
    const COMPARED: usize = 120;
    let beginning = |text: &str| text.chars().take(COMPARED).collect::<String>();
    strsim::normalized_levenshtein(&beginning(one), &beginning(other)) >= ALIKE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_a_text_is_set_is_not_what_it_says() {
        assert_eq!(essence("**Why?** <span style=\"color:red\">Tell</span> us…"), essence("why: tell us"));
        assert_ne!(essence("less than 1.5"), essence("less than 15"));
        assert_ne!(essence("< 5"), essence("> 5"));
        assert_ne!(essence("1-5"), essence("15"));
        assert_eq!(essence("1–5"), essence("1-5"));
    }
}
