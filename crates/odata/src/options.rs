//! The query options of a request.

use crate::{names::percent, problem::Problem, skip_token::SkipToken};

/// The options of a request, read but not yet held against a table.
///
/// pyodk writes `True` and `False`; any case is taken. An option without a value is as if it were not there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    /// `$filter`, as written.
    pub filter: Option<String>,
    /// `$select`: the properties; `*` is as if it were not there.
    pub select: Option<Vec<String>>,
    /// `$expand=*`.
    pub expand: bool,
    /// `$top`: the most rows of a page.
    pub top: Option<u64>,
    /// `$skip`: rows passed over. With a `$skiptoken` it is ignored, as in Central.
    pub skip: u64,
    /// `$count`: whether the number of all rows is wanted.
    pub count: bool,
    /// `$wkt`: positions as well-known text.
    pub wkt: bool,
    /// `$format`, as written.
    pub format: Option<String>,
    /// `$skiptoken`.
    pub skip_token: Option<SkipToken>,
    /// `$orderby`, as written.
    pub order_by: Option<String>,
    /// `$search`, as written.
    pub search: Option<String>,
    /// The pairs as they came, for the link to the next page.
    pairs: Vec<(String, String)>,
}

impl Options {
    /// Reads decoded pairs of a query. A token in the query (`st`) is the server's to take out before.
    ///
    /// # Errors
    /// As Central: [`Problem::NotImplemented`] for an option it does not know, whether it has a `$` or not;
    /// [`Problem::UnsupportedExpand`], [`Problem::SelectWithExpand`]. Beyond Central, which ignores them:
    /// [`Problem::UnexpectedValue`] for an option that comes twice, [`Problem::InvalidType`] for a number or a boolean that
    /// is none.
    pub fn read<Name: AsRef<str>, Text: AsRef<str>>(
        pairs: impl IntoIterator<Item = (Name, Text)>,
    ) -> Result<Self, Problem> {
        let mut options = Self::default();
        for (name, value) in pairs {
            options.take(name.as_ref(), value.as_ref())?;
        }
        if options.expand && options.pairs.iter().any(|(name, value)| name == "$select" && !value.is_empty()) {
            return Err(Problem::SelectWithExpand);
        }
        if options.order_by.is_some() && options.skip_token.is_some() {
            let feature = "using $orderby and $skiptoken together".to_owned();
            return Err(Problem::NotImplemented { feature });
        }
        Ok(options)
    }

    fn take(&mut self, name: &str, value: &str) -> Result<(), Problem> {
        if self.pairs.iter().any(|(known, _)| known == name) {
            let reason = "it was given more than once.".to_owned();
            return Err(Problem::UnexpectedValue { option: name.to_owned(), value: value.to_owned(), reason });
        }
        let given = (!value.is_empty()).then_some(value);
        let text = given.map(str::to_owned);
        match name {
            "$filter" => self.filter = text,
            "$select" => self.select = given.filter(|value| value.trim() != "*").map(properties),
            "$expand" => self.expand = expand(given)?,
            "$top" => self.top = given.map(|value| number(name, value)).transpose()?,
            "$skip" => self.skip = given.map(|value| number(name, value)).transpose()?.unwrap_or(0),
            "$count" => self.count = given.map(|value| boolean(name, value)).transpose()?.unwrap_or(false),
            "$wkt" => self.wkt = given.map(|value| boolean(name, value)).transpose()?.unwrap_or(false),
            "$format" => self.format = text,
            "$skiptoken" => self.skip_token = given.map(SkipToken::read).transpose()?,
            "$orderby" => self.order_by = text,
            "$search" => self.search = text,
            _ => return Err(Problem::NotImplemented { feature: name.to_owned() }),
        }
        self.pairs.push((name.to_owned(), value.to_owned()));
        Ok(())
    }

