//! One admitted request, as the engine sees it.

use std::borrow::Cow;

use postern_catalog::{Catalog, Operation, Params, route::decoded};
use postern_model::{Client, Id, Timestamp, User};
use postern_org::Refusal;
use serde_json::Value;

use crate::Plan;

/// The person who asks, in the template of what is everybody's own.
pub(crate) const ME: &str = "{me}";

/// A request for an operation with a [`Plan`](crate::Plan); its query and body are valid by the catalogue.
pub struct Ask<'a> {
    /// The API as data.
    pub catalog: &'static Catalog,
    /// The operation.
    pub operation: &'static Operation,
    /// The path's parameters, still percent-encoded.
    pub params: &'a Params<'a>,
    /// The decoded query.
    pub query: &'a [(&'a str, &'a str)],
    /// The body; `Null` when there is none.
    pub body: &'a Value,
    /// The client whose token is used.
    pub client: Id<Client>,
    /// The person that the token acts for.
    pub user: Option<Id<User>>,
    /// Now.
    pub now: Timestamp,
}

impl<'a> Ask<'a> {
    /// The first non-empty value of a query parameter, where the operation declares it: what it does not know means nothing.
    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        if !self.operation.query.iter().any(|parameter| parameter.name == name) {
            return None;
        }
        self.query.iter().find(|(given, value)| *given == name && !value.is_empty()).map(|(_, value)| *value)
    }

    /// Refuses a machine where what is meant is the caller's own: only people have such.
    pub(crate) fn check_person(&self, plan: &Plan) -> Result<(), Refusal> {
        if self.user.is_some() || !plan.at.contains(ME) {
            return Ok(());
        }
        let text = "This request requires a user context. Client credentials cannot be used for requests to this resource.";
        Err(Refusal::bad("not.a.user", text))
    }

    /// The last parameter: what a view of somebody's items goes through.
    pub(crate) fn through(&self) -> Cow<'a, str> {
        decoded(self.params.iter().last().unwrap_or_default())
    }

    /// The template with the request's parameters in the places of its own: `/routing/queues/{queueId}` becomes
    /// `/routing/queues/7c1…`. Parameters are taken by name; a name that the operation lacks takes the one at its place. They
    /// are [decoded].
    pub(crate) fn fill(&self, template: &str) -> String {
        let mut at = 0;
        let mut path = String::with_capacity(template.len() + 36);
        for segment in template.split('/').skip(1) {
            path.push('/');
            if segment == ME {
                path.extend(self.user.map(|user| user.to_string()));
                continue;
            }
            match segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
                Some(name) => {
                    let value = self.params.get(self.operation, name).or_else(|| self.params.at(at));
                    path.push_str(&decoded(value.unwrap_or_default()));
                    at += 1;
                }
                None => path.push_str(segment),
            }
        }
        path
    }
}
