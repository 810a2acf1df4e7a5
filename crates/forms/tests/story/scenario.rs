//! Compiling a form written as a table, and looking into what came out.

use crate::wording;
use forms::{CompileOptions, Compiled, Problems};
use roxmltree::{Document, Node};

/// Compiles a form, and looks at the words of whatever is said about it.
pub fn compile(form: &str) -> Result<Compiled, Problems> {
    let result = forms::compile("form.md", form.as_bytes(), &CompileOptions::default());
    let said = match &result {
        Ok(compiled) => &compiled.warnings,
        Err(problems) => &problems.0,
    };
    wording::check(said);
    result
}

pub fn good(form: &str) -> Compiled {
    compile(form).unwrap_or_else(|problems| panic!("{problems}"))
}

pub fn refused(form: &str) -> Problems {
    compile(form).expect_err("the form should be refused")
}

/// `code@row` of each error, in order.
pub fn errors(form: &str) -> Vec<String> {
    let problems = refused(form);
    problems
        .errors()
        .map(|problem| match problem.cell.row {
            Some(row) => format!("{}@{row}", problem.code),
            None => problem.code.to_string(),
        })
        .collect()
}

/// `code@row` of each warning, in order.
pub fn warnings(form: &str) -> Vec<String> {
    let compiled = good(form);
    compiled.warnings.iter().map(|w| format!("{}@{}", w.code, w.cell.row.unwrap_or(0))).collect()
}

/// The attribute of the bind of a node.
pub fn bind(compiled: &Compiled, path: &str, attribute: &str) -> Option<String> {
    let document = Document::parse(&compiled.xform).unwrap();
    let bind =
        document.descendants().find(|node| node.has_tag_name_local("bind") && node.attribute("nodeset") == Some(path));
    let bind = bind.unwrap_or_else(|| panic!("no bind of {path} in {}", compiled.xform));
    attribute_of(&bind, attribute)
}

/// The attribute of the first element that asks for a node.
pub fn control(compiled: &Compiled, path: &str, attribute: &str) -> Option<String> {
    let document = Document::parse(&compiled.xform).unwrap();
    let body = document.descendants().find(|node| node.has_tag_name_local("body")).unwrap();
    let control = body.descendants().find(|node| {
        let names = [node.attribute("ref"), node.attribute("nodeset")];
        names.contains(&Some(path)) && !node.has_tag_name_local("group")
    });
    let control = control.unwrap_or_else(|| panic!("nothing asks for {path} in {}", compiled.xform));
    if attribute == "tag" {
        return Some(control.tag_name().name().to_owned());
    }
    attribute_of(&control, attribute)
}

/// The XForm without its line breaks and indents, for looking into with `contains`.
pub fn flat(compiled: &Compiled) -> String {
    compiled.xform.lines().map(str::trim_start).collect()
}

fn attribute_of(node: &Node<'_, '_>, attribute: &str) -> Option<String> {
    let local = attribute.rsplit(':').next().unwrap_or(attribute);
    node.attributes().find(|found| found.name() == local).map(|found| found.value().to_owned())
}

trait LocalName {
    fn has_tag_name_local(&self, name: &str) -> bool;
}

impl LocalName for Node<'_, '_> {
    fn has_tag_name_local(&self, name: &str) -> bool {
        self.is_element() && self.tag_name().name() == name
    }
}
