//! Ways through a form.

use super::{Form, Item, Question, Section};

impl Form {
    /// Every item, outer before inner, in the order of the survey.
    pub fn walk(&self) -> impl Iterator<Item = &Item> {
        let mut stack: Vec<std::slice::Iter<'_, Item>> = vec![self.items.iter()];
        std::iter::from_fn(move || {
            loop {
                let Some(item) = stack.last_mut()?.next() else {
                    stack.pop();
                    continue;
                };
                if let Item::Section(section) = item {
                    stack.push(section.items.iter());
                }
                return Some(item);
            }
        })
    }

    /// Every question, in the order of the survey.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.walk().filter_map(|item| match item {
            Item::Question(question) => Some(&**question),
            Item::Section(_) => None,
        })
    }

    /// Every group and repeat, outer before inner.
    pub fn sections(&self) -> impl Iterator<Item = &Section> {
        self.walk().filter_map(|item| match item {
            Item::Section(section) => Some(&**section),
            Item::Question(_) => None,
        })
    }

    /// The first question whose answer is found by that name.
    pub fn question(&self, answer: &str) -> Option<&Question> {
        self.questions().find(|question| question.answer == answer)
    }
}
