//! XForms made to hurt: they end in a message, in bounded time and memory.

use forms::{CompileOptions, Limits, compile, read_xform};
use proptest::prelude::*;
use std::{fs, path::Path, sync::LazyLock};

/// XForms of other tools and our own, to be spoilt.
static GOOD: LazyLock<Vec<String>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/forms");
    let mut found: Vec<_> = fs::read_dir(root.join("xforms")).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.extend(fs::read_dir(root.join("corpus")).unwrap().map(|entry| entry.unwrap().path()));
    found.sort();
    let text = |path: &std::path::PathBuf| {
        let bytes = fs::read(path).unwrap();
        if path.extension().is_some_and(|extension| extension == "xml") {
            return String::from_utf8(bytes).ok();
        }
        compile("form.md", &bytes, &CompileOptions::default()).ok().map(|compiled| compiled.xform)
    };
    found.iter().filter_map(text).collect()
});

/// What the server does with a form that could be read.
fn use_it(xml: &[u8]) {
    if let Ok(read) = read_xform(xml, &Limits::default()) {
        assert_eq!(read.xform.as_bytes(), xml);
        read.form.schema();
        read.form.attachments();
        assert_eq!(read.form.walk().count(), read.form.questions().count() + read.form.sections().count());
        let kept = serde_json::to_string(&read.form).unwrap();
        assert_eq!(serde_json::from_str::<forms::Form>(&kept).unwrap(), read.form);
    }
}

fn boundary(text: &str, at: usize) -> usize {
    (at % (text.len() + 1)..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn spoilt_xforms_never_panic(
        which in any::<prop::sample::Index>(),
        cuts in prop::collection::vec((any::<usize>(), 0_usize..60, 0_usize..8, any::<usize>()), 1..6),
    ) {
        let mut text = GOOD[which.index(GOOD.len())].clone();
        for (at, length, how, other) in cuts {
            let from = boundary(&text, at);
            let to = boundary(&text, (from + length).min(text.len())).max(from);
            let source = boundary(&text, other);
            let source_end = boundary(&text, (source + length).min(text.len())).max(source);
            let piece = match how {
                0 => String::new(),
                1 => text[source..source_end].to_owned(),
                2 => "'".to_owned(),
                3 => "[(".to_owned(),
                4 => "${".to_owned(),
                5 => "../".to_owned(),
                6 => "é\u{10FFFF}".to_owned(),
                _ => text[from..to].repeat(3),
            };
            text.replace_range(from..to, &piece);
        }
        use_it(text.as_bytes());
    }

    /// Attributes and names exchanged: what is still well-formed, but says something else.
    #[test]
    fn xforms_that_say_something_else_never_panic(
        which in any::<prop::sample::Index>(),
        swaps in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..8),
    ) {
        let good = &GOOD[which.index(GOOD.len())];
        let mut parts: Vec<&str> = good.split('"').collect();
        // Every second part is the value of an attribute.
        for (one, other) in swaps {
            let (one, other) = (one.index(parts.len() / 2) * 2 + 1, other.index(parts.len() / 2) * 2 + 1);
            parts.swap(one, other);
        }
        use_it(parts.join("\"").as_bytes());
    }

    #[test]
    fn xforms_cut_off_anywhere_are_refused(which in any::<prop::sample::Index>(), at in any::<prop::sample::Index>()) {
        let good = GOOD[which.index(GOOD.len())].trim_end().as_bytes();
        prop_assert!(read_xform(&good[..at.index(good.len())], &Limits::default()).is_err());
    }

    #[test]
    fn any_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        use_it(&bytes);
    }
}

/// A form with that in its instance, model and body.
fn form(instance: &str, model: &str, body: &str) -> String {
    format!(
        "<h:html xmlns=\"http://www.w3.org/2002/xforms\" xmlns:h=\"http://www.w3.org/1999/xhtml\"><h:head><h:title>T\
         </h:title><model><instance><data id=\"f\"><a/>{instance}</data></instance>{model}</model></h:head><h:body>\
         {body}</h:body></h:html>"
    )
}

