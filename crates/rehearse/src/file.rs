//! A file of changes: TOML or JSON, a list `change` of tables, each with what it does under `do`. It is read strictly, and
//! every mistake has its place.

use std::{borrow::Cow, fmt::Write, ops::Range};

use serde::Deserialize;
use serde_json::{Value, value::RawValue};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::{
    change::{Change, Form, VERBS, Verb},
    names::suggested,
};

/// A change and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The change.
    pub change: Change,
    /// The line of its file, counted from 1; a change of a plan or a preset has none.
    pub line: Option<usize>,
}

impl From<Change> for Step {
    fn from(change: Change) -> Self {
        Self { change, line: None }
    }
}

/// A mistake in a file of changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where in the text, in bytes.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Problem {
    fn new(span: Range<usize>, message: impl Into<String>) -> Self {
        Self { span, message: message.into(), help: None }
    }

    fn with(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }
}

/// What is shown of `problems` in `text`, which was read from `file`: each with line and column, counted from 1.
pub fn report(file: &str, text: &str, problems: &[Problem]) -> String {
    let mut shown = String::new();
    for Problem { span, message, help } in problems {
        let at = text.floor_char_boundary(span.start);
        let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let (line, column) = (line_of(text, at), text[start..at].chars().count() + 1);
        let words = text[start..].lines().next().unwrap_or_default().replace('\t', " ");
        let marked = text[at..text.floor_char_boundary(span.end.max(at))].lines().next().unwrap_or_default().chars().count().max(1);
        let margin = " ".repeat(line.to_string().len());
        // Writing to a string cannot fail.
        let _ = writeln!(shown, "error: {message}\n{margin}--> {file}:{line}:{column}");
        if !words.is_empty() {
            let _ = writeln!(shown, "{margin} |\n{line} | {words}\n{margin} | {}{}", " ".repeat(column - 1), "^".repeat(marked));
        }
        if let Some(help) = help {
            let _ = writeln!(shown, "help: {help}");
        }
        shown.push('\n');
    }
    shown
}

fn line_of(text: &str, at: usize) -> usize {
    text[..text.floor_char_boundary(at)].matches('\n').count() + 1
}

/// Reads a file of changes.
///
/// # Errors
/// Every mistake in it, in order of their places; a text that is neither TOML nor JSON has the mistakes of its form only.
pub fn read(text: &str) -> Result<Vec<Step>, Vec<Problem>> {
    let entries = if text.trim_start().starts_with('{') { json(text)? } else { toml(text)? };
    let mut problems = Vec::new();
    if entries.is_empty() {
        problems.push(Problem::new(0..0, "there is no change in it").with("begin each with a line `[[change]]`"));
    }
    let read = |entry: Entry| {
        let line = Some(line_of(text, entry.span.start));
        entry.change(&mut problems).map(|change| Step { change, line })
    };
    let steps = entries.into_iter().filter_map(read).collect();
    problems.sort_by_key(|problem| (problem.span.start, problem.span.end));
    if problems.is_empty() { Ok(steps) } else { Err(problems) }
}

/// A table of the file.
struct Entry {
    span: Range<usize>,
    fields: Vec<Field>,
}

struct Field {
    key: String,
    key_span: Range<usize>,
    value: Value,
    span: Range<usize>,
}

impl Entry {
    fn change(self, problems: &mut Vec<Problem>) -> Option<Change> {
        let known = problems.len();
        let names = || VERBS.iter().map(|verb| verb.name);
        let Some(named) = self.fields.iter().find(|field| field.key == "do") else {
            problems
                .push(Problem::new(self.span, "a change needs the key `do`").with("add `do = \"…\"`, such as `do = \"remove-member\"`"));
            return None;
        };
        let name = named.value.as_str().unwrap_or_default();
        let Some(verb) = VERBS.iter().find(|verb| verb.name == name) else {
            let problem = Problem::new(named.span.clone(), format!("`{name}` is no change that can be rehearsed"));
            let help = suggested(name, names()).unwrap_or_else(|| format!("use one of {}", names().collect::<Vec<_>>().join(", ")));
            problems.push(problem.with(help));
            return None;
        };
        self.check(verb, problems);
        if problems.len() > known {
            return None;
        }
        let members = self.fields.into_iter().map(|field| (field.key, field.value)).collect();
        let change = serde_json::from_value(Value::Object(members));
        change.map_err(|error| problems.push(Problem::new(self.span, error.to_string()))).ok()
    }

