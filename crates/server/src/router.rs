//! A platform request from the socket to its answer.

use std::{net::IpAddr, sync::Arc};

use axum::{
    body::{Body, Bytes, HttpBody},
    http::{Method, Request, Response, header, request::Parts},
};
use postern_catalog::{Operation, OperationId, Params, Route, route, validate};
use postern_decide::{
    Decision, Missing, Question, Rate, Reason, Target, Verdict, decide,
    target::{self, Asking},
};
use postern_model::{Subject, Timestamp, settings::RateCounted};
use serde_json::Value;

use crate::{
    api::{self, scim},
    call::{Answer, Call, Handler},
    caller::Caller,
    decisions::{Record, What},
    fault::Fault,
    faults::{self, Acted},
    generic,
    platform::Platform,
    query::Query,
    respond::Envelope,
    usage::Key,
};

/// The most bytes a body may have (facts §11).
pub(crate) const BODY_LIMIT: usize = 512_000;

/// Serves one request of the platform API.
pub(crate) async fn serve<B>(platform: Arc<Platform>, address: IpAddr, request: Request<B>) -> Response<Body>
where
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<axum::BoxError>,
{
    let mut now = platform.clock.now();
    let (parts, body) = request.into_parts();
    let body = match parts.method {
        Method::GET | Method::HEAD => Payload::NONE,
        _ => Box::pin(Payload::receive(&parts, Body::new(body))).await,
    };
    let mut caller = Caller::of(&platform, &parts.headers);
    let path = route::normalized(parts.uri.path());
    let (operation, params) = match platform.catalog.route(parts.method.as_str(), &path) {
        Route::Found { operation, params } => (Some(platform.catalog.operation(operation)), params),
        Route::WrongMethod | Route::NotFound => (None, Params::default()),
    };
    let mut met = match operation {
        Some(operation) if platform.faults.any() => {
            Box::pin(faults::meet(&platform, operation, &mut caller, &mut now, &parts.headers)).await
        }
        _ => None,
    };
    if operation.is_some_and(api::reads) {
        caller.look_back(&platform, met.as_ref().map_or(0, |met| met.age()), now);
    }
    let query = Query::parse(parts.uri.query());
    let asked = Asked {
        platform: &platform,
        caller: &caller,
        operation,
        params,
        query: &query,
        body: &body,
        address,
        now,
        preserves_idle: operation.is_some_and(|operation| operation.name == "get_tokens_me") && preserves_idle(&parts),
    };
    let target = asked.target();
    let (mut envelope, decision) = asked.decide(target.clone());
    let refused = met.as_mut().and_then(|met| met.refusal(&mut envelope)).or_else(|| asked.refusal(&decision));
    // The door speaks as the platform does, whatever is spoken behind it.
    let speaks_scim = refused.is_none() && operation.is_some_and(|operation| operation.media == scim::MEDIA);
    let answer = match refused {
        Some(fault) => Err(fault),
        None => asked.perform(&parts).await,
    };
    let scim = speaks_scim.then(|| scim::answer_media(&parts.headers));
    let mut response = match (answer, scim) {
        (Ok(reply), None) => envelope.reply(reply),
        (Ok(reply), Some(media)) => envelope.reply_as(reply, media),
        (Err(fault), None) => envelope.fault(&fault, &caller.organization.profile().settings),
        (Err(fault), Some(media)) => envelope.fault_as(&fault, scim::error_body(&fault), media),
    };
    let acted = met.map(|met| met.mark(&mut response)).unwrap_or_default();
    asked.remember(&envelope, (target, decision, acted), &parts, response.status().as_u16());
    response
}

/// A request's body, received and read. What is wrong with it is said only after authorization.
struct Payload {
    value: Value,
    fault: Option<Fault>,
    /// Whether it came as SCIM, which only SCIM operations read.
    scim: bool,
}

impl Payload {
    /// Of a request that has no body to speak of.
    const NONE: Self = Self { value: Value::Null, fault: None, scim: false };

    async fn receive(parts: &Parts, body: Body) -> Self {
        let bytes = match axum::body::to_bytes(body, BODY_LIMIT).await {
            Ok(bytes) => bytes,
            Err(error) => return Self { fault: Some(body_fault(&error)), ..Self::NONE },
        };
        match parse(parts, &bytes) {
            Ok(value) => Self { value, scim: media(parts).eq_ignore_ascii_case(scim::MEDIA), ..Self::NONE },
            Err(fault) => Self { fault: Some(fault), ..Self::NONE },
        }
    }
}