    /// The query with these options in place of their like, percent-encoded; an option without a value is left out.
    pub(crate) fn query_with(&self, changed: &[(&str, Option<String>)]) -> String {
        let kept = self.pairs.iter().filter(|(name, _)| changed.iter().all(|(other, _)| name != other));
        let mut parts: Vec<String> = kept.map(|(name, value)| pair(name, value)).collect();
        parts.extend(changed.iter().filter_map(|(name, value)| value.as_ref().map(|value| pair(name, value))));
        parts.join("&")
    }
}

fn pair(name: &str, value: &str) -> String {
    format!("{}={}", percent(name), percent(value))
}

fn properties(value: &str) -> Vec<String> {
    value.split(',').map(|property| property.trim().to_owned()).collect()
}

fn expand(value: Option<&str>) -> Result<bool, Problem> {
    match value {
        None => Ok(false),
        Some("*") => Ok(true),
        Some(text) => Err(Problem::UnsupportedExpand { text: text.to_owned() }),
    }
}

fn number(option: &str, value: &str) -> Result<u64, Problem> {
    let digits = value.bytes().all(|byte| byte.is_ascii_digit());
    // A number too large to hold is as good as the largest.
    let number = digits.then(|| value.parse().unwrap_or(u64::MAX));
    number.ok_or_else(|| invalid(option, value, "a number from 0 on"))
}

fn boolean(option: &str, value: &str) -> Result<bool, Problem> {
    if value.eq_ignore_ascii_case("true") {
        Ok(true)
    } else if value.eq_ignore_ascii_case("false") {
        Ok(false)
    } else {
        Err(invalid(option, value, "true or false"))
    }
}

fn invalid(option: &str, value: &str, expected: &'static str) -> Problem {
    Problem::InvalidType { option: option.to_owned(), value: value.to_owned(), expected }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<Options, Problem> {
        Options::read(pairs.iter().copied())
    }

    #[test]
    fn options_as_pyodk_sends_them() {
        let options = read(&[("$top", "5"), ("$count", "True"), ("$wkt", "False"), ("$expand", "*")]).unwrap();
        assert_eq!((options.top, options.count, options.wkt, options.expand), (Some(5), true, false, true));
        let options = read(&[("$select", "__id, house/rooms"), ("$skip", ""), ("$filter", "")]).unwrap();
        assert_eq!(options.select, Some(vec!["__id".to_owned(), "house/rooms".to_owned()]));
        assert_eq!((options.skip, options.filter), (0, None));
        assert_eq!(read(&[("$select", "*")]).unwrap().select, None);
    }

    #[test]
    fn refusals_have_the_numbers_of_central() {
        let code = |pairs: &[(&str, &str)]| read(pairs).map_err(|problem| problem.code()).unwrap_err();
        assert_eq!(code(&[("$apply", "x")]), "501.1");
        assert_eq!(code(&[("deleted", "true")]), "501.1");
        assert_eq!(code(&[("$expand", "household")]), "501.6");
        assert_eq!(code(&[("$expand", "*"), ("$select", "age")]), "501.11");
        assert_eq!(code(&[("$skiptoken", "x")]), "400.35");
        assert_eq!(code(&[("$orderby", "__id"), ("$skiptoken", "01eyJpbnN0YW5jZUlkIjoiYSJ9")]), "501.1");
        assert_eq!(code(&[("$top", "-1")]), "400.11");
        assert_eq!(code(&[("$count", "yes")]), "400.11");
        assert_eq!(code(&[("$top", "1"), ("$top", "2")]), "400.8");
    }

    #[test]
    fn the_next_query_keeps_the_others() {
        let options = read(&[("$filter", "age gt 5 & x"), ("$skip", "4"), ("$top", "2")]).unwrap();
        let query = options.query_with(&[("$skip", None), ("$skiptoken", Some("01a=".into()))]);
        assert_eq!(query, "%24filter=age%20gt%205%20%26%20x&%24top=2&%24skiptoken=01a%3D");
    }
}
