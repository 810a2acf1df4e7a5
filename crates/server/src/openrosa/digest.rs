//! HTTP Digest (RFC 7616), the server's half: reading what a client answered, and what it should have answered.
//!
//! Only what phones need: MD5 and SHA-256, `qop=auth`. The session variants (`-sess`) and `auth-int` are not offered.

use md5::Md5;
use sha2::{Digest as _, Sha256};
use std::collections::HashMap;
use store::DeviceLogin;
use subtle::ConstantTimeEq;

/// The realm of this server; it is part of what is kept of a password and can never change.
pub const REALM: &str = "Inzira";

/// A way to hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Algorithm {
    /// What every client knows. Safe here only because the passwords are random.
    Md5,
    /// What RFC 7616 asks for.
    Sha256,
}

impl Algorithm {
    /// Those offered, in the order they are.
    pub const OFFERED: [Self; 2] = [Self::Md5, Self::Sha256];

    /// As it stands in headers.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Md5 => "MD5",
            Self::Sha256 => "SHA-256",
        }
    }

    fn hash(self, text: &str) -> String {
        match self {
            Self::Md5 => hex::encode(Md5::digest(text.as_bytes())),
            Self::Sha256 => hex::encode(Sha256::digest(text.as_bytes())),
        }
    }
}

/// What is kept of a phone's password.
pub fn kept(user_name: &str, password: &str) -> DeviceLogin {
    let secret = format!("{user_name}:{REALM}:{password}");
    DeviceLogin {
        user_name: user_name.to_owned(),
        ha1_md5: Algorithm::Md5.hash(&secret),
        ha1_sha256: Algorithm::Sha256.hash(&secret),
    }
}

/// Whether the password is the one kept. Takes as long without a login to compare with.
pub fn password_matches(login: Option<&DeviceLogin>, user_name: &str, password: &str) -> bool {
    let given = kept(user_name, password).ha1_sha256;
    same(&given, login.map_or(NOBODY, |login| &login.ha1_sha256)) && login.is_some()
}

/// What is compared with when there is no such phone.
const NOBODY: &str = "0000000000000000000000000000000000000000000000000000000000000000";

fn same(one: &str, other: &str) -> bool {
    one.as_bytes().ct_eq(other.as_bytes()).into()
}

/// What a client answered to a challenge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The user name.
    pub user_name: String,
    /// The nonce of the challenge.
    pub nonce: String,
    /// How often the nonce was used, this time included.
    pub count: u32,
    /// The address as the client asked for it.
    pub uri: String,
    algorithm: Algorithm,
    client_nonce: String,
    count_text: String,
    response: String,
}

impl Answer {
    /// Reads what stands behind `Digest ` in the header; none if a part is missing, given twice, or not what was offered.
    pub fn read(parameters: &str) -> Option<Self> {
        let mut given = parameters_of(parameters)?;
        let algorithm = match given.remove("algorithm") {
            None => Algorithm::Md5,
            Some(name) => Algorithm::OFFERED.into_iter().find(|one| one.name().eq_ignore_ascii_case(&name))?,
        };
        let mut take = |name: &str| given.remove(name);
        if take("realm")? != REALM || !take("qop")?.eq_ignore_ascii_case("auth") {
            return None;
        }
        let count_text = take("nc")?;
        let is_count = count_text.len() == 8 && count_text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let count = u32::from_str_radix(&count_text, 16).ok().filter(|_| is_count)?;
        Some(Self {
            user_name: take("username")?,
            nonce: take("nonce")?,
            count,
            uri: take("uri")?,
            algorithm,
            client_nonce: take("cnonce")?,
            count_text,
            response: take("response")?.to_ascii_lowercase(),
        })
    }

    /// Whether whoever answered knows the password. Takes as long without a login to compare with.
    pub fn matches(&self, login: Option<&DeviceLogin>, method: &str) -> bool {
        let ha1 = login.map_or(NOBODY, |login| match self.algorithm {
            Algorithm::Md5 => &login.ha1_md5,
            Algorithm::Sha256 => &login.ha1_sha256,
        });
        same(&self.response, &self.right_response(ha1, method)) && login.is_some()
    }

    /// RFC 7616, 3.4.1 with `qop=auth`.
    fn right_response(&self, ha1: &str, method: &str) -> String {
        let ha2 = self.algorithm.hash(&format!("{method}:{}", self.uri));
        let Self { nonce, count_text, client_nonce, .. } = self;
        self.algorithm.hash(&format!("{ha1}:{nonce}:{count_text}:{client_nonce}:auth:{ha2}"))
    }
}

