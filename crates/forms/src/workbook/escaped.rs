//! Cells of a Markdown table: what a line of text cannot hold, and what would be read as part of the table.

/// What stands for a line break, and for the carriage return some programs put before it.
const MARKS: [(&str, char); 2] = [("<br>", '\n'), ("&#13;", '\r')];

/// The text of a cell as it is written: a line break is `<br>`, a bar `\|`. Where the text itself has one of the marks, a
/// backslash goes before it, and backslashes right before a mark are doubled.
pub(crate) fn escape(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    let mut backslashes = 0;
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let mark = MARKS.iter().find(|(mark, meant)| rest.starts_with(mark) || character == *meant);
        let length = match mark {
            Some((mark, meant)) => {
                written.push_str(&"\\".repeat(backslashes));
                if character != *meant {
                    written.push('\\');
                }
                written.push_str(mark);
                if character == *meant { meant.len_utf8() } else { mark.len() }
            }
            None => {
                if character == '|' {
                    written.push('\\');
                }
                written.push(character);
                character.len_utf8()
            }
        };
        backslashes = if character == '\\' { backslashes + 1 } else { 0 };
        rest = &rest[length..];
    }
    if is_rule(&written) { format!("\\{written}") } else { written }
}

/// The text of a cell from how it is written, bars aside: those are read with the row.
pub(super) fn unescape(written: String) -> String {
    let written = match written.strip_prefix('\\') {
        Some(rest) if is_rule(rest) => rest.to_owned(),
        _ => written,
    };
    if !MARKS.iter().any(|(mark, _)| written.contains(mark)) {
        return written;
    }
    let mut text = String::with_capacity(written.len());
    let mut rest = written.as_str();
    while let Some((at, mark, meant)) = next_mark(rest) {
        let before = &rest[..at];
        let plain = before.trim_end_matches('\\');
        let backslashes = before.len() - plain.len();
        text.push_str(plain);
        text.push_str(&"\\".repeat(backslashes / 2));
        if backslashes % 2 == 1 {
            text.push_str(mark);
        } else {
            text.push(meant);
        }
        rest = &rest[at + mark.len()..];
    }
    text.push_str(rest);
    text
}

fn next_mark(text: &str) -> Option<(usize, &'static str, char)> {
    MARKS.iter().filter_map(|&(mark, meant)| Some((text.find(mark)?, mark, meant))).min()
}

/// Whether a cell looks like one of the line below a table's header, behind backslashes or not.
fn is_rule(cell: &str) -> bool {
    let dashes = cell.trim_start_matches('\\');
    dashes.contains('-') && dashes.chars().all(|c| matches!(c, '-' | ':' | ' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_table_cannot_hold_is_written_otherwise() {
        assert_eq!(escape("a\nb"), "a<br>b");
        assert_eq!(escape("a\r\nb"), "a&#13;<br>b");
        assert_eq!(escape("(a|b)"), "(a\\|b)");
        assert_eq!(escape("<br>"), "\\<br>");
        assert_eq!(escape("a\\\nb"), "a\\\\<br>b");
        assert_eq!(escape("---"), "\\---");
        assert_eq!(escape("\\d+ - 1"), "\\d+ - 1");
    }

    #[test]
    fn what_is_written_otherwise_is_read_as_it_was() {
        for text in ["a\nb", "a\r\n\nb", "<br>", "\\<br>", "\\\\\n", "-", "\\-", "\\\\--", ": -", "a\\b", "&#13;<br>\n"]
        {
            assert_eq!(unescape(escape(text)), text, "{}", escape(text));
        }
    }
}
