//! The submissions of a form as CSV files: `submissions.csv.zip`, with the files that came with them, and
//! `submissions.csv`, one file without repeats.

use super::{
    Exported, failed,
    outgoing::{self, Output, Pages},
    scan::Read,
};
use crate::{
    central::{caller::InProject, logged_options::logged_options, refusal::Refusal},
    problem::Problem,
    state::App,
};
use axum::{
    Router,
    extract::{OriginalUri, State},
    http::header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    response::{IntoResponse, Response},
    routing::get,
};
use chrono::{DateTime, Datelike, Timelike, Utc};
use odata::{
    Address, Feed, Options, Resource, Shape,
    csv::{CsvExport, CsvOptions},
};
use std::{
    cell::RefCell,
    collections::HashSet,
    fs::File,
    hash::{DefaultHasher, Hash, Hasher},
    io::{self, BufRead, BufReader, BufWriter, Seek, Write},
    sync::Arc,
};
use store::{Deed, Role, Store};
use tokio::runtime::Handle;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions, write::StreamWriter};

/// Routes of the files.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/projects/{project}/forms/{form}/submissions.csv.zip", get(read_zip))
        .route("/projects/{project}/forms/{form}/submissions.csv", get(read_root))
}

async fn read_zip(State(app): State<App>, place: InProject, uri: OriginalUri) -> Result<Response, Refusal> {
    answer(&app, &place, uri, false).await
}

async fn read_root(State(app): State<App>, place: InProject, uri: OriginalUri) -> Result<Response, Refusal> {
    answer(&app, &place, uri, true).await
}

/// What was asked for.
struct Export {
    shape: Shape,
    options: CsvOptions,
    filter: Options,
    attachments: bool,
    now: DateTime<Utc>,
}

/// What people answered may tell of them: it takes a reviewer, and is in the log.
async fn answer(
    app: &App,
    place: &InProject,
    OriginalUri(uri): OriginalUri,
    root_only: bool,
) -> Result<Response, Refusal> {
    place.require(Role::Reviewer)?;
    let form_id = place.named("form");
    let exported = Exported::of(app, place, form_id).await?;
    let query = uri.query().unwrap_or_default();
    let export = Export::read(&exported, query, root_only, app.clock.now())?;
    let plan = export.feed()?.plan().clone();
    let deed = Deed::new(&place.actor(), "submissions.exported", format!("form:{form_id}"));
    app.store.audit(&[deed.detail(logged_options(query))]).await?;
    let ending = if root_only { "csv" } else { "csv.zip" };
    let media_type = if root_only { "text/csv; charset=utf-8" } else { "application/zip" };
    let exported = Arc::new(exported);
    let (known, files) = (Arc::clone(&exported), Files { store: app.store.clone(), runtime: Handle::current() });
    let write = move |pages: Pages, out: &mut Output| {
        if root_only { export.write_root(&known, pages, out) } else { export.write_zip(&known, &files, pages, out) }
    };
    let body = outgoing::body(app, exported, plan, write).await?;
    let name = crate::openrosa::path_segment(&format!("{form_id}.{ending}"));
    let disposition = format!("attachment; filename*=UTF-8''{name}");
    Ok(([(CONTENT_TYPE, media_type), (CONTENT_DISPOSITION, &disposition)], body).into_response())
}

