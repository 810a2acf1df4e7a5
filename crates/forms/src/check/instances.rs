//! One name, one file.

use crate::{
    form::Form,
    problems::{Cell, Code, Report},
    xform::all_sources,
};
use indexmap::IndexMap;

pub(super) fn check(form: &Form, report: &mut Report) {
    let mut known: IndexMap<String, String> = IndexMap::new();
    for (name, address) in all_sources(form) {
        match known.get(&name) {
            Some(one) if *one != address => {
                let arguments = [("name", name.as_str()), ("one", one.as_str()), ("other", address.as_str())];
                report.say(Code::InstanceConflict, Cell::sheet("survey"), &arguments);
            }
            Some(_) => {}
            None => {
                if form.lists.contains_key(&name) {
                    let arguments =
                        [("name", name.as_str()), ("one", "a list of choices"), ("other", address.as_str())];
                    report.say(Code::InstanceConflict, Cell::sheet("choices"), &arguments);
                }
                known.insert(name, address);
            }
        }
    }
}
