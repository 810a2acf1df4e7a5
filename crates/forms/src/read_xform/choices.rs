//! Choices: those that stand with their question, and those of instances beside the submission.

use super::{
    nodeset::Nodeset,
    notes::Notes,
    texts::{Forms, Texts, itext_id},
    tree::{NodeId, Tree},
    xml::{Xml, child, elements, local, text, value},
};
use crate::{
    form::{Choice, ChoiceList, ChoiceSource, Words},
    problems::Code,
};
use indexmap::IndexMap;

/// What a choice takes of the bytes that may be written, besides its texts.
const CHOICE_BYTES: usize = 250;

/// The instances beside the submission, and the lists made of them so far.
pub(super) struct Choices<'a> {
    /// By id: the instance.
    instances: IndexMap<&'a str, Xml<'a>>,
    pub(super) lists: IndexMap<String, ChoiceList>,
    /// The id of the submission's own instance, if it has one.
    primary: Option<&'a str>,
    /// Which elements of an instance the list of its name was made of.
    made_of: IndexMap<String, Shape>,
}

/// Where in an instance choices lie, and what in them is stored and read.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Shape {
    path: String,
    value: String,
    label: String,
}

/// What a question's itemset says.
#[derive(Default)]
pub(super) struct Offer {
    pub(super) source: Option<ChoiceSource>,
    pub(super) filter: Option<String>,
    /// The repeat whose answers are offered, as a reference.
    pub(super) repeat: String,
    pub(super) parameters: IndexMap<String, String>,
}

impl<'a> Choices<'a> {
    /// `primary` is the instance of the submission.
    pub(super) fn new(model: Xml<'a>, primary: Xml<'a>) -> Self {
        let mut instances = IndexMap::new();
        for instance in elements(model).filter(|element| local(*element) == "instance" && *element != primary) {
            if let Some(id) = value(instance, "id") {
                instances.entry(id).or_insert(instance);
            }
        }
        let primary = value(primary, "id");
        Self { instances, lists: IndexMap::new(), primary, made_of: IndexMap::new() }
    }

    /// The instances that come as files, with their addresses.
    pub(super) fn addresses(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.instances.iter().filter_map(|(id, instance)| Some((*id, value(*instance, "src")?)))
    }

    /// What a control offers, if it has an itemset.
    pub(super) fn of_itemset(
        &mut self,
        control: Xml<'a>,
        from: NodeId,
        texts: &Texts<'a>,
        tree: &Tree<'a>,
        notes: &mut Notes,
    ) -> Option<Offer> {
        let itemset = child(control, "itemset")?;
        let nodeset = Nodeset::read(itemset.attribute("nodeset").unwrap_or_default());
        let part = |name: &str| child(itemset, name).and_then(|part| value(part, "ref")).map(str::to_owned);
        let mut offer = Offer { filter: nodeset.filter, ..Offer::default() };
        if let Some(seed) = nodeset.randomize {
            offer.parameters.insert("randomize".to_owned(), "true".to_owned());
            offer.parameters.extend(seed.map(|seed| ("seed".to_owned(), seed.to_owned())));
        }
        let (value, label) = (part("value"), part("label"));
        match nodeset.instance.filter(|id| self.primary != Some(*id)) {
            Some(id) => {
                let shape = Shape {
                    path: nodeset.path,
                    value: value.unwrap_or_else(|| "name".to_owned()),
                    label: label.unwrap_or_else(|| "label".to_owned()),
                };
                offer.source = self.of_instance(id, shape, &mut offer.parameters, texts, tree);
                if offer.source.is_none() {
                    notes.say(itemset, Code::XFormInstanceUnknown, &[("name", id)]);
                    offer.source = Some(ChoiceSource::List(id.to_owned()));
                }
            }
            None => answers(&nodeset.path, value.as_deref(), from, tree, &mut offer),
        }
        Some(offer)
    }

    fn of_instance(
        &mut self,
        id: &str,
        shape: Shape,
        parameters: &mut IndexMap<String, String>,
        texts: &Texts<'a>,
        tree: &Tree<'a>,
    ) -> Option<ChoiceSource> {
        let instance = *self.instances.get(id)?;
        if let Some(address) = value(instance, "src") {
            let file = address.rsplit('/').next().unwrap_or(address).to_owned();
            let usual = if file.ends_with(".geojson") { ("id", "title") } else { ("name", "label") };
            for (name, usual, given) in [("value", usual.0, shape.value), ("label", usual.1, shape.label)] {
                if given != usual {
                    parameters.insert(name.to_owned(), given);
                }
            }
            return Some(ChoiceSource::File(file));
        }
        let name = match self.made_of.get(id) {
            Some(made_of) if *made_of != shape => {
                format!("{id}/{}/{}", shape.path.trim_start_matches('/'), shape.value)
            }
            _ => id.to_owned(),
        };
        if !self.lists.contains_key(&name) {
            let list = list(instance, &shape, texts, tree);
            self.lists.insert(name.clone(), list);
            self.made_of.insert(name.clone(), shape);
        }
        Some(ChoiceSource::List(name))
    }

