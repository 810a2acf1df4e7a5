//! The tables that a form's submissions make: one of the submissions, and one of each repeat.

mod build;
mod of_form;

use crate::names::identifier;

/// The name of the table of submissions.
pub const SUBMISSIONS: &str = "Submissions";

/// The tables of a form, with their columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    form_id: String,
    tables: Vec<Table>,
}

/// One table. Its rows are submissions, or the entries of one repeat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name in OData: `Submissions`, `Submissions.household.member`.
    pub name: String,
    /// The table it lies in, by its place in [`Shape::tables`]; none for the submissions.
    pub parent: Option<usize>,
    /// Elements from an entry of the parent table to an entry of this one: groups, then the repeat. As in the XML.
    pub steps: Vec<String>,
    /// The place of its entries among the repeats of the parent's entry.
    pub(crate) place: usize,
    /// Elements from the root's children to the entry.
    pub path: Vec<String>,
    /// What is in an entry, in the form's order.
    pub nodes: Vec<Node>,
    /// How many questions an entry has, those in its groups included.
    pub(crate) slots: usize,
    /// The tables of the repeats that lie in an entry, in the form's order.
    pub repeats: Vec<usize>,
}

/// A question, group or repeat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// A question.
    Field(Field),
    /// A group.
    Group(Group),
    /// A repeat.
    Repeat(Repeat),
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its element.
    pub name: String,
    /// Its name in OData.
    pub odata: String,
    /// What it holds.
    pub kind: FieldKind,
    /// For a question with several choices: their names, where the form has them.
    pub choices: Option<Vec<String>>,
    /// Its place among the questions of an entry.
    pub(crate) slot: usize,
}

/// A group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its element.
    pub name: String,
    /// Its name in OData.
    pub odata: String,
    /// What is in it.
    pub nodes: Vec<Node>,
}

/// A repeat, seen from where it lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeat {
    /// Its element.
    pub name: String,
    /// Its name in OData.
    pub odata: String,
    /// Its table, by its place in [`Shape::tables`].
    pub table: usize,
    /// The place of its entries among the repeats of the entry it lies in.
    pub(crate) place: usize,
}

/// What a question's answer holds, by the type of its bind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum FieldKind {
    Text,
    Integer,
    Decimal,
    Boolean,
    Date,
    Moment,
    Point,
    Trace,
    Area,
}

impl FieldKind {
    /// By the bind's type. What OData has no type for is text: times, choices, files.
    pub fn of_bind(name: &str) -> Self {
        match name {
            "int" | "integer" => Self::Integer,
            "decimal" => Self::Decimal,
            "boolean" => Self::Boolean,
            "date" => Self::Date,
            "dateTime" => Self::Moment,
            "geopoint" => Self::Point,
            "geotrace" => Self::Trace,
            "geoshape" => Self::Area,
            _ => Self::Text,
        }
    }

    /// The type in `$metadata`.
    pub const fn edm(self) -> &'static str {
        match self {
            Self::Text => "Edm.String",
            Self::Integer => "Edm.Int64",
            Self::Decimal => "Edm.Decimal",
            Self::Boolean => "Edm.Boolean",
            Self::Date => "Edm.Date",
            Self::Moment => "Edm.DateTimeOffset",
            Self::Point => "Edm.GeographyPoint",
            Self::Trace => "Edm.GeographyLineString",
            Self::Area => "Edm.GeographyPolygon",
        }
    }
}

impl Node {
    /// Its element.
    pub fn name(&self) -> &str {
        match self {
            Self::Field(field) => &field.name,
            Self::Group(group) => &group.name,
            Self::Repeat(repeat) => &repeat.name,
        }
    }

    /// Its name in OData.
    pub fn odata(&self) -> &str {
        match self {
            Self::Field(field) => &field.odata,
            Self::Group(group) => &group.odata,
            Self::Repeat(repeat) => &repeat.odata,
        }
    }
}

impl Shape {
    /// The form's id.
    pub fn form_id(&self) -> &str {
        &self.form_id
    }

    /// The tables: the submissions first, a repeat's after the table it lies in.
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// The place of the table with that name in OData.
    pub fn table(&self, name: &str) -> Option<usize> {
        self.tables.iter().position(|table| table.name == name)
    }

    /// The tables from the submissions down to `table`, both included.
    pub(crate) fn lineage(&self, table: usize) -> Vec<usize> {
        let mut lineage = vec![table];
        let mut at = table;
        while let Some(parent) = self.tables.get(at).and_then(|table| table.parent) {
            lineage.push(parent);
            at = parent;
        }
        lineage.reverse();
        lineage
    }
}

impl Table {
    /// What lies at a path of OData names within an entry, groups being gone through.
    pub(crate) fn at<'table>(&'table self, path: &[&str]) -> Option<&'table Node> {
        let (last, groups) = path.split_last()?;
        let mut nodes = &self.nodes;
        for name in groups {
            match nodes.iter().find(|node| node.odata() == *name)? {
                Node::Group(group) => nodes = &group.nodes,
                Node::Field(_) | Node::Repeat(_) => return None,
            }
        }
        nodes.iter().find(|node| node.odata() == *last)
    }

    /// The property of a repeat's row that holds the `__id` of the row it lies in: `__Submissions-id`,
    /// `__Submissions-household-id`.
    pub(crate) fn parent_key(&self, shape: &Shape) -> Option<String> {
        let parent = shape.tables.get(self.parent?)?;
        let mut parts = vec![SUBMISSIONS.to_owned()];
        parts.extend(parent.path.iter().map(|step| identifier(step)));
        Some(format!("__{}-id", parts.join("-")))
    }
}
