//! Filters (RFC 7644 §3.4.2.2). Beyond the RFC a value may stand without quotes, as in the service's own examples
//! (`userName eq ada@bank.example`), and a path may go on after its brackets, as Entra asks
//! (`emails[type eq "work"].value eq "ada@bank.example"`).

mod lexer;
mod matches;
mod parse;

use std::fmt;

use serde_json::{Number, Value};

use crate::path::{AttrPath, Path};
pub(crate) use matches::{check_within, selects};
pub(crate) use parse::parse_path;

/// A condition on a resource.
#[derive(Clone, Debug, PartialEq)]
pub enum Filter {
    /// Both hold.
    And(Box<Self>, Box<Self>),
    /// At least one holds.
    Or(Box<Self>, Box<Self>),
    /// It does not hold.
    Not(Box<Self>),
    /// Some value of an attribute meets the condition: `emails[type eq "work"]`.
    Within(AttrPath, Box<Self>),
    /// The attribute has a value.
    Present(Path),
    /// The attribute's value compares so.
    Compare(Path, Operator, Literal),
}

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// Equal.
    Equal,
    /// Not equal.
    NotEqual,
    /// Contains.
    Contains,
    /// Starts with.
    StartsWith,
    /// Ends with.
    EndsWith,
    /// Greater.
    Greater,
    /// Greater or equal.
    GreaterOrEqual,
    /// Less.
    Less,
    /// Less or equal.
    LessOrEqual,
}

impl Operator {
    /// Every operator with its name.
    pub const NAMES: [(Self, &'static str); 9] = [
        (Self::Equal, "eq"),
        (Self::NotEqual, "ne"),
        (Self::Contains, "co"),
        (Self::StartsWith, "sw"),
        (Self::EndsWith, "ew"),
        (Self::Greater, "gt"),
        (Self::GreaterOrEqual, "ge"),
        (Self::Less, "lt"),
        (Self::LessOrEqual, "le"),
    ];

    fn named(text: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(_, name)| name.eq_ignore_ascii_case(text)).map(|(operator, _)| *operator)
    }

    fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(operator, _)| *operator == self).map_or("", |(_, name)| name)
    }
}

/// What a value is compared with.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number as JSON writes it.
    Number(Number),
    /// Any text.
    Text(String),
}

impl Literal {
    /// The literal as text: what an attribute of text is compared with.
    pub fn text(&self) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::Bool(value) => value.to_string(),
            Self::Number(value) => value.to_string(),
            Self::Text(text) => text.clone(),
        }
    }

    /// The literal as a truth value. Entra sends `"True"` as text.
    pub fn truth(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            Self::Text(text) => truth(text),
            _ => None,
        }
    }
}

/// `true` or `false` in any letter case.
pub(crate) fn truth(text: &str) -> Option<bool> {
    let is = |name: &str| text.eq_ignore_ascii_case(name);
    if is("true") { Some(true) } else { is("false").then_some(false) }
}

impl Filter {
    /// Reads a filter.
    ///
    /// # Errors
    ///
    /// Where it departs from the grammar.
    pub fn parse(text: &str) -> Result<Self, SyntaxError> {
        parse::parse_filter(text)
    }

    /// The value that the filter wants `name` to be equal to, if nothing else can meet it: for looking it up.
    pub fn wanted(&self, name: &str) -> Option<String> {
        match self {
            Self::Compare(path, Operator::Equal, literal) => {
                let plain = path.within.is_none() && path.attribute.schema.is_none() && path.attribute.part.is_none();
                (plain && path.attribute.name.eq_ignore_ascii_case(name)).then(|| literal.text())
            }
            Self::And(left, right) => left.wanted(name).or_else(|| right.wanted(name)),
            _ => None,
        }
    }
}

/// Where a filter or a path departs from the grammar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// The place, in characters from 1.
    pub position: usize,
    /// What is wrong there.
    pub message: String,
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} at character {}", self.message, self.position)
    }
}

impl fmt::Display for Literal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => write!(out, "{}", Value::from(text.as_str())),
            other => out.write_str(&other.text()),
        }
    }
}

impl fmt::Display for Filter {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Or(left, right) => write!(out, "{left} or {}", Grouped(right, matches!(**right, Self::Or(..)))),
            Self::And(left, right) => {
                let left = Grouped(left, matches!(**left, Self::Or(..)));
                write!(out, "{left} and {}", Grouped(right, matches!(**right, Self::Or(..) | Self::And(..))))
            }
            Self::Not(inner) => write!(out, "not ({inner})"),
            Self::Within(attribute, inner) => write!(out, "{attribute}[{inner}]"),
            Self::Present(path) => write!(out, "{path} pr"),
            Self::Compare(path, operator, literal) => write!(out, "{path} {} {literal}", operator.name()),
        }
    }
}

/// A filter, in parentheses where it would otherwise be read otherwise.
struct Grouped<'f>(&'f Filter, bool);

impl fmt::Display for Grouped<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.1 { write!(out, "({})", self.0) } else { write!(out, "{}", self.0) }
    }
}
