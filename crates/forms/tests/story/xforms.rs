//! XForms that come as such, written by hand and by other tools.

use forms::{
    Compiled, Limits, Problems,
    form::{ChoiceSource, Item, Kind, Metadata, SectionKind, Words},
    read_xform,
};
use vocab::{ColumnType, Language, Sensitivity};

fn read(xform: &str) -> Compiled {
    read_xform(xform.as_bytes(), &Limits::default()).unwrap_or_else(|problems| panic!("{problems}\n{xform}"))
}

fn refused(xform: &str) -> Problems {
    read_xform(xform.as_bytes(), &Limits::default()).expect_err("the form should be refused")
}

/// `code@line` of each problem.
fn codes(problems: &[forms::Problem]) -> Vec<String> {
    let line = |problem: &forms::Problem| problem.cell.row.map(|line| format!("@{line}")).unwrap_or_default();
    problems.iter().map(|problem| format!("{}{}", problem.code, line(problem))).collect()
}

/// A form with that in its instance, among its binds (and texts) and in its body.
fn form(instance: &str, model: &str, body: &str) -> String {
    format!(
        "<h:html xmlns=\"http://www.w3.org/2002/xforms\" xmlns:h=\"http://www.w3.org/1999/xhtml\" \
         xmlns:jr=\"http://openrosa.org/javarosa\" xmlns:odk=\"http://www.opendatakit.org/xforms\" \
         xmlns:entities=\"http://www.opendatakit.org/xforms/entities\">\n\
         <h:head><h:title>T</h:title><model><instance><data id=\"f\">\n\
         {instance}\n\
         <meta><instanceID/></meta></data></instance>\n\
         {model}\n\
         </model></h:head><h:body>\n\
         {body}\n\
         </h:body></h:html>"
    )
}

/// Name and type of each column; those of a repeat between brackets.
fn columns(compiled: &Compiled) -> String {
    fn told(columns: &[vocab::Column]) -> String {
        let one = |column: &vocab::Column| match column.kind {
            ColumnType::Repeat => format!("{}[{}]", column.name, told(&column.columns)),
            kind => format!("{}:{kind:?}", column.name),
        };
        columns.iter().map(one).collect::<Vec<_>>().join(" ")
    }
    told(&compiled.form.schema().columns)
}

/// Source: getodk.github.io/xforms-spec, the example of "Structure".
#[test]
fn the_specifications_first_example_is_read() {
    let xform = r#"<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms/"
    xmlns:xsd="http://www.w3.org/2001/XMLSchema">
    <h:head>
        <h:title>My Survey</h:title>
        <model>
            <instance>
                <data xmlns="mysurvey" orx:version="2014083101">
                    <firstname></firstname>
                    <lastname></lastname>
                    <age></age>
                    <orx:meta>
                        <orx:instanceID/>
                    </orx:meta>
                </data>
            </instance>
            <bind nodeset="/data/firstname" type="xsd:string" required="true()"/>
            <bind nodeset="/data/lastname" type="xsd:string"/>
            <bind nodeset="/data/age" type="xsd:int"/>
            <bind nodeset="/data/orx:meta/orx:instanceID" preload="uid" type="xsd:string"/>
        </model>
    </h:head>
    <h:body>
        <input ref="/data/firstname">
            <label>What is your first name?</label>
        </input>
        <input ref="/data/lastname">
            <label>What is your last name?</label>
        </input>
        <input ref="/data/age">
            <label>What is your age?</label>
        </input>
    </h:body>
</h:html>"#;
    let read = read(xform);
    assert_eq!(read.xform, xform);
    assert_eq!((read.warnings.as_slice(), read.form.languages.as_slice()), (&[][..], &[][..]));
    let form = &read.form;
    assert_eq!((form.id.as_str(), form.version.as_str(), form.title.as_str()), ("mysurvey", "2014083101", "My Survey"));
    assert_eq!(form.settings.instance_xmlns.as_deref(), Some("mysurvey"));
    assert_eq!(columns(&read), "firstname:Text lastname:Text age:Integer");
    assert_eq!(form.question("firstname").unwrap().bind.required(), Some("true()"));
    assert_eq!(form.schema().column("age").unwrap().label.in_language(Language::English), "What is your age?");
}

