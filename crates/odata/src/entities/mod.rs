//! The feed of an entity list: `{list}.svc/Entities`.

mod columns;
mod metadata;

pub use columns::{EntityColumn, EntitySystem};
pub use metadata::{entity_metadata, entity_service_document};

use crate::{
    feed::{Address, Chosen, FeedError, Page, Pager, Plan, Rows, Step},
    filter::{Expression, Filter},
    json, moment,
    names::identifier,
    options::Options,
    order::Order,
    problem::Problem,
    skip_token::SkipToken,
};
use chrono::{DateTime, Utc};
use columns::{EntityColumns, EntityRow};
use std::io::Write;

/// An entity list: its name and its properties, in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntityList {
    /// Its name.
    pub name: String,
    /// Names of its properties, other than the label.
    pub properties: Vec<String>,
}

/// One entity.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity<'a> {
    /// `__id`
    pub uuid: &'a str,
    /// What people know it by.
    pub label: &'a str,
    /// Its properties, in the list's order; one that it has not is an empty text, as in Central.
    pub properties: Vec<&'a str>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// Who made it.
    pub creator_id: &'a str,
    /// Their name.
    pub creator_name: &'a str,
    /// How often it was updated.
    pub updates: u32,
    /// When it was updated last.
    pub updated_at: Option<DateTime<Utc>>,
    /// When it was deleted.
    pub deleted_at: Option<DateTime<Utc>>,
    /// Its version, from 1.
    pub version: u32,
    /// `soft` or `hard`.
    pub conflict: Option<&'a str>,
}

/// One page of an entity list. Entities are pushed as the [`Plan`] asks for them.
pub struct EntityFeed<'list> {
    list: &'list EntityList,
    /// The columns of a row.
    selection: Vec<EntityColumn>,
    plan: Plan<EntityColumn>,
    rest: Option<Filter<EntityColumn>>,
    pager: Pager,
}

impl<'list> EntityFeed<'list> {
    /// Prepares a page. `now` is what `now()` in a filter means.
    ///
    /// # Errors
    /// What is wrong with the options for this list.
    pub fn new(
        list: &'list EntityList,
        options: Options,
        address: Address,
        now: DateTime<Utc>,
    ) -> Result<Self, Problem> {
        if options.search.is_some() {
            return Err(Problem::NotImplemented { feature: "$search".to_owned() });
        }
        let token = options.skip_token.as_ref();
        if token.is_some_and(|token| token.uuid.is_none()) {
            return Err(Problem::InvalidSkipToken);
        }
        let selection = columns::selection(list, options.select.as_deref())?;
        let expression = options.filter.as_deref().map(Expression::parse).transpose()?;
        let filter = expression.map(|one| Filter::bind(&one, &EntityColumns { list }, now)).transpose()?;
        let sortable = |name: &str| columns::named(list, name).filter(EntityColumn::is_stored);
        let order = options.order_by.as_deref().map(|text| Order::read(text, sortable)).transpose()?;
        let deleted_at = |column: &EntityColumn| *column == EntityColumn::System(EntitySystem::DeletedAt);
        let deleted = filter.as_ref().is_some_and(|filter| filter.mentions(deleted_at));
        let from = (Rows::One, token.and_then(|token| token.uuid.clone()));
        let (plan, rest) = Plan::of_table(&options, filter, EntityColumn::is_stored, order.unwrap_or_default(), from);
        let plan = Plan { deleted, ..plan };
        let pager = Pager::new(options, Page::new(address, "Entities"), plan.done());
        Ok(Self { list, selection, plan, rest, pager })
    }

    /// What the store must read.
    pub fn plan(&self) -> &Plan<EntityColumn> {
        &self.plan
    }

