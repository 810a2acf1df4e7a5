//! What people may say of a site, on the page or in a file.

use crate::{
    input::{readable_name, words},
    problem::Problem,
};
use places::sites::SiteStatus;

/// Characters of a name. The longest place name known has 85; people add a word or two.
pub const LONGEST_NAME: usize = 200;
/// Other names of a site.
pub const MOST_ALIASES: usize = 50;
/// Characters of a kind of site: a choice of the form.
const LONGEST_KIND: usize = 60;

/// What people call it.
///
/// # Errors
/// When it is empty or too long, or holds characters that nobody sees.
pub fn name(said: &str) -> Result<String, Problem> {
    readable_name("name", said, LONGEST_NAME)
}

/// What else it is called; what is empty is left out.
///
/// # Errors
/// When there are too many, or one could not be a name, or holds the sign that stands between them.
pub fn aliases(said: &[String]) -> Result<Vec<String>, Problem> {
    if said.len() > MOST_ALIASES {
        return Err(Problem::invalid("aliases", format!("> {MOST_ALIASES}")));
    }
    let given = said.iter().filter(|alias| !alias.trim().is_empty());
    let aliases: Vec<String> =
        given.map(|alias| readable_name("aliases", alias, LONGEST_NAME)).collect::<Result<_, _>>()?;
    match aliases.iter().find(|alias| alias.contains(';')) {
        Some(alias) => Err(Problem::invalid("aliases", alias.clone())),
        None => Ok(aliases),
    }
}

/// A kind of site.
///
/// # Errors
/// When it is no word, or a long one.
pub fn kind(said: Option<String>) -> Result<Option<String>, Problem> {
    let Some(kind) = said.map(|kind| kind.trim().to_owned()).filter(|kind| !kind.is_empty()) else { return Ok(None) };
    let is_word = kind.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
    if !is_word || kind.chars().count() > LONGEST_KIND {
        return Err(Problem::invalid("kind", kind));
    }
    Ok(Some(kind))
}

/// Why a site stands as it does. One that can be visited needs no reason.
///
/// # Errors
/// When a reason is needed and missing, too long or not to be read.
pub fn reason(status: SiteStatus, said: &str) -> Result<Option<String>, Problem> {
    let needed = matches!(status, SiteStatus::Closed | SiteStatus::Inaccessible);
    if said.trim().is_empty() && !needed {
        return Ok(None);
    }
    words("reason", said).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_not_be_read_or_found_again_is_refused() {
        assert_eq!(name(" Kibimba ").unwrap(), "Kibimba");
        assert!(name(" ").is_err() && name(&"x".repeat(LONGEST_NAME + 1)).is_err() && name("Kib\u{200b}imba").is_err());
        let many = |count: usize| (0..count).map(|number| format!("name {number}")).collect::<Vec<_>>();
        assert_eq!(aliases(&many(MOST_ALIASES)).unwrap().len(), MOST_ALIASES);
        assert!(aliases(&many(MOST_ALIASES + 1)).is_err() && aliases(&["a;b".to_owned()]).is_err());
        assert_eq!(kind(Some(" host_community ".to_owned())).unwrap().as_deref(), Some("host_community"));
        assert!(kind(Some("two words".to_owned())).is_err() && kind(Some("k".repeat(LONGEST_KIND + 1))).is_err());
    }

    #[test]
    fn what_is_closed_or_out_of_reach_says_why() {
        for status in SiteStatus::ALL {
            let needed = matches!(status, SiteStatus::Closed | SiteStatus::Inaccessible);
            assert_eq!(reason(status, " ").is_err(), needed, "{status:?}");
            assert_eq!(reason(status, " gone home ").unwrap().as_deref(), Some("gone home"));
        }
    }
}
