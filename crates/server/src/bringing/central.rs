//! ODK Central over its REST API and OData feed.
//!
//! The feed says which submissions there are; each comes as its own XML, byte for byte, all versions of it, with its files.
//! Where a server does not hand out XML, the row of the feed serves.

use super::{Bringing, Reach, Remote, Report, trouble_of, unreadable};
use crate::{
    openrosa::path_segment,
    outward::{OutwardError, accepted},
    problem::Problem,
};
use chrono::{DateTime, Duration, Utc};
use futures::{StreamExt, stream};
use migration::{
    Content, FileTold, Told, Trouble,
    central_odata::{self, Head},
};
use reqwest::{
    Url,
    header::{CONTENT_TYPE, HeaderMap, HeaderValue},
};
use serde_json::{Value, json};

/// Submissions a page of the feed.
const PAGE: usize = 250;
/// Bytes of one answer that is no file.
const LARGEST: usize = 100_000_000;
/// Submissions read at once; a server in the field is small.
const AT_ONCE: usize = 4;
/// What is read again, in case clocks differ and submissions overtake each other.
const OVERLAP: Duration = Duration::hours(1);

/// A form on a server, and the token to read it with.
struct Central<'a> {
    remote: &'a Remote,
    /// The form's address, with a slash at the end.
    form: Url,
    authorization: String,
    /// The address of the session, if one was begun.
    session: Option<Url>,
}

/// Brings the submissions of a form. Returns the report and how far it got, to begin there the next time.
///
/// # Errors
/// When the store fails. What is wrong with the source is in the report.
pub async fn bring_central(
    bringing: &Bringing,
    remote: &Remote,
    project: &str,
    form: &str,
    cursor: &Value,
    progress: &mut (dyn FnMut(&Report) + Send),
) -> Result<(Report, Value), Problem> {
    let mut report = Report::new(bringing.dry_run);
    let central = match Central::open(remote, project, form).await {
        Ok(central) => central,
        Err(error) => return Ok((report.failed(trouble_of(&error)), cursor.clone())),
    };
    let done = central.bring(bringing, cursor, &mut report, progress).await;
    central.close().await;
    match done? {
        Ok(cursor) => Ok((report.ended(), cursor)),
        Err(trouble) => Ok((report.failed(trouble), cursor.clone())),
    }
}

impl<'a> Central<'a> {
    async fn open(remote: &'a Remote, project: &str, form: &str) -> Result<Self, OutwardError> {
        let mut base = remote.address.clone();
        let path = base.path().trim_end_matches('/').trim_end_matches("/v1").to_owned();
        base.set_query(None);
        let mut sessions = base.clone();
        sessions.set_path(&format!("{path}/v1/sessions"));
        base.set_path(&format!("{path}/v1/projects/{}/forms/{}/", path_segment(project), path_segment(form)));
        let mut session = None;
        let token = match &remote.login {
            None => remote.secret.0.clone(),
            Some(login) => {
                let mut headers = HeaderMap::new();
                headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
                let body = json!({"email": login, "password": remote.secret.0}).to_string();
                let answer = remote.outward.post(&sessions, headers, body).await?;
                let bytes = accepted(answer, LARGEST).await?;
                let begun: Value = serde_json::from_slice(&bytes).unwrap_or_default();
                let token = begun.get("token").and_then(Value::as_str);
                let none = || OutwardError::Silent("no token in the answer to the log-in".to_owned());
                let token = token.ok_or_else(none)?.to_owned();
                sessions.set_path(&format!("{path}/v1/sessions/{}", path_segment(&token)));
                session = Some(sessions);
                token
            }
        };
        Ok(Self { remote, form: base, authorization: format!("Bearer {token}"), session })
    }

    /// Ends the session that was begun for this; if that fails, it ends by itself after a day.
    async fn close(&self) {
        if let Some(session) = &self.session {
            let _ended = self.remote.outward.delete(session, &self.authorization).await;
        }
    }

    async fn get(&self, address: &Url) -> Result<bytes::Bytes, OutwardError> {
        self.remote.outward.get(address, Some(&self.authorization), LARGEST).await
    }

    async fn json(&self, address: &Url) -> Result<Value, Trouble> {
        let bytes = self.get(address).await.map_err(|error| trouble_of(&error))?;
        serde_json::from_slice(&bytes).map_err(unreadable)
    }

