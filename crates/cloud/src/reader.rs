//! Reads and queries with what they answer as typed values, which earlier answers of a cut-off collection stand in for.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{
    Clock, Fault, Progress,
    http::Http,
    operation::{Query, Read},
    part::Part,
};

/// Reads an organization.
pub(crate) struct Reader<'a> {
    pub(crate) http: Http<'a>,
    pub(crate) part: &'a mut Part,
    pub(crate) progress: &'a dyn Progress,
}

impl<'a> Reader<'a> {
    /// One value.
    pub(crate) fn one<T: Serialize + DeserializeOwned>(&mut self, read: Read, params: &[&str], query: &str) -> Result<T, Fault> {
        let key = key(read, params, query);
        self.kept(&key, |reader| {
            let value = reader.http.read(read, params, query)?;
            serde_json::from_value(value).map_err(|error| malformed(&key, &error))
        })
    }

    /// An answer that is not kept: the state of something that goes on.
    pub(crate) fn now<T: DeserializeOwned>(&mut self, read: Read, params: &[&str], query: &str) -> Result<T, Fault> {
        let value = self.http.read(read, params, query)?;
        serde_json::from_value(value).map_err(|error| malformed(&key(read, params, query), &error))
    }

    /// The answer to a question, which is not kept: it says where the results will be.
    pub(crate) fn ask<T: DeserializeOwned>(&mut self, query: Query, body: &Value) -> Result<T, Fault> {
        let value = self.http.query(query, body)?;
        serde_json::from_value(value).map_err(|error| malformed(query.name(), &error))
    }

    /// What was kept under `key`, or what `read` finds, which is kept then.
    pub(crate) fn kept<T: Serialize + DeserializeOwned>(
        &mut self,
        key: &str,
        read: impl FnOnce(&mut Self) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        if let Some(value) = self.part.find(key).and_then(|value| serde_json::from_value(value.clone()).ok()) {
            return Ok(value);
        }
        let value = read(self)?;
        self.keep(key, &value)?;
        Ok(value)
    }

    pub(crate) fn keep<T: Serialize>(&mut self, key: &str, value: &T) -> Result<(), Fault> {
        let requests = self.requests();
        self.part.keep(key, requests, value)
    }

    /// How many requests it took so far, those of earlier runs included.
    pub(crate) fn requests(&self) -> u32 {
        self.http.requests + self.part.earlier_requests()
    }

    pub(crate) fn clock(&self) -> &'a dyn Clock {
        self.http.clock()
    }
}

/// What an answer is kept under, and named by where it is malformed.
pub(crate) fn key(read: Read, params: &[&str], query: &str) -> String {
    let path = read.operation(postern_catalog::Catalog::builtin()).map_or(read.name(), |operation| operation.path);
    let mark = if query.is_empty() { "" } else { "?" };
    format!("GET {}{mark}{query}", crate::http::filled(path, params))
}

pub(crate) fn malformed(call: &str, error: &serde_json::Error) -> Fault {
    Fault::Malformed { call: call.to_owned(), what: error.to_string() }
}
