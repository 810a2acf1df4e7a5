//! Writes a large form that uses what real ones use, the same bytes every time:
//! `cargo run -p forms --example large_form -- QUESTIONS CHOICES FORM.xlsx`.
//!
//! Sections of 20 questions, every fourth a repeat, half of them with a group within; relevance, constraints with
//! messages, calculations, answers shown in labels, hints; two languages; half of the choices in one list of places that
//! is filtered by district, the others in lists that the selects take in turn.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};
use std::{env, process::ExitCode};

const SECTION: usize = 20;

const SURVEY: [&str; 13] = [
    "type",
    "name",
    "label::English (en)",
    "label::French (fr)",
    "hint::English (en)",
    "hint::French (fr)",
    "relevant",
    "constraint",
    "constraint_message::English (en)",
    "constraint_message::French (fr)",
    "required",
    "choice_filter",
    "calculation",
];

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [questions, choices, path] = arguments.as_slice() else {
        eprintln!("usage: large_form QUESTIONS CHOICES FORM.xlsx");
        return ExitCode::from(2);
    };
    let (Ok(questions), Ok(choices)) = (questions.parse(), choices.parse()) else {
        eprintln!("QUESTIONS and CHOICES are numbers");
        return ExitCode::from(2);
    };
    match write(questions, choices, path) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{path}: {error}");
            ExitCode::from(2)
        }
    }
}

fn write(questions: usize, choices: usize, path: &str) -> Result<(), XlsxError> {
    let mut workbook = Workbook::new();
    // The time of writing would otherwise be in the file.
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2026, 11, 1)?));
    let lists = Lists::sized(questions, choices);
    survey(Sheet::named(&mut workbook, "survey", &SURVEY)?, questions, &lists)?;
    choice_rows(
        Sheet::named(
            &mut workbook,
            "choices",
            &["list_name", "name", "label::English (en)", "label::French (fr)", "district"],
        )?,
        choices,
        &lists,
    )?;
    let mut settings =
        Sheet::named(&mut workbook, "settings", &["form_id", "form_title", "version", "default_language"])?;
    settings.row(&["large", "Large form", "1", "English (en)"])?;
    workbook.save(path)
}

/// How the choices are divided.
struct Lists {
    places: usize,
    districts: usize,
    /// Choices of each other list.
    length: usize,
    /// How many other lists there are.
    count: usize,
}

impl Lists {
    fn sized(questions: usize, choices: usize) -> Self {
        let places = choices / 2;
        let districts = (places / 100).max(1);
        let others = choices.saturating_sub(places + districts);
        // Two of ten questions take one of these lists, so that none is left unused.
        let length = others.div_ceil((questions / 5).max(1)).max(5);
        Self { places, districts, length, count: others.div_ceil(length).max(1) }
    }
}

/// A sheet that is filled row by row.
struct Sheet<'a> {
    sheet: &'a mut Worksheet,
    next: u32,
}

impl<'a> Sheet<'a> {
    fn named(workbook: &'a mut Workbook, name: &str, headers: &[&str]) -> Result<Self, XlsxError> {
        let mut sheet = Self { sheet: workbook.add_worksheet().set_name(name)?, next: 0 };
        sheet.row(headers)?;
        Ok(sheet)
    }

    fn row(&mut self, cells: &[&str]) -> Result<(), XlsxError> {
        for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            self.sheet.write(self.next, column, *cell)?;
        }
        self.next += 1;
        Ok(())
    }
}

fn survey(mut sheet: Sheet<'_>, questions: usize, lists: &Lists) -> Result<(), XlsxError> {
    let mut row = |cells: [&str; 13]| sheet.row(&cells);
    row(["select_one district", "district", "District", "Préfecture", "", "", "", "", "", "", "yes", "", ""])?;
    row(["integer", "people", "People living here", "Personnes vivant ici", "", "", "", ". >= 0", "", "", "", "", ""])?;
    for first in (2..questions).step_by(SECTION) {
        let number = first / SECTION;
        let kind = if number % 4 == 3 { "repeat" } else { "group" };
        let with_group = number.is_multiple_of(2);
        let (begin, end, name) = (format!("begin_{kind}"), format!("end_{kind}"), format!("section_{number}"));
        let (english, french) = (format!("Section {number}"), format!("Partie n° {number}"));
        row([&begin, &name, &english, &french, "", "", "${people} > 0", "", "", "", "", "", ""])?;
        for position in first..questions.min(first + SECTION) {
            if with_group && position == first + 10 {
                let name = format!("details_{number}");
                row(["begin_group", &name, "Details", "Détails", "", "", "", "", "", "", "", "", ""])?;
            }
            let cells = question(position, first, lists);
            row(std::array::from_fn(|column| cells[column].as_str()))?;
        }
        if with_group && questions > first + 10 {
            row(["end_group", "", "", "", "", "", "", "", "", "", "", "", ""])?;
        }
        row([&end, "", "", "", "", "", "", "", "", "", "", "", ""])?;
    }
    Ok(())
}

