//! A JSON body against its declared type.

use std::fmt;

use serde_json::{Map, Value};

use super::{Violation, allowable, time};
use crate::{Catalog, Field, Limits, Model, TypeRef};

/// How deep bodies may nest.
const MAX_DEPTH: usize = 64;

/// Fields, by model, that may be missing or hold another value than those listed: their operations judge them with error
/// codes of their own (`grant.type.required`, `bad.grant.type`), or official clients are known to leave them out.
const JUDGED_LATER: [(&str, &str); 24] = [
    ("ContactListingRequest", "pageNumber"),
    ("ContactListingRequest", "pageSize"),
    ("CreateBusinessUnitRequest", "divisionId"),
    ("CreateIntegrationRequest", "name"),
    ("CreateUser", "divisionId"),
    ("DIDPool", "name"),
    ("DataSchema", "version"),
    ("DocumentVariationRequest", "contexts"),
    ("EdgeGroup", "edgeTrunkBaseAssignment"),
    ("ExtensionPool", "name"),
    ("GrammarFileUploadRequest", "fileType"),
    ("Greeting", "owner"),
    ("GroupContact", "address"),
    ("GroupUpdate", "visibility"),
    ("KnowledgeDocumentVersion", "restoreFromVersionId"),
    ("OAuthClientRequest", "authorizedGrantType"),
    ("ResponseAssetSearchRequest", "query"),
    ("ResponseSet", "responses"),
    ("RoleDivision", "divisionId"),
    ("SkillGroup", "skillConditions"),
    ("SkillGroupWithMemberDivisions", "skillConditions"),
    ("WorkbinQueryRequest", "filters"),
    ("WorktypeQueryRequest", "filters"),
    ("WrapUpCodeMapping", "defaultSet"),
];

/// Fields, by model, that the description no longer has and official clients send all the same; nobody reads them.
const SENT_ANYWAY: [(&str, &str); 8] = [
    ("ActionMapAction", "actionTargetId"),
    ("ActionMapAction", "isPacingEnabled"),
    ("CreateGuideVersion", "guideId"),
    ("GuideVersionPublishJobRequest", "guideId"),
    ("GuideVersionPublishJobRequest", "versionId"),
    ("PatchAction", "actionTargetId"),
    ("PatchAction", "isPacingEnabled"),
    ("UpdateGuideVersion", "guideId"),
];

/// Fields that a creation may leave out, since the service counts them itself; its models are shared with requests that
/// change what is there.
const COUNTED: [&str; 1] = ["version"];

pub(super) struct Check<'c> {
    pub catalog: &'c Catalog,
    /// Nothing is required.
    pub partial: bool,
    /// Something new comes of the body.
    pub creates: bool,
}

/// A place in the body.
#[derive(Clone, Copy)]
enum At<'a> {
    Body,
    Field(&'a At<'a>, &'a str),
    Item(&'a At<'a>, usize),
}

impl At<'_> {
    fn depth(&self) -> usize {
        match self {
            Self::Body => 0,
            Self::Field(outer, _) | Self::Item(outer, _) => outer.depth() + 1,
        }
    }

    fn violation(&self, code: &'static str, message: String) -> Violation {
        Violation { code, message, field: self.to_string() }
    }

    /// A broken bound; the message is the field's path and what holds of it.
    fn bound(&self, rule: &str) -> Violation {
        self.violation(
            "constraint.validation",
            format!("{} {rule}", if let Self::Body = self { "body".to_owned() } else { self.to_string() }),
        )
    }

    fn not_valid(&self, value: &Value, ty: &TypeRef, allowed: &str) -> Violation {
        let message = format!("Value [{}] is not valid for field type [{ty}]. Allowable values are: {allowed}", shown(value));
        self.violation("invalid.value", message)
    }
}

impl fmt::Display for At<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Body => Ok(()),
            Self::Field(Self::Body, name) => out.write_str(name),
            Self::Field(outer, name) => write!(out, "{outer}.{name}"),
            Self::Item(outer, index) => write!(out, "{outer}[{index}]"),
        }
    }
}

