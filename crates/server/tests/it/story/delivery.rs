//! A submission on its way: the request that ODK Collect makes.

use axum::{
    body::Body,
    http::{Request, header},
};

const BOUNDARY: &str = "--------------------------collect-8hT2";

/// Parts of a request, and what stands in its head.
#[derive(Debug, Clone)]
pub struct Delivery {
    body: Vec<u8>,
    language: &'static str,
    says_openrosa: bool,
    content_type: String,
}

impl Delivery {
    /// Answers and no files.
    pub fn of(xml: &str) -> Self {
        Self::of_bytes(xml.as_bytes())
    }

    pub fn of_bytes(xml: &[u8]) -> Self {
        Self::empty().part("xml_submission_file", "submission.xml", "text/xml", xml)
    }

    /// No part at all.
    pub fn empty() -> Self {
        let content_type = format!("multipart/form-data; boundary={BOUNDARY}");
        Self { body: Vec::new(), language: "en", says_openrosa: true, content_type }
    }

    /// With a photo.
    pub fn photo(self, name: &str, bytes: &[u8]) -> Self {
        self.part(name, name, "image/jpeg", bytes)
    }

    pub fn part(mut self, name: &str, file_name: &str, media_type: &str, bytes: &[u8]) -> Self {
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file_name}\"\r\n\
             Content-Type: {media_type}\r\n\r\n"
        );
        self.body.extend_from_slice(head.as_bytes());
        self.body.extend_from_slice(bytes);
        self.body.extend_from_slice(b"\r\n");
        self
    }

    pub fn in_language(mut self, language: &'static str) -> Self {
        self.language = language;
        self
    }

    /// From a client that does not say that it speaks OpenRosa.
    pub fn unversioned(mut self) -> Self {
        self.says_openrosa = false;
        self
    }

    pub fn content_type(mut self, content_type: &str) -> Self {
        content_type.clone_into(&mut self.content_type);
        self
    }

    pub fn request(&self, path: &str) -> Request<Body> {
        self.carrying(path, [self.body.as_slice(), format!("--{BOUNDARY}--\r\n").as_bytes()].concat())
    }

    /// The line broke after this share of the bytes.
    pub fn broken_off(&self, path: &str, share: f64) -> Request<Body> {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
        let sent = (self.body.len() as f64 * share) as usize;
        self.carrying(path, self.body[..sent].to_vec())
    }

    fn carrying(&self, path: &str, body: Vec<u8>) -> Request<Body> {
        let mut request = Request::post(path)
            .header(header::HOST, "dtm.example.org")
            .header(header::CONTENT_TYPE, &self.content_type)
            .header(header::CONTENT_LENGTH, body.len())
            .header(header::ACCEPT_LANGUAGE, self.language);
        if self.says_openrosa {
            request = request.header("x-openrosa-version", "1.0");
        }
        request.body(Body::from(body)).unwrap()
    }
}
