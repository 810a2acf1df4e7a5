//! Files that are often taken for workbooks, so that the message can say what they are.

use crate::problems::Phrase;

/// What the file is instead of a workbook, if it is one of the usual strangers. What is named as a text may begin with
/// anything a text begins with.
pub(super) fn recognised(bytes: &[u8], is_text: bool) -> Option<Phrase> {
    const ALWAYS: [(&[u8], Phrase); 7] = [
        (b"%PDF-", Phrase::Pdf),
        (b"\x89PNG", Phrase::Picture),
        (b"\xFF\xD8\xFF", Phrase::Picture),
        (b"GIF8", Phrase::Picture),
        (b"\x1F\x8B", Phrase::Compressed),
        (b"\xFF\xFE", Phrase::Utf16),
        (b"\xFE\xFF", Phrase::Utf16),
    ];
    const NAMED_AS_SPREADSHEET: [(&[u8], Phrase); 3] =
        [(b"<", Phrase::WebPage), (b"{", Phrase::Json), (b"[", Phrase::Json)];
    let start = bytes.trim_ascii_start();
    let others = if is_text { &[][..] } else { &NAMED_AS_SPREADSHEET };
    let whole = ALWAYS.iter().filter(|(mark, _)| bytes.starts_with(mark));
    let text = others.iter().filter(|(mark, _)| start.starts_with(mark));
    whole.chain(text).map(|(_, reason)| reason.clone()).next()
}
