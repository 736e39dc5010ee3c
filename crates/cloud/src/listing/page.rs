//! One page of a listing.

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{Fault, reader::malformed};

/// One page, reduced to what is kept.
#[derive(Serialize, Deserialize)]
pub(super) struct Page<T> {
    pub entities: Vec<T>,
    /// How many there are in all, if the listing says so.
    pub total: Option<u64>,
    /// How many a page has.
    pub size: Option<u64>,
    /// Where the next one is.
    pub next: Option<String>,
}

impl<T: DeserializeOwned> Page<T> {
    /// The page that an answer is.
    pub(super) fn of(call: &str, mut answer: Value) -> Result<Self, Fault> {
        let bad = |what: String| Fault::Malformed { call: call.to_owned(), what };
        let number = |name: &str| answer.get(name).and_then(Value::as_u64);
        let (total, size) = (number("total"), number("pageSize"));
        let next = answer.get("nextUri").and_then(Value::as_str).filter(|next| !next.is_empty()).map(str::to_owned);
        let Some(Value::Array(values)) = answer.get_mut("entities").map(Value::take) else {
            return Err(bad("it has no `entities`".to_owned()));
        };
        let mut entities = Vec::with_capacity(values.len());
        for value in values {
            let id = value.get("id").and_then(Value::as_str).map(|id| format!("entity `{id}`: ")).unwrap_or_default();
            match serde_json::from_value(value) {
                Ok(entity) => entities.push(entity),
                Err(error) => return Err(bad(format!("{id}{error}"))),
            }
        }
        Ok(Self { entities, total, size, next })
    }
}

/// The query of the next page's address. The rest of the address is not followed: the operation stays the same, and so does
/// the host that the token goes to.
pub(super) fn query_of(next: &str, call: &str) -> Result<String, Fault> {
    let path = call.trim_start_matches("GET ");
    let (address, query) = next.split_once('?').unwrap_or((next, ""));
    if query.is_empty() || !address.ends_with(path) {
        let what = "the address of its next page is that of something else".to_owned();
        return Err(Fault::Malformed { call: call.to_owned(), what });
    }
    let plain = |byte: u8| byte.is_ascii_graphic() && byte != b'#';
    match query.bytes().all(plain) {
        true => Ok(query.to_owned()),
        false => Err(malformed(call, &serde::de::Error::custom("the address of its next page is none"))),
    }
}
