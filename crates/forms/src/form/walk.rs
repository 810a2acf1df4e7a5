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

    /// The question or section at a path from the root, as the XForm names it: `/data/group/name`.
    ///
    /// ```
    /// use forms::{CompileOptions, compile, form::Item};
    /// let table = "| survey |\n| | type | name | label |\n| | begin_group | g | G |\n| | text | a | A |\n| | end_group | | |\n";
    /// let form = compile("f.md", table.as_bytes(), &CompileOptions::default()).unwrap().form;
    /// assert!(matches!(form.at("/data/g/a"), Some(Item::Question(question)) if question.name == "a"));
    /// assert!(form.at("/data/a").is_none());
    /// ```
    pub fn at(&self, path: &str) -> Option<&Item> {
        let mut steps = path.strip_prefix('/')?.split('/');
        if steps.next() != Some(self.root.as_str()) {
            return None;
        }
        let mut found: Option<&Item> = None;
        for step in steps {
            let items = match found {
                None => &self.items,
                Some(Item::Section(section)) => &section.items,
                Some(Item::Question(_)) => return None,
            };
            found = Some(items.iter().find(|item| item.name() == step)?);
        }
        found
    }

    /// Every item with its path from the root, outer before inner, in the order of the survey.
    pub fn paths(&self) -> impl Iterator<Item = (String, &Item)> {
        let mut stack: Vec<(String, std::slice::Iter<'_, Item>)> = vec![(format!("/{}", self.root), self.items.iter())];
        std::iter::from_fn(move || {
            loop {
                let (above, items) = stack.last_mut()?;
                let Some(item) = items.next() else {
                    stack.pop();
                    continue;
                };
                let path = format!("{above}/{}", item.name());
                if let Item::Section(section) = item {
                    stack.push((path.clone(), section.items.iter()));
                }
                return Some((path, item));
            }
        })
    }

    /// The first question whose answer is found by that name.
    pub fn question(&self, answer: &str) -> Option<&Question> {
        self.questions().find(|question| question.answer == answer)
    }
}
