//! Views of the public dashboard, as packs describe them. What they show comes through the public figures like everything
//! else; a view only says which. One whose indicators are not public here is not offered.

use crate::state::App;
use packs::{Panel, View};
use std::collections::BTreeSet;
use vocab::Sharing;

/// The views of an operation, in their order: of the exercises that have something published, and with public indicators only.
pub fn offered<'a>(app: &'a App, published: &BTreeSet<String>) -> Vec<&'a View> {
    let views = app.figures.programme().views().into_iter();
    views
        .filter(|view| {
            published.contains(&view.exercise) && view.panels.iter().all(|panel| is_public(app, view, panel))
        })
        .collect()
}

fn is_public(app: &App, view: &View, panel: &Panel) -> bool {
    let known = app.figures.programme().indicators(&view.exercise);
    let public = |code: &String| known.iter().any(|known| known.code == *code && known.sharing == Sharing::Public);
    panel.indicators.iter().all(public)
}
