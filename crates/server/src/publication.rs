//! stub
use crate::{problem::Problem, state::App, round_figures::*}; use std::sync::Arc; use vocab::*; use figures::*;
#[derive(Debug)] pub struct Published{pub figures:Vec<Figure>,pub snapshot:String,pub demonstration:bool}
pub fn public_indicators<'a>(app:&'a App, e:&store::Exercise)->impl Iterator<Item=&'a Indicator>+use<'a>{app.figures.indicators(e).iter()}
pub async fn published(_:&App,_:&RoundOf)->Result<Arc<Published>,Problem>{todo!()}
pub async fn hxl_csv(_:&App,_:&RoundOf,_:&Published)->Result<Vec<u8>,Problem>{todo!()}
pub async fn geojson(_:&App,_:&RoundOf,_:&Published,_:AdminLevel)->Result<Vec<u8>,Problem>{todo!()}
pub async fn find_figure(_:&App,_:&str)->Result<(RoundOf,Figure,Arc<Published>),Problem>{todo!()}
pub fn expression(_:&Indicator,_:&FigureKey)->String{todo!()}