impl Export {
    fn read(exported: &Exported, query: &str, root_only: bool, now: DateTime<Utc>) -> Result<Self, Refusal> {
        let mut options = CsvOptions { root_only, ..CsvOptions::default() };
        let (mut attachments, mut deleted_fields, mut filter) = (!root_only, false, None);
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let is = || match value.to_ascii_lowercase().as_str() {
                "true" => Ok(true),
                "false" => Ok(false),
                _ => Err(Refusal::unexpected(&name, &value, "expected true or false")),
            };
            match &*name {
                "attachments" => attachments = is()?,
                "groupPaths" => options.group_paths = is()?,
                "splitSelectMultiples" => options.split_select_multiples = is()?,
                "deletedFields" => deleted_fields = is()?,
                "guardFormulas" => options.guard_formulas = is()?,
                "$filter" => filter = Some(value.into_owned()),
                _ => {} // Central passes over what it does not know here
            }
        }
        let newest = exported.newest()?;
        let older = exported.versions.values().rev().skip(1).map(|(_, form)| &**form);
        let shape = if deleted_fields { Shape::of_versions(&newest, older) } else { Shape::of(&newest) };
        let filter = Options::read(filter.map(|text| ("$filter", text)))?;
        Ok(Self { shape, options, filter, attachments, now })
    }

    /// The filter as the feed has it.
    fn feed(&self) -> Result<Feed<'_>, odata::Problem> {
        let submissions = Resource::read(&self.shape, "/Submissions")?;
        Feed::new(&self.shape, &submissions, self.filter.clone(), Address::default(), self.now)
    }

    fn write_root(&self, exported: &Exported, pages: Pages, out: &mut Output) -> Result<(), Refusal> {
        let root = RefCell::new(out);
        let mut csv = CsvExport::new(&self.shape, &self.options, |_| Ok(Target::Root(&root))).map_err(broken)?;
        self.push_all(exported, pages, &mut csv, |_, _| Ok(()))?;
        csv.finish().map_err(broken)?;
        Ok(())
    }

    /// The file of the submissions goes into the archive as it is written; those of the repeats lie in temporary files until
    /// then, and so do the names of the files to come after them.
    fn write_zip(&self, exported: &Exported, files_of: &Files, pages: Pages, out: &mut Output) -> Result<(), Refusal> {
        let zip = RefCell::new(ZipWriter::new_stream(&mut *out));
        let mut names = Vec::new();
        let open = |name: &str| {
            names.push(name.to_owned());
            if names.len() > 1 {
                return Ok(Target::Aside(BufWriter::new(tempfile::tempfile()?)));
            }
            zip.borrow_mut().start_file(name, compressed(self.now))?;
            Ok(Target::Zip(&zip))
        };
        let mut csv = CsvExport::new(&self.shape, &self.options, open).map_err(broken)?;
        let mut media = Media::new().map_err(broken)?;
        let list = |name: &str, row: i64| if self.attachments { media.add(name, row) } else { Ok(()) };
        self.push_all(exported, pages, &mut csv, list)?;
        let files = csv.finish().map_err(broken)?;
        let zip_files = || -> io::Result<()> {
            for (name, file) in names.iter().zip(files) {
                let Target::Aside(file) = file else { continue };
                let mut file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
                file.rewind()?;
                let mut zip = zip.borrow_mut();
                zip.start_file(name, compressed(self.now))?;
                io::copy(&mut file, &mut *zip)?;
            }
            media.write(files_of, &mut zip.borrow_mut(), self.now)
        };
        zip_files().map_err(broken)?;
        zip.into_inner().finish().map_err(|error| broken(error.into()))?;
        Ok(())
    }

    fn push_all<W: Write>(
        &self,
        exported: &Exported,
        pages: Pages,
        csv: &mut CsvExport<'_, W>,
        mut file: impl FnMut(&str, i64) -> io::Result<()>,
    ) -> Result<(), Refusal> {
        let feed = self.feed()?;
        let has_files = exported.has_files();
        for read in pages {
            let Read::Page(page) = read? else { continue };
            for mut one in page {
                if has_files {
                    one.count_files(exported);
                }
                let xml = String::from_utf8_lossy(&one.xml);
                let submission = one.shown(&xml);
                if !feed.accepts(&submission).map_err(failed)? {
                    continue;
                }
                csv.push(&submission).map_err(failed)?;
                for attachment in &one.files {
                    file(&attachment.name, attachment.id).map_err(broken)?;
                }
            }
        }
        Ok(())
    }
}

