//! All submissions of a form as they came, in one zip: a folder each, as ODK's tools lay them out.
//!
//! ```text
//! keys.json                                  private keys under their passphrases, if any were left here
//! instances/uuid7b0e4a92-…/submission.xml    the XML, of an encrypted submission its manifest
//! instances/uuid7b0e4a92-…/photo.jpg         its files
//! ```
//!
//! It is written while it is sent: memory holds a few submissions, however many there are.

use crate::{problem::Problem, state::App};
use axum::body::Body;
use bytes::{Bytes, BytesMut};
use serde_json::json;
use std::{
    collections::{HashMap, HashSet},
    io::{self, Write},
};
use store::{FormKey, Operation, SubmissionHead};
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use vocab::Language;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// Submissions whose XML is read at once.
const BATCH: usize = 50;
/// Bytes that are sent at once.
const CHUNK: usize = 64 * 1_024;
/// Characters of a folder's or file's name.
const LONGEST_NAME: usize = 150;

/// A file of the zip.
struct Entry {
    name: String,
    bytes: Vec<u8>,
}

/// The zip, as a body that is written while it is read.
///
/// # Errors
/// When the store cannot say which submissions there are.
pub async fn stream(app: &App, operation: &Operation, form: &str, keys: &[FormKey]) -> Result<Body, Problem> {
    let versions = app.store.form_version_names(operation.id).await?;
    let ids: Vec<i32> = versions.iter().filter(|known| known.xml_form_id == form).map(|known| known.id).collect();
    let mut newest: HashMap<String, SubmissionHead> = HashMap::new();
    for head in app.store.submission_heads(&ids).await? {
        newest.insert(head.instance_id.clone(), head); // in the order they arrived: the last one counts
    }
    let mut heads: Vec<SubmissionHead> = newest.into_values().collect();
    heads.sort_by_key(|head| head.id);
    let protected: Vec<_> = keys
        .iter()
        .filter(|key| key.protected.is_some())
        .map(|key| json!({"public_key": key.public_key, "protected": key.protected, "hint": key.hint}))
        .collect();

    let (entries, mut waiting) = mpsc::channel::<Result<Entry, Problem>>(4);
    let (chunks, body) = mpsc::channel::<io::Result<Bytes>>(4);
    let app = app.clone();
    tokio::spawn(async move {
        if !protected.is_empty() {
            let bytes = json!(protected).to_string().into_bytes();
            drop(entries.send(Ok(Entry { name: "keys.json".to_owned(), bytes })).await);
        }
        if let Err(error) = read_all(&app, &heads, &entries).await {
            drop(entries.send(Err(error)).await); // it fails only when nobody reads any more
        }
    });
    tokio::task::spawn_blocking(move || {
        let failed = chunks.clone();
        let mut zip = ZipWriter::new_stream(Sending { chunks, held: BytesMut::new() });
        let written = (|| -> io::Result<()> {
            while let Some(entry) = waiting.blocking_recv() {
                let Entry { name, bytes } =
                    entry.map_err(|problem| io::Error::other(problem.sentences(Language::English)))?;
                zip.start_file(&name, options(&name))?;
                zip.write_all(&bytes)?;
            }
            let mut sent = zip.finish()?.into_inner();
            sent.flush()
        })();
        if let Err(error) = written {
            // A zip that breaks off must not look whole: the connection ends with it.
            tracing::warn!(%error, "a download of submissions broke off");
            drop(failed.blocking_send(Err(error)));
        }
    });
    Ok(Body::from_stream(ReceiverStream::new(body)))
}

/// What was encrypted or is a picture does not become smaller.
fn options(name: &str) -> SimpleFileOptions {
    let is_text = [".xml", ".csv", ".json", ".txt"].iter().any(|end| name.ends_with(end));
    let method = if is_text { CompressionMethod::Deflated } else { CompressionMethod::Stored };
    SimpleFileOptions::default().compression_method(method)
}

async fn read_all(
    app: &App,
    heads: &[SubmissionHead],
    entries: &mpsc::Sender<Result<Entry, Problem>>,
) -> Result<(), Problem> {
    let mut folders = HashSet::new();
    for heads in heads.chunks(BATCH) {
        let ids: Vec<i64> = heads.iter().map(|head| head.id).collect();
        let mut read: HashMap<i64, Vec<u8>> = app.store.submission_xml(&ids).await?.into_iter().collect();
        for head in heads {
            let folder = format!("instances/{}", unique(&folder_of(&head.instance_id), &mut folders));
            let mut names = HashSet::from(["submission.xml".to_owned()]);
            let xml = read.remove(&head.id).unwrap_or_default();
            let mut files = vec![Entry { name: format!("{folder}/submission.xml"), bytes: xml }];
            for file in app.store.attachments(head.id).await? {
                let gone = || Problem::failed(&format!("the bytes of '{}' are gone from the blobs", file.name));
                let bytes = app.store.attachment_bytes(&file).await?.ok_or_else(gone)?;
                files.push(Entry { name: format!("{folder}/{}", unique(&sound(&file.name), &mut names)), bytes });
            }
            for file in files {
                if entries.send(Ok(file)).await.is_err() {
                    return Ok(()); // nobody reads any more
                }
            }
        }
    }
    Ok(())
}

/// `uuid:7b0e…` → `uuid7b0e…`, as ODK's tools name the folder of a submission.
fn folder_of(instance_id: &str) -> String {
    sound(&instance_id.replace(':', ""))
}

/// A name that leaves its folder on no system.
fn sound(name: &str) -> String {
    let kept = |c: char| if c.is_control() || "/\\:*?\"<>|".contains(c) { '_' } else { c };
    let name: String = name.trim().chars().map(kept).take(LONGEST_NAME).collect();
    if name.starts_with('.') || name.is_empty() { format!("_{name}") } else { name }
}

/// The name, or one with a number before it if it is taken; upper and lower case are one on many systems.
fn unique(name: &str, taken: &mut HashSet<String>) -> String {
    let free = std::iter::once(name.to_owned()).chain((2_u32..).map(|number| format!("{number}-{name}")));
    let mut free = free.filter(|name| taken.insert(name.to_lowercase()));
    free.next().unwrap_or_default()
}

/// Sends what is written to it; the writing thread waits while the line is slow.
struct Sending {
    chunks: mpsc::Sender<io::Result<Bytes>>,
    held: BytesMut,
}

impl Write for Sending {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(bytes);
        if self.held.len() >= CHUNK {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.held.is_empty() {
            return Ok(());
        }
        let chunk = self.held.split().freeze();
        self.chunks.blocking_send(Ok(chunk)).map_err(|_| io::ErrorKind::BrokenPipe.into())
    }
}

#[cfg(test)]
mod tests {
    use super::{folder_of, sound, unique};
    use std::collections::HashSet;

    #[test]
    fn no_name_leaves_its_folder_or_takes_another_files_place() {
        assert_eq!(folder_of("uuid:7b0e4a92"), "uuid7b0e4a92");
        assert_eq!(folder_of("../../etc/passwd"), "_.._.._etc_passwd");
        assert_eq!(sound(""), "_");
        let mut taken = HashSet::from(["submission.xml".to_owned()]);
        assert_eq!(unique("Submission.xml", &mut taken), "2-Submission.xml");
        assert_eq!(unique("submission.xml", &mut taken), "3-submission.xml");
    }
}
