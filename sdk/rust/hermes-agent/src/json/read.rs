use super::Json;

/// The depth that the ABI allows.
const MAX_DEPTH: usize = 64;

/// Why bytes are not JSON.
#[derive(Debug, Clone, PartialEq)]
pub struct JsonError {
    /// The position, in bytes from the start.
    pub offset: usize,
    /// What is wrong there.
    pub reason: &'static str,
}

impl std::fmt::Display for JsonError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "not JSON at byte {}: {}", self.offset, self.reason)
    }
}

impl std::error::Error for JsonError {}

impl Json {
    /// Parses RFC 8259 text in UTF-8, at most 64 levels deep.
    ///
    /// # Errors
    /// The first error and its position.
    pub fn parse(bytes: &[u8]) -> Result<Json, JsonError> {
        let text = std::str::from_utf8(bytes).map_err(|error| JsonError {
            offset: error.valid_up_to(),
            reason: "not UTF-8",
        })?;
        let mut reader = Reader { text, at: 0 };
        let value = reader.value(1)?;
        reader.skip_space();
        if reader.at < text.len() {
            return Err(reader.error("text after the value"));
        }
        Ok(value)
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

type Read<T> = Result<T, JsonError>;

impl Reader<'_> {
    fn error(&self, reason: &'static str) -> JsonError {
        JsonError {
            offset: self.at,
            reason,
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, byte: u8, reason: &'static str) -> Read<()> {
        if self.take(byte) {
            Ok(())
        } else {
            Err(self.error(reason))
        }
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn value(&mut self, depth: usize) -> Read<Json> {
        self.skip_space();
        match self.peek() {
            Some(b'{' | b'[') if depth > MAX_DEPTH => Err(self.error("more than 64 levels")),
            Some(b'{') => self.object(depth),
            Some(b'[') => self.array(depth),
            Some(b'"') => Ok(Json::String(self.string()?)),
            Some(b't') => self.word("true", Json::Bool(true)),
            Some(b'f') => self.word("false", Json::Bool(false)),
            Some(b'n') => self.word("null", Json::Null),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ => Err(self.error("a value is missing")),
        }
    }

    fn word(&mut self, word: &str, value: Json) -> Read<Json> {
        if !self.text[self.at..].starts_with(word) {
            return Err(self.error("no such word"));
        }
        self.at += word.len();
        Ok(value)
    }

    fn array(&mut self, depth: usize) -> Read<Json> {
        self.at += 1;
        let mut values = Vec::new();
        self.skip_space();
        if self.take(b']') {
            return Ok(Json::Array(values));
        }
        loop {
            values.push(self.value(depth + 1)?);
            self.skip_space();
            if self.take(b']') {
                return Ok(Json::Array(values));
            }
            self.expect(b',', "expected a comma or a bracket")?;
        }
    }

    fn object(&mut self, depth: usize) -> Read<Json> {
        self.at += 1;
        let mut members = Vec::new();
        self.skip_space();
        if self.take(b'}') {
            return Ok(Json::Object(members));
        }
        loop {
            self.skip_space();
            if self.peek() != Some(b'"') {
                return Err(self.error("a name is missing"));
            }
            let name = self.string()?;
            self.skip_space();
            self.expect(b':', "a colon is missing")?;
            members.push((name, self.value(depth + 1)?));
            self.skip_space();
            if self.take(b'}') {
                return Ok(Json::Object(members));
            }
            self.expect(b',', "expected a comma or a brace")?;
        }
    }

    fn digits(&mut self) -> Read<()> {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        if self.at > start {
            Ok(())
        } else {
            Err(self.error("a digit is missing"))
        }
    }

    fn number(&mut self) -> Read<Json> {
        let start = self.at;
        self.take(b'-');
        if !self.take(b'0') {
            self.digits()?;
        }
        if self.take(b'.') {
            self.digits()?;
        }
        if self.take(b'e') || self.take(b'E') {
            if !self.take(b'+') {
                self.take(b'-');
            }
            self.digits()?;
        }
        let number = self.text[start..self.at]
            .parse()
            .map_err(|_| self.error("no number"))?;
        Ok(Json::Number(number))
    }

    fn string(&mut self) -> Read<String> {
        self.at += 1;
        let mut text = String::new();
        loop {
            let rest = &self.text[self.at..];
            let Some(character) = rest.chars().next() else {
                return Err(self.error("unterminated string"));
            };
            if character < ' ' {
                return Err(self.error("a control character in a string"));
            }
            self.at += character.len_utf8();
            match character {
                '"' => return Ok(text),
                '\\' => text.push(self.escape()?),
                other => text.push(other),
            }
        }
    }

    fn escape(&mut self) -> Read<char> {
        let kind = self.peek();
        let plain = match kind {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                self.at += 1;
                return self.unicode();
            }
            _ => return Err(self.error("unknown escape")),
        };
        self.at += 1;
        Ok(plain)
    }

    /// Starts after `\u`. Half of a surrogate pair is not a character: it becomes U+FFFD.
    fn unicode(&mut self) -> Read<char> {
        let unit = self.hex()?;
        if let Some(character) = char::from_u32(unit) {
            return Ok(character);
        }
        let before = self.at;
        if unit < 0xDC00 && self.take(b'\\') && self.take(b'u') {
            let low = self.hex()?;
            if (0xDC00..0xE000).contains(&low) {
                let pair = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
                return char::from_u32(pair).ok_or(self.error("not a character"));
            }
        }
        self.at = before;
        Ok('\u{FFFD}')
    }

    fn hex(&mut self) -> Read<u32> {
        let digits = self.text.as_bytes().get(self.at..self.at + 4);
        let digits = digits.filter(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        let Some(digits) = digits else {
            return Err(self.error("four hexadecimal digits are missing"));
        };
        self.at += 4;
        Ok(digits.iter().fold(0, |unit, digit| {
            unit << 4 | (*digit as char).to_digit(16).unwrap_or(0)
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read() {
        let value = Json::parse(br#" {"a": [1, -0.5e2, true, null], "b": {"c": "x"}} "#).unwrap();
        assert_eq!(
            value.get("a").and_then(Json::as_array).unwrap()[1],
            Json::Number(-50.0)
        );
        assert_eq!(
            value
                .get("b")
                .and_then(|b| b.get("c"))
                .and_then(Json::as_str),
            Some("x")
        );
    }

    #[test]
    fn escapes_are_decoded() {
        let read = |text: &str| Json::parse(text.as_bytes());
        assert_eq!(
            read(r#""\n\u00e9\ud834\udd1e\/""#),
            Ok(Json::from("\né\u{1d11e}/"))
        );
        assert_eq!(read(r#""\ud834x""#), Ok(Json::from("\u{fffd}x")));
        assert_eq!(read(r#""\ud834\u0041""#), Ok(Json::from("\u{fffd}A")));
    }

    #[test]
    fn what_is_no_json_is_refused_with_its_place() {
        let cases: [(&[u8], usize); 14] = [
            (b"", 0),
            (b"{", 1),
            (b"[1,]", 3),
            (b"{\"a\" 1}", 5),
            (b"\"\\x\"", 2),
            (b"01", 1),
            (b"1.", 2),
            (b"nul", 0),
            (b"\"a", 2),
            (b"[1] 2", 4),
            (b"\"\n\"", 1),
            (b"\xff", 0),
            (b"\"\\u12g4\"", 3),
            (b"\0", 0),
        ];
        for (text, offset) in cases {
            assert_eq!(Json::parse(text).unwrap_err().offset, offset, "{text:?}");
        }
    }

    #[test]
    fn nesting_has_an_end() {
        let deep = "[".repeat(100_000);
        assert_eq!(
            Json::parse(deep.as_bytes()).unwrap_err().reason,
            "more than 64 levels"
        );
        let allowed = "[".repeat(64) + "7" + &"]".repeat(64);
        assert!(Json::parse(allowed.as_bytes()).is_ok());
    }
}
