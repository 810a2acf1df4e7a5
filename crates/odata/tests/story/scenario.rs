//! A form, its submissions, and a stand-in for the store that does what a plan says.

use chrono::{DateTime, TimeDelta, Utc};
use forms::{CompileOptions, compile, form::Form};
use odata::{
    Address, Column, Content, Cursor, Feed, FeedError, Options, Plan, Problem, Resource, Shape, Step, Submission,
    System, SystemColumn,
    filter::{Comparison, Condition, Value as FilterValue},
};
use serde_json::Value;

pub fn form(name: &str, table: &str) -> Form {
    compile(&format!("{name}.md"), table.as_bytes(), &CompileOptions::default()).unwrap().form
}

pub fn now() -> DateTime<Utc> {
    "2026-03-14T10:00:00Z".parse().unwrap()
}

pub fn address(request: &str) -> Address {
    let service = "/v1/projects/1/forms/houses.svc";
    Address { origin: "https://example.org".into(), service: service.into(), request: format!("{service}{request}") }
}

/// Households with their members and the members' animals.
pub const HOUSEHOLDS: &str = "
| survey  |                        |             |                  |
|         | type                   | name        | label            |
|         | text                   | head        | Head             |
|         | integer                | rooms       | Rooms            |
|         | decimal                | area        | Area             |
|         | date                   | arrived     | Arrived          |
|         | dateTime               | visited     | Visited          |
|         | geopoint               | place       | Place            |
|         | begin group            | water       | Water            |
|         | select_multiple source | sources     | Sources          |
|         | integer                | litres      | Litres           |
|         | end group              |             |                  |
|         | begin group            | people      | People           |
|         | begin repeat           | person      | Person           |
|         | text                   | name        | Name             |
|         | integer                | age         | Age              |
|         | begin repeat           | animal      | Animal           |
|         | text                   | kind        | Kind             |
|         | end repeat             |             |                  |
|         | end repeat             |             |                  |
|         | end group              |             |                  |
| choices |                        |             |                  |
|         | list_name              | name        | label            |
|         | source                 | well        | Well             |
|         | source                 | river       | River            |
";

/// Submissions to [`HOUSEHOLDS`], oldest first: each a minute after the one before.
pub const XML: [(&str, &str); 3] = [
    ("uuid:one", "<data><head>Amina</head><rooms>2</rooms><water><litres>40</litres></water></data>"),
    (
        "uuid:two",
        "<data><head>Jean &amp; Marie</head><rooms>3</rooms><area>31.50</area><arrived>2026-02-01</arrived>\
         <visited>2026-03-01T09:30:00.000+02</visited><place>-3.38 29.36 790 4.5</place>\
         <water><sources>well river</sources><litres>20</litres></water>\
         <people><person><name>Billy</name><age>4</age><animal><kind>goat</kind></animal><animal><kind>hen</kind></animal></person>\
         <person><name>Blaine</name><age>16</age></person></people>\
         <orx:meta xmlns:orx='http://openrosa.org/xforms'><orx:instanceID>uuid:two</orx:instanceID></orx:meta></data>",
    ),
    (
        "uuid:three",
        "<data><head/><rooms>many</rooms><people><person><name>Candace</name><age>7</age></person></people></data>",
    ),
];

/// A form with what has been submitted to it.
pub struct Scenario {
    pub shape: Shape,
    pub submissions: Vec<Submission<'static>>,
}

impl Scenario {
    pub fn households() -> Self {
        let shape = Shape::of(&form("houses", HOUSEHOLDS));
        let submissions = XML.iter().enumerate().map(|(at, (id, xml))| submission(at, id, xml)).collect();
        Self { shape, submissions }
    }

