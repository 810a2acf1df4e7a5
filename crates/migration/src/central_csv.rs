//! ODK Central's `submissions.csv.zip`: a table of submissions, one of each repeat, and `media/`.
//!
//! Which table is which is read from what stands in them, not from their names: the one with `PARENT_KEY` is a repeat's, and
//! a `KEY` such as `uuid:…/household/person[2]` says which repeat it is and which entry.

mod columns;

use crate::{
    branch::{Branch, Twig, put},
    files::{Files, base_name},
    told::{Content, FileTold, Provenance, Told, filled, moment, review_of_central},
    trouble::Trouble,
};
use columns::{Meaning, meanings};
use forms::form::Form;
use messages::codes;
use std::collections::{BTreeMap, HashMap};

/// What an archive holds.
#[derive(Debug, Default)]
pub struct Archive {
    /// Its submissions, in the order of the table.
    pub told: Vec<Told>,
    /// What could not be used.
    pub troubles: Vec<Trouble>,
}

/// A row: what each column says, blanks left out.
type Row = Vec<(usize, String)>;

struct Table {
    name: String,
    header: Vec<String>,
    rows: Vec<Row>,
}

/// Reads an archive. `forms` are the versions of the form that are known, newest first: a column may be one's that only an
/// older version asks.
///
/// # Errors
/// When there is no table of submissions in it.
pub fn read(files: &mut dyn Files, forms: &[&Form]) -> Result<Archive, Trouble> {
    let mut archive = Archive::default();
    let names = files.names();
    let in_media = |name: &str| name.starts_with("media/") || name.contains("/media/");
    let mut tables = Vec::new();
    for name in names.iter().filter(|name| name.to_lowercase().ends_with(".csv") && !in_media(name)) {
        match table(files, name) {
            Ok(table) => tables.push(table),
            Err(trouble) => archive.troubles.push(trouble),
        }
    }
    let mut media: BTreeMap<&str, Vec<&String>> = BTreeMap::new();
    for name in names.iter().filter(|name| in_media(name)) {
        media.entry(base_name(name)).or_default().push(name);
    }
    let is_root = |table: &Table| {
        let has = |column: &str| table.header.iter().any(|name| name == column);
        has("KEY") && !has("PARENT_KEY")
    };
    let root = tables.iter().position(is_root);
    let Some(root) = root.map(|at| tables.remove(at)) else {
        return Err(Trouble::refusal("", codes::BRING_NO_TABLE));
    };
    let mut entries = Entries::default();
    for table in &tables {
        entries.read(table, forms, &mut archive.troubles);
    }
    let meanings = meanings(forms, &[], &root.header);
    unknown_columns(&root, &meanings, &mut archive.troubles);
    let at = |name: &str| root.header.iter().position(|column| column == name);
    let places: HashMap<&str, usize> = ABOUT.iter().filter_map(|name| Some((*name, at(name)?))).collect();
    for (number, row) in root.rows.iter().enumerate() {
        let about = |name: &str| {
            let place = places.get(name)?;
            row.iter().find(|(at, _)| at == place).map(|(_, text)| text.as_str())
        };
        match submission(row, &meanings, &about, &mut entries) {
            Some(mut told) => {
                told.files = media_of(&told, &media);
                archive.told.push(told);
            }
            None => {
                let row = format!("{}: {}", root.name, number + 2);
                archive.troubles.push(Trouble::refusal(&row, codes::BRING_ROW_WITHOUT_ID));
            }
        }
    }
    for (key, _) in entries.left() {
        archive.troubles.push(Trouble::note(&key, codes::BRING_ENTRY_WITHOUT_SUBMISSION));
    }
    Ok(archive)
}

/// What a table of submissions says about them.
const ABOUT: [&str; 11] = [
    "SubmissionDate",
    "KEY",
    "SubmitterID",
    "SubmitterName",
    "AttachmentsPresent",
    "AttachmentsExpected",
    "Status",
    "ReviewState",
    "DeviceID",
    "Edits",
    "FormVersion",
];

