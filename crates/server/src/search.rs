//! Searches among people and groups (API description: `UserSearchRequest`, `GroupSearchRequest`): in a body, or as the
//! `q64` of an earlier answer, which is the same body in base64.

pub mod criteria;

use std::{borrow::Cow, cmp::Ordering};

use base64::{
    Engine,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig, general_purpose::URL_SAFE_NO_PAD},
};
use postern_catalog::{TypeRef, validate::validate_body};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use self::criteria::{Criteria, Written};
use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
    paging::DEFAULT_SIZE,
};

/// Something that can be searched for.
pub trait Searchable {
    /// The fields looked at where a criterion names none.
    const FIELDS: &'static [&'static str];

    /// The texts of a field; none if there is no such field.
    fn texts(&self, field: &str) -> Vec<Cow<'_, str>>;
}

/// A search as it is asked for.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Request {
    query: Option<Vec<Written>>,
    page_size: Option<i64>,
    page_number: Option<i64>,
    sort: Option<Vec<Sort>>,
    sort_by: Option<String>,
    sort_order: Option<String>,
    expand: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Sort {
    sort_by: Option<String>,
    sort_order: Option<String>,
}

/// A search that was read and found sound.
pub struct Search {
    criteria: Criteria,
    size: usize,
    number: usize,
    sort: Vec<Sort>,
    /// What the caller wants to see besides the ordinary members.
    pub expand: Vec<String>,
    body: Map<String, Value>,
}

impl Search {
    /// The search in the body.
    pub fn of_body(call: &Call<'_>) -> Result<Self, Fault> {
        Self::read(call, &call.body)
    }

    /// The search in the parameter `q64`, whose body would be a `model`.
    pub fn of_q64(call: &Call<'_>, model: &'static str) -> Result<Self, Fault> {
        let text = call.query.get("q64").unwrap_or_default();
        let body = decoded(text).ok_or_else(|| Fault::query("q64", text, "a JSON search request in base64"))?;
        validate_body(call.catalog(), &TypeRef::Model(model), &body)?;
        Self::read(call, &body)
    }

    fn read(call: &Call<'_>, body: &Value) -> Result<Self, Fault> {
        let request = Request::deserialize(body).map_err(|error| Fault::bad_request(format!("the search cannot be read: {error}")))?;
        let limit = call.organization.profile().settings.paging_max_page_size as usize;
        let size = at_least_one("pageSize", request.page_size, DEFAULT_SIZE)?;
        if size > limit {
            return Err(Fault::new(400, "too.many.requested.results", format!("pageSize must be at most {limit}; it is {size}")));
        }
        let mut expand = request.expand.unwrap_or_default();
        expand.extend(call.query.list("expand").into_iter().map(str::to_owned));
        let whole = Sort { sort_by: request.sort_by, sort_order: request.sort_order };
        Ok(Self {
            criteria: Criteria::of(request.query.unwrap_or_default())?,
            size,
            number: at_least_one("pageNumber", request.page_number, 1)?,
            sort: request.sort.filter(|sort| !sort.is_empty()).unwrap_or_else(|| vec![whole]),
            expand,
            body: body.as_object().cloned().unwrap_or_default(),
        })
    }

    /// Whether any criterion looks at `field`.
    pub fn mentions(&self, field: &str) -> bool {
        self.criteria.mentions(field)
    }

    /// The page asked for of those in `all` that match, sorted; `kind` is the plural that answers call them by.
    pub fn answer<'a, T: Searchable + 'a>(
        &self,
        call: &Call<'_>,
        kind: &str,
        all: impl Iterator<Item = &'a T>,
        view: impl Fn(&T) -> Value,
    ) -> Answer {
        let (mut answer, pages) = self.results(all, view);
        answer["types"] = json!([kind]);
        answer["currentPage"] = self.address(call, self.number);
        if self.number < pages {
            answer["nextPage"] = self.address(call, self.number + 1);
        }
        if self.number > 1 {
            answer["previousPage"] = self.address(call, self.number - 1);
        }
        Reply::json(&answer)
    }