    fn at(&self, below: &str) -> Result<Url, Trouble> {
        self.form.join(below).map_err(unreadable)
    }

    /// `….svc/Submissions`: beside the form's address, not below it.
    fn feed(&self, key: Option<&str>) -> Url {
        let mut feed = self.form.clone();
        let form = self.form.path().trim_end_matches('/');
        let key = key.map(|key| format!("('{}')", path_segment(&key.replace('\'', "''")))).unwrap_or_default();
        feed.set_path(&format!("{form}.svc/Submissions{key}"));
        feed
    }

    async fn bring(
        &self,
        bringing: &Bringing,
        cursor: &Value,
        report: &mut Report,
        progress: &mut (dyn FnMut(&Report) + Send),
    ) -> Result<Result<Value, Trouble>, Problem> {
        let since = cursor.get("since").and_then(Value::as_str).and_then(|at| at.parse::<DateTime<Utc>>().ok());
        let mut newest = since;
        let mut address = self.feed(None);
        address.query_pairs_mut().append_pair("$top", &PAGE.to_string()).append_pair("$select", "__id,__system");
        if let Some(since) = since {
            let from = (since - OVERLAP).format("%Y-%m-%dT%H:%M:%S%.3fZ");
            let filter = format!("__system/submissionDate ge {from} or __system/updatedAt ge {from}");
            address.query_pairs_mut().append_pair("$filter", &filter);
        }
        let below = self.form.clone();
        let reach =
            Reach::There { outward: self.remote.outward.clone(), below, authorization: self.authorization.clone() };
        loop {
            let page = match self.json(&address).await {
                Ok(page) => page,
                Err(trouble) => return Ok(Err(trouble)),
            };
            let Some(rows) = page.get("value").and_then(Value::as_array) else {
                return Ok(Err(unreadable("no list under 'value'")));
            };
            let mut heads = Vec::new();
            for row in rows {
                match central_odata::read_head(row) {
                    Ok(head) => heads.push(head),
                    Err(trouble) => report.note(trouble),
                }
            }
            let reading: Vec<_> = heads.iter().map(|head| self.versions(bringing, head)).collect();
            let read: Vec<_> = stream::iter(reading).buffered(AT_ONCE).collect().await;
            let mut told = Vec::new();
            for (read, head) in read.into_iter().zip(&heads) {
                newest = newest.max(head.changed_at);
                match read? {
                    Read::Held => report.add_held(),
                    Read::Told(versions) => told.extend(versions),
                    // One that cannot be read must not hide the others; a server that is gone ends the run.
                    Read::Trouble(trouble) if trouble.row.is_empty() => return Ok(Err(trouble)),
                    Read::Trouble(trouble) => report.note(trouble),
                }
            }
            bringing.take_all(told, &reach, report, progress).await?;
            let next = page.get("@odata.nextLink").and_then(Value::as_str);
            match next.and_then(|next| Url::parse(next).ok()) {
                // Of the link only what it asks: where it asks is known, whatever the server calls itself.
                Some(next) => address.set_query(next.query()),
                None => break,
            }
        }
        // What did not come in is asked for again.
        let since = if report.refused == 0 { newest } else { since };
        Ok(Ok(json!({"since": since})))
    }

    /// All versions of a submission that are not here yet, the first one first.
    async fn versions(&self, bringing: &Bringing, head: &Head) -> Result<Read, Problem> {
        let held = bringing.app.store.newest_version(bringing.operation.id, &head.root_id).await?;
        if let Some(held) = &held
            && u64::try_from(held.version).unwrap_or_default() > head.edits
            && app_files(bringing, held.id).await? >= head.attachments
            && !bringing.review_states
            && held.brought
        {
            return Ok(Read::Held);
        }
        Ok(match self.read_versions(bringing, head).await? {
            Ok(versions) => Read::Told(versions),
            Err(trouble) => Read::Trouble(trouble),
        })
    }

