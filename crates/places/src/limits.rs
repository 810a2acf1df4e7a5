//! How much a file of places may hold.

/// Bounds on one file, so that a wrong upload costs seconds and never the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Size of the file.
    pub bytes: usize,
    /// Rows or features.
    pub areas: usize,
    /// Corners of all rings together, counted after shared arcs are laid out.
    pub vertices: usize,
    /// Pairs of ring segments looked at in search of crossings. Borders on the ground take a few dozen for each
    /// corner; a ring drawn so that every segment lies beside every other would take their square.
    pub comparisons: u64,
}

impl Default for Limits {
    /// The largest published sets of level 3 have about 40 MB of GeoJSON and 1.5 million corners, and the longest list
    /// of villages about 100,000 rows: twice to three times that.
    fn default() -> Self {
        Self { bytes: 96 << 20, areas: 300_000, vertices: 4_000_000, comparisons: 400_000_000 }
    }
}
