//! Just enough JSON to read what cargo and npm write.

use std::collections::BTreeMap;

use crate::failure::{Failure, Outcome};

/// A JSON value. Numbers keep their spelling, as no chore calculates with one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Json {
    Null,
    Bool(bool),
    Number(String),
    Text(String),
    List(Vec<Json>),
    Object(BTreeMap<String, Json>),
}

impl Json {
    /// Reads one document.
    pub fn read(source: &str) -> Outcome<Json> {
        let mut reader = Reader { source, at: 0 };
        let value = reader.value()?;
        reader.skip_space();
        match reader.peek() {
            None => Ok(value),
            Some(_) => Err(reader.wrong("the end")),
        }
    }

    /// The member `name` of an object.
    pub fn get(&self, name: &str) -> Option<&Json> {
        match self {
            Json::Object(members) => members.get(name),
            _ => None,
        }
    }

    /// The text of a text.
    pub fn text(&self) -> Option<&str> {
        match self {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The items of a list; none of anything else.
    pub fn items(&self) -> &[Json] {
        match self {
            Json::List(items) => items,
            _ => &[],
        }
    }

    /// The members of an object; none of anything else.
    pub fn members(&self) -> impl Iterator<Item = (&str, &Json)> {
        let members = match self {
            Json::Object(members) => Some(members),
            _ => None,
        };
        members.into_iter().flatten().map(|(name, value)| (name.as_str(), value))
    }
}

struct Reader<'a> {
    source: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn value(&mut self) -> Outcome<Json> {
        self.skip_space();
        match self.peek() {
            Some('{') => self.object(),
            Some('[') => self.list(),
            Some('"') => self.string().map(Json::Text),
            Some('t') => self.word("true", Json::Bool(true)),
            Some('f') => self.word("false", Json::Bool(false)),
            Some('n') => self.word("null", Json::Null),
            Some('-' | '0'..='9') => Ok(self.number()),
            _ => Err(self.wrong("a value")),
        }
    }

    fn object(&mut self) -> Outcome<Json> {
        let mut members = BTreeMap::new();
        self.expect('{')?;
        while !self.ends_with('}') {
            if !members.is_empty() {
                self.expect(',')?;
            }
            self.skip_space();
            let name = self.string()?;
            self.expect(':')?;
            members.insert(name, self.value()?);
        }
        Ok(Json::Object(members))
    }

    fn list(&mut self) -> Outcome<Json> {
        let mut items = Vec::new();
        self.expect('[')?;
        while !self.ends_with(']') {
            if !items.is_empty() {
                self.expect(',')?;
            }
            items.push(self.value()?);
        }
        Ok(Json::List(items))
    }

    fn string(&mut self) -> Outcome<String> {
        self.expect('"')?;
        let mut text = String::new();
        loop {
            match self.next() {
                Some('"') => return Ok(text),
                Some('\\') => text.push(self.escape()?),
                Some(other) => text.push(other),
                None => return Err(self.wrong("the end of a text")),
            }
        }
    }

    fn escape(&mut self) -> Outcome<char> {
        Ok(match self.next() {
            Some('n') => '\n',
            Some('t') => '\t',
            Some('r') => '\r',
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some('u') => self.unicode_escape()?,
            Some(same @ ('"' | '\\' | '/')) => same,
            _ => return Err(self.wrong("an escape")),
        })
    }

    /// `\uXXXX`, and two of them where one character needs a pair.
    fn unicode_escape(&mut self) -> Outcome<char> {
        let first = self.four_digits()?;
        let code = match first {
            0xD800..0xDC00 if self.source[self.at..].starts_with("\\u") => {
                self.at += 2;
                0x10000 + ((first - 0xD800) << 10) + (self.four_digits()?.wrapping_sub(0xDC00) & 0x3FF)
            }
            other => other,
        };
        char::from_u32(code).ok_or_else(|| self.wrong("a character"))
    }

    fn four_digits(&mut self) -> Outcome<u32> {
        let digits = self.source.get(self.at..self.at + 4).unwrap_or_default();
        let code = u32::from_str_radix(digits, 16).map_err(|_| self.wrong("four hexadecimal digits"))?;
        self.at += 4;
        Ok(code)
    }

    fn number(&mut self) -> Json {
        let rest = &self.source[self.at..];
        let end = rest.find(|c: char| !matches!(c, '0'..='9' | '-' | '+' | '.' | 'e' | 'E')).unwrap_or(rest.len());
        self.at += end;
        Json::Number(rest[..end].to_owned())
    }

    fn word(&mut self, word: &str, value: Json) -> Outcome<Json> {
        if !self.source[self.at..].starts_with(word) {
            return Err(self.wrong(word));
        }
        self.at += word.len();
        Ok(value)
    }

    /// Whether the closing sign comes next; takes it if so.
    fn ends_with(&mut self, close: char) -> bool {
        self.skip_space();
        let ends = self.peek() == Some(close);
        if ends {
            self.at += close.len_utf8();
        }
        ends
    }

    fn expect(&mut self, sign: char) -> Outcome {
        self.skip_space();
        match self.next() {
            Some(found) if found == sign => Ok(()),
            _ => Err(self.wrong(&format!("'{sign}'"))),
        }
    }

    fn skip_space(&mut self) {
        let rest = &self.source[self.at..];
        self.at += rest.len() - rest.trim_start().len();
    }

    fn peek(&self) -> Option<char> {
        self.source[self.at..].chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        Some(next)
    }

    fn wrong(&self, expected: &str) -> Failure {
        Failure::new(format!("The JSON is not readable at byte {}: expected {expected}.", self.at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_read_with_its_nesting_and_escapes() {
        let json = Json::read(r#" {"a": [1.5e3, true, null, {}], "b": {"c": "x\n\u00e9\ud83d\ude00\"/"}} "#).unwrap();
        assert_eq!(json.get("a").unwrap().items()[0], Json::Number("1.5e3".to_owned()));
        assert_eq!(json.get("a").unwrap().items()[1..3], [Json::Bool(true), Json::Null]);
        assert_eq!(json.get("b").unwrap().get("c").unwrap().text(), Some("x\né😀\"/"));
        assert_eq!(json.members().map(|(name, _)| name).collect::<Vec<_>>(), ["a", "b"]);
    }

    #[test]
    fn what_is_broken_is_refused_with_its_place() {
        for broken in ["", "{", "[1 2]", "{\"a\" 1}", "\"x", "tru", "[1] 2", "\"\\u12\"", "\"\\ud800\"", "{,}"] {
            let failure = Json::read(broken).unwrap_err().to_string();
            assert!(failure.contains("at byte"), "{broken}: {failure}");
        }
    }
}
