//! A question, and what binds it.

use super::{Choice, Kind, Words};
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use vocab::{Sensitivity, Sharing};

/// One row of the survey that has a value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// Its element in the instance. Unique in its group only.
    pub name: String,
    /// What its answer is found by: the name, or the path from its repeat where the form uses the name again.
    pub answer: String,
    /// What kind it is.
    pub kind: Kind,
    /// What people read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Words>,
    /// What helps them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Words>,
    /// What helps them only where asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guidance_hint: Option<Words>,
    /// Pictures and sounds, by kind: `image`, `big-image`, `audio`, `video`.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub media: IndexMap<String, Words>,
    /// Its logic.
    #[serde(default)]
    pub bind: Bind,
    /// Attributes of the element that asks it: `appearance`, …
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub control: IndexMap<String, String>,
    /// Attributes of its element in the instance.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub instance: IndexMap<String, String>,
    /// The value it starts with, or the expression that gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
    /// The questions whose change computes it anew.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trigger: Vec<String>,
    /// Which choices are offered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choice_filter: Option<String>,
    /// The parameters column.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub parameters: IndexMap<String, String>,
    /// What a question for OpenStreetMap offers to tell: keys and their labels.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Choice>,
    /// Who its answers may be shared with.
    #[serde(default)]
    pub sharing: Sharing,
    /// Whether its answers tell of a person.
    #[serde(default)]
    pub sensitivity: Sensitivity,
    /// The row of the survey it comes from; 0 if it was made.
    #[serde(default)]
    pub row: u32,
}

impl Question {
    /// A question with nothing but name and kind.
    pub fn new(name: &str, kind: Kind) -> Self {
        Self {
            name: name.to_owned(),
            answer: name.to_owned(),
            kind,
            label: None,
            hint: None,
            guidance_hint: None,
            media: IndexMap::new(),
            bind: Bind::default(),
            control: IndexMap::new(),
            instance: IndexMap::new(),
            default: None,
            trigger: Vec::new(),
            choice_filter: None,
            parameters: IndexMap::new(),
            tags: Vec::new(),
            sharing: Sharing::default(),
            sensitivity: Sensitivity::default(),
            row: 0,
        }
    }

    /// Whether people see it.
    pub fn is_visible(&self) -> bool {
        let computed = self.bind.calculate().is_some() || !self.trigger.is_empty();
        self.kind.control().is_some() && !(computed && self.label.is_none() && self.hint.is_none())
    }

    /// The appearance, empty if there is none.
    pub fn appearance(&self) -> &str {
        self.control.get("appearance").map_or("", String::as_str)
    }
}

/// What binds a node: its logic, by the names of the XForm's attributes, with the messages that go with it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Bind {
    /// Attributes: `relevant`, `constraint`, `required`, `readonly`, `calculate`, and whatever else `bind::` names.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub attributes: IndexMap<String, String>,
    /// Messages: `jr:constraintMsg`, `jr:requiredMsg`, `jr:noAppErrorString`.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub messages: IndexMap<String, Words>,
}

impl Bind {
    /// Whether there is nothing to bind.
    pub fn is_empty(&self) -> bool {
        self.attributes.is_empty() && self.messages.is_empty()
    }

    /// When it is asked.
    pub fn relevant(&self) -> Option<&str> {
        self.get("relevant")
    }

    /// What its answer must satisfy.
    pub fn constraint(&self) -> Option<&str> {
        self.get("constraint")
    }

    /// When it must be answered.
    pub fn required(&self) -> Option<&str> {
        self.get("required")
    }

    /// When it cannot be changed.
    pub fn readonly(&self) -> Option<&str> {
        self.get("readonly")
    }

    /// How it is computed.
    pub fn calculate(&self) -> Option<&str> {
        self.get("calculate")
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }
}
