//! What a record's place is known by, where the list of sites says more of it than the record.

use super::{Sites, lies_below};
use crate::{problem::Problem, state::App, territory::Territory};
use chrono::{DateTime, Utc};
use indexmap::IndexMap;
use places::sites::{SiteStatus, known_by, parts, whole};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};
use store::Operation;
use vocab::{Answer, Pcode, Value};

/// The question that chooses a site of the list.
pub const QUESTION: &str = "site";

/// The question that names a place.
const NAME: &str = "location_name";

/// The list of sites beside the boundaries, to say which site a record tells of.
#[derive(Debug, Clone)]
pub struct KnownSites {
    sites: Arc<Sites>,
    territory: Option<Arc<Territory>>,
}

/// The list of sites of an operation, where the questions that tell places apart choose a site or name a place; none where they do
/// neither, or there is no list.
///
/// # Errors
/// When the store fails.
pub async fn telling_apart(
    app: &App,
    operation: &Operation,
    identified_by: &[String],
) -> Result<Option<KnownSites>, Problem> {
    if tells_sites(identified_by) { KnownSites::of(app, operation).await } else { Ok(None) }
}

/// Whether questions that tell places apart choose a site or name a place.
pub fn tells_sites(identified_by: &[String]) -> bool {
    identified_by.iter().any(|question| question == QUESTION || question == NAME)
}

/// The questions whose answers say which place a record tells of.
pub fn asked_of(identified_by: &[String]) -> Vec<String> {
    let mut asked = identified_by.to_vec();
    if !asked.is_empty() && !names_site(&asked) {
        asked.push(QUESTION.to_owned());
    }
    asked
}

/// What a record's place is known by, the present first; then what other records of the same place may be known by: a site that
/// was merged into another goes on as that one, which is still known by what it took in, and by all its names. Empty where the
/// place is not known. `known` is what [`telling_apart`] found.
pub fn identities(
    known: Option<&KnownSites>,
    answers: &IndexMap<String, Answer>,
    identified_by: &[String],
) -> Vec<String> {
    let told = review::place_identity(answers, identified_by);
    let found = known.and_then(|known| Some((known, known.site_of(answers, identified_by)?)));
    let Some((known, id)) = found else { return told.into_iter().collect() };
    let under = |question: &str, value: Value| {
        let mut answers = answers.clone();
        answers.insert(question.to_owned(), Answer::from(value));
        review::place_identity(&answers, identified_by)
    };
    let list = &known.sites.list;
    let under_it: Vec<Option<String>> = if names_site(identified_by) {
        let ids = known_by(list, id).into_iter();
        ids.map(|id| under(QUESTION, Value::Choice(id.to_owned()))).collect()
    } else {
        let names = list.get(id).into_iter().flat_map(|site| site.names());
        names.map(|name| under(NAME, Value::Text(name.to_owned()))).collect()
    };
    let mut seen = BTreeSet::new();
    under_it.into_iter().chain([told]).flatten().filter(|identity| seen.insert(identity.clone())).collect()
}

impl KnownSites {
    /// The list of an operation; none where it keeps none.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn of(app: &App, operation: &Operation) -> Result<Option<Self>, Problem> {
        let Some(sites) = app.sites.of(app, operation.id).await? else { return Ok(None) };
        Ok(Some(Self { sites, territory: app.territories.of(&app.store, operation).await? }))
    }

    /// The list as it stood at a moment.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn as_of(app: &App, operation: &Operation, moment: DateTime<Utc>) -> Result<Option<Self>, Problem> {
        let Some(sites) = super::as_of(app, operation.id, moment).await? else { return Ok(None) };
        Ok(Some(Self { sites, territory: app.territories.of(&app.store, operation).await? }))
    }

    /// The site that a record tells of, as what it is now: the one that was chosen; or the only one that the area knows by the
    /// name. What was merged is what it was merged into; what was split stays what it was.
    pub fn site_of(&self, answers: &IndexMap<String, Answer>, identified_by: &[String]) -> Option<&str> {
        let chosen = answers.get(QUESTION).and_then(Answer::text);
        chosen.and_then(|id| whole(&self.sites.list, id)).or_else(|| self.named(answers, identified_by))
    }

    /// A name that an area has twice says nothing, and neither does a site that nobody has accepted.
    fn named(&self, answers: &IndexMap<String, Answer>, identified_by: &[String]) -> Option<&str> {
        let territory = self.territory.as_deref()?;
        let name = review::written_alike(answers.get(NAME)?.text()?)?;
        let said = identified_by.iter().filter_map(|question| answers.get(question)?.text()?.parse::<Pcode>().ok());
        let areas: Vec<Pcode> = said.filter(|code| territory.boundaries.area(code).is_some()).collect();
        let sites = self.sites.named(&name).filter_map(|id| self.sites.list.get(id));
        let sites = sites.filter(|site| site.status != SiteStatus::Proposed);
        let there = sites.filter(|site| areas.iter().all(|area| lies_below(Some(territory), site, area)));
        let found: BTreeSet<Option<&str>> = there.map(|site| whole(&self.sites.list, &site.id)).collect();
        match found.into_iter().collect::<Vec<_>>().as_slice() {
            [only] => *only,
            _ => None,
        }
    }

    /// The sites that were split, each with what it is now: see [`places::sites::parts`].
    pub fn splits(&self) -> BTreeMap<String, Vec<String>> {
        let list = &self.sites.list;
        let split = list.iter().map(|site| (site.id.clone(), parts(list, &site.id)));
        let owned = |parts: Vec<&str>| parts.into_iter().map(str::to_owned).collect();
        split.filter(|(_, parts)| !parts.is_empty()).map(|(id, parts)| (id, owned(parts))).collect()
    }

    /// The sites.
    pub fn sites(&self) -> &Sites {
        &self.sites
    }

    /// The revision of the list, and the row of the boundaries: while both are the same, so is everything this says.
    pub fn stamp(&self) -> (i64, Option<i32>) {
        (self.sites.register.revision, self.territory.as_deref().map(|territory| territory.version_id))
    }
}

