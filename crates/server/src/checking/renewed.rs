//! What became of a record's flags.

use crate::problem::Problem;
use review::{Check, Flag};
use std::collections::BTreeSet;
use store::{CheckedRecord, FlagsRenewed};

/// How many flags came and went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct Renewed {
    /// Flags that were raised.
    pub raised: usize,
    /// Flags that are gone.
    pub gone: usize,
}

impl std::ops::AddAssign for Renewed {
    fn add_assign(&mut self, other: Self) {
        self.raised += other.raised;
        self.gone += other.gone;
    }
}

/// The record's flags after `checks` were run again, if they are others than before, and how many came and went. What
/// anything else said of the record stays.
pub(super) fn renew(
    record: &CheckedRecord,
    checks: &[Check],
    raised: Vec<Flag>,
) -> Result<Option<(FlagsRenewed, Renewed)>, Problem> {
    let before: Vec<Flag> =
        serde_json::from_value(record.record.flags.clone()).map_err(|error| Problem::failed(&error))?;
    let after = review::renew_flags(&before, checks, raised);
    if after == before {
        return Ok(None);
    }
    let codes = |flags: &[Flag]| flags.iter().map(|flag| flag.code.clone()).collect::<BTreeSet<_>>();
    let (was, is) = (codes(&before), codes(&after));
    let renewed = Renewed { raised: is.difference(&was).count(), gone: was.difference(&is).count() };
    let flags = serde_json::to_value(after).map_err(|error| Problem::failed(&error))?;
    Ok(Some((record.with_flags(flags), renewed)))
}