impl Check<'_> {
    pub fn body(&self, ty: &TypeRef, value: &Value) -> Result<(), Violation> {
        self.value(ty, value, &At::Body)
    }

    fn value(&self, ty: &TypeRef, value: &Value, at: &At) -> Result<(), Violation> {
        if at.depth() > MAX_DEPTH {
            return Err(at.bound(&format!("must not nest deeper than {MAX_DEPTH} levels")));
        }
        match (ty, value) {
            (TypeRef::Object, _) => Ok(()),
            (_, Value::Null) if !matches!(at, At::Body) => Ok(()),
            (TypeRef::String, Value::String(_)) | (TypeRef::Boolean, Value::Bool(_)) | (TypeRef::Number, Value::Number(_)) => Ok(()),
            (TypeRef::Integer, Value::Number(number)) if is_whole(number) => Ok(()),
            (TypeRef::Date, Value::String(text)) if time::is_date(text) => Ok(()),
            (TypeRef::DateTime, Value::String(text)) if time::is_datetime(text) => Ok(()),
            (TypeRef::Date | TypeRef::DateTime, Value::String(_)) => {
                let message = "Dates must be specified as ISO-8601 strings. For example: yyyy-MM-ddTHH:mm:ss.SSSZ";
                Err(at.violation("invalid.date", message.to_owned()))
            }
            (TypeRef::Array(item), Value::Array(items)) => {
                items.iter().enumerate().try_for_each(|(index, value)| self.value(item, value, &At::Item(at, index)))
            }
            (TypeRef::Map(item), Value::Object(entries)) => {
                entries.iter().try_for_each(|(key, value)| self.value(item, value, &At::Field(at, key)))
            }
            (TypeRef::Model(name), _) => match (self.catalog.model(name), value) {
                (None, _) => Ok(()),
                (Some(model), Value::Object(entries)) => self.model(model, entries, at),
                (Some(_), _) => Err(at.not_valid(value, ty, allowable(ty))),
            },
            _ => Err(at.not_valid(value, ty, allowable(ty))),
        }
    }

    fn model(&self, model: &Model, entries: &Map<String, Value>, at: &At) -> Result<(), Violation> {
        if model.fields.is_empty() {
            return Ok(());
        }
        for (name, value) in entries {
            let at = At::Field(at, name);
            let Some(field) = model.field(name) else {
                if SENT_ANYWAY.contains(&(model.name, name)) {
                    continue;
                }
                let message = format!("Value [{name}] is not a valid property for object [{}]", model.name);
                return Err(at.violation("invalid.property", message));
            };
            if !value.is_null() && !field.read_only {
                self.field(model, field, value, &at)?;
            }
        }
        let given = |name: &str| entries.get(name).is_some_and(|value| !value.is_null());
        let reference = !matches!(at, At::Body) && given("id");
        // The service's own Go client writes an empty list as null.
        let empty = |field: &Field| matches!(field.ty, TypeRef::Array(_)) && entries.contains_key(field.name);
        let there = |field: &Field| given(field.name) || empty(field);
        let counted = |field: &Field| self.creates && COUNTED.contains(&field.name);
        let expected = |field: &Field| field.required && !field.read_only && !counted(field);
        let missing = |field: &&Field| expected(field) && !there(field) && !judged_later(model, field);
        match model.fields.iter().find(missing) {
            Some(field) if !self.partial && !reference => Err(At::Field(at, field.name).bound("must not be null")),
            _ => Ok(()),
        }
    }

    fn field(&self, model: &Model, field: &Field, value: &Value, at: &At) -> Result<(), Violation> {
        self.value(&field.ty, value, at)?;
        if judged_later(model, field) {
            return Ok(());
        }
        let (ty, items) = match (&field.ty, value) {
            (TypeRef::Array(item), Value::Array(items)) => (*item, items.as_slice()),
            (ty, value) => (ty, std::slice::from_ref(value)),
        };
        // Official clients write an optional choice that nobody made as an empty text.
        let unchosen = |value: &Value| value == "" && !field.required;
        let stranger = |value: &&Value| !field.allowed.is_empty() && !field.allowed.contains(&shown(value).as_str()) && !unchosen(value);
        if let Some(value) = items.iter().find(stranger) {
            return Err(at.not_valid(value, ty, &field.allowed.join(", ")));
        }
        match field.limits.and_then(|limits| broken(limits, value)) {
            Some(rule) => Err(at.bound(&rule)),
            None => Ok(()),
        }
    }
}

fn judged_later(model: &Model, field: &Field) -> bool {
    JUDGED_LATER.contains(&(model.name, field.name))
}

/// The first bound that does not hold, in words.
fn broken(limits: &Limits, value: &Value) -> Option<String> {
    match value {
        Value::String(text) => {
            // As Java counts: UTF-16 units.
            let length = text.encode_utf16().count() as f64;
            let size = outside(length, limits.min_length.map(f64::from), limits.max_length.map(f64::from), " characters");
            size.or_else(|| limits.pattern.filter(|pattern| !matches(pattern, text)).map(|pattern| format!("must match \"{pattern}\"")))
        }
        Value::Array(items) => outside(items.len() as f64, limits.min_items.map(f64::from), limits.max_items.map(f64::from), " items"),
        Value::Number(number) => outside(number.as_f64()?, limits.minimum, limits.maximum, ""),
        _ => None,
    }
}

fn outside(size: f64, least: Option<f64>, most: Option<f64>, unit: &str) -> Option<String> {
    let verb = if unit.is_empty() { "be" } else { "have" };
    match (least, most) {
        (Some(least), _) if size < least => Some(format!("must {verb} at least {least}{unit}")),
        (_, Some(most)) if size > most => Some(format!("must {verb} at most {most}{unit}")),
        _ => None,
    }
}

/// Whether the whole text matches, as Java's `@Pattern` has it. A pattern that cannot be read refuses nothing.
fn matches(pattern: &str, text: &str) -> bool {
    regex_lite::Regex::new(&format!("^(?:{pattern})$")).map_or(true, |regex| regex.is_match(text))
}

fn is_whole(number: &serde_json::Number) -> bool {
    number.is_i64() || number.is_u64() || number.as_f64().is_some_and(|number| number.fract() == 0.0)
}

/// A value as messages show it: text without quotes, the rest as JSON, neither too long.
fn shown(value: &Value) -> String {
    const MOST: usize = 200;
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    if text.chars().count() <= MOST { text } else { text.chars().take(MOST).chain("...".chars()).collect() }
}
