//! The page envelope of listings: `entities`, `pageSize`, `pageNumber`, `total`, `pageCount` and the page addresses. A page
//! past the end is empty; clients page until it is.

use serde_json::{Map, Value, json};

use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
};

/// The default of `pageSize`.
pub const DEFAULT_SIZE: usize = 25;

/// Which page is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// Entities a page.
    pub size: usize,
    /// From 1.
    pub number: usize,
}

impl Page {
    /// Reads `pageSize` and `pageNumber`.
    pub fn of(call: &Call<'_>) -> Result<Self, Fault> {
        Self::checked(call, call.query.number("pageSize", DEFAULT_SIZE)?, call.query.number("pageNumber", 1)?)
    }

    /// This page, if it is one.
    pub fn checked(call: &Call<'_>, size: usize, number: usize) -> Result<Self, Fault> {
        Self::within(call.organization.profile().settings.paging_max_page_size as usize, size, number)
    }

    /// This page, if it has at most `limit` entities.
    pub fn within(limit: usize, size: usize, number: usize) -> Result<Self, Fault> {
        if size == 0 || size > limit {
            return Err(Fault::query("pageSize", &size.to_string(), &format!("1 to {limit}")));
        }
        if number == 0 {
            return Err(Fault::query("pageNumber", "0", "1 and up"));
        }
        Ok(Self { size, number })
    }

    /// The slice of `all` on this page.
    pub fn slice<T>(self, all: impl Iterator<Item = T>) -> impl Iterator<Item = T> {
        all.skip(self.size.saturating_mul(self.number - 1)).take(self.size)
    }

    /// The envelope around `entities`, of `total` in all.
    pub fn envelope(self, call: &Call<'_>, entities: Vec<Value>, total: usize) -> Map<String, Value> {
        let count = total.div_ceil(self.size);
        let filters = filters(call);
        let address = |number: usize| format!("{}?pageSize={}&pageNumber={number}{filters}", call.operation_path(), self.size);
        let mut listing = Map::new();
        let mut put = |name: &str, value: Value| drop(listing.insert(name.to_owned(), value));
        put("entities", Value::Array(entities));
        put("pageSize", json!(self.size));
        put("pageNumber", json!(self.number));
        put("total", json!(total));
        put("pageCount", json!(count));
        put("firstUri", json!(address(1)));
        put("lastUri", json!(address(count.max(1))));
        put("selfUri", json!(address(self.number)));
        if self.number < count {
            put("nextUri", json!(address(self.number + 1)));
        }
        if self.number > 1 {
            put("previousUri", json!(address(self.number - 1)));
        }
        listing
    }
}

/// What the request asks for besides the page, to be asked for again.
fn filters(call: &Call<'_>) -> String {
    let pairs = call.query.pairs().filter(|(name, _)| !matches!(*name, "pageSize" | "pageNumber"));
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    if query.is_empty() { query } else { format!("&{query}") }
}

/// A page of `all` as an answer; `view` renders one entity.
pub fn page_of<T>(call: &Call<'_>, all: Vec<T>, view: impl Fn(T) -> Value) -> Answer {
    let page = Page::of(call)?;
    let total = all.len();
    let entities = page.slice(all.into_iter()).map(view).collect();
    Reply::json(&page.envelope(call, entities, total))
}

/// A page of a listing by cursor: `after` the last entity of the page before, or `before` the first of the page after. The
/// envelope holds `entities` and the addresses, no total.
#[derive(Clone, Debug)]
pub struct Cursor {
    /// The parameter that names the last entity of the page before.
    parameter: &'static str,
    size: usize,
    after: Option<String>,
    before: Option<String>,
}

impl Cursor {
    /// The most entities a page (API description).
    const LIMIT: usize = 200;

    /// Reads `pageSize`, `after` and `before`; the last two exclude each other.
    pub fn of(call: &Call<'_>) -> Result<Self, Fault> {
        Self::named(call, "after")
    }

    /// The same where another parameter than `after` names the last entity of the page before.
    pub fn named(call: &Call<'_>, parameter: &'static str) -> Result<Self, Fault> {
        let size = call.query.number("pageSize", DEFAULT_SIZE)?;
        if size == 0 || size > Self::LIMIT {
            return Err(Fault::query("pageSize", &size.to_string(), &format!("1 to {}", Self::LIMIT)));
        }
        let given = |name: &str| call.query.get(name).map(str::to_owned);
        let (after, before) = (given(parameter), given("before"));
        if after.is_some() && before.is_some() {
            return Err(Fault::new(400, "both.after.and.before.provided", "after and before cannot both be given"));
        }
        Ok(Self { parameter, size, after, before })
    }

    /// The page of `all`, which is in ascending order of `key`, as an answer; `view` renders one entity.
    pub fn page<T>(self, call: &Call<'_>, all: &[T], key: impl Fn(&T) -> String, view: impl Fn(&T) -> Value) -> Answer {
        Reply::json(&self.listing(call, all, key, view))
    }

    /// The same as a value.
    pub fn listing<T>(self, call: &Call<'_>, all: &[T], key: impl Fn(&T) -> String, view: impl Fn(&T) -> Value) -> Map<String, Value> {
        let start = match (&self.after, &self.before) {
            (Some(after), _) => all.partition_point(|entity| key(entity) <= *after),
            (_, Some(before)) => all.partition_point(|entity| key(entity) < *before).saturating_sub(self.size),
            _ => 0,
        };
        let end = match &self.before {
            Some(before) => all.partition_point(|entity| key(entity) < *before),
            None => all.len().min(start + self.size),
        };
        let page = all.get(start..end).unwrap_or_default();
        let mut listing = Map::new();
        listing.insert("entities".to_owned(), page.iter().map(view).collect());
        listing.insert("selfUri".to_owned(), Value::from(self.address(call, self.here())));
        if let (Some(last), true) = (page.last(), end < all.len()) {
            listing.insert("nextUri".to_owned(), Value::from(self.address(call, Some((self.parameter, &key(last))))));
        }
        if let (Some(first), true) = (page.first(), start > 0) {
            listing.insert("previousUri".to_owned(), Value::from(self.address(call, Some(("before", &key(first))))));
        }
        listing
    }

    fn here(&self) -> Option<(&str, &str)> {
        let after = self.after.as_deref().map(|after| (self.parameter, after));
        after.or(self.before.as_deref().map(|before| ("before", before)))
    }

    /// The address of a page, filters kept.
    fn address(&self, call: &Call<'_>, cursor: Option<(&str, &str)>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("pageSize", &self.size.to_string());
        query.extend_pairs(call.query.pairs().filter(|(name, _)| !matches!(*name, "pageSize" | "before") && *name != self.parameter));
        query.extend_pairs(cursor);
        format!("{}?{}", call.operation_path(), query.finish())
    }
}
