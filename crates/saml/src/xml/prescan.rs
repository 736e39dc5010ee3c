//! One pass over the bytes before a tree is built: what makes a parser slow, or lets two parsers disagree, ends here.

use crate::{Code, Refusal};

/// Whether comments may stand in a text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comments {
    /// A message: canonicalization drops comments, so they can only hide something.
    Refused,
    /// A file.
    Allowed,
}

const MAX_DEPTH: usize = 40;
const MAX_ATTRIBUTES: usize = 32;
const MAX_NAMESPACES_IN_SCOPE: usize = 32;

/// Refuses document types, processing instructions, comments (in messages), and markup past the limits.
pub(crate) fn prescan(text: &str, comments: Comments) -> Result<(), Refusal> {
    refuse_controls(text)?;
    let mut scan = Scan { rest: declaration(text)?, scopes: Vec::new(), in_scope: 0 };
    while let Some(at) = scan.rest.find('<') {
        scan.rest = &scan.rest[at..];
        scan.markup(comments)?;
    }
    Ok(())
}

fn malformed(what: &str) -> Refusal {
    Refusal::new(Code::XmlMalformed, "well-formed XML", what)
}

fn limits(limit: String) -> Refusal {
    Refusal::new(Code::XmlLimits, limit, "more")
}

fn refuse_controls(text: &str) -> Result<(), Refusal> {
    let bad = |c: char| (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    if text.contains(bad) { Err(malformed("a control character")) } else { Ok(()) }
}

/// Steps over the XML declaration, which may name no other version than 1.0 and no other encoding than UTF-8.
fn declaration(text: &str) -> Result<&str, Refusal> {
    let Some(rest) = text.strip_prefix("<?xml").filter(|rest| rest.starts_with([' ', '\t', '\r', '\n'])) else { return Ok(text) };
    let (inside, rest) = rest.split_once("?>").ok_or_else(|| malformed("an XML declaration without end"))?;
    for (position, word) in inside.split_ascii_whitespace().enumerate() {
        let (name, value) = word.split_once('=').unwrap_or((word, ""));
        let good = match (position, name, value.trim_matches(['"', '\''])) {
            (0, "version", "1.0") | (2, "standalone", "yes" | "no") => true,
            (1, "encoding", value) => value.eq_ignore_ascii_case("utf-8"),
            (1, "standalone", value) => matches!(value, "yes" | "no"),
            _ => false,
        };
        if !good {
            let code = if name == "encoding" { Code::NotUtf8 } else { Code::XmlMalformed };
            return Err(Refusal::new(code, "version 1.0 and encoding UTF-8", word));
        }
    }
    Ok(rest)
}

struct Scan<'a> {
    rest: &'a str,
    /// Namespace declarations of each open element.
    scopes: Vec<usize>,
    in_scope: usize,
}

impl Scan<'_> {
    fn markup(&mut self, comments: Comments) -> Result<(), Refusal> {
        if self.rest.starts_with("<![CDATA[") {
            self.skip_past("]]>", "a CDATA section without end")
        } else if self.rest.starts_with("<!--") {
            match comments {
                Comments::Refused => Err(Refusal::new(Code::XmlComment, "no comment", "a comment")),
                Comments::Allowed => self.skip_past("-->", "a comment without end"),
            }
        } else if self.rest.starts_with("<!") {
            Err(Refusal::new(Code::XmlDtd, "no document type", "`<!`"))
        } else if self.rest.starts_with("<?") {
            Err(Refusal::new(Code::XmlProcessingInstruction, "no processing instruction", "`<?`"))
        } else if self.rest.starts_with("</") {
            self.in_scope -= self.scopes.pop().ok_or_else(|| malformed("an end tag without start"))?;
            self.skip_past(">", "an end tag without end")
        } else {
            self.start_tag()
        }
    }

    fn skip_past(&mut self, end: &str, what: &str) -> Result<(), Refusal> {
        let at = self.rest.find(end).ok_or_else(|| malformed(what))?;
        self.rest = &self.rest[at + end.len()..];
        Ok(())
    }

    fn start_tag(&mut self) -> Result<(), Refusal> {
        let bytes = self.rest.as_bytes();
        let (mut attributes, mut namespaces, mut quote, mut word) = (0, 0, None, 0);
        for (at, &byte) in bytes.iter().enumerate().skip(1) {
            match (quote, byte) {
                (_, b'<') => return Err(malformed("`<` inside a tag")),
                (Some(open), _) if open == byte => quote = None,
                (Some(_), _) => {}
                (None, b'"' | b'\'') => quote = Some(byte),
                (None, b' ' | b'\t' | b'\r' | b'\n') => word = at + 1,
                (None, b'=') => {
                    attributes += 1;
                    namespaces += usize::from(self.rest.get(word..at).is_some_and(|name| name.starts_with("xmlns")));
                }
                (None, b'>') => return self.close_start(at, namespaces),
                (None, _) => {}
            }
            if attributes > MAX_ATTRIBUTES {
                return Err(limits(format!("at most {MAX_ATTRIBUTES} attributes in a tag")));
            }
        }
        Err(malformed("a tag without end"))
    }

    fn close_start(&mut self, at: usize, namespaces: usize) -> Result<(), Refusal> {
        let empty = self.rest.as_bytes().get(at.wrapping_sub(1)) == Some(&b'/');
        self.rest = &self.rest[at + 1..];
        if self.in_scope + namespaces > MAX_NAMESPACES_IN_SCOPE {
            return Err(limits(format!("at most {MAX_NAMESPACES_IN_SCOPE} namespaces in scope")));
        }
        if !empty {
            self.scopes.push(namespaces);
            self.in_scope += namespaces;
        }
        if self.scopes.len() + usize::from(empty) > MAX_DEPTH {
            return Err(limits(format!("at most {MAX_DEPTH} elements deep")));
        }
        Ok(())
    }
}
