//! Files that are often taken for workbooks, so that the message can say what they are.

/// What the file is instead of a workbook, if it is one of the usual strangers. What is named as a text may begin with
/// anything a text begins with.
pub(super) fn recognised(bytes: &[u8], is_text: bool) -> Option<&'static str> {
    const ALWAYS: [(&[u8], &str); 7] = [
        (b"%PDF-", "it is a PDF"),
        (b"\x89PNG", "it is a picture"),
        (b"\xFF\xD8\xFF", "it is a picture"),
        (b"GIF8", "it is a picture"),
        (b"\x1F\x8B", "it is compressed; unpack it first"),
        (b"\xFF\xFE", "it is text in UTF-16; save it as CSV in UTF-8"),
        (b"\xFE\xFF", "it is text in UTF-16; save it as CSV in UTF-8"),
    ];
    const NAMED_AS_SPREADSHEET: [(&[u8], &str); 3] =
        [(b"<", "it is a web page or XML"), (b"{", "it is JSON"), (b"[", "it is JSON")];
    let start = bytes.trim_ascii_start();
    let others = if is_text { &[][..] } else { &NAMED_AS_SPREADSHEET };
    let whole = ALWAYS.iter().filter(|(mark, _)| bytes.starts_with(mark));
    let text = others.iter().filter(|(mark, _)| start.starts_with(mark));
    whole.chain(text).map(|(_, reason)| *reason).next()
}
