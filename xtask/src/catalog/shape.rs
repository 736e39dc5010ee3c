//! How the text writes the type of a parameter, field or body, with what is required of its values:
//!
//! ```text
//! string{asc|desc} = desc          a choice, and what stands when it is left out
//! array<string> required           a list that must be there
//! string required max-length=200   a bound
//! ```

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The words that may follow a type: alone, or with a value after `=`. The text keeps this order.
pub const WORDS: [&str; 11] =
    ["required", "read-only", "unique", "format", "min-length", "max-length", "min-items", "max-items", "minimum", "maximum", "pattern"];

/// A type with what is required of its values.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Shape {
    pub ty: String,
    pub allowed: Vec<String>,
    /// Keys are of [`WORDS`]; words that stand alone have an empty value.
    pub words: BTreeMap<&'static str, String>,
    pub default: Option<String>,
}

impl Shape {
    /// The shape itself if its text reads back as it is; what cannot be written must not be lost in silence.
    pub fn checked(self) -> Result<Self, String> {
        let text = String::from(self.clone());
        if Self::try_from(text.clone())? == self { Ok(self) } else { Err(format!("`{text}` does not read back as it is written")) }
    }

    pub fn has(&self, word: &str) -> bool {
        self.words.contains_key(word)
    }

    pub fn value(&self, word: &str) -> Option<&str> {
        self.words.get(word).map(String::as_str)
    }
}

impl From<Shape> for String {
    fn from(shape: Shape) -> Self {
        let mut text = shape.ty;
        if !shape.allowed.is_empty() {
            text += &format!("{{{}}}", shape.allowed.join("|"));
        }
        for (word, value) in WORDS.iter().filter_map(|word| shape.words.get_key_value(word)) {
            text += &if value.is_empty() { format!(" {word}") } else { format!(" {word}={value}") };
        }
        text + &shape.default.map(|value| format!(" = {value}")).unwrap_or_default()
    }
}

impl TryFrom<String> for Shape {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let (text, default) = text.split_once(" = ").map_or((text.as_str(), None), |(text, value)| (text, Some(value.to_owned())));
        let end = text.find([' ', '{']).unwrap_or(text.len());
        let (ty, rest) = text.split_at(end);
        let (allowed, rest) = match rest.strip_prefix('{') {
            Some(rest) => rest.split_once('}').ok_or_else(|| format!("no `}}` in `{text}`"))?,
            None => ("", rest),
        };
        let words = rest.split_whitespace().map(|word| {
            let (word, value) = word.split_once('=').unwrap_or((word, ""));
            let known = WORDS.iter().find(|known| **known == word).ok_or_else(|| format!("unknown word `{word}` in `{text}`"))?;
            Ok((*known, value.to_owned()))
        });
        Ok(Self {
            ty: ty.to_owned(),
            allowed: allowed.split('|').filter(|value| !value.is_empty()).map(str::to_owned).collect(),
            words: words.collect::<Result<_, String>>()?,
            default,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shape_reads_back_as_it_is_written() {
        for text in [
            "string",
            "string{asc|desc} = desc",
            "array<map<User>> required read-only unique format=int32",
            "string min-length=1 max-length=200 pattern=^#([a-f]{6}|[a-f]{3})$",
            "string = two words",
        ] {
            assert_eq!(String::from(Shape::try_from(text.to_owned()).unwrap()), text);
        }
    }

    #[test]
    fn a_misspelt_shape_is_refused() {
        assert_eq!(Shape::try_from("string requird".to_owned()).unwrap_err(), "unknown word `requird` in `string requird`");
        assert_eq!(Shape::try_from("string{a|b".to_owned()).unwrap_err(), "no `}` in `string{a|b`");
    }
}