    async fn read_versions(&self, bringing: &Bringing, head: &Head) -> Result<Result<Vec<Told>, Trouble>, Problem> {
        let segment = path_segment(&head.root_id);
        let address = |below: &str| self.at(&format!("submissions/{segment}{below}"));
        let files = match self.files(head, &segment).await {
            Ok(files) => files,
            Err(trouble) => return Ok(Err(trouble)),
        };
        let mut versions = Vec::new();
        if head.edits > 0 {
            // A server that does not hand out older versions gives the newest one only; its history begins with it here.
            let list = match address("/versions") {
                Ok(at) => self.json(&at).await.unwrap_or_default(),
                Err(_) => Value::Null,
            };
            let older = list.as_array().cloned().unwrap_or_default();
            let older = older.iter().rev().filter(|version| version.get("current") != Some(&Value::Bool(true)));
            for id in older.filter_map(|version| version.get("instanceId").and_then(Value::as_str)) {
                let Ok(at) = address(&format!("/versions/{}.xml", path_segment(id))) else { continue };
                if let Ok(xml) = self.get(&at).await {
                    versions.extend(exact(head, xml.to_vec(), &files, false));
                }
            }
        }
        let at = match address(".xml") {
            Ok(at) => at,
            Err(trouble) => return Ok(Err(trouble)),
        };
        match self.get(&at).await {
            Ok(xml) => match exact(head, xml.to_vec(), &files, true) {
                Some(told) => versions.push(told),
                None => return Ok(Err(Trouble { row: head.root_id.clone(), ..unreadable("no submission") })),
            },
            // The XML is not handed out: the row of the feed has the answers too.
            Err(OutwardError::Refused { .. }) => match self.row(bringing, head).await? {
                Ok(mut told) => {
                    told.files = files;
                    versions.push(told);
                }
                Err(trouble) => return Ok(Err(trouble)),
            },
            Err(error) => return Ok(Err(trouble_of(&error))),
        }
        Ok(Ok(versions))
    }

    async fn files(&self, head: &Head, segment: &str) -> Result<Vec<FileTold>, Trouble> {
        if head.attachments == 0 {
            return Ok(Vec::new());
        }
        let list = self.json(&self.at(&format!("submissions/{segment}/attachments"))?).await?;
        let mut files = Vec::new();
        for file in list.as_array().map(Vec::as_slice).unwrap_or_default() {
            let there = file.get("exists").and_then(Value::as_bool).unwrap_or(false);
            if let Some(name) = file.get("name").and_then(Value::as_str).filter(|_| there) {
                let at = self.at(&format!("submissions/{segment}/attachments/{}", path_segment(name)))?;
                files.push(FileTold { name: name.to_owned(), at: at.into(), or_at: None, media_type: None });
            }
        }
        Ok(files)
    }

    async fn row(&self, bringing: &Bringing, head: &Head) -> Result<Result<Told, Trouble>, Problem> {
        let mut address = self.feed(Some(&head.root_id));
        address.query_pairs_mut().append_pair("$expand", "*");
        let answer = match self.json(&address).await {
            Ok(answer) => answer,
            Err(trouble) => return Ok(Err(Trouble { row: head.root_id.clone(), ..trouble })),
        };
        let row = answer.get("value").and_then(|rows| rows.get(0)).unwrap_or(&answer);
        let forms = bringing.forms().await?;
        let newest = forms.first();
        let named = forms.iter().find(|form| Some(&form.version) == head.form_version.as_ref());
        Ok(match named.or(newest) {
            Some(form) => central_odata::read_row(form, row),
            None => Err(unreadable("no form")),
        })
    }
}

enum Read {
    Held,
    Told(Vec<Told>),
    Trouble(Trouble),
}

async fn app_files(bringing: &Bringing, submission_id: i64) -> Result<u64, Problem> {
    Ok(bringing.app.store.attachments(submission_id).await?.len() as u64)
}

/// A version as its XML.
fn exact(head: &Head, xml: Vec<u8>, files: &[FileTold], current: bool) -> Option<Told> {
    let document = collect::parse_submission(&xml, &collect::Limits::default()).ok()?;
    let mut provenance = head.provenance.clone();
    if !current {
        provenance.review = None;
    }
    Some(Told {
        root_id: Some(head.root_id.clone()).filter(|root| *root != document.instance_id),
        instance_id: document.instance_id,
        deprecated_id: document.deprecated_id,
        form_version: document.form_version,
        name: None,
        content: Content::Xml(xml),
        files: files.to_vec(),
        provenance,
    })
}
