//! The code that ODK Collect scans for its settings.

use crate::problem::Problem;
use base64::{Engine, engine::general_purpose::STANDARD};
use flate2::{Compression, write::ZlibEncoder};
use qrcode::{EcLevel, QrCode, render::svg};
use serde_json::json;
use std::io::Write;

/// What a phone needs to reach this server.
#[derive(Debug, Clone)]
pub struct PhoneSettings<'a> {
    /// Address of the server; it may be a key itself.
    pub server_url: &'a str,
    /// User name and password, where the address is no key.
    pub login: Option<(&'a str, &'a str)>,
    /// What the app calls the project.
    pub project: &'a str,
}

impl PhoneSettings<'_> {
    /// The settings as ODK Collect reads them: base64 of zlib of JSON, in one line.
    ///
    /// Source: ODK Collect, `SettingsUtils` and `AppConfigurationGenerator`; ODK Central shows the same.
    ///
    /// # Errors
    /// None that a person could cause.
    pub fn text(&self) -> Result<String, Problem> {
        let mut settings = json!({
            "general": {
                "server_url": self.server_url,
                "form_update_mode": "match_exactly",
                "autosend": "wifi_and_cellular",
            },
            "project": {"name": self.project},
            "admin": {},
        });
        if let Some((user_name, password)) = self.login {
            settings["general"]["username"] = json!(user_name);
            settings["general"]["password"] = json!(password);
        }
        let mut squeezed = ZlibEncoder::new(Vec::new(), Compression::best());
        squeezed.write_all(settings.to_string().as_bytes()).map_err(|error| Problem::failed(&error))?;
        let bytes = squeezed.finish().map_err(|error| Problem::failed(&error))?;
        Ok(STANDARD.encode(bytes))
    }
}

/// The picture to scan. Correction level L as Central's: larger modules are worth more on a bad camera than redundancy.
///
/// # Errors
/// When the text is too long for a code.
pub fn picture(text: &str) -> Result<String, Problem> {
    let code = QrCode::with_error_correction_level(text, EcLevel::L).map_err(|error| Problem::failed(&error))?;
    Ok(code.render::<svg::Color>().min_dimensions(320, 320).build())
}