fn names_site(identified_by: &[String]) -> bool {
    identified_by.iter().any(|question| question == QUESTION)
}

#[cfg(test)]
mod tests {
    use super::*;
    use places::{
        Boundaries, BoundaryVersion, ReadOptions, read_areas,
        sites::{DeclaredArea, Share, Site, Successor},
    };
    use std::collections::HashMap;
    use store::Register;

    const AREAS: &str = "admin1Pcode,admin1Name,admin2Pcode,admin2Name\n\
        BDI012,Muyinga,BDI012004,Gasorwe\nBDI012,Muyinga,BDI012006,Muyinga\n";

    fn territory() -> Territory {
        let version = BoundaryVersion {
            code: "test".into(),
            country: "BDI".parse().unwrap(),
            country_name: None,
            label: "Test".into(),
            valid_from: "2017-01-01".parse().unwrap(),
            valid_to: None,
            source: "made up".into(),
            licence: "none needed".into(),
            note: None,
            levels: Vec::new(),
        };
        let file = read_areas("areas.csv", AREAS.as_bytes(), &ReadOptions::default()).unwrap();
        Territory::new(1, Boundaries::build(version, vec![file]).unwrap())
    }

    fn site(id: &str, name: &str, area: &str) -> Site {
        let area = Some(DeclaredArea { pcode: area.parse().unwrap(), version: None });
        Site { status: SiteStatus::Active, area, ..Site::named(id, name) }
    }

    fn known(sites: Vec<Site>) -> KnownSites {
        let register = Register {
            id: 1,
            operation_id: 1,
            name: "sites".into(),
            approval_required: false,
            personal_label: false,
            revision: 1,
            created_at: chrono::DateTime::UNIX_EPOCH,
            created_by: "test".into(),
            properties: Vec::new(),
        };
        let sites = Sites::new(register, sites.into_iter().collect(), HashMap::new());
        KnownSites { sites: Arc::new(sites), territory: Some(Arc::new(territory())) }
    }

    /// B was merged into A; E is called like C, and nobody has accepted P.
    fn merged() -> KnownSites {
        let whole = |id: &str| vec![Successor { id: id.into(), share: Share::WHOLE }];
        let aliases = vec!["Kiremba Centre".to_owned()];
        let (status, area) = (SiteStatus::Closed, "BDI012004");
        known(vec![
            Site { aliases, predecessors: vec!["b".into()], ..site("a", "Kiremba", area) },
            Site { status, successors: whole("a"), ..site("b", "Kiremba Centre", area) },
            site("c", "Mugano", area),
            site("d", "Mugano", "BDI012006"),
            site("e", "mugano ", area),
            Site { status: SiteStatus::Proposed, ..site("p", "Rugari", area) },
            Site { area: None, ..site("q", "Kibimba", area) },
        ])
    }

    fn identities_of(known: Option<&KnownSites>, answers: &[(&str, &str)], identified_by: &[&str]) -> Vec<String> {
        let answers = answers.iter().map(|(name, text)| ((*name).to_owned(), Value::Text((*text).to_owned()).into()));
        let identified_by: Vec<String> = identified_by.iter().map(|name| (*name).to_owned()).collect();
        identities(known, &answers.collect(), &identified_by)
    }

    #[test]
    fn a_chosen_site_goes_on_as_the_one_it_was_merged_into() {
        let known = merged();
        let of = |site: &str| identities_of(Some(&known), &[("site", site)], &["site"]);
        assert_eq!((of("a"), of("b")), (vec!["a".into(), "b".into()], vec!["a".into(), "b".into()]));
        assert_eq!(of("nobody"), ["nobody"], "an id that is nobody's stays what it is");
        assert_eq!(identities_of(None, &[("site", "b")], &["site"]), ["b"]);
    }

    #[test]
    fn a_name_of_one_site_of_the_area_is_that_site() {
        let known = merged();
        let of = |name: &str, commune: &str| {
            let answers = [("admin2", commune), ("location_name", name)];
            identities_of(Some(&known), &answers, &["admin2", "location_name"])
        };
        let kiremba = ["bdi012004/kiremba", "bdi012004/kiremba centre"];
        assert_eq!(of("Kiremba", "BDI012004"), kiremba);
        assert_eq!(of(" kiremba  CENTRE", "BDI012004"), kiremba);
        assert_eq!(of("Kiremba Centre", "BDI012006"), ["bdi012006/kiremba centre"], "another commune is another place");
        assert_eq!(of("Mugano", "BDI012004"), ["bdi012004/mugano"], "two are called so");
        assert_eq!(known.site_of(&IndexMap::new(), &[]), None);
        assert_eq!(of("Rugari", "BDI012004"), ["bdi012004/rugari"]);
        assert_eq!(of("Kibimba", "BDI012004"), ["bdi012004/kibimba"], "nobody said where it lies");
    }

    #[test]
    fn a_chosen_site_is_told_by_its_names_where_names_tell_places_apart() {
        let answers = [("admin2", "BDI012004"), ("location_name", "As it was called"), ("site", "b")];
        let found = identities_of(Some(&merged()), &answers, &["admin2", "location_name"]);
        let expected = ["bdi012004/kiremba", "bdi012004/kiremba centre", "bdi012004/as it was called"];
        assert_eq!(found, expected);
    }
}
