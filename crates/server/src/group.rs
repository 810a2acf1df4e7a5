//! Which population group a number counts, told from its HXL tag: one mapping for figures and for events.

/// Who is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The group. Groups exclude each other at a date.
    pub code: String,
    /// What else the tag says: the number is a part of the group's, or the group counted in another way.
    pub of_which: Option<String>,
}

/// Displaced people within their country, as HXL calls them.
pub const DISPLACED: &str = "idps";

/// `#affected+idps+ind+wash+water` counts displaced people, those of them `wash+water`. A tag that names no group is a group of
/// its own, known by `otherwise`.
pub fn of_tag(hxl: &str, otherwise: &str) -> Group {
    let unit_or_sex = ["ind", "hh", "f", "m"];
    let mut words = hxl.split('+').skip(1).filter(|word| !unit_or_sex.contains(word));
    let code = match words.next() {
        // Event tracking says `displaced`, rounds say `idps`: they are the same people.
        Some("displaced" | "idp") => DISPLACED,
        Some(word) => word,
        None => otherwise,
    };
    let rest: Vec<&str> = words.collect();
    Group { code: code.to_owned(), of_which: (!rest.is_empty()).then(|| rest.join("+")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_tells_the_group_and_what_part_of_it() {
        let of = |hxl: &str| {
            let group = of_tag(hxl, "code");
            (group.code, group.of_which)
        };
        let told = |code: &str, of_which: Option<&str>| (code.to_owned(), of_which.map(str::to_owned));
        assert_eq!(of("#affected+idps+ind"), told("idps", None));
        assert_eq!(of("#affected+idps+hh"), told("idps", None));
        assert_eq!(of("#affected+displaced+new+ind"), told("idps", Some("new")), "the same people in other words");
        assert_eq!(of("#affected+idps+ind+wash+water"), told("idps", Some("wash+water")));
        assert_eq!(of("#affected+idps+ind+education+f"), told("idps", Some("education")));
        assert_eq!(of("#affected+returnees+ind"), told("returnees", None));
        assert_eq!(of("#population"), told("code", None));
    }
}
