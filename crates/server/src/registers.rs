//! Registers as phones and pages get them: which forms use one, and the file of one.

use crate::{problem::Problem, publishing::md5_hex, sites::keeps_sites, state::App};
use forms::Form;
use places::sites::Site;
use registers::PhoneRow;
use std::sync::Arc;
use store::{Deed, FormFile, Register};

/// A register that a form reads, under the name of the file that the form asks for.
#[derive(Debug, Clone)]
pub struct ListFile {
    /// `sites.csv`
    pub name: String,
    /// The register.
    pub register: Register,
}

impl ListFile {
    /// What phones compare: another one after each change of what they get, and only then.
    pub fn hash(&self) -> String {
        list_hash(&self.register)
    }

    /// What the manifest calls it. A phone must not show what its own submission will only bring once it is approved.
    pub const fn kind(&self) -> &'static str {
        if self.register.approval_required { "approvalEntityList" } else { "entityList" }
    }

    /// The file, for `actor`. What is in it may tell of people: each time somebody gets such a one is in the log.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn bytes(&self, app: &App, actor: &str) -> Result<Vec<u8>, Problem> {
        if self.register.is_personal() {
            let subject = format!("register:{}", self.register.name);
            app.store.audit(&[Deed::new(actor, "register.sent_to_phone", subject)]).await?;
        }
        phone_file(app, &self.register).await
    }
}

/// What tells one state of a register from another.
pub fn list_hash(register: &Register) -> String {
    md5_hex(format!("register {} revision {}", register.id, register.revision).as_bytes())
}

/// The registers among `all` that a form asks for as files, but for those files that it brought itself.
pub fn lists_of(form: &Form, brought: &[FormFile], all: &[Register]) -> Vec<ListFile> {
    let names = form.attachments().into_iter().filter(|name| !brought.iter().any(|file| file.name == *name));
    names
        .filter_map(|name| {
            let register = name.strip_suffix(".csv").and_then(|list| all.iter().find(|one| one.name == list))?.clone();
            Some(ListFile { name, register })
        })
        .collect()
}

/// The registers that a published form asks for as files.
///
/// # Errors
/// When the store fails.
pub async fn lists_of_version(
    app: &App,
    operation_id: i32,
    form_version_id: i32,
    brought: &[FormFile],
) -> Result<Vec<ListFile>, Problem> {
    let form = app.forms.of_version(&app.store, form_version_id).await?;
    Ok(lists_of(&form, brought, &app.store.registers(operation_id).await?))
}

/// The file that phones get of a register. Of sites they get those that may be chosen.
///
/// # Errors
/// When the store fails.
pub async fn phone_file(app: &App, register: &Register) -> Result<Vec<u8>, Problem> {
    let mut entities = app.store.all_entities(register, false).await?;
    if keeps_sites(register) {
        entities.retain(|entity| Site::read(&entity.uuid, &entity.label, &entity.values).is_offered());
    }
    Ok(registers::phone_list(&register.property_names(), entities.iter().map(row)))
}

/// An entity as a row of a file.
pub fn row(entity: &store::Entity) -> PhoneRow<'_> {
    let store::Entity { uuid, label, version, values, .. } = entity;
    PhoneRow { uuid, label, version: *version, values }
}

/// A form of an operation in its newest version, with what it does with registers.
pub struct Use {
    /// The form's id.
    pub form_id: String,
    /// Its title.
    pub title: String,
    /// The form.
    pub form: Arc<Form>,
}

impl Use {
    /// Whether its submissions write to the register.
    pub fn writes(&self, register: &str) -> bool {
        self.form.entities.iter().any(|entity| entity.list == register)
    }

    /// Whether its submissions write to that property of the register.
    pub fn writes_property(&self, register: &str, property: &str) -> bool {
        let mut entities = self.form.entities.iter().filter(|entity| entity.list == register);
        entities.any(|entity| entity.properties.iter().any(|known| known.name == property))
    }

    /// Whether it reads the register.
    pub fn reads(&self, register: &str) -> bool {
        self.form.attachments().iter().any(|name| name.strip_suffix(".csv") == Some(register))
    }
}

/// The forms of an operation, each in its newest version.
///
/// # Errors
/// When the store fails.
pub async fn uses(app: &App, operation_id: i32) -> Result<Vec<Use>, Problem> {
    let mut uses = Vec::new();
    for version in app.store.current_forms(operation_id).await? {
        let form = app.forms.of_version(&app.store, version.id).await?;
        uses.push(Use { form_id: version.xml_form_id, title: version.title, form });
    }
    Ok(uses)
}
