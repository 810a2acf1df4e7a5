//! What the installed packs say of each exercise: its checks and indicators.

use figures::Indicator;
use review::Check;

/// Checks and indicators by exercise.
#[derive(Debug, Clone, Default)]
pub struct Programme;
impl Programme { pub fn checks(&self,_:&str)->&[Check]{&[]} pub fn indicators(&self,_:&str)->&[Indicator]{&[]} pub fn builtin()->Result<Self,std::io::Error>{Ok(Self)} }