    /// The list of the choices that stand with a question, if there are any.
    pub(super) fn inline(
        &mut self,
        control: Xml<'a>,
        question: &str,
        from: NodeId,
        texts: &Texts<'a>,
        tree: &Tree<'a>,
    ) -> ChoiceSource {
        let mut list = ChoiceList::default();
        let mut names: Vec<Option<&str>> = Vec::new();
        for item in elements(control).filter(|element| local(*element) == "item") {
            if !texts.spend(CHOICE_BYTES) {
                break;
            }
            let label = child(item, "label");
            let id = label.and_then(|label| value(label, "ref")).and_then(itext_id);
            names.push(id.and_then(|id| id.rsplit_once('-')).map(|(name, _)| name));
            let forms = texts.of_element(label, tree, Some(from));
            let name = child(item, "value").map(|value| text(value).trim().to_owned()).unwrap_or_default();
            list.choices.push(choice(name, forms, IndexMap::new()));
        }
        // Ids of texts tell the list's name where they all begin with it.
        let told = names.first().copied().flatten().filter(|first| names.iter().all(|name| *name == Some(*first)));
        let wanted = told.filter(|name| crate::names::is_name(name)).unwrap_or(question);
        let mut name = wanted.to_owned();
        let mut number = 1;
        while self.instances.contains_key(name.as_str()) || self.lists.get(&name).is_some_and(|known| *known != list) {
            number += 1;
            name = format!("{wanted}_{number}");
            // Comparing with all of a thousand lists of one name would take long.
            if number > 100 {
                name = format!("{wanted}_{}", self.lists.len() + number);
            }
        }
        self.lists.entry(name.clone()).or_insert(list);
        ChoiceSource::List(name)
    }

    /// What a question for OpenStreetMap offers to tell.
    pub(super) fn tags(&self, control: Xml<'a>, texts: &Texts<'a>, tree: &Tree<'a>) -> Vec<Choice> {
        elements(control)
            .filter(|element| local(*element) == "tag")
            .take_while(|_| texts.spend(CHOICE_BYTES))
            .map(|tag| {
                let key = tag.attribute("key").unwrap_or_default().to_owned();
                choice(key, texts.of_element(child(tag, "label"), tree, None), IndexMap::new())
            })
            .collect()
    }

    /// Lists of instances that no question names: conditions and computations may.
    pub(super) fn the_rest(&mut self, texts: &Texts<'a>, tree: &Tree<'a>) {
        for (id, instance) in &self.instances {
            let first = child(*instance, "root").and_then(|root| child(root, "item"));
            let Some(first) = first.filter(|item| child(*item, "name").is_some() && value(*instance, "src").is_none())
            else {
                continue;
            };
            if !self.lists.contains_key(*id) {
                let label = if child(first, "itextId").is_some() { "jr:itext(itextId)" } else { "label" };
                let shape = Shape { path: "/root/item".to_owned(), value: "name".to_owned(), label: label.to_owned() };
                self.lists.insert((*id).to_owned(), list(*instance, &shape, texts, tree));
            }
        }
        let order = |name: &String| self.instances.get_index_of(name.as_str()).unwrap_or(usize::MAX);
        self.lists.sort_by(|one, _, other, _| order(one).cmp(&order(other)));
    }
}

/// Choices that are answers: `../person` with the value `name`.
fn answers(path: &str, value: Option<&str>, from: NodeId, tree: &Tree<'_>, offer: &mut Offer) {
    let Some(value) = value else { return };
    let repeat = tree.node(path, Some(from));
    let question = repeat.and_then(|repeat| tree.node(value, Some(repeat)));
    let name = question.map_or(value, |id| tree.nodes[id].name);
    offer.repeat = repeat.map_or_else(|| path.to_owned(), |id| format!("${{{}}}", tree.nodes[id].name));
    let given = |filter: &String| *filter != format!("./{value} != ''");
    offer.filter = offer.filter.take().filter(given);
    offer.source = Some(ChoiceSource::Answers(name.to_owned()));
}

fn list<'a>(instance: Xml<'a>, shape: &Shape, texts: &Texts<'a>, tree: &Tree<'a>) -> ChoiceList {
    let mut items = vec![instance];
    for step in shape.path.split('/').map(str::trim).filter(|step| !step.is_empty()) {
        let looked_at = items.into_iter().flat_map(elements).take_while(|_| texts.spend(1));
        items = looked_at.filter(|element| local(*element) == step || step == "*").collect();
    }
    let apart = shape.label.strip_prefix("jr:itext(").and_then(|rest| rest.strip_suffix(')')).map(str::trim);
    let label = apart.unwrap_or(&shape.label);
    let mut list = ChoiceList::default();
    for item in items {
        if !texts.spend(CHOICE_BYTES) {
            break;
        }
        let mut columns: IndexMap<String, String> = IndexMap::new();
        let (mut name, mut forms) = (String::new(), Forms::new());
        for part in elements(item) {
            let text = text(part);
            if !texts.spend(text.len()) {
                break;
            }
            if local(part) == shape.value && name.is_empty() {
                text.trim().clone_into(&mut name);
            } else if local(part) == label && forms.is_empty() {
                forms = match apart {
                    Some(_) => texts.of_id(text.trim(), tree, None),
                    None => texts.of_element(Some(part), tree, None),
                };
            } else if !text.trim().is_empty() {
                columns.entry(local(part).to_owned()).or_insert(text);
            }
        }
        // What is stored may be what is read.
        if label == shape.value && forms.is_empty() && !name.is_empty() {
            forms.insert("long".to_owned(), Words::Plain(name.clone()));
        }
        list.choices.push(choice(name, forms, columns));
    }
    list
}

fn choice(name: String, mut forms: Forms, columns: IndexMap<String, String>) -> Choice {
    let label = forms.shift_remove("long");
    Choice { name, label, media: media(forms), columns }
}

/// Pictures and sounds among the forms of a text.
pub(super) fn media(mut forms: Forms) -> IndexMap<String, Words> {
    let kinds = ["image", "big-image", "audio", "video"];
    kinds.into_iter().filter_map(|kind| Some((kind.to_owned(), forms.shift_remove(kind)?))).collect()
}