#[test]
fn choices_stand_with_their_question_or_in_an_instance() {
    let read = read(&form(
        "<sex/><town/><village/><crops/>",
        "<itext><translation lang=\"English (en)\" default=\"true()\"><text id=\"t1\"><value>North</value></text></translation>
         <translation lang=\"French (fr)\"><text id=\"t1\"><value>Nord</value><value form=\"image\">jr://images/n.png</value></text></translation></itext>
         <instance id=\"towns\"><places><place><code>n</code><say>t1</say><region>7</region></place></places></instance>
         <instance id=\"v\" src=\"jr://file-csv/villages_2026.csv\"/>",
        "<select1 ref=\"/data/sex\"><label>Sex</label>
           <item><label>Female</label><value>f</value></item><item><label>Male</label><value> m </value></item></select1>
         <select1 ref=\"/data/town\"><label>Town</label>
           <itemset nodeset=\"instance('towns')/places/place[region = '7']\"><value ref=\"code\"/><label ref=\"jr:itext(say)\"/></itemset></select1>
         <select1 ref=\"/data/village\"><label>Village</label>
           <itemset nodeset=\"randomize(instance('v')/root/item)\"><value ref=\"name\"/><label ref=\"name_fr\"/></itemset></select1>
         <select ref=\"/data/crops\"><label>Crops</label><item><label>Maize</label><value>maize</value></item></select>",
    ));
    let form = &read.form;
    assert_eq!(read.warnings, []);
    assert_eq!(columns(&read), "sex:Choice town:Choice village:Choice crops:Choices");
    let names = |column: &str| form.schema().column(column).unwrap().choices.clone();
    assert_eq!(
        (names("sex"), names("town"), names("village")),
        (vec!["f".into(), "m".into()], vec!["n".into()], vec![])
    );
    let town = &form.lists["towns"].choices[0];
    assert_eq!(town.label.as_ref().unwrap().in_language("French (fr)"), "Nord");
    assert_eq!((town.columns["region"].as_str(), town.media["image"].in_language("French (fr)")), ("7", "n.png"));
    assert_eq!(form.question("town").unwrap().choice_filter.as_deref(), Some("region = '7'"));
    let village = form.question("village").unwrap();
    assert_eq!(village.kind, Kind::SelectOne(ChoiceSource::File("villages_2026.csv".into())));
    assert_eq!((village.parameters["randomize"].as_str(), village.parameters["label"].as_str()), ("true", "name_fr"));
    assert_eq!(form.attachments(), ["villages_2026.csv", "n.png"]);
    assert_eq!((form.default_language.as_str(), form.languages.len()), ("English (en)", 2));
}

#[test]
fn choices_may_be_answers_of_the_submission() {
    let select = |nodeset: &str| {
        let body = "<group ref=\"/data/r\"><repeat nodeset=\"/data/r\"><input ref=\"/data/r/name\"><label>N</label></input></repeat></group>
            <select1 ref=\"/data/head\"><label>H</label><itemset nodeset=\"NODESET\"><value ref=\"name\"/><label ref=\"name\"/></itemset></select1>";
        form("<r jr:template=\"\"><name/></r><head/>", "", &body.replace("NODESET", nodeset))
            .replace("<instance>", "<instance id=\"own\">")
    };
    for (nodeset, filter) in [
        ("/data/r[./name != '']", None),
        ("../r[position() > 1]", Some("position() > 1")),
        ("instance('own')/data/r", None),
    ] {
        let read = read(&select(nodeset));
        assert_eq!(read.warnings, [], "{nodeset}");
        let head = read.form.question("head").unwrap();
        assert_eq!(head.kind, Kind::SelectOne(ChoiceSource::Answers("name".into())));
        assert_eq!(head.choice_filter.as_deref(), filter);
    }
}

#[test]
fn groups_may_have_no_element_and_paths_may_be_relative() {
    let read = read(&form(
        "<g><a/><r jr:template=\"\"><b/></r><r><b/></r></g><loose/>",
        "<bind nodeset=\"/data/g/a\" id=\"a\" type=\"decimal\"/><bind nodeset=\"/data/g/r/b\" type=\"date\"/>",
        "<group><label>Page</label><input ref=\"/data/loose\"><label>L</label></input>
           <group ref=\"/data/g\" appearance=\"field-list\"><label>G</label>
             <input bind=\"a\"><label>A</label></input>
             <group><label>R</label><repeat nodeset=\"r\" jr:count=\"2\"><input ref=\"b\"><label>B of <output value=\"../../a\"/>!</label></input></repeat></group>
           </group></group>",
    ));
    assert_eq!(read.warnings, []);
    assert_eq!(columns(&read), "a:Decimal r[b:Date] loose:Text");
    let sections: Vec<_> = read.form.sections().collect();
    assert_eq!((sections[0].kind, sections[1].kind), (SectionKind::Group, SectionKind::Repeat));
    assert_eq!(sections[0].control["appearance"], "field-list");
    assert_eq!(
        (sections[1].label.clone(), sections[1].control["jr:count"].as_str()),
        (Some(Words::Plain("R".into())), "2")
    );
    let label = |item: &Item| matches!(item, Item::Question(q) if q.label == Some(Words::Plain("B of ${a}!".into())));
    assert!(label(&sections[1].items[0]));
}