    /// The page asked for and its numbers, and how many pages there are.
    pub fn results<'a, T: Searchable + 'a>(&self, all: impl Iterator<Item = &'a T>, view: impl Fn(&T) -> Value) -> (Value, usize) {
        let mut found: Vec<&T> = all.filter(|one| self.criteria.match_with(*one)).collect();
        self.sort.iter().rev().for_each(|sort| sort.apply(&mut found));
        let pages = found.len().div_ceil(self.size);
        let page = found.iter().skip(self.size.saturating_mul(self.number - 1)).take(self.size);
        let answer = json!({
            "total": found.len(), "pageCount": pages, "pageSize": self.size, "pageNumber": self.number,
            "results": page.map(|one| view(one)).collect::<Value>(),
        });
        (answer, pages)
    }

    /// The address that repeats this search for another page.
    fn address(&self, call: &Call<'_>, number: usize) -> Value {
        let mut body = self.body.clone();
        body.insert("pageNumber".to_owned(), json!(number));
        json!(format!("{}?q64={}", call.operation.path, URL_SAFE_NO_PAD.encode(Value::Object(body).to_string())))
    }
}

impl Sort {
    /// Sorts by the first text of the field. Without a field, or by relevance, the order stays: there is no relevance here.
    fn apply<T: Searchable>(&self, found: &mut [&T]) {
        let Some(field) = self.sort_by.as_deref().filter(|_| self.sort_order.as_deref() != Some("SCORE")) else { return };
        let order = |left: Ordering| if self.sort_order.as_deref() == Some("DESC") { left.reverse() } else { left };
        let mut keyed: Vec<_> = found.iter().map(|one| (one.texts(field).first().map(|text| text.to_lowercase()), *one)).collect();
        keyed.sort_by(|left, right| order(left.0.cmp(&right.0)));
        found.iter_mut().zip(keyed).for_each(|(slot, (_, one))| *slot = one);
    }
}

fn at_least_one(name: &str, given: Option<i64>, default: usize) -> Result<usize, Fault> {
    match given {
        None => Ok(default),
        Some(number) => usize::try_from(number)
            .ok()
            .filter(|number| *number > 0)
            .ok_or_else(|| Fault::bad_request(format!("{name} must be at least 1; it is {number}"))),
    }
}

/// JSON in base64, of either alphabet, padded or not.
fn decoded(text: &str) -> Option<Value> {
    let lenient = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let engine = GeneralPurpose::new(&base64::alphabet::URL_SAFE, lenient);
    // A `+` that was not escaped in a query arrives as a space.
    let bytes = engine.decode(text.replace([' ', '+'], "-").replace('/', "_")).ok()?;
    serde_json::from_slice(&bytes).ok().filter(Value::is_object)
}

/// What is no text, as texts.
pub fn owned<'t>(values: impl IntoIterator<Item = impl ToString>) -> Vec<Cow<'t, str>> {
    values.into_iter().map(|value| Cow::Owned(value.to_string())).collect()
}

/// The texts at a dotted path of JSON: of every item of lists, of all there is where the path ends early.
pub fn texts_at<'v>(value: Option<&'v Value>, path: &str) -> Vec<Cow<'v, str>> {
    let mut texts = Vec::new();
    value.into_iter().for_each(|value| collect(value, path, &mut texts));
    texts
}

fn collect<'v>(value: &'v Value, path: &str, texts: &mut Vec<Cow<'v, str>>) {
    let (first, rest) = path.split_once('.').unwrap_or((path, ""));
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, path, texts)),
        Value::Object(members) if path.is_empty() => members.values().for_each(|member| collect(member, "", texts)),
        Value::Object(members) => members.get(first).into_iter().for_each(|member| collect(member, rest, texts)),
        Value::String(text) if path.is_empty() => texts.push(Cow::Borrowed(text)),
        Value::Number(_) | Value::Bool(_) if path.is_empty() => texts.push(Cow::Owned(value.to_string())),
        _ => {}
    }
}
