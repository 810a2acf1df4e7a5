//! The master list of places of an operation, read from its register and kept in memory until that changes.

mod decide;
pub mod said;
mod same_place;
mod told;

pub use decide::{Wanted, decide};
pub use same_place::{KnownSites, QUESTION, asked_of, identities, telling_apart, tells_sites};
pub use told::{of_problems, refusal};

use crate::{problem::Problem, state::App, territory::Territory};
use chrono::{DateTime, Utc};
use places::sites::{REGISTER, Site, SiteList, is_kept};
use std::{
    collections::{BTreeSet, HashMap},
    sync::{Arc, PoisonError, RwLock},
};
use store::Register;
use vocab::Pcode;

/// The sites of an operation, as they stood at one revision of their register.
#[derive(Debug)]
pub struct Sites {
    /// Their register.
    pub register: Register,
    /// The sites.
    pub list: SiteList,
    versions: HashMap<String, u32>,
    /// The ids of the sites that a name is a name of, as names are written alike.
    by_name: HashMap<String, Vec<String>>,
}

impl Sites {
    fn new(register: Register, list: SiteList, versions: HashMap<String, u32>) -> Self {
        let mut by_name = HashMap::<String, Vec<String>>::new();
        for site in list.iter() {
            let names: BTreeSet<String> = site.names().filter_map(review::written_alike).collect();
            names.into_iter().for_each(|name| by_name.entry(name).or_default().push(site.id.clone()));
        }
        Self { register, list, versions, by_name }
    }

    /// The ids of the sites that have a name, which is written as [`review::written_alike`] does.
    fn named(&self, name: &str) -> impl Iterator<Item = &str> {
        self.by_name.get(name).into_iter().flatten().map(String::as_str)
    }

    /// The version of a site's entry.
    pub fn version(&self, id: &str) -> Option<u32> {
        self.versions.get(id).copied()
    }

    /// What people call a site; its id, if it is not in the list.
    pub fn name<'s>(&'s self, id: &'s str) -> &'s str {
        self.list.get(id).map_or(id, |site| &site.name)
    }
}

/// The lists of all operations.
#[derive(Debug, Clone, Default)]
pub struct SiteLists(Arc<RwLock<HashMap<i32, Arc<Sites>>>>);

impl SiteLists {
    /// The sites of an operation; none if it keeps no list of them.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn of(&self, app: &App, operation_id: i32) -> Result<Option<Arc<Sites>>, Problem> {
        let Some(register) = app.store.register(operation_id, REGISTER).await? else { return Ok(None) };
        if !keeps_sites(&register) {
            return Ok(None);
        }
        let held = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&operation_id).cloned();
        if let Some(held) = held.filter(|held| held.register == register) {
            return Ok(Some(held));
        }
        // What changes between these two reads is taken for older than it is: it is read once more, and never too seldom.
        let entities = app.store.all_entities(&register, false).await?;
        let versions = entities.iter().map(|entity| (entity.uuid.clone(), entity.version)).collect();
        let list = entities.iter().map(|entity| Site::read(&entity.uuid, &entity.label, &entity.values)).collect();
        let sites = Arc::new(Sites::new(register, list, versions));
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(operation_id, Arc::clone(&sites));
        Ok(Some(sites))
    }
}

/// The sites of an operation as they stood at a moment; none if it keeps no list of them.
async fn as_of(app: &App, operation_id: i32, moment: DateTime<Utc>) -> Result<Option<Arc<Sites>>, Problem> {
    let register = app.store.register(operation_id, REGISTER).await?;
    let Some(register) = register.filter(keeps_sites) else { return Ok(None) };
    let said = app.store.entities_as_of(&register, moment).await?;
    let list = said.iter().map(|(id, (label, values))| Site::read(id, label, values)).collect();
    Ok(Some(Arc::new(Sites::new(register, list, HashMap::new()))))
}

/// Whether a site is said to lie in an area.
pub fn lies_below(territory: Option<&Territory>, site: &Site, area: &Pcode) -> bool {
    let Some(declared) = &site.area else { return false };
    let above = territory.map(|territory| territory.boundaries.lineage(&declared.pcode)).unwrap_or_default();
    declared.pcode == *area || above.contains(area)
}

/// Whether a register holds sites as they are kept here.
pub fn keeps_sites(register: &Register) -> bool {
    is_kept(&register.name, &register.property_names())
}
