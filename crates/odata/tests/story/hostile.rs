//! Whatever is asked ends, and says what is wrong.

use crate::scenario::Scenario;
use odata::{
    Options, Resource, SkipToken,
    filter::{Arithmetic, Comparison, DEEPEST, Expression, Function, LONGEST, Literal, Node},
};
use proptest::prelude::*;

fn at(node: Node) -> Expression {
    Expression { at: 0, node }
}

fn literals() -> impl Strategy<Value = Literal> {
    prop_oneof![
        Just(Literal::Null),
        any::<bool>().prop_map(Literal::Boolean),
        any::<i64>().prop_map(Literal::Integer),
        any::<f64>().prop_filter("finite", |number| number.is_finite()).prop_map(Literal::Decimal),
        any::<String>().prop_map(Literal::Text),
        (0..3_000_000_i32)
            .prop_filter_map("a day", |days| {
                chrono::NaiveDate::from_num_days_from_ce_opt(days).filter(|date| *date >= "0001-01-01".parse().unwrap())
            })
            .prop_map(Literal::Date),
        (0..4_000_000_000_i64, 0..1_000_000_000_u32, -840..=840_i32).prop_map(|(seconds, nanoseconds, minutes)| {
            let moment = chrono::DateTime::from_timestamp(seconds, nanoseconds).unwrap();
            Literal::Moment(moment.with_timezone(&chrono::FixedOffset::east_opt(minutes * 60).unwrap()))
        }),
        any::<u128>().prop_map(|number| {
            let hex = format!("{number:032x}");
            Literal::Guid([&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-"))
        }),
    ]
}

fn functions() -> impl Strategy<Value = (Function, usize)> {
    use Function::{Ceiling, Concat, Contains, Hour, IndexOf, Length, Now, Substring, ToLower, Year};
    prop_oneof![
        Just((Now, 0)),
        prop::sample::select(vec![Ceiling, Hour, Length, ToLower, Year]).prop_map(|function| (function, 1)),
        prop::sample::select(vec![Concat, Contains, IndexOf, Substring]).prop_map(|function| (function, 2)),
        Just((Substring, 3)),
    ]
}

fn expressions() -> impl Strategy<Value = Expression> {
    let path =
        prop_oneof!["[a-z]{1,6}", "__system/[a-z]{3}", "[a-z]{2}/[A-Z]{2}", Just("not".into()), Just("eq".into())];
    let leaf = prop_oneof![literals().prop_map(Node::Literal), path.prop_map(Node::Path)].prop_map(at);
    leaf.prop_recursive(6, 60, 4, |inner| {
        let boxed = || inner.clone().prop_map(Box::new);
        let several = || prop::collection::vec(inner.clone(), 2..4);
        let comparison = prop::sample::select(vec![
            Comparison::Equal,
            Comparison::NotEqual,
            Comparison::Less,
            Comparison::LessOrEqual,
            Comparison::Greater,
            Comparison::GreaterOrEqual,
        ]);
        let arithmetic = prop::sample::select(vec![
            Arithmetic::Add,
            Arithmetic::Subtract,
            Arithmetic::Multiply,
            Arithmetic::Divide,
            Arithmetic::Remainder,
        ]);
        let call = functions().prop_flat_map({
            let inner = inner.clone();
            move |(function, count)| {
                prop::collection::vec(inner.clone(), count..=count).prop_map(move |all| Node::Call(function, all))
            }
        });
        prop_oneof![
            boxed().prop_map(Node::Not),
            boxed().prop_map(Node::Negate),
            several().prop_map(Node::And),
            several().prop_map(Node::Or),
            (comparison, boxed(), boxed()).prop_map(|(operator, left, right)| Node::Compare(operator, left, right)),
            (arithmetic, boxed(), boxed()).prop_map(|(operator, left, right)| Node::Arithmetic(operator, left, right)),
            (boxed(), prop::collection::vec(inner.clone(), 1..4)).prop_map(|(left, members)| Node::In(left, members)),
            call,
        ]
        .prop_map(at)
    })
}

/// Words that filters are made of, in any order.
fn nonsense() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "rooms",
        "head",
        "place",
        "arrived",
        "water/litres",
        "__system/submissionDate",
        "$root/Submissions/rooms",
        "eq",
        "ne",
        "gt",
        "and",
        "or",
        "not",
        "in",
        "(",
        ")",
        ",",
        "-",
        "'x'",
        "'",
        "5",
        "-5",
        "1.5",
        "null",
        "true",
        "now()",
        "2026-03-01",
        "length(",
        "concat(",
        "year(",
        "add",
        "div",
        "mod",
        "0",
        "substring(",
    ]);
    prop::collection::vec(word, 0..14).prop_map(|words| words.join(" "))
}