    /// The page that a request gets, or the number of the refusal.
    pub fn get(&self, path: &str, query: &[(&str, &str)]) -> Result<Value, &'static str> {
        self.try_get(path, query).map_err(|error| match error {
            FeedError::Refused(problem) => problem.code(),
            other => panic!("{other}"),
        })
    }

    pub fn try_get(&self, path: &str, query: &[(&str, &str)]) -> Result<Value, FeedError> {
        let mut feed = self.feed(path, query)?;
        let plan = feed.plan().clone();
        if plan.count {
            feed.set_total(self.matching(&plan).count() as u64);
        }
        self.chooses_the_same(&plan);
        let mut page = Vec::new();
        for submission in self.read(&plan) {
            if feed.push(submission, &mut page)? == Step::Enough {
                break;
            }
        }
        feed.finish(&mut page)?;
        Ok(serde_json::from_slice(&page).unwrap())
    }

    pub fn feed(&self, path: &str, query: &[(&str, &str)]) -> Result<Feed<'_>, Problem> {
        let options = Options::read(query.iter().copied())?;
        let resource = Resource::read(&self.shape, path)?;
        Feed::new(&self.shape, &resource, options, address(path), now())
    }

    /// Values of one property over all rows that a filter accepts.
    pub fn values(&self, table: &str, filter: &str, property: &str) -> Vec<Value> {
        let page = self.get(&format!("/{table}"), &[("$filter", filter)]);
        let page = page.unwrap_or_else(|code| panic!("{filter}: {code}"));
        page["value"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row.pointer(&format!("/{property}")).unwrap().clone())
            .collect()
    }

    /// Follows the links to the end.
    pub fn all_pages(&self, path: &str, query: &[(&str, &str)]) -> Vec<Value> {
        let mut pages = Vec::new();
        let mut query: Vec<(String, String)> =
            query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        loop {
            let pairs: Vec<(&str, &str)> = query.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            let page = self.get(path, &pairs).unwrap();
            let next = page["@odata.nextLink"].as_str().map(pairs_of);
            pages.push(page);
            match next {
                Some(next) => query = next,
                None => return pages,
            }
        }
    }

    /// [`Plan::choose`] finds what this store, which shares no code with it, finds.
    fn chooses_the_same(&self, plan: &Plan) {
        let latest_first: Vec<_> = self.submissions.iter().rev().cloned().collect();
        let chosen = plan.choose(&latest_first).unwrap();
        let ids: Vec<&str> = chosen.positions.iter().map(|at| latest_first[*at].instance_id).collect();
        let expected: Vec<&str> = self.read(plan).map(|submission| submission.instance_id).collect();
        assert_eq!(ids, expected, "{plan:?}");
        assert_eq!(chosen.total, self.matching(plan).count() as u64, "{plan:?}");
    }

    /// What a store does with a plan.
    fn read<'this>(&'this self, plan: &'this Plan) -> impl Iterator<Item = &'this Submission<'static>> {
        let mut all: Vec<&Submission<'_>> = self.matching(plan).collect();
        all.reverse();
        for order in plan.order.iter().rev() {
            all.sort_by_key(|submission| text_of(&cell(submission, &order.column)));
            if order.descending {
                all.reverse();
            }
        }
        let place = |id: &str| all.iter().position(|submission| submission.instance_id == id).unwrap();
        let start = match &plan.cursor {
            Some(Cursor::After(id)) => place(id) + 1,
            Some(Cursor::From(id)) => place(id),
            None => 0,
        };
        let offset = usize::try_from(plan.offset).unwrap_or(usize::MAX);
        let limit = plan.limit.map_or(usize::MAX, |limit| usize::try_from(limit).unwrap_or(usize::MAX));
        all.into_iter().skip(start).skip(offset).take(limit)
    }

    fn matching<'this>(&'this self, plan: &'this Plan) -> impl Iterator<Item = &'this Submission<'static>> {
        self.submissions.iter().filter(|submission| {
            (plan.deleted || submission.system.deleted_at.is_none())
                && plan.only.as_ref().is_none_or(|id| id == submission.instance_id)
                && plan.conditions.iter().all(|condition| holds(condition, submission) == Some(true))
        })
    }
}

