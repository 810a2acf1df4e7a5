//! STUB
use crate::state::App; use std::sync::Arc; use vocab::*;
#[derive(Clone)] pub struct Throttle; impl Throttle{pub fn new(_:Arc<dyn Clock>)->Self{Throttle}}
pub fn routes()->axum::Router<App>{axum::Router::new()}