/// Conditions on what the store has.
fn on_the_store() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "__system/reviewState eq 'approved'",
        "__system/reviewState ne 'approved'",
        "__system/reviewState gt 'approved'",
        "__system/reviewState eq null",
        "__system/reviewState in ('hasIssues', null)",
        "__system/reviewState in ('approved')",
        "'uuid:two' le __id",
        "__system/submissionDate lt 2026-03-13T10:01:00Z",
        "__system/deletedAt le now()",
        "null ge __id",
    ]);
    leaf.prop_map(str::to_owned).prop_recursive(4, 12, 3, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(one, other)| format!("({one}) and ({other})")),
            (inner.clone(), inner.clone()).prop_map(|(one, other)| format!("({one}) or ({other})")),
            inner.prop_map(|one| format!("not ({one})")),
        ]
    })
}

proptest! {
    #[test]
    fn the_store_and_the_feed_agree_on_a_filter(filter in on_the_store()) {
        let mut scenario = Scenario::households();
        scenario.submissions[1].system.review_state = Some("approved");
        scenario.submissions[2].system.review_state = Some("hasIssues");
        let by_the_store = scenario.values("Submissions", &filter, "__id");
        // With an answer in it, all of it is left to the feed.
        let by_the_feed = scenario.values("Submissions", &format!("({filter}) or rooms ne rooms"), "__id");
        prop_assert_eq!(by_the_store, by_the_feed, "{}", filter);
    }

    #[test]
    fn what_is_printed_reads_as_the_same(expression in expressions()) {
        let text = expression.to_string();
        prop_assert_eq!(Expression::parse(&text), Ok(expression), "{}", text);
    }

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        let _ = Expression::parse(&text);
        let _ = SkipToken::read(&text);
        let _ = Resource::read(&Scenario::households().shape, &text);
        let _ = Options::read([("$top", &text), ("$select", &text), ("$filter", &text)]);
    }

    #[test]
    fn any_filter_is_answered(text in nonsense()) {
        let scenario = Scenario::households();
        for path in ["/Submissions", "/Submissions.people.person"] {
            if let Err(code) = scenario.get(path, &[("$filter", &text), ("$top", "2"), ("$count", "true")]) {
                prop_assert!(["400.18", "501.4", "501.5"].contains(&code), "{}: {}", text, code);
            }
        }
    }

    #[test]
    fn any_selection_is_answered(text in "(rooms|water|litres|people|person|__id|__system|edits|[a-z/,* ]){0,8}") {
        let _ = Scenario::households().get("/Submissions", &[("$select", &text)]);
    }
}

#[test]
fn depth_and_length_are_bounded() {
    let code = |filter: &str| Expression::parse(filter).map(|_| ()).map_err(|problem| problem.code());
    let nested = |levels: usize| format!("{}true{}", "(".repeat(levels), ")".repeat(levels));
    assert_eq!(code(&nested(DEEPEST)), Ok(()));
    assert_eq!(code(&nested(DEEPEST + 1)), Err("400.18"));
    assert_eq!(code(&format!("{}true", "not ".repeat(1_000))), Err("400.18"));
    assert_eq!(code(&format!("{}1 eq 1", "- ".repeat(1_000))), Err("400.18"));
    assert_eq!(code(&format!("1{} eq 1", " add 1".repeat(1_000))), Err("400.18"));
    assert_eq!(code(&format!("{}head{}", "trim(".repeat(1_000), ")".repeat(1_000))), Err("400.18"));
    assert_eq!(code(&format!("a eq '{}'", "x".repeat(LONGEST))), Err("400.18"));
    // A long list is not deep.
    let list: Vec<String> = (0..1_500).map(|number| format!("rooms eq {number}")).collect();
    assert_eq!(code(&list.join(" or ")), Ok(()));
}

#[test]
fn a_filter_cannot_fill_the_memory() {
    // Each level would double the text.
    let filter = (0..60).fold("head".to_owned(), |inner, _| format!("concat({inner}, '{}')", "x".repeat(400)));
    let mut scenario = Scenario::households();
    let xml: &'static str = Box::leak(format!("<data><head>{}</head></data>", "y".repeat(1 << 20)).into_boxed_str());
    scenario.submissions = vec![crate::scenario::submission(0, "uuid:long", xml)];
    assert_eq!(scenario.values("Submissions", &format!("{filter} eq null"), "__id"), ["uuid:long"]);
}