    /// Carries the plan out on `all` entities of the list, latest first.
    ///
    /// # Errors
    /// [`Problem::SkipTokenNotFound`] where the entity that the page goes on from is not among them.
    pub fn choose(&self, all: &[Entity<'_>]) -> Result<Chosen, Problem> {
        let row = |at: usize| EntityRow { entity: &all[at] };
        let wanted = |at: usize| (self.plan.deleted || all[at].deleted_at.is_none()) && self.plan.holds(&row(at));
        let compare = |one: usize, other: usize| self.plan.compare(&row(one), &row(other));
        self.plan.carry_out(all.len(), compare, |at| all[at].uuid, wanted)
    }

    /// Says how many entities there are in all, whatever the page: where [`Plan::count`] asks for it.
    pub fn set_total(&mut self, total: u64) {
        self.pager.set_total(total);
    }

    /// Takes the next entity and writes its row.
    ///
    /// # Errors
    /// [`FeedError::Output`].
    pub fn push(&mut self, entity: &Entity<'_>, out: &mut impl Write) -> Result<Step, FeedError> {
        let token = self.pager.options.skip_token.as_ref().and_then(|token| token.uuid.as_deref());
        let named = token == Some(entity.uuid);
        if self.rest.as_ref().is_some_and(|rest| !rest.accepts(&EntityRow { entity })) {
            self.pager.refuse(named);
        } else if self.pager.admits(named) {
            let row = self.row(entity);
            let token = SkipToken { uuid: Some(entity.uuid.to_owned()), ..SkipToken::default() };
            self.pager.row(&row, token, out)?;
        }
        Ok(if self.pager.wants_more() { Step::More } else { Step::Enough })
    }

    /// Writes the end of the page.
    ///
    /// # Errors
    /// [`Problem::SkipTokenNotFound`] if the entity that the page goes on from did not come: nothing has been written then.
    pub fn finish(self, out: &mut impl Write) -> Result<(), FeedError> {
        Ok(self.pager.finish(out)??)
    }

    fn row(&self, entity: &Entity<'_>) -> Vec<u8> {
        let mut row = vec![b'{'];
        let mut system = false;
        for column in &self.selection {
            let in_system = matches!(column, EntityColumn::System(_));
            if in_system && !system {
                json::push_name(&mut row, "__system");
                row.push(b'{');
            } else if system && !in_system {
                row.push(b'}');
            }
            system = in_system;
            self.push_cell(entity, column, &mut row);
        }
        if system {
            row.push(b'}');
        }
        row.push(b'}');
        row
    }

    fn push_cell(&self, entity: &Entity<'_>, column: &EntityColumn, row: &mut Vec<u8>) {
        match column {
            EntityColumn::Uuid => push_member(row, "__id", entity.uuid),
            EntityColumn::Label => push_member(row, "label", entity.label),
            EntityColumn::Property(at) => {
                let name = self.list.properties.get(*at).map(|name| identifier(name)).unwrap_or_default();
                push_member(row, &name, entity.properties.get(*at).copied().unwrap_or_default());
            }
            EntityColumn::System(column) => {
                json::push_name(row, column.name());
                push_system(entity, *column, row);
            }
        }
    }
}

fn push_member(row: &mut Vec<u8>, name: &str, text: &str) {
    json::push_name(row, name);
    json::push_text(row, text);
}

fn push_system(entity: &Entity<'_>, column: EntitySystem, row: &mut Vec<u8>) {
    let date = |date: Option<DateTime<Utc>>| date.map(moment::written);
    match column {
        EntitySystem::CreatedAt => json::push_text(row, &moment::written(entity.created_at)),
        EntitySystem::CreatorId => json::push_text(row, entity.creator_id),
        EntitySystem::CreatorName => json::push_text(row, entity.creator_name),
        EntitySystem::Updates => row.extend_from_slice(entity.updates.to_string().as_bytes()),
        EntitySystem::UpdatedAt => json::push_optional(row, date(entity.updated_at).as_deref()),
        EntitySystem::DeletedAt => json::push_optional(row, date(entity.deleted_at).as_deref()),
        EntitySystem::Version => row.extend_from_slice(entity.version.to_string().as_bytes()),
        EntitySystem::Conflict => json::push_optional(row, entity.conflict),
    }
}
