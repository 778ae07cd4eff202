use super::Json;
use std::fmt::{Display, Formatter, Result, Write};

impl Display for Json {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        match self {
            Json::Null => out.write_str("null"),
            Json::Bool(value) => write!(out, "{value}"),
            // JSON can't represent infinities and NaN.
            Json::Number(number) if !number.is_finite() => out.write_str("null"),
            Json::Number(number) => write!(out, "{number}"),
            Json::String(text) => string(out, text),
            Json::Array(values) => {
                out.write_char('[')?;
                for (index, value) in values.iter().enumerate() {
                    write!(out, "{}{value}", if index > 0 { "," } else { "" })?;
                }
                out.write_char(']')
            }
            Json::Object(members) => {
                out.write_char('{')?;
                for (index, (name, value)) in members.iter().enumerate() {
                    out.write_str(if index > 0 { "," } else { "" })?;
                    string(out, name)?;
                    write!(out, ":{value}")?;
                }
                out.write_char('}')
            }
        }
    }
}

fn string(out: &mut Formatter<'_>, text: &str) -> Result {
    out.write_char('"')?;
    for character in text.chars() {
        match character {
            '"' => out.write_str("\\\"")?,
            '\\' => out.write_str("\\\\")?,
            '\n' => out.write_str("\\n")?,
            control if control < ' ' => write!(out, "\\u{:04x}", control as u32)?,
            other => out.write_char(other)?,
        }
    }
    out.write_char('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let text = "a \"b\"\\\n\u{1}\u{7f}é\u{10000}";
        let value = Json::object(vec![
            ("text", Json::from(text)),
            (
                "list",
                Json::Array(vec![Json::Null, Json::Bool(true), Json::Number(-1.5e-7)]),
            ),
            ("", Json::object(Vec::new())),
        ]);
        assert_eq!(Json::parse(value.to_string().as_bytes()), Ok(value));
    }

    #[test]
    fn numbers_are_whole_where_they_can_be() {
        assert_eq!(Json::Number(2000.0).to_string(), "2000");
        assert_eq!(Json::Number(0.5).to_string(), "0.5");
        assert_eq!(Json::Number(f64::NAN).to_string(), "null");
    }
}
