//! What a search looks for. Letter case never matters.

use serde::Deserialize;

use super::Searchable;
use crate::fault::Fault;

/// The most criteria of a search, nested ones counted; nobody published the real number.
const MOST_CRITERIA: usize = 100;
/// The most values of a criterion; nobody published the real number.
const MOST_VALUES: usize = 1000;

/// The types that are built.
const BUILT: [(&str, Test); 7] = [
    ("EXACT", Test::Exact),
    ("STARTS_WITH", Test::StartsWith),
    ("CONTAINS", Test::Contains),
    ("TERM", Test::Term),
    ("TERMS", Test::Term),
    ("REQUIRED_FIELDS", Test::RequiredFields),
    ("MATCH_ALL", Test::MatchAll),
];

/// A criterion as it is written (API description: `UserSearchCriteria`).
#[derive(Deserialize)]
pub struct Written {
    r#type: String,
    fields: Option<Vec<String>>,
    value: Option<String>,
    values: Option<Vec<String>>,
    operator: Option<String>,
    group: Option<Vec<Written>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Test {
    /// A text is the value.
    Exact,
    /// A text starts with the value.
    StartsWith,
    /// A text contains the value.
    Contains,
    /// A text has every word of the value.
    Term,
    /// Every field has a text.
    RequiredFields,
    /// Anything.
    MatchAll,
}

/// How a criterion counts beside the others.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Operator {
    And,
    Or,
    Not,
}

struct Criterion {
    operator: Operator,
    test: Test,
    fields: Vec<String>,
    values: Vec<String>,
    group: Option<Criteria>,
}

/// Criteria that count together: all with `AND`, none with `NOT`, and one with `OR` if there are such.
pub struct Criteria(Vec<Criterion>);

impl Criteria {
    /// Reads criteria, and refuses too many, and those that are not built or miss what they need.
    pub fn of(written: Vec<Written>) -> Result<Self, Fault> {
        let number = count(&written);
        if number > MOST_CRITERIA {
            let text = format!("a search has at most {MOST_CRITERIA} criteria; this one has {number}");
            return Err(Fault::new(400, "too.many.search.criteria", text));
        }
        written.into_iter().map(Criterion::of).collect::<Result<_, _>>().map(Self)
    }

    /// Whether any criterion looks at `field`.
    pub fn mentions(&self, field: &str) -> bool {
        self.0.iter().any(|criterion| {
            criterion.fields.iter().any(|named| named == field) || criterion.group.as_ref().is_some_and(|group| group.mentions(field))
        })
    }

    /// Whether `subject` is looked for.
    pub fn match_with<T: Searchable>(&self, subject: &T) -> bool {
        let with = |operator| self.0.iter().filter(move |criterion| criterion.operator == operator);
        with(Operator::And).all(|criterion| criterion.matches(subject))
            && !with(Operator::Not).any(|criterion| criterion.matches(subject))
            && (with(Operator::Or).next().is_none() || with(Operator::Or).any(|criterion| criterion.matches(subject)))
    }
}

fn count(written: &[Written]) -> usize {
    written.iter().map(|criterion| 1 + criterion.group.as_deref().map_or(0, count)).sum()
}

impl Criterion {
    fn of(written: Written) -> Result<Self, Fault> {
        let kind = written.r#type;
        let Some((_, test)) = BUILT.into_iter().find(|(name, _)| *name == kind) else {
            let built: Vec<_> = BUILT.iter().map(|(name, _)| *name).collect();
            let text = format!("search type {kind} is not built in this version of Postern; built are: {}", built.join(", "));
            return Err(Fault::new(501, "not.implemented", text));
        };
        let operator = match written.operator.as_deref() {
            Some("OR") => Operator::Or,
            Some("NOT") => Operator::Not,
            _ => Operator::And,
        };
        let values: Vec<String> = written.values.unwrap_or_default().into_iter().chain(written.value).collect();
        if values.len() > MOST_VALUES {
            let text = format!("a search criterion has at most {MOST_VALUES} values; this one has {}", values.len());
            return Err(Fault::new(400, "search.criteria.values.exceed.limit", text));
        }
        let fields = written.fields.unwrap_or_default();
        let group = written.group.filter(|group| !group.is_empty()).map(Criteria::of).transpose()?;
        let lacks = match test {
            Test::MatchAll => None,
            Test::RequiredFields => fields.is_empty().then_some("`fields`"),
            _ => values.is_empty().then_some("`value` or `values`"),
        };
        if let (Some(lacks), None) = (lacks, &group) {
            return Err(Fault::bad_request(format!("a search criterion of type {kind} needs {lacks}")));
        }
        Ok(Self { operator, test, fields, values: values.iter().map(|value| value.to_lowercase()).collect(), group })
    }

    fn matches<T: Searchable>(&self, subject: &T) -> bool {
        if let Some(group) = &self.group {
            return group.match_with(subject);
        }
        let named = self.fields.iter().map(String::as_str);
        let mut fields: Vec<&str> = named.collect();
        if fields.is_empty() {
            fields.extend(T::FIELDS);
        }
        match self.test {
            Test::MatchAll => true,
            Test::RequiredFields => fields.iter().all(|field| subject.texts(field).iter().any(|text| !text.is_empty())),
            _ => fields.iter().any(|field| subject.texts(field).iter().any(|text| self.holds_of(&text.to_lowercase()))),
        }
    }

    fn holds_of(&self, text: &str) -> bool {
        self.values.iter().any(|value| match self.test {
            Test::Exact => text == value,
            Test::StartsWith => text.starts_with(value.as_str()),
            Test::Contains => text.contains(value.as_str()),
            Test::Term => words(value).next().is_some() && words(value).all(|word| words(text).any(|other| other == word)),
            Test::RequiredFields | Test::MatchAll => true,
        })
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}