/// One question. It refers to those above it in its section, or to the two at the top.
fn question(position: usize, first: usize, lists: &Lists) -> [String; 13] {
    let name = format!("q{position}");
    let english = format!("Question {position}: what was seen since the last visit?");
    let french = format!("Question {position} : qu’est-ce qui a été observé depuis la dernière visite ?");
    let above = if position > first { format!("q{}", position - 1) } else { "people".to_owned() };
    let number = if position > first + 1 { format!("q{}", first + 1) } else { "people".to_owned() };
    let list = format!("list_{}", position / 5 % lists.count);
    let mut cells: [String; 13] = std::array::from_fn(|_| String::new());
    let mut set = |column: &str, text: String| {
        if let Some(at) = SURVEY.iter().position(|header| *header == column) {
            cells[at] = text;
        }
    };
    set("name", name);
    set("label::English (en)", english);
    set("label::French (fr)", french);
    match (position - first) % 10 {
        0 => set("type", "text".to_owned()),
        1 => {
            set("type", "integer".to_owned());
            set("required", "yes".to_owned());
            set("constraint", ". >= 0 and . <= ${people}".to_owned());
            set("constraint_message::English (en)", "At most ${people}.".to_owned());
            set("constraint_message::French (fr)", "Au plus ${people}.".to_owned());
        }
        2 => set("type", format!("select_one {list}")),
        3 => {
            set("type", format!("select_multiple {list}"));
            set("relevant", format!("${{{above}}} != '' and (${{people}} > 10 or not(selected(${{{above}}}, 'c1')))"));
        }
        4 => {
            set("type", "select_one place".to_owned());
            set("choice_filter", "district = ${district}".to_owned());
        }
        5 => {
            set("type", "calculate".to_owned());
            set("calculation", format!("if(${{{number}}} > 0, round(${{people}} div ${{{number}}}, 2), 0)"));
        }
        6 => {
            set("type", "note".to_owned());
            set("label::English (en)", format!("The share is ${{{above}}} of ${{people}}."));
            set("label::French (fr)", format!("La part est de ${{{above}}} sur ${{people}}."));
        }
        7 => {
            set("type", "date".to_owned());
            set("constraint", ". <= today()".to_owned());
        }
        8 => {
            set("type", "decimal".to_owned());
            set("relevant", format!("coalesce(${{{number}}}, 0) >= 1"));
        }
        _ => {
            set("type", "text".to_owned());
            set("hint::English (en)", "As people say it".to_owned());
            set("hint::French (fr)", "Comme les gens le disent".to_owned());
        }
    }
    cells
}

fn choice_rows(mut sheet: Sheet<'_>, choices: usize, lists: &Lists) -> Result<(), XlsxError> {
    for position in 0..lists.districts {
        let (english, french) = (format!("District {position}"), format!("Préfecture {position}"));
        sheet.row(&["district", &format!("d{position}"), &english, &french])?;
    }
    for position in 0..lists.places {
        let (english, french) = (format!("Place no. {position}"), format!("Localité n° {position}"));
        let district = format!("d{}", position % lists.districts);
        sheet.row(&["place", &format!("p{position}"), &english, &french, &district])?;
    }
    for position in 0..choices.saturating_sub(lists.places + lists.districts) {
        let (list, choice) = (position / lists.length, position % lists.length);
        let (english, french) = (format!("Answer {choice}"), format!("Réponse {choice}"));
        sheet.row(&[&format!("list_{list}"), &format!("c{choice}"), &english, &french])?;
    }
    Ok(())
}