fn table(files: &mut dyn Files, name: &str) -> Result<Table, Trouble> {
    let unreadable = |detail: &dyn std::fmt::Display| {
        Trouble::refusal(name, codes::BRING_FILE_UNREADABLE).about(name).arg("file", name).arg("detail", detail)
    };
    let bytes = files.read(name).map_err(|error| unreadable(&error))?.unwrap_or_default();
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    let header = reader.headers().map_err(|error| unreadable(&error))?.iter().map(str::to_owned).collect();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| unreadable(&error))?;
        let cells = record.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
        rows.push(cells.map(|(at, cell)| (at, cell.to_owned())).collect());
    }
    Ok(Table { name: name.to_owned(), header, rows })
}

fn unknown_columns(table: &Table, meanings: &[Meaning], troubles: &mut Vec<Trouble>) {
    for (at, (name, meaning)) in table.header.iter().zip(meanings).enumerate() {
        if *meaning == Meaning::Unknown {
            let rows = table.rows.iter().filter(|row| row.iter().any(|(column, _)| *column == at)).count();
            if rows > 0 {
                let trouble = Trouble::note("", codes::BRING_COLUMN_UNKNOWN).about(name);
                troubles.push(trouble.arg("column", name).arg("rows", rows).arg("table", &table.name));
            }
        }
    }
}

/// The answers in a row.
fn answers(row: &Row, meanings: &[Meaning]) -> Branch {
    let mut branch = Branch::new();
    let mut points: BTreeMap<&[String], [Option<&str>; 4]> = BTreeMap::new();
    for (at, text) in row {
        match meanings.get(*at) {
            Some(Meaning::Answer(path)) => {
                let path: Vec<&str> = path.iter().map(String::as_str).collect();
                put(&mut branch, &path, Twig::Answer(text.clone()));
            }
            Some(Meaning::Point(path, part)) => {
                if let Some(place) = points.entry(path).or_default().get_mut(*part) {
                    *place = Some(text);
                }
            }
            _ => {}
        }
    }
    for (path, parts) in points {
        let known: Vec<&str> = parts.into_iter().map_while(|part| part).collect();
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        if !known.is_empty() {
            put(&mut branch, &path, Twig::Answer(known.join(" ")));
        }
    }
    branch
}

fn submission<'row>(
    row: &Row,
    meanings: &[Meaning],
    about: &impl Fn(&str) -> Option<&'row str>,
    entries: &mut Entries,
) -> Option<Told> {
    let key = about("KEY").and_then(filled)?.to_owned();
    let mut branch = answers(row, meanings);
    entries.join(&key, &mut branch);
    let meta = match branch.get("meta") {
        Some(Twig::Group(meta)) => meta.clone(),
        _ => Branch::new(),
    };
    let of_meta = |name: &str| match meta.get(name) {
        Some(Twig::Answer(text)) => filled(text).map(str::to_owned),
        _ => None,
    };
    let instance_id = of_meta("instanceID").unwrap_or_else(|| key.clone());
    Some(Told {
        root_id: Some(key).filter(|root| *root != instance_id),
        instance_id,
        deprecated_id: None,
        form_version: about("FormVersion").map(str::to_owned),
        name: of_meta("instanceName"),
        content: Content::Answers(branch),
        files: Vec::new(),
        provenance: Provenance {
            submitted_at: about("SubmissionDate").and_then(moment),
            submitter: about("SubmitterName").and_then(filled).map(str::to_owned),
            device: about("DeviceID").and_then(filled).map(str::to_owned),
            review: about("ReviewState").and_then(review_of_central),
        },
    })
}

/// Files of the archive that an answer names. The archive has one folder for all submissions: a name that is there
/// twice belongs to nobody with certainty.
fn media_of(told: &Told, media: &BTreeMap<&str, Vec<&String>>) -> Vec<FileTold> {
    let Content::Answers(branch) = &told.content else { return Vec::new() };
    let mut names = Vec::new();
    texts(branch, &mut names);
    names.sort_unstable();
    names.dedup();
    let one = |name: &str| match media.get(name).map(Vec::as_slice) {
        Some([only]) => Some(FileTold { name: name.to_owned(), at: (*only).clone(), or_at: None, media_type: None }),
        _ => None,
    };
    names.into_iter().filter_map(one).collect()
}

