//! The parts of a post that brings a submission, the same from a phone and from a browser.

use crate::{intake::File, problem::Problem, state::App};
use axum::{
    extract::{
        Multipart,
        multipart::{Field, MultipartError, MultipartRejection},
    },
    http::StatusCode,
};
use bytes::{Bytes, BytesMut};
use collect::limits::XML_BYTES;
use messages::codes;

/// The part that holds the answers.
const ANSWERS: &str = "xml_submission_file";
/// The part that says more files follow in another request.
const INCOMPLETE: &str = "*isIncomplete*";
/// Collect sends at most 100 files a request; more is no client.
pub const MOST_FILES: usize = 200;
/// Bytes of a part that is a word.
const LONGEST_WORD: usize = 100;

/// What a post brought.
#[derive(Debug)]
pub struct Parts {
    /// The answers.
    pub xml: Bytes,
    /// The files that came with them.
    pub files: Vec<File>,
    /// Whether the client said that more files follow.
    pub more_follows: bool,
}

/// Reads the parts of a post.
///
/// # Errors
/// When there are no answers in it, too many files, too many bytes, or the line broke.
pub async fn read(app: &App, body: Result<Multipart, MultipartRejection>) -> Result<Parts, Problem> {
    let bad = |code| Problem::new(StatusCode::BAD_REQUEST, code);
    let mut parts = body.map_err(|_| bad(codes::SUBMISSION_PART_MISSING))?;
    let broken = |error: MultipartError| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::new(StatusCode::PAYLOAD_TOO_LARGE, codes::REQUEST_TOO_LARGE)
            .arg("limit", app.settings.largest_submission),
        _ => bad(codes::SUBMISSION_MULTIPART_BROKEN),
    };
    let too_long = || Problem::new(StatusCode::PAYLOAD_TOO_LARGE, codes::REQUEST_TOO_LARGE).arg("limit", XML_BYTES);
    let (mut xml, mut files, mut more_follows) = (None, Vec::new(), false);
    // Every part counts, whatever it is called: a request of a hundred thousand small ones is given up early.
    for _ in 0..MOST_FILES + 2 {
        let Some(field) = parts.next_field().await.map_err(broken)? else {
            let xml = xml.ok_or_else(|| bad(codes::SUBMISSION_PART_MISSING))?;
            return Ok(Parts { xml, files, more_follows });
        };
        match field.name() {
            Some(ANSWERS) => xml = Some(at_most(XML_BYTES, field).await.map_err(broken)?.ok_or_else(too_long)?),
            Some(INCOMPLETE) => {
                more_follows = at_most(LONGEST_WORD, field).await.map_err(broken)?.is_some_and(|word| is_yes(&word));
            }
            _ => files.extend(read_file(field).await.map_err(broken)?),
        }
    }
    Err(bad(codes::SUBMISSION_TOO_MANY_FILES).arg("limit", MOST_FILES))
}

fn is_yes(word: &[u8]) -> bool {
    word.trim_ascii() == b"yes"
}

/// The bytes of a part; none if there are more than `limit`, of which no more are kept than that.
async fn at_most(limit: usize, mut field: Field<'_>) -> Result<Option<Bytes>, MultipartError> {
    let mut bytes = BytesMut::new();
    while let Some(chunk) = field.chunk().await? {
        if bytes.len() + chunk.len() > limit {
            return Ok(None);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(Some(bytes.freeze()))
}

/// A file part; parts without a name of their own carry nothing that could be asked for later.
async fn read_file(field: Field<'_>) -> Result<Option<File>, MultipartError> {
    let Some(name) = field.file_name().or(field.name()).map(str::to_owned) else { return Ok(None) };
    let media_type = field.content_type().unwrap_or("application/octet-stream").to_owned();
    Ok(Some(File { name, media_type, bytes: field.bytes().await? }))
}
