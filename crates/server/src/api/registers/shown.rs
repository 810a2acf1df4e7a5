//! Entities as pages get them.

use super::InRegister;
use registers::{Conflict, Values};
use serde_json::{Map, Value, json};
use store::{Entity, EntityVersion, Register};

/// Whether something of a register is withheld from a person.
#[derive(Clone, Copy)]
pub(super) struct Sight<'a> {
    register: &'a Register,
    people: bool,
}

impl<'a> Sight<'a> {
    pub(super) fn of(place: &'a InRegister) -> Self {
        Self { register: &place.register, people: place.may_see_people() }
    }

    fn sees(self, name: &str) -> bool {
        let personal = match name {
            "label" => self.register.personal_label,
            _ => self.register.properties.iter().any(|property| property.personal && property.name == name),
        };
        self.people || !personal
    }

    fn label(self, label: &str) -> Value {
        if self.sees("label") { json!(label) } else { Value::Null }
    }

    /// Values by property; null where one is withheld.
    fn values(self, values: &Values) -> Value {
        let shown =
            values.iter().map(|(name, value)| (name.clone(), if self.sees(name) { json!(value) } else { Value::Null }));
        Value::Object(shown.collect::<Map<_, _>>())
    }

    pub(super) fn entity(self, entity: &Entity) -> Value {
        json!({
            "uuid": entity.uuid, "label": self.label(&entity.label), "values": self.values(&entity.values),
            "version": entity.version, "conflict": entity.conflict.map(Conflict::code),
            "created_at": entity.created_at, "created_by": entity.created_by, "updated_at": entity.updated_at,
            "deleted_at": entity.deleted_at,
        })
    }

    pub(super) fn version(self, version: &EntityVersion, record: Option<i64>) -> Value {
        let resolved = version.resolved.as_ref();
        let resolved = resolved.map(|(at, by, reason)| json!({"at": at, "by": by, "reason": reason}));
        json!({
            "version": version.version, "label": self.label(&version.label), "values": self.values(&version.values),
            "received": self.values(&version.received), "at": version.created_at, "by": version.created_by,
            "source": version.source, "record": record, "instance_id": version.instance_id, "detail": version.detail,
            "base_version": version.base_version, "offline": version.branch_id.is_some(),
            "conflict": version.conflict.map(Conflict::code), "conflicting": version.conflicting, "resolved": resolved,
        })
    }
}