fn code(xform: &str, limits: &Limits) -> String {
    let problems = read_xform(xform.as_bytes(), limits).expect_err("it should be refused");
    problems.0.iter().map(|problem| problem.code.as_str()).collect::<Vec<_>>().join(" ")
}

#[test]
fn size_and_depth_are_bounded() {
    let limits = Limits::default();
    let nested = |depth: usize| format!("{}{}", "<g>".repeat(depth), "</g>".repeat(depth));
    assert!(read_xform(form(&nested(51), "", "").as_bytes(), &limits).is_ok());
    for depth in [52, 110, 1_000_000] {
        assert_eq!(code(&form(&nested(depth), "", ""), &limits), "xform.too_deep", "{depth}");
    }
    let body = format!("{}{}", "<group>".repeat(200), "</group>".repeat(200));
    assert_eq!(code(&form("", "", &body), &limits), "xform.too_deep");
    let small = form("", "", "");
    assert_eq!(code(&small, &Limits { xform_bytes: small.len() - 1, ..limits }), "xform.too_large");
    assert_eq!(code(&small, &Limits { xform_nodes: 5, ..limits }), "xform.too_many");
    assert_eq!(code(&form("<b/><c/>", "", ""), &Limits { rows: 3, ..limits }), "xform.too_many");
}

#[test]
fn what_multiplies_is_bounded() {
    let limits = Limits::default();
    let many = |count: usize, one: &dyn Fn(usize) -> String| (0..count).map(one).collect::<String>();
    // Readers compare each attribute with all before it.
    let attributes = format!("<b{}/>", many(100_000, &|n| format!(" a{n}=\"\"")));
    assert_eq!(code(&form(&attributes, "", ""), &limits), "xform.too_many");
    // Each declaration is carried into all that lies within.
    let namespaces = many(1_000, &|n| format!("<b xmlns:n{n}=\"u\"/>"));
    assert_eq!(code(&form(&namespaces, "", ""), &limits), "xform.too_many");
    // One long text, shown a hundred thousand times.
    let texts = format!(
        "<itext><translation lang=\"en\"><text id=\"t\"><value>{}</value></text></translation></itext>",
        "long ".repeat(20_000)
    );
    let questions = many(100_000, &|n| format!("<q{n}/>"));
    let labels = many(100_000, &|n| format!("<input ref=\"/data/q{n}\"><label ref=\"jr:itext('t')\"/></input>"));
    assert_eq!(code(&form(&questions, &texts, &labels), &limits), "xform.too_many");
    // Long names that lie in each other make paths that grow with each.
    let name = "n".repeat(200_000);
    let deep = format!(
        "{}{}{}",
        format!("<{name}>").repeat(40),
        many(1_000, &|n| format!("<q{n}/>")),
        format!("</{name}>").repeat(40)
    );
    assert_eq!(code(&form(&deep, "", ""), &limits), "xform.too_many");
    // One list read in ten thousand ways.
    let list = format!(
        "<instance id=\"l\"><root>{}</root></instance>",
        many(10_000, &|n| format!("<item><name>{n}</name></item>"))
    );
    let questions = many(10_000, &|n| format!("<q{n}/>"));
    let selects = many(10_000, &|n| {
        format!(
            "<select1 ref=\"/data/q{n}\"><itemset nodeset=\"instance('l')/root/item\"><value ref=\"v{n}\"/></itemset></select1>"
        )
    });
    assert_eq!(code(&form(&questions, &list, &selects), &limits), "xform.too_many");
    let value = "1 ".repeat(300_000);
    assert_eq!(code(&form(&format!("<b>pulldata('x') {value}</b>"), "", ""), &limits), "xform.too_many");
    assert_eq!(
        code(&form("", &format!("<bind nodeset=\"/data/a\" calculate=\"{value}\"/>"), ""), &limits),
        "xform.too_many"
    );
}
