//! How much of a workbook or an XForm is read, and why no more.

/// Bounds on what one form may cost. Each is far above any real form, and low enough that a hostile file ends in a
/// message instead of an exhausted server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file. The largest real form known to us has 0.9 MB; pictures pasted into a sheet add some.
    pub file_bytes: u64,
    /// Bytes all the parts of a zipped workbook may unpack to. Sheets shrink to a twentieth; 50,000 choices in four
    /// languages unpack to about 40 MB.
    pub unpacked_bytes: u64,
    /// Sheets of a workbook that are looked at.
    pub sheets: usize,
    /// Rows of one sheet, empty ones included. Excel's own bound is 1,048,576; the longest real choice list has 30,000.
    pub rows: usize,
    /// Columns of one sheet. Excel's own bound is 16,384; the widest real form has 60.
    pub columns: usize,
    /// Characters of one cell: Excel's own bound.
    pub cell_characters: usize,
    /// Cells of all sheets, counting rows and the empty cells before the last of each row: 50,000 choices with 20 columns
    /// have 1,000,000.
    pub cells: usize,
    /// Bytes of text in all sheets. One shared text may be named by a million cells.
    pub text_bytes: usize,
    /// Bytes of an XForm that comes as such. 50,000 choices in four languages have about 30 MB.
    pub xform_bytes: usize,
    /// Elements, texts and comments of such an XForm. The same choices have about 1,200,000; each takes some 100 bytes
    /// of memory while it is read.
    pub xform_nodes: u32,
    /// Bytes the form may grow to: every reference becomes a path, every text is named in every language, a trigger
    /// repeats its calculation. The largest real form has 3 MB.
    pub form_bytes: usize,
    /// How deep groups and repeats may nest. The XForm nests as deep, and readers of XML recurse.
    pub depth: usize,
    /// Errors listed, and warnings listed, before we only count them: a page nobody reads to its end.
    pub problems: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 20_000_000,
            unpacked_bytes: 200_000_000,
            sheets: 100,
            rows: 200_000,
            columns: 1_000,
            cell_characters: 32_767,
            cells: 4_000_000,
            text_bytes: 50_000_000,
            xform_bytes: 50_000_000,
            xform_nodes: 2_000_000,
            form_bytes: 200_000_000,
            depth: 50,
            problems: 500,
        }
    }
}
