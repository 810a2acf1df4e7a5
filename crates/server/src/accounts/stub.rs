//! STUB
use crate::state::App; use std::sync::Arc; use vocab::*;
#[derive(Clone)] pub struct Throttle; impl Throttle{pub fn new(_:Arc<dyn Clock>)->Self{Throttle}}
pub fn routes()->axum::Router<App>{axum::Router::new()}
pub async fn first_administrator(_:&store::Store,_:&dyn Randomness)->Result<Option<(String,String)>,crate::problem::Problem>{Ok(None)}
pub fn one_time_password(_:&dyn Randomness)->String{String::new()}
pub async fn hash(_:&str)->Result<String,crate::problem::Problem>{Ok("x".into())}
