//! What leaves, and in which shape.

mod dtm_answers;
mod gate;
mod products;
mod recorded_answers;
mod support;
