//! The query engine, set up once.

use crate::check;
use crate::compute;
use crate::error::{ComputeError, IndicatorProblems};
use crate::explain::{self, Explanation};
use crate::frame::RoundFrame;
use crate::indicator::Indicator;
use crate::rows::{self, PlaceRow};
use bytes::Bytes;
use datafusion::execution::{SessionState, SessionStateBuilder};
use datafusion::optimizer::OptimizerRule;
use datafusion::optimizer::simplify_expressions::SimplifyExpressions;
use datafusion::prelude::{SessionConfig, SessionContext};
use std::fmt;
use std::sync::Arc;
use vocab::{Figure, FigureKey, Schema};

/// Computes and explains figures. Made once and shared: setting up costs more than a round's figures.
#[derive(Clone)]
pub struct Engine {
    state: SessionState,
}

impl Default for Engine {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Engine").finish_non_exhaustive()
    }
}

impl Engine {
    /// An engine that reads nothing but what it is handed, on the caller's thread.
    pub fn new() -> Self {
        // One partition: a round is small, and decimal sums must be added in one order to give the same bytes.
        let mut config = SessionConfig::new().with_target_partitions(1).with_information_schema(false);
        // Question names keep their case.
        config.options_mut().sql_parser.enable_ident_normalization = false;
        // A query here is one batch, one filter, one sum: there is little to optimise, and trying takes longer than the
        // sum. Simplifying is needed, though: some functions (`coalesce`) are only ever run in their simpler form.
        let simplify: Arc<dyn OptimizerRule + Send + Sync> = Arc::new(SimplifyExpressions::new());
        let state = SessionStateBuilder::new().with_config(config).with_default_features();
        let state = state.with_optimizer_rules(vec![simplify]).with_physical_optimizer_rules(Vec::new());
        Self { state: state.build() }
    }

    /// Everything that keeps `indicator` from being computed over data of `schema`, or from being shared as it says.
    ///
    /// # Errors
    /// [`IndicatorProblems`], all together.
    pub fn check(&self, schema: &Schema, indicator: &Indicator) -> Result<(), IndicatorProblems> {
        check::check(&self.context(), schema, indicator)
    }

    /// The figures of a round: for each indicator, level, place and disaggregation, in that order.
    ///
    /// Indicators that are not made for the frame's exercise give none. Places are those the round expected and those
    /// found in records; one without records has `value: None` and `missing: NotAssessed`. A record counts at the levels
    /// its place is known at. Disaggregations by a column have figures only for what was found, and none at places
    /// that were not assessed: the total says so.
    ///
    /// # Errors
    /// When an indicator does not fit the snapshot, the bytes are no snapshot, or a sum cannot be written exactly.
    pub async fn compute(
        &self,
        snapshot: &Bytes,
        indicators: &[Indicator],
        frame: &RoundFrame,
    ) -> Result<Vec<Figure>, ComputeError> {
        compute::compute(&self.context(), snapshot, indicators, frame).await
    }

    /// What one figure stands on: itself, computed again, and every record that contributes or is left out.
    ///
    /// # Errors
    /// As [`Engine::compute`], and [`ComputeError::NoSuchFigure`] when the key does not name a figure of the round.
    pub async fn explain(
        &self,
        snapshot: &Bytes,
        indicator: &Indicator,
        key: &FigureKey,
        frame: &RoundFrame,
    ) -> Result<Explanation, ComputeError> {
        explain::explain(&self.context(), snapshot, indicator, key, frame).await
    }

    /// What each record adds to `indicator`'s total, with its answers to `identified_by`: what rounds are compared by, place
    /// by place. Records that the indicator is not about are left out, and so are those of no known place.
    ///
    /// # Errors
    /// As [`Engine::compute`].
    pub async fn place_rows(
        &self,
        snapshot: &Bytes,
        indicator: &Indicator,
        frame: &RoundFrame,
        identified_by: &[String],
    ) -> Result<Vec<PlaceRow>, ComputeError> {
        rows::place_rows(&self.context(), snapshot, indicator, frame, identified_by).await
    }

    fn context(&self) -> SessionContext {
        SessionContext::new_with_state(self.state.clone())
    }
}