fn body_fault(error: &axum::Error) -> Fault {
    if std::error::Error::source(error).is_some_and(|cause| cause.to_string().contains("limit")) {
        Fault::new(413, "request.entity.too.large", format!("The request is over the size limit. Maximum bytes: {BODY_LIMIT}"))
    } else {
        let text = "The client did not produce a request with valid end of stream signaling. This can be caused by poor network connection and/or client behavior.";
        Fault::new(400, "client.failed.request", text)
    }
}

fn parse(parts: &Parts, bytes: &Bytes) -> Result<Value, Fault> {
    if bytes.is_empty() {
        return Ok(Value::Null);
    }
    if !["application/json", scim::MEDIA].iter().any(|read| read.eq_ignore_ascii_case(media(parts))) {
        return Err(unsupported_media());
    }
    serde_json::from_slice(bytes).map_err(|error| Fault {
        cause: None,
        ..Fault::bad_request(format!(
            "The request could not be understood by the server due to malformed syntax. The body is not JSON: {error}"
        ))
    })
}

/// The media type of the body, without its parameters; JSON where none is named.
fn media(parts: &Parts) -> &str {
    let named = parts.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("application/json");
    named.split(';').next().unwrap_or_default().trim()
}

fn unsupported_media() -> Fault {
    let text = "Unsupported Media Type - Unsupported or incorrect media type, such as an incorrect Content-Type value in the header.";
    Fault::new(415, "unsupported.media.type", text)
}

/// One request, opened up for its decision.
struct Asked<'a> {
    platform: &'a Platform,
    caller: &'a Caller,
    operation: Option<&'static Operation>,
    params: Params<'a>,
    query: &'a Query,
    body: &'a Payload,
    address: IpAddr,
    now: Timestamp,
    preserves_idle: bool,
}