#[test]
fn what_fills_a_question_in_is_told() {
    let read = read(&form(
        "<start/><who/><spot/><sound/><now/><total/><seen/><after/><note/><shown>7</shown><by_app/><id_>x</id_>",
        "<bind nodeset=\"/data/start\" type=\"dateTime\" jr:preload=\"timestamp\" jr:preloadParams=\"start\"/>
         <bind nodeset=\"/data/who\" type=\"string\" jr:preload=\"property\" jr:preloadParams=\"phonenumber\"/>
         <bind nodeset=\"/data/spot\" type=\"geopoint\"/><odk:setgeopoint ref=\"/data/spot\" event=\"odk-instance-first-load\"/>
         <bind nodeset=\"/data/sound\" type=\"binary\"/><odk:recordaudio ref=\"/data/sound\" event=\"odk-instance-load\" odk:quality=\"low\"/>
         <bind nodeset=\"/data/now\" type=\"date\"/><setvalue ref=\"/data/now\" event=\"odk-instance-first-load odk-new-repeat\" value=\"today()\"/>
         <bind nodeset=\"/data/total\" type=\"xs:integer\" calculate=\"1 + 1\"/>
         <bind nodeset=\"/data/note\" type=\"string\" readonly=\"true()\"/>
         <bind nodeset=\"/data/shown\" type=\"string\" readonly=\"true()\"/>
         <bind nodeset=\"/data/by_app\" type=\"string\" readonly=\"true()\"/>",
        "<input ref=\"/data/seen\"><label>S</label>
           <setvalue ref=\"/data/after\" event=\"xforms-value-changed\">yes</setvalue></input>
         <input ref=\"/data/note\"><label>N</label></input>
         <input ref=\"/data/shown\"><label>N</label></input>
         <input ref=\"/data/by_app\" appearance=\"ex:org.example.scan\"><label>N</label></input>",
    ));
    let question = |name: &str| read.form.question(name).unwrap();
    assert_eq!(
        columns(&read),
        "start:Moment who:Text spot:Point sound:File now:Date total:Integer seen:Text after:Text shown:Text by_app:Text id_:Text"
    );
    assert_eq!(question("start").kind, Kind::Metadata(Metadata::Start));
    assert_eq!(question("who").sensitivity, Sensitivity::Personal);
    assert_eq!((&question("spot").kind, &question("sound").kind), (&Kind::StartGeopoint, &Kind::BackgroundAudio));
    assert_eq!(question("sound").parameters["quality"], "low");
    assert_eq!(question("now").default.as_deref(), Some("today()"));
    assert_eq!(
        (question("after").trigger.as_slice(), question("after").bind.calculate()),
        (&["seen".to_owned()][..], Some("'yes'"))
    );
    assert_eq!(question("note").kind, Kind::Note);
}

/// Source: getodk.github.io/xforms-spec/entities
#[test]
fn entities_are_told_with_what_is_saved_to_them() {
    let read = read(&form(
        "<tree/><visit jr:template=\"\"><height/><meta><entity dataset=\"visits\" create=\"1\" id=\"\"><label/></entity></meta></visit>
         <visit><height/><meta><entity dataset=\"visits\" create=\"1\" id=\"\"><label/></entity></meta></visit>
         <outer><meta><entity dataset=\"trees\" update=\"\" baseVersion=\"\" id=\"\"/></meta><colour/></outer>",
        "<instance id=\"trees\" src=\"jr://file-csv/trees.csv\"/>
         <bind nodeset=\"/data/visit/height\" type=\"decimal\" entities:saveto=\"height\"/>
         <bind nodeset=\"/data/visit/meta/entity/label\" calculate=\"concat('v', ../../../height)\"/>
         <bind nodeset=\"/data/outer/colour\" entities:saveto=\"colour\"/>
         <bind nodeset=\"/data/outer/meta/entity/@id\" calculate=\"/data/tree\"/>
         <bind nodeset=\"/data/outer/meta/entity/@update\" calculate=\"/data/tree != ''\"/>",
        "<input ref=\"/data/tree\"><label>T</label></input>
         <group ref=\"/data/visit\"><repeat nodeset=\"/data/visit\"><input ref=\"/data/visit/height\"><label>H</label></input>
           <setvalue ref=\"/data/visit/meta/entity/@id\" event=\"odk-new-repeat\" value=\"uuid()\"/></repeat></group>
         <group ref=\"/data/outer\"><input ref=\"/data/outer/colour\"><label>C</label></input></group>",
    ));
    assert_eq!(read.warnings, []);
    let [visits, trees] = read.form.entities.as_slice() else { panic!("{:?}", read.form.entities) };
    assert_eq!((visits.list.as_str(), visits.creates(), visits.updates()), ("visits", true, false));
    assert_eq!(
        (visits.place.as_slice(), visits.repeats.as_slice()),
        (&["visit".to_owned()][..], &["visit".to_owned()][..])
    );
    assert_eq!(visits.label.as_deref(), Some("concat('v', ../../../height)"));
    assert_eq!((trees.list.as_str(), trees.creates(), trees.updates()), ("trees", false, true));
    assert_eq!((trees.entity_id.as_deref(), trees.update_if.as_deref()), (Some("${tree}"), Some("/data/tree != ''")));
    assert_eq!(read.form.saved_to(Some("visit"), "height").unwrap().1.name, "height");
    assert_eq!(read.form.saved_to(None, "colour").unwrap().1.name, "colour");
    assert_eq!(
        (read.form.attachments(), columns(&read).as_str()),
        (vec!["trees.csv".to_owned()], "tree:Text visit[height:Decimal] colour:Text")
    );
}

