//! The model: texts, instances, binds and actions.

use super::{Writer, element::Element, itext::Itext, paths::Style, xml::Xml};
use crate::form::Item;

impl Writer<'_> {
    pub(super) fn model(&self, xml: &mut Xml) {
        let mut model = Element::new("model").attribute("odk:xforms-version", "1.0.0");
        if let Some(version) = self.form.entities_version() {
            model.set("entities:entities-version", version);
        }
        model.extend(self.submission());
        xml.begin(&model);
        Itext::of(self).write(self, xml);
        xml.push(&Element::new("instance").child(self.primary_instance()));
        self.secondary_instances(xml);
        self.binds(xml, &self.form.items, &format!("/{}", self.form.root));
        self.meta_binds(xml);
        xml.end();
    }

    fn submission(&self) -> Option<Element> {
        let settings = &self.form.settings;
        let mut submission = Element::new("submission");
        let mut any = settings.client_editable;
        let mut set = |name: &str, value: Option<&String>| {
            if let Some(value) = value {
                submission.set(name, value.as_str());
                any = true;
            }
        };
        set("action", settings.submission_url.as_ref());
        set("base64RsaPublicKey", settings.public_key.as_ref());
        set("orx:auto-send", settings.auto_send.as_ref());
        set("orx:auto-delete", settings.auto_delete.as_ref());
        if settings.submission_url.is_some() {
            submission.set("method", "post");
        }
        if settings.client_editable {
            submission.set("odk:client-editable", "true");
        }
        any.then_some(submission)
    }

    fn binds(&self, model: &mut Xml, items: &[Item], above: &str) {
        for item in items {
            let path = item.path(above);
            let from = self.paths.at(&path);
            match item {
                Item::Question(question) if question.kind.is_external_instance() => {}
                Item::Question(question) => {
                    model.extend(self.question_bind(question, &path, from));
                    model.extend(self.model_actions(question, &path, from));
                }
                Item::Section(section) => {
                    model.extend(self.section_bind(section, &path, from));
                    self.binds(model, &section.items, &path);
                    model.extend(self.entity_binds(&path));
                }
            }
        }
    }

    fn meta_binds(&self, model: &mut Xml) {
        let form = self.form;
        model.extend(self.entity_binds(&format!("/{}", form.root)));
        let above = format!("/{}/meta", form.root);
        for question in &form.meta {
            model.extend(self.question_bind(question, &format!("{above}/{}", question.name), None));
        }
        if !form.settings.omit_instance_id {
            let mut bind = self.computed(&format!("{above}/instanceID"), None);
            bind.set("readonly", "true()");
            bind.set("jr:preload", form.settings.instance_id.as_deref().unwrap_or("uid"));
            model.push(&bind);
        }
        if let Some(name) = &form.settings.instance_name {
            model.push(&self.computed(&format!("{above}/instanceName"), Some(name)));
        }
    }

    fn computed(&self, path: &str, calculate: Option<&str>) -> Element {
        let mut bind = Element::new("bind").attribute("nodeset", path).attribute("type", "string");
        if let Some(expression) = calculate {
            bind.set("calculate", self.paths.expression(expression, self.paths.at(path), Style::default()));
        }
        bind
    }
}