/// `name=value` and `name="value"`, separated by commas; none if that is not what it is.
fn parameters_of(text: &str) -> Option<HashMap<String, String>> {
    let (mut found, mut rest) = (HashMap::new(), text.trim());
    while !rest.is_empty() {
        let (name, after) = rest.split_once('=')?;
        let name = name.trim().to_ascii_lowercase();
        let (value, after) = match after.trim_start().strip_prefix('"') {
            Some(quoted) => quoted_value(quoted)?,
            None => {
                let after = after.trim_start();
                let end = after.find(',').unwrap_or(after.len());
                (after[..end].trim().to_owned(), &after[end..])
            }
        };
        if name.is_empty() || found.insert(name, value).is_some() {
            return None;
        }
        rest = match after.trim_start() {
            "" => "",
            after => after.strip_prefix(',')?.trim_start(),
        };
    }
    Some(found)
}

/// What stands up to the closing quote, and what follows.
fn quoted_value(text: &str) -> Option<(String, &str)> {
    let (mut value, mut characters) = (String::new(), text.char_indices());
    while let Some((at, c)) = characters.next() {
        match c {
            '"' => return Some((value, &text[at + 1..])),
            '\\' => value.push(characters.next()?.1),
            c => value.push(c),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of RFC 7616, 3.9.1; only the realm is another there.
    fn of_the_rfc(algorithm: Algorithm) -> (Answer, &'static str, String) {
        let ha1 = algorithm.hash("Mufasa:http-auth@example.org:Circle of Life");
        let (response, algorithm) = match algorithm {
            Algorithm::Md5 => ("8ca523f5e9506fed4657c9700eebdbec", algorithm),
            Algorithm::Sha256 => ("753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1", algorithm),
        };
        let answer = Answer {
            user_name: "Mufasa".to_owned(),
            nonce: "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v".to_owned(),
            count: 1,
            uri: "/dir/index.html".to_owned(),
            algorithm,
            client_nonce: "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ".to_owned(),
            count_text: "00000001".to_owned(),
            response: response.to_owned(),
        };
        (answer, "GET", ha1)
    }

    #[test]
    fn the_responses_are_those_of_the_rfc() {
        for algorithm in Algorithm::OFFERED {
            let (answer, method, ha1) = of_the_rfc(algorithm);
            assert_eq!(answer.right_response(&ha1, method), answer.response, "{algorithm:?}");
        }
    }

    const ANSWER: &str = r#"username="phone-\"7", realm="Inzira", nonce="abc", uri="/v1/a,b?c=d", algorithm=MD5,
        response="6629FAE49393A05397450978507C4EF1", qop=auth, nc=0000000a, cnonce="x""#;

    #[test]
    fn an_answer_is_read_with_quotes_and_commas_in_it() {
        let answer = Answer::read(ANSWER).unwrap();
        assert_eq!((answer.user_name.as_str(), answer.uri.as_str(), answer.count), ("phone-\"7", "/v1/a,b?c=d", 10));
        assert_eq!(answer.response, "6629fae49393a05397450978507c4ef1");
    }

    #[test]
    fn what_is_no_answer_to_our_challenge_is_none() {
        let without = |part: &str, other: &str| {
            assert!(ANSWER.contains(part), "{part}");
            ANSWER.replace(part, other)
        };
        for broken in [
            String::new(),
            "username".to_owned(),
            r#"username="never closed"#.to_owned(),
            without("qop=auth,", ""),
            without("qop=auth", "qop=auth-int"),
            without("MD5", "MD5-sess"),
            without("Inzira", "Elsewhere"),
            without("0000000a", "a"),
            without("0000000a", "+000000a"),
            without("cnonce=", "nonce="),
        ] {
            assert_eq!(Answer::read(&broken), None, "{broken}");
        }
    }

    #[test]
    fn only_the_password_that_is_kept_matches() {
        let login = kept("phone-7", "right");
        assert!(password_matches(Some(&login), "phone-7", "right"));
        assert!(!password_matches(Some(&login), "phone-7", "wrong"));
        assert!(!password_matches(Some(&login), "phone-8", "right"));
        assert!(!password_matches(None, "phone-7", "right"));
    }
}