#[test]
fn files_beside_the_form_are_found_wherever_it_names_them() {
    let model = "<instance id=\"a\" src=\"jr://file-csv/a.csv\"/><instance id=\"b\" src=\"jr://file/b.xml\"/>
        <instance id=\"c\" src=\"jr://file/map.geojson\"/><instance id=\"q\" src=\"jr://file-csv/q.csv\"/>
        <instance id=\"__last-saved\" src=\"jr://instance/last-saved\"/>
        <bind nodeset=\"/data/q\" calculate=\"pulldata('d', 'x', 'y', 1)\"/>";
    let read = read(&form(
        "<q/><p>jr://images/p.png</p>",
        model,
        "<upload ref=\"/data/p\" mediatype=\"image/*\"><label>P</label></upload>",
    ));
    let mut files = read.form.attachments();
    files.sort();
    assert_eq!(files, ["a.csv", "b.xml", "d.csv", "map.geojson", "p.png", "q.csv"]);
    assert_eq!(columns(&read), "q:Text p:File");
}

#[test]
fn what_would_be_read_wrongly_is_said() {
    let warned = read(&form(
        "<a/><a/><b/><c/>",
        "<bind nodeset=\"/data/b\" type=\"colour\"/>\n<bind nodeset=\"/data/gone\" type=\"int\"/>",
        "<input ref=\"/data/b\"><label>B</label></input>\n
         <select1 ref=\"/data/c\"><label>C</label><itemset nodeset=\"instance('no')/root/item\"><value ref=\"name\"/><label ref=\"label\"/></itemset></select1>",
    ));
    let mut found = codes(&warned.warnings);
    found.sort();
    assert_eq!(
        found,
        ["xform.bind_without_node@6", "xform.instance_unknown@10", "xform.node_repeated@3", "xform.type_unknown@5"]
    );
    let unknown = warned.warnings.iter().find(|warning| warning.code == forms::Code::XFormTypeUnknown).unwrap();
    assert_eq!(
        unknown.to_string(),
        "Line 5 of the XForm, at 'bind': There is no type 'colour', so the answers are read as text. \
         Use one of the types of the ODK XForms specification."
    );
}

#[test]
fn what_is_no_xform_is_refused_with_its_line() {
    let good = form("<a/>", "", "<input ref=\"/data/a\"><label>A</label></input>");
    let cases = [
        (String::new(), "xform.unreadable@1"),
        ("PK\u{3}\u{4}".to_owned(), "xform.unreadable@1"),
        (good.replace("</data>", ""), "xform.unreadable@4"),
        (good.replace("<a/>", "<a>&x;</a>"), "xform.unreadable@3"),
        (good.replace("<a/>", "<a><odd:b/></a>"), "xform.unreadable@3"),
        (format!("<!DOCTYPE html [<!ENTITY x \"y\">]>{good}"), "xform.doctype@1"),
        ("<forms/>".to_owned(), "xform.element_missing@1"),
        (good.replace("h:head", "h:hat"), "xform.element_missing@1"),
        (good.replace("model", "modle"), "xform.element_missing@2"),
        (good.replace("instance>", "instanz>"), "xform.element_missing@2"),
        (good.replace(" id=\"f\"", ""), "xform.id_missing@2"),
        (good.replace("ref=\"/data/a\"", "ref=\"/data/b\""), "xform.control_without_node@7"),
        (good.replace("ref=\"/data/a\"", "ref=\"/other/a\""), "xform.control_without_node@7"),
        (form("<a/><meta><entity id=\"\"/></meta>", "", ""), "xform.entity_without_list@3"),
    ];
    for (xform, code) in cases {
        assert_eq!(codes(&refused(&xform).0), [code], "{xform}");
    }
    let cut: Vec<u8> = good.replace("<a/>", "<é/>").into_bytes().into_iter().filter(|byte| *byte != 0xA9).collect();
    assert_eq!(codes(&read_xform(&cut, &Limits::default()).unwrap_err().0), ["xform.unreadable@3"]);
    assert_eq!(read(&format!("\u{feff}{good}")).form.id, "f");
}
