//! What two places have to do with each other: how far apart they lie, and whether their names are nearly the same.

mod earth;
mod name;

pub(crate) use earth::centimetres;
pub use earth::{Grid, InSpace, metres};
pub use name::PlaceName;
