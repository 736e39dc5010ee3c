//! The source of a flow: YAML as the service's own tool writes it. Only its head is read here: what kind of flow it is, its
//! name, its description, its division, its language. The rest is kept as it came.

use std::borrow::Cow;

use saphyr_parser::{Event, Parser};

/// The head of a flow's source.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// The key that the flow stands under: `inboundCall`.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
    /// The name of its division.
    pub division: Option<String>,
    /// Its first language: `en-us`.
    pub language: Option<String>,
}

/// Reads the head. References between parts of the source are not followed, so a small file stays small.
///
/// # Errors
///
/// Where the source is not YAML, or not one flow with a name; in words.
pub fn head(source: &[u8]) -> Result<Head, String> {
    let text = std::str::from_utf8(source).map_err(|_| "the flow's source is not UTF-8".to_owned())?;
    let mut head = Head::default();
    let mut depth = 0_usize;
    let mut key: Option<Cow<'_, str>> = None;
    for event in Parser::new_from_str(text.trim_start_matches('\u{feff}')) {
        let (event, _) = event.map_err(|error| format!("the flow's source is not YAML: {error}"))?;
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                depth += 1;
                if let (Some(kind), 2) = (key.take(), depth) {
                    head.begins(kind)?;
                }
            }
            Event::MappingEnd | Event::SequenceEnd => depth -= 1,
            Event::Alias(_) => key = None,
            Event::Scalar(text, ..) => match key.take() {
                None => key = Some(text).filter(|_| depth <= 2),
                Some(name) if depth == 2 => head.says(&name, text),
                Some(_) => {}
            },
            _ => {}
        }
    }
    head.checked()
}

impl Head {
    fn begins(&mut self, kind: Cow<'_, str>) -> Result<(), String> {
        if !self.kind.is_empty() {
            return Err(format!("the source holds a flow under `{}` and another under `{kind}`; a file is one flow", self.kind));
        }
        self.kind = kind.into_owned();
        Ok(())
    }

    fn says(&mut self, name: &str, value: Cow<'_, str>) {
        match name {
            "name" => self.name = value.into_owned(),
            "description" => self.description = Some(value.into_owned()),
            "division" => self.division = Some(value.into_owned()),
            "defaultLanguage" => self.language = Some(value.into_owned()),
            _ => {}
        }
    }

    fn checked(self) -> Result<Self, String> {
        if self.kind.is_empty() {
            return Err("the source holds no flow; it starts with the kind of flow, such as `inboundCall:`".to_owned());
        }
        if self.name.is_empty() {
            return Err(format!("the flow has no name; give it one under `{}`: `name: …`", self.kind));
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_is_what_stands_right_under_the_kind() {
        let source = "# a comment\ninboundCall:\n  name: \"Night: calls\"\n  description: at night\n  defaultLanguage: en-us\n  menus:\n    - menu:\n        name: Main Menu\n        description: of a menu\n  division: Home\n";
        let head = head(source.as_bytes());
        let text = |text: &str| Some(text.to_owned());
        let wanted = Head {
            kind: "inboundCall".to_owned(),
            name: "Night: calls".to_owned(),
            description: text("at night"),
            division: text("Home"),
            language: text("en-us"),
        };
        assert_eq!(head, Ok(wanted));
    }

    #[test]
    fn what_is_no_flow_is_refused_in_words() {
        for (source, words) in [
            ("", "the source holds no flow; it starts with the kind of flow, such as `inboundCall:`"),
            ("just text", "the source holds no flow; it starts with the kind of flow, such as `inboundCall:`"),
            ("workflow:\n  description: x", "the flow has no name; give it one under `workflow`: `name: …`"),
            ("bot:\n  name: a\nvoice:\n  name: b", "the source holds a flow under `bot` and another under `voice`; a file is one flow"),
        ] {
            assert_eq!(head(source.as_bytes()), Err(words.to_owned()), "{source}");
        }
        let broken = head(b"bot:\n  name: [a\n").unwrap_err();
        assert!(broken.starts_with("the flow's source is not YAML: "), "{broken}");
    }

    #[test]
    fn references_are_not_followed() {
        let source = "a: &a [x, x]\nbot:\n  name: Quiet\n  more: [*a, *a, *a]\n";
        // `a` is a flow by its place; two of them are refused.
        assert!(head(source.as_bytes()).is_err());
        let source = "bot:\n  name: Quiet\n  a: &a [x, x]\n  more: [*a, *a, *a]\n  division: *a\n";
        assert_eq!(head(source.as_bytes()).map(|head| (head.name, head.division)), Ok(("Quiet".to_owned(), None)));
    }
}