    fn check(&self, verb: &Verb, problems: &mut Vec<Problem>) {
        let keys = || verb.needs.iter().chain(verb.may);
        for (key, form) in verb.needs {
            if !self.fields.iter().any(|field| field.key == *key) {
                let problem = Problem::new(self.span.clone(), format!("`{}` needs the key `{key}`", verb.name));
                problems.push(problem.with(format!("add `{key}`, {}", form.name())));
            }
        }
        for field in self.fields.iter().filter(|field| field.key != "do") {
            let Some((key, form)) = keys().find(|(key, _)| *key == field.key) else {
                let problem = Problem::new(field.key_span.clone(), format!("`{}` has no key `{}`", verb.name, field.key));
                let listed = || format!("its keys are {}", keys().map(|(key, _)| *key).collect::<Vec<_>>().join(", "));
                problems.push(problem.with(suggested(&field.key, keys().map(|(key, _)| *key)).unwrap_or_else(listed)));
                continue;
            };
            let fits = match form {
                Form::Text => field.value.as_str().is_some_and(|text| !text.trim().is_empty()),
                Form::Texts => field.value.as_array().is_some_and(|items| items.iter().all(Value::is_string)),
                Form::Flag => field.value.is_boolean(),
                Form::Number => field.value.as_u64().is_some_and(|number| u32::try_from(number).is_ok()),
            };
            if !fits {
                problems.push(Problem::new(field.span.clone(), format!("`{key}` must be {}", form.name())));
            }
        }
        let given = verb.one_of.iter().filter(|key| self.fields.iter().any(|field| field.key == **key)).count();
        if !verb.one_of.is_empty() && given != 1 {
            let problem = Problem::new(self.span.clone(), format!("`{}` is about one of {}", verb.name, verb.one_of.join(", ")));
            problems.push(problem.with("name exactly one of them"));
        }
    }
}

fn toml(text: &str) -> Result<Vec<Entry>, Vec<Problem>> {
    let (document, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        let problem = |error: toml::de::Error| Problem::new(error.span().unwrap_or_default(), format!("not TOML: {}", error.message()));
        return Err(errors.into_iter().map(problem).collect());
    }
    let mut entries = Vec::new();
    let mut problems = Vec::new();
    for (key, value) in document.into_inner() {
        let (span, listed) = (value.span(), value.into_inner());
        match listed {
            DeValue::Array(items) if *key.get_ref() == "change" => {
                for item in items {
                    match (item.span(), item.into_inner()) {
                        (span, DeValue::Table(table)) => entries.push(entry(span, table)),
                        (span, _) => problems.push(Problem::new(span, "a change must be a table")),
                    }
                }
            }
            _ if *key.get_ref() == "change" => {
                problems.push(Problem::new(span, "`change` must be a list of tables").with("begin each with a line `[[change]]`"));
            }
            _ => problems.push(
                Problem::new(key.span(), format!("a file of changes has no key `{}`", key.get_ref())).with("there is `[[change]]` only"),
            ),
        }
    }
    if problems.is_empty() { Ok(entries) } else { Err(problems) }
}

fn entry(span: Range<usize>, table: DeTable<'_>) -> Entry {
    let field = |(key, value): (Spanned<Cow<'_, str>>, Spanned<DeValue<'_>>)| {
        let (key_span, span) = (key.span(), value.span());
        Field { key: key.into_inner().into_owned(), key_span, value: plain(value.into_inner()), span }
    };
    Entry { span, fields: table.into_iter().map(field).collect() }
}

fn plain(value: DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::from(text.into_owned()),
        DeValue::Boolean(flag) => Value::from(flag),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).map_or(Value::Null, Value::from),
        DeValue::Float(number) => number.as_str().parse::<f64>().map_or(Value::Null, Value::from),
        // A date without quotation marks is what people write in TOML.
        DeValue::Datetime(moment) => Value::from(moment.to_string()),
        DeValue::Array(items) => items.into_iter().map(|item| plain(item.into_inner())).collect(),
        DeValue::Table(entries) => {
            Value::Object(entries.into_iter().map(|(key, value)| (key.into_inner().into_owned(), plain(value.into_inner()))).collect())
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct JsonFile<'a> {
    #[serde(borrow)]
    change: Vec<&'a RawValue>,
}

fn json(text: &str) -> Result<Vec<Entry>, Vec<Problem>> {
    let spot = |error: &serde_json::Error| {
        let before: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
        let at = (before + error.column().saturating_sub(1)).min(text.len());
        at..at
    };
    let file: JsonFile<'_> =
        serde_json::from_str(text).map_err(|error| vec![Problem::new(spot(&error), format!("not a file of changes: {error}"))])?;
    // A raw value is a piece of the text itself, so where it stands is where it begins.
    let span = |raw: &RawValue| {
        let at = (raw.get().as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
        at..at + raw.get().len()
    };
    let mut problems = Vec::new();
    let read = |raw: &&RawValue| match serde_json::from_str::<std::collections::BTreeMap<String, &RawValue>>(raw.get()) {
        Ok(members) => {
            let field = |(key, value): (String, &RawValue)| Field {
                key,
                key_span: span(value),
                value: serde_json::from_str(value.get()).unwrap_or_default(),
                span: span(value),
            };
            Some(Entry { span: span(raw), fields: members.into_iter().map(field).collect() })
        }
        Err(_) => {
            problems.push(Problem::new(span(raw), "a change must be an object"));
            None
        }
    };
    let entries = file.change.iter().filter_map(read).collect();
    if problems.is_empty() { Ok(entries) } else { Err(problems) }
}