/// The files of submissions, opened for a thread that writes them out.
struct Files {
    store: Store,
    runtime: Handle,
}

impl Files {
    /// The name of a file's blob, and its bytes as they came.
    fn read(&self, row: i64, name: &str) -> io::Result<(String, Vec<u8>)> {
        let missing = || io::Error::other(format!("the file {name} is missing: {row}"));
        self.runtime.block_on(async {
            let (_, file) = self.store.attachment(row).await.map_err(io::Error::other)?.ok_or_else(missing)?;
            let bytes = self.store.attachment_bytes(&file).await.map_err(io::Error::other)?.ok_or_else(missing)?;
            Ok((file.sha256, bytes))
        })
    }
}

type Zip<'a> = ZipWriter<StreamWriter<&'a mut Output>>;

/// Where one of the files is written.
enum Target<'a, 'out> {
    /// Straight to the client.
    Root(&'a RefCell<&'out mut Output>),
    /// Into the archive, whose entry is open.
    Zip(&'a RefCell<Zip<'out>>),
    /// Aside, until its turn comes.
    Aside(BufWriter<File>),
}

impl Write for Target<'_, '_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Root(out) => out.borrow_mut().write(bytes),
            Self::Zip(zip) => zip.borrow_mut().write(bytes),
            Self::Aside(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Root(_) | Self::Zip(_) => Ok(()), // they are flushed when they are full
            Self::Aside(file) => file.flush(),
        }
    }
}

/// The files that came with submissions, as they are to go into the archive: `media/{name}`, and where a name was there
/// before, with the first figures of its content.
struct Media {
    list: BufWriter<File>,
    /// Hashes of the names, so that millions of them take little memory.
    names: HashSet<u64>,
}

impl Media {
    fn new() -> io::Result<Self> {
        Ok(Self { list: BufWriter::new(tempfile::tempfile()?), names: HashSet::new() })
    }

    fn add(&mut self, name: &str, row: i64) -> io::Result<()> {
        writeln!(self.list, "{row} {}", name.replace(['\r', '\n', '/', '\\'], "_"))
    }

    fn write(mut self, files: &Files, zip: &mut Zip<'_>, now: DateTime<Utc>) -> io::Result<()> {
        self.list.flush()?;
        let mut list = self.list.into_inner().map_err(io::IntoInnerError::into_error)?;
        list.rewind()?;
        for line in BufReader::new(list).lines() {
            let line = line?;
            let Some((row, name)) = line.split_once(' ') else { continue };
            let (sha256, bytes) = files.read(row.parse().map_err(io::Error::other)?, name)?;
            let mut hasher = DefaultHasher::new();
            name.hash(&mut hasher);
            let path = if self.names.insert(hasher.finish()) {
                format!("media/{name}")
            } else {
                format!("media/{}-{name}", sha256.get(..12).unwrap_or(&sha256))
            };
            // Pictures and recordings are compressed already.
            zip.start_file(path, dated(now).compression_method(CompressionMethod::Stored))?;
            zip.write_all(&bytes)?;
        }
        Ok(())
    }
}

fn compressed(now: DateTime<Utc>) -> SimpleFileOptions {
    dated(now).compression_method(CompressionMethod::Deflated).large_file(true) // a million submissions take 4 GB
}

fn dated(now: DateTime<Utc>) -> SimpleFileOptions {
    let small = |number: u32| u8::try_from(number).unwrap_or_default();
    let moment = zip::DateTime::from_date_and_time(
        u16::try_from(now.year()).unwrap_or_default(),
        small(now.month()),
        small(now.day()),
        small(now.hour()),
        small(now.minute()),
        small(now.second()),
    );
    SimpleFileOptions::default().last_modified_time(moment.unwrap_or_default())
}

fn broken(error: io::Error) -> Refusal {
    Problem::failed(&error).into()
}