impl Asked<'_> {
    /// The divisions of what is touched.
    fn target(&self) -> Target {
        let Some(operation) = self.operation else { return Target::None };
        let query: Vec<(&str, &str)> = self.query.pairs().collect();
        let body = (!self.body.value.is_null()).then_some(&self.body.value);
        target::of(&self.caller.organization, operation, &Asking { params: &self.params, query: &query, body })
    }

    fn decide(&self, target: Target) -> (Envelope, Decision) {
        let organization = &*self.caller.organization;
        let rate = self.rate();
        let question = Question {
            catalog: self.platform.catalog,
            organization,
            credentials: self.caller.credentials(),
            operation: self.operation,
            target,
            address: self.address,
            rate,
            last_used: self.platform.last_use(self.caller),
            now: self.now,
        };
        let decision = decide(&question);
        self.touch(&decision);
        (Envelope { id: crate::platform::fresh_uuid(), rate }, decision)
    }

    /// Notes the use of an admitted token, where idle tokens die. `preserveIdleTTL=true` on `GET /tokens/me` reads without it.
    fn touch(&self, decision: &Decision) {
        let idles = self.caller.organization.profile().idle.enable_idle_token_timeout;
        if let (true, false, Verdict::Allow, Some(token)) = (idles, self.preserves_idle, decision.verdict, self.caller.token()) {
            self.platform.last_use.touch(token.serial, self.now);
        }
    }

    fn rate(&self) -> Rate {
        let settings = &self.caller.organization.profile().settings;
        let allowed = settings.rate_requests_per_minute;
        match self.caller.token() {
            Some(token) => {
                let key = match settings.rate_counted_per {
                    RateCounted::Token => token.serial,
                    RateCounted::Client => token.client.uuid().as_u64_pair().1,
                };
                self.platform.requests.count(key, allowed, self.now)
            }
            None => Rate { count: 0, allowed, reset: 60 },
        }
    }

    /// What the caller is told, unless the request is admitted. A server must answer: where nothing is known of an
    /// operation's permissions it goes on to that operation's 501, and access policies and conditions are not imitated; anything else unknown is refused. So is everything while
    /// the store is out of sight: what is in memory may be out of date.
    fn refusal(&self, decision: &Decision) -> Option<Fault> {
        match decision.verdict {
            Verdict::Allow if !self.platform.is_ready() => Some(Fault::unavailable("the store is out of sight")),
            Verdict::Allow | Verdict::Unknown(Missing::Permissions(_) | Missing::AccessPolicies(_) | Missing::Conditions(_)) => None,
            Verdict::Unknown(Missing::Part(part)) => Some(Fault::unavailable(format!("{part:?} of the organization are unknown"))),
            Verdict::Deny(reason) => Some(self.denied(reason)),
        }
    }

    fn denied(&self, reason: Reason) -> Fault {
        let catalog = self.platform.catalog;
        let organization = &self.caller.organization;
        let subject = self.subject();
        let lacks = |permission| subject.is_none_or(|subject| !organization.holds(subject, permission));
        let names: Vec<&str> = reason.permissions(catalog).into_iter().map(|id| catalog.permission(id).name).collect();
        let params = if names.is_empty() { Vec::new() } else { vec![("permissions", format!("[{}]", names.join(", ")))] };
        Fault { params, ..Fault::new(reason.status(), reason.code(), reason.message(catalog, lacks)) }
    }

    fn subject(&self) -> Option<Subject> {
        self.caller.token().map(postern_decide::subject_of)
    }

    async fn perform(&self, parts: &Parts) -> Answer {
        let (Some(operation), Some(token)) = (self.operation, self.caller.token()) else { return Err(Fault::not_found()) };
        let Some(handler) = api::handler(operation.id).or_else(|| generic::handler(operation.id)) else {
            return Err(Fault::not_built(operation.method, operation.path));
        };
        let call = Call {
            platform: self.platform,
            organization: Arc::clone(&self.caller.organization),
            tenant: self.caller.tenant,
            operation,
            params: self.params,
            headers: &parts.headers,
            query: self.query.clone(),
            body: self.valid_body(operation)?,
            token: *token,
            address: self.address,
            now: self.now,
        };
        validate::validate_query(call.catalog(), operation, call.query.pairs())?;
        match handler {
            Handler::Read(read) => read(&call),
            Handler::Write(write) => {
                let tenant = &self.platform.tenants[self.caller.tenant];
                Box::pin(tenant.change(self.now, Some(self.caller.actor(self.address)), |draft| write(&call, draft))).await
            }
            Handler::Query(query) => query(&call).await,
        }
    }

    /// The body, if it is what the operation's model declares.
    fn valid_body(&self, operation: &Operation) -> Result<Value, Fault> {
        if let Some(fault) = &self.body.fault {
            return Err(Fault { params: Vec::new(), ..Fault::new(fault.status, fault.code, fault.message.clone()) });
        }
        if self.body.scim && operation.media != scim::MEDIA {
            return Err(unsupported_media());
        }
        match &operation.body {
            // SCIM bodies are read against the schemas that SCIM serves.
            Some(_) if operation.media == scim::MEDIA && !self.body.value.is_null() => {}
            // A PATCH often declares the whole read model: what it leaves out stays as it is.
            Some(model) if operation.method == "PATCH" && !self.body.value.is_null() => {
                validate::validate_partial_body(self.platform.catalog, model, &self.body.value)?;
            }
            Some(model) if !self.body.value.is_null() => {
                let check = if operation.method == "POST" { validate::validate_new_body } else { validate::validate_body };
                check(self.platform.catalog, model, &self.body.value).map_err(|violation| Fault::in_body(operation, violation))?;
            }
            Some(_) if operation.body_required => return Err(Fault::bad_request("the request needs a JSON body")),
            _ => {}
        }
        Ok(self.body.value.clone())
    }

    /// Keeps the decision, counts the use.
    fn remember(&self, envelope: &Envelope, (target, decision, faults): (Target, Decision, Box<[Acted]>), parts: &Parts, status: u16) {
        self.platform.metrics.answered(status);
        let user = self.caller.token().and_then(|token| token.user).map(postern_model::Id::uuid);
        if let (Some(client), Some(OperationId(_)), Some(operation)) = (self.caller.client(), self.operation.map(|o| o.id), self.operation)
        {
            let key = Key { tenant: self.caller.tenant, day: self.now.day(), client, user, operation: operation.id };
            self.platform.usage.count(key, status);
        }
        self.platform.decisions.keep(Record {
            id: envelope.id,
            at: self.now,
            tenant: self.caller.tenant,
            subject: self.subject(),
            client: self.caller.client(),
            method: parts.method.clone(),
            path: parts.uri.path().into(),
            what: What::Operation { operation: self.operation.map(|operation| operation.id), target, decision, faults },
            status,
        });
    }
}

fn preserves_idle(parts: &Parts) -> bool {
    parts.uri.query().is_some_and(|query| query.contains("preserveIdleTTL=true"))
}
