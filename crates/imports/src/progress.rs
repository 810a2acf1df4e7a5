//! How far an import has come.

/// What an import is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Taking the rows out of the file.
    Reading,
    /// Making records of them.
    Converting,
}

/// How far an import has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What it is doing.
    pub stage: Stage,
    /// Rows done.
    pub done: u64,
    /// Rows in all, once known.
    pub total: Option<u64>,
}

/// Rows between two calls of the progress function.
const STEP: u64 = 100;

/// Calls whoever wants to know every so many rows.
pub(crate) struct Reporter<'a> {
    tell: &'a mut dyn FnMut(Progress),
}

impl<'a> Reporter<'a> {
    pub fn new(tell: &'a mut dyn FnMut(Progress)) -> Self {
        Self { tell }
    }

    pub fn step(&mut self, stage: Stage, done: u64, total: Option<u64>) {
        if done.is_multiple_of(STEP) || total == Some(done) {
            (self.tell)(Progress { stage, done, total });
        }
    }
}
