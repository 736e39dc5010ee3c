//! One admitted request, as the engine sees it.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;
use postern_catalog::{Catalog, Operation, Params};
use postern_model::{Client, Id, Timestamp, User};
use serde_json::Value;

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

impl Ask<'_> {
    /// The first non-empty value of a query parameter.
    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(given, value)| *given == name && !value.is_empty()).map(|(_, value)| *value)
    }

    /// The template with the request's parameters in the places of its own: `/routing/queues/{queueId}` becomes
    /// `/routing/queues/7c1…`. Parameters are taken by name; a name that the operation lacks takes the one at its place. They
    /// are decoded, but for those that would reach into another path: no id has a slash.
    pub(crate) fn fill(&self, template: &str) -> String {
        let mut at = 0;
        let mut path = String::with_capacity(template.len() + 36);
        for segment in template.split('/').skip(1) {
            path.push('/');
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

fn decoded(value: &str) -> Cow<'_, str> {
    percent_decode_str(value).decode_utf8().ok().filter(|value| !value.contains('/')).unwrap_or(Cow::Borrowed(value))
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn a_parameter_is_decoded_unless_it_would_reach_elsewhere() {
        assert_eq!(decoded("a%20key"), "a key");
        assert_eq!(decoded("a%2Frows"), "a%2Frows");
        assert_eq!(decoded("a%ff"), "a%ff");
    }
}
