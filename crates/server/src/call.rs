//! One admitted request, as handlers see it, and what they answer.

use std::{future::Future, net::IpAddr, pin::Pin, sync::Arc};

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use postern_catalog::{Catalog, Operation, Params, route};
use postern_model::{Id, Subject, SubjectKind, Timestamp, Token};
use postern_org::{Draft, Organization};
use postern_store::{LogQuery, LogRow};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{fault::Fault, files::address, platform::Platform, query::Query};

/// An admitted request: authenticated, authorized, its query and body valid by the catalogue.
pub struct Call<'a> {
    pub(crate) platform: &'a Platform,
    /// The organization as it was when the request was admitted.
    pub organization: Arc<Organization>,
    pub(crate) tenant: usize,
    /// The operation.
    pub operation: &'static Operation,
    pub(crate) params: Params<'a>,
    /// The request's headers.
    pub headers: &'a HeaderMap,
    /// The query string.
    pub query: Query,
    /// The JSON body; `Null` when there is none.
    pub body: Value,
    /// The caller's token.
    pub token: Token,
    /// Where the request came from.
    pub address: IpAddr,
    /// Now.
    pub now: Timestamp,
}

impl<'a> Call<'a> {
    /// The API as data.
    pub fn catalog(&self) -> &'static Catalog {
        self.platform.catalog
    }

    /// A path parameter as what is stored is named by it (see [`route::decoded`]).
    pub fn param(&self, name: &str) -> String {
        route::decoded(self.params.get(self.operation, name).unwrap_or_default()).into_owned()
    }

    /// A path parameter whose text is free, slashes and all. It must not become a part of a path.
    pub fn free_text(&self, name: &str) -> String {
        let raw = self.params.get(self.operation, name).unwrap_or_default();
        percent_encoding::percent_decode_str(raw).decode_utf8_lossy().into_owned()
    }

    /// A path parameter as an id. What is no id names nothing: 404.
    pub fn id<T>(&self, name: &str) -> Result<Id<T>, Fault> {
        self.params.get(self.operation, name).and_then(Id::parse).ok_or_else(Fault::not_found)
    }

    /// The request's path, as listings repeat it.
    pub fn operation_path(&self) -> String {
        let mut params = self.params.iter();
        let segment = |segment: &'static str| {
            if segment.starts_with('{') { params.next().unwrap_or_default().to_owned() } else { segment.to_owned() }
        };
        self.operation.path.split('/').map(segment).collect::<Vec<_>>().join("/")
    }

    /// The body as a value. The catalogue has checked names and types already; what still does not fit is named.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Fault> {
        T::deserialize(&self.body).map_err(|error| Fault::bad_request(format!("the body cannot be read: {error}")))
    }

    /// An address outside the platform API that takes or gives the file at `path` (see [`crate::files`]).
    pub fn presigned(&self, path: &str) -> String {
        let organization = self.platform.tenants[self.tenant].id;
        address::presign(&self.platform.pepper, &self.platform.url, organization, path, self.now)
    }

    /// Rows of the organization's change log.
    pub async fn log(&self, query: &LogQuery) -> Result<Vec<LogRow>, Fault> {
        self.platform.store.log(self.platform.tenants[self.tenant].id, query).await.map_err(Fault::unavailable)
    }

    /// The subject whose grants count.
    pub fn subject(&self) -> Subject {
        match self.token.user {
            Some(user) => Subject { kind: SubjectKind::User, id: user.uuid() },
            None => Subject { kind: SubjectKind::Client, id: self.token.client.uuid() },
        }
    }
}

/// Bytes that the body of an answer with one entity seldom exceeds: room made once.
const USUAL_BODY: usize = 512;

/// What a handler answers.
#[derive(Debug)]
pub struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) body: Vec<u8>,
    /// Headers of its own. Few answers have any, so the others carry a null pointer.
    pub(crate) headers: Option<Box<HeaderMap>>,
}

impl Reply {
    /// 200 with a JSON body.
    pub fn json(body: &impl Serialize) -> Result<Self, Fault> {
        Self::with(StatusCode::OK, body)
    }

    /// Another status with a JSON body.
    pub fn with(status: StatusCode, body: &impl Serialize) -> Result<Self, Fault> {
        let mut text = Vec::with_capacity(USUAL_BODY);
        serde_json::to_writer(&mut text, body).map_err(Fault::internal)?;
        Ok(Self::of(status, text))
    }

    /// A status and no body.
    pub fn empty(status: StatusCode) -> Self {
        Self::of(status, Vec::new())
    }

    /// A status and a body that is JSON already.
    pub fn of(status: StatusCode, body: Vec<u8>) -> Self {
        Self { status, body, headers: None }
    }

    /// The answer with a header more. A text that no header can hold is left out.
    pub fn header(mut self, name: HeaderName, text: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(text) {
            self.headers.get_or_insert_default().insert(name, value);
        }
        self
    }
}

/// A handler's answer.
pub type Answer = Result<Reply, Fault>;

/// How an operation is served. Writes are pure functions over a draft, so that they can run again after another node's
/// write and be rehearsed; only what reads the store itself waits.
#[derive(Clone, Copy)]
pub enum Handler {
    /// Answers from the current value.
    Read(fn(&Call<'_>) -> Answer),
    /// Changes a draft and answers from it.
    Write(fn(&Call<'_>, &mut Draft<'_>) -> Answer),
    /// Reads the store.
    Query(for<'c> fn(&'c Call<'c>) -> Pin<Box<dyn Future<Output = Answer> + Send + 'c>>),
}