pub fn submission(at: usize, instance_id: &'static str, xml: &'static str) -> Submission<'static> {
    let date = now() - TimeDelta::days(1) + TimeDelta::minutes(i64::try_from(at).unwrap());
    Submission { instance_id, content: Content::Xml(xml), system: System::arrived(date, "1") }
}

pub fn pairs_of(link: &str) -> Vec<(String, String)> {
    let query = link.split_once('?').unwrap().1;
    let decoded = |text: &str| {
        let mut bytes = Vec::new();
        let mut rest = text.bytes();
        while let Some(byte) = rest.next() {
            if byte == b'%' {
                let digits = [rest.next().unwrap(), rest.next().unwrap()];
                bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
            } else {
                bytes.push(byte);
            }
        }
        String::from_utf8(bytes).unwrap()
    };
    query.split('&').map(|pair| pair.split_once('=').unwrap()).map(|(n, v)| (decoded(n), decoded(v))).collect()
}

/// SQL's logic, on the columns that a store has.
fn holds(condition: &Condition<Column>, submission: &Submission<'_>) -> Option<bool> {
    match condition {
        Condition::Compare { column, operator, value } => {
            let (cell, value) = (text_of(&cell(submission, column)), text_of(value));
            match (operator, cell) {
                (Comparison::NotEqual, cell) => Some(cell != value),
                (Comparison::Equal, cell) => Some(cell == value),
                (_, None) => None,
                (Comparison::Less, cell) => Some(cell < value),
                (Comparison::LessOrEqual, cell) => Some(cell <= value),
                (Comparison::Greater, cell) => Some(cell > value),
                (Comparison::GreaterOrEqual, cell) => Some(cell >= value),
            }
        }
        Condition::Null { column, is } => Some(text_of(&cell(submission, column)).is_none() == *is),
        Condition::In { column, values, null } => match text_of(&cell(submission, column)) {
            None => Some(*null),
            cell => Some(values.iter().any(|value| text_of(value) == cell)),
        },
        Condition::All(parts) => {
            let found: Vec<_> = parts.iter().map(|part| holds(part, submission)).collect();
            if found.contains(&Some(false)) { Some(false) } else { (!found.contains(&None)).then_some(true) }
        }
        Condition::Any(parts) => {
            let found: Vec<_> = parts.iter().map(|part| holds(part, submission)).collect();
            if found.contains(&Some(true)) { Some(true) } else { (!found.contains(&None)).then_some(false) }
        }
        Condition::Not(inner) => holds(inner, submission).map(|value| !value),
    }
}

fn cell(submission: &Submission<'_>, column: &Column) -> FilterValue<'static> {
    let system = &submission.system;
    let text = |text: Option<&str>| text.map_or(FilterValue::Null, |text| FilterValue::from(text.to_owned()));
    match column {
        Column::InstanceId => text(Some(submission.instance_id)),
        Column::System(SystemColumn::SubmissionDate) => FilterValue::Moment(system.submission_date.fixed_offset()),
        Column::System(SystemColumn::DeletedAt) => {
            system.deleted_at.map_or(FilterValue::Null, |date| FilterValue::Moment(date.fixed_offset()))
        }
        Column::System(SystemColumn::ReviewState) => text(system.review_state),
        other => panic!("this store has no {other:?}"),
    }
}

/// Values of one column sort as these texts do.
fn text_of(value: &FilterValue<'_>) -> Option<String> {
    match value {
        FilterValue::Null => None,
        FilterValue::Moment(moment) => Some(moment.to_utc().to_rfc3339_opts(chrono::SecondsFormat::Millis, true)),
        FilterValue::Date(date) => Some(format!("{date}T00:00:00.000Z")),
        FilterValue::Text(text) => Some(text.to_string()),
        other => panic!("{other:?}"),
    }
}
