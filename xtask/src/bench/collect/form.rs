//! A form of 60 questions, and as many different submissions of about 4 KB as are wanted.

use std::fmt::Write;

/// The form's id.
pub const FORM: &str = "bench_60";

const QUESTIONS: usize = 60;

/// What kind a question is: text, whole number, choice.
fn kind(question: usize) -> &'static str {
    ["string", "int", "string"][question % 3]
}

/// The form as an XForm, which every server of ODK's takes.
pub fn xform() -> String {
    let (mut fields, mut binds, mut inputs) = (String::new(), String::new(), String::new());
    for question in 0..QUESTIONS {
        let name = format!("question_{question:02}");
        // Writing to a text cannot fail.
        let _ = write!(fields, "<{name}/>");
        let _ = write!(binds, "<bind nodeset=\"/data/{name}\" type=\"{}\"/>", kind(question));
        let _ = write!(inputs, "<input ref=\"/data/{name}\"><label>Question {question}</label></input>");
    }
    format!(
        "<?xml version=\"1.0\"?><h:html xmlns=\"http://www.w3.org/2002/xforms\" xmlns:h=\"http://www.w3.org/1999/xhtml\" \
         xmlns:orx=\"http://openrosa.org/xforms\"><h:head><h:title>Sixty questions</h:title><model><instance>\
         <data id=\"{FORM}\" version=\"1\">{fields}<orx:meta><orx:instanceID/></orx:meta></data></instance>{binds}\
         <bind nodeset=\"/data/orx:meta/orx:instanceID\" type=\"string\" readonly=\"true()\"/></model></h:head>\
         <h:body>{inputs}</h:body></h:html>"
    )
}

/// The submission with a number: its own instanceID and answers, the same for the same number.
pub fn submission(number: u64) -> String {
    let mut answers = String::with_capacity(4_096);
    let mut seed = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut next = || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed
    };
    for question in 0..QUESTIONS {
        let value = match kind(question) {
            "int" => (next() % 1_000).to_string(),
            _ => format!("an answer of some words {:016x} {:016x}", next(), next()),
        };
        let _ = write!(answers, "<question_{question:02}>{value}</question_{question:02}>");
    }
    let (a, b) = (next(), next());
    format!(
        "<?xml version=\"1.0\"?><data xmlns:orx=\"http://openrosa.org/xforms\" id=\"{FORM}\" version=\"1\">{answers}\
         <orx:meta><orx:instanceID>uuid:{:08x}-{:04x}-4{:03x}-8{:03x}-{number:012x}</orx:instanceID></orx:meta></data>",
        a as u32,
        (a >> 32) & 0xffff,
        (a >> 48) & 0xfff,
        b & 0xfff,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn submissions_differ_and_have_the_size_that_is_told() {
        assert_eq!(submission(7), submission(7));
        assert_ne!(submission(7), submission(8));
        assert!((3_600..4_400).contains(&submission(7).len()), "{}", submission(7).len());
        assert_eq!(xform().matches("<input").count(), QUESTIONS);
    }
}