fn texts<'row>(branch: &'row Branch, found: &mut Vec<&'row str>) {
    for twig in branch.values() {
        match twig {
            Twig::Answer(text) => found.push(text),
            Twig::Group(inside) => texts(inside, found),
            Twig::Entries(entries) => entries.iter().for_each(|entry| texts(entry, found)),
        }
    }
}

/// Entries of repeats, by the key of what they lie in.
#[derive(Default)]
struct Entries {
    by_parent: HashMap<String, Vec<Entry>>,
}

struct Entry {
    key: String,
    /// Steps from what it lies in: `household/person` of `…/household/person[2]`.
    steps: Vec<String>,
    number: usize,
    answers: Branch,
}

impl Entries {
    fn read(&mut self, table: &Table, forms: &[&Form], troubles: &mut Vec<Trouble>) {
        let at = |name: &str| table.header.iter().position(|column| column == name);
        let (Some(key_at), Some(parent_at)) = (at("KEY"), at("PARENT_KEY")) else { return };
        let mut known: Option<(Vec<String>, Vec<Meaning>)> = None;
        for (number, row) in table.rows.iter().enumerate() {
            let cell = |at: usize| row.iter().find(|(column, _)| *column == at).map(|(_, text)| text.as_str());
            let place = || cell(key_at).and_then(|key| place_of(key, cell(parent_at)?));
            let Some((whole, steps, entry_number)) = place() else {
                let row = format!("{}: {}", table.name, number + 2);
                troubles.push(Trouble::note(&row, codes::BRING_ENTRY_WITHOUT_SUBMISSION));
                continue;
            };
            if known.as_ref().is_none_or(|(path, _)| *path != whole) {
                let meanings = meanings(forms, &whole, &table.header);
                if known.is_none() {
                    unknown_columns(table, &meanings, troubles);
                }
                known = Some((whole, meanings));
            }
            let Some((_, meanings)) = &known else { continue };
            let entry = Entry {
                key: cell(key_at).unwrap_or_default().to_owned(),
                steps,
                number: entry_number,
                answers: answers(row, meanings),
            };
            self.by_parent.entry(cell(parent_at).unwrap_or_default().to_owned()).or_default().push(entry);
        }
    }

    /// Puts the entries of `key` into its branch, theirs into them.
    fn join(&mut self, key: &str, branch: &mut Branch) {
        let Some(mut entries) = self.by_parent.remove(key) else { return };
        entries.sort_by_key(|entry| entry.number);
        let mut repeats: Vec<(Vec<String>, Vec<Branch>)> = Vec::new();
        for mut entry in entries {
            self.join(&entry.key, &mut entry.answers);
            match repeats.iter_mut().find(|(steps, _)| *steps == entry.steps) {
                Some((_, branches)) => branches.push(entry.answers),
                None => repeats.push((entry.steps, vec![entry.answers])),
            }
        }
        for (steps, branches) in repeats {
            let path: Vec<&str> = steps.iter().map(String::as_str).collect();
            put(branch, &path, Twig::Entries(branches));
        }
    }

    /// Keys whose submission is not in the archive.
    fn left(self) -> Vec<(String, Vec<Entry>)> {
        let mut left: Vec<_> = self.by_parent.into_iter().collect();
        left.sort_by(|a, b| a.0.cmp(&b.0));
        left
    }
}

/// The path of the repeat from the root, the steps from the parent, and the number of the entry.
fn place_of(key: &str, parent: &str) -> Option<(Vec<String>, Vec<String>, usize)> {
    let below = key.strip_prefix(parent)?.strip_prefix('/')?;
    let (path, number) = below.strip_suffix(']')?.rsplit_once('[')?;
    let steps: Vec<String> = path.split('/').map(str::to_owned).collect();
    // An instanceID holds no '/': the steps of outer repeats follow it, each with its number.
    let outer = parent.split('/').skip(1).map(|step| step.split('[').next().unwrap_or(step).to_owned());
    Some((outer.chain(steps.iter().cloned()).collect(), steps, number.parse().ok()?))
}

#[cfg(test)]
mod tests;
