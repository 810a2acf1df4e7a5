//! A crosswalk read the other way: from the new places back to the old.

use crate::{Crosswalk, CrosswalkLink};
use std::collections::BTreeMap;
use vocab::Pcode;

impl Crosswalk {
    /// The same links from new to old. Shares of old places say nothing of shares of new ones: a new place that was made of one
    /// old place goes back as a whole, of several it is not known how its people divide. Whoever knows loads a crosswalk that
    /// leads this way.
    #[must_use]
    pub fn reversed(&self) -> Self {
        let mut made_of: BTreeMap<&Pcode, Vec<&CrosswalkLink>> = BTreeMap::new();
        for link in self.links().iter().filter(|link| link.share != Some(0.0)) {
            made_of.entry(&link.to).or_default().push(link);
        }
        let back = |(to, links): (&Pcode, Vec<&CrosswalkLink>)| {
            let only = links.len() == 1;
            let turned = links.into_iter().map(|link| CrosswalkLink {
                from: to.clone(),
                to: link.from.clone(),
                share: only.then_some(1.0),
                basis: link.basis.clone(),
                // That all of it goes back follows from the table only if the table says what is in it.
                stated: only && link.stated && link.share.is_some(),
            });
            turned.collect::<Vec<_>>()
        };
        let links = made_of.into_iter().flat_map(back).collect();
        Self::of_links(self.to_version.clone(), self.from_version.clone(), links)
    }
}

#[cfg(test)]
mod tests {
    use crate::{Crosswalk, CrosswalkOptions};
    use estimate::Count;
    use std::collections::BTreeMap;

    #[test]
    fn what_was_joined_is_not_divided_by_guessing() {
        let options = CrosswalkOptions { from_version: "2017".into(), to_version: "2025".into(), basis: "law".into() };
        let table = "from_pcode,to_pcode,share\nA,X,1\nB,X,0.4\nB,Y,0.6\nC,Z,1";
        let back = Crosswalk::read_csv("links.csv", table.as_bytes(), &options).unwrap().reversed();
        assert_eq!((back.from_version.as_str(), back.to_version.as_str()), ("2025", "2017"));
        let counts: BTreeMap<_, Count> =
            [("X", 100_u64), ("Y", 30), ("Z", 7)].map(|(place, count)| (place.parse().unwrap(), count.into())).into();
        let found = back.carry("2025", &counts).unwrap();
        let placed: Vec<_> = found.places.iter().map(|place| (place.to.as_str(), place.count.given())).collect();
        assert_eq!(placed, [("A", None), ("B", Some(30)), ("C", Some(7))]);
        assert_eq!(found.remainder.iter().map(|left| left.count).sum::<u64>(), 100, "X may be in A or in B");
    }
}
