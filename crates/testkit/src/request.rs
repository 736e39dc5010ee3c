//! Requests to any operation.

use postern_catalog::{Catalog, Operation};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::body::{self, Fill};

/// A request to an operation.
#[derive(Clone, Debug)]
pub struct Request {
    /// The operation.
    pub operation: &'static Operation,
    /// Its path, parameters filled in.
    pub path: String,
    /// Its JSON body.
    pub body: Option<Value>,
}

/// Things that exist, to be named where an operation decides by their division.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// A person.
    pub user: Uuid,
    /// The person's division.
    pub division: Uuid,
    /// A stored thing of that division.
    pub thing: Uuid,
}

/// Names nothing: no sample has anything of this id.
pub const NOTHING: Uuid = Uuid::from_u128(0xffff_ffff_ffff_4fff_bfff_ffff_ffff_ffff);

/// Where a SCIM resource says in which division a person lives.
pub(crate) const ENTERPRISE_USER: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

/// How an operation shows the division of what it touches, if it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Touches {
    /// Nothing with a division that can be told from the request.
    Nothing,
    /// A person named in the path.
    User,
    /// Some people named in the body.
    Users,
    /// A division named in the path.
    Division,
    /// A division named in the body of a creation.
    Body,
    /// A division named in an extension of a SCIM resource.
    Extension,
    /// A stored thing named in the path, first.
    Stored,
}

/// How `operation` shows the division of what it touches.
pub fn touches(operation: &Operation) -> Touches {
    let path = operation.path;
    let scim_user = path.starts_with("/api/v2/scim/users/{") || path.starts_with("/api/v2/scim/v2/users/{");
    if scim_user || path.starts_with("/api/v2/users/{") && operation.param_names.first() != Some(&"subjectId") {
        Touches::User
    } else if operation.method == "POST" && matches!(path, "/api/v2/scim/users" | "/api/v2/scim/v2/users") {
        Touches::Extension
    } else if path == "/api/v2/users/bulk" {
        Touches::Users
    } else if path.starts_with("/api/v2/authorization/divisions/{divisionId}") {
        Touches::Division
    } else if operation.method == "POST" && operation.division_hints.body && !path.starts_with("/api/v2/authorization/") {
        Touches::Body
    } else if path.contains('{')
        && !path.starts_with("/api/v2/authorization/")
        && !path.starts_with("/api/v2/scim/")
        && operation.param_names.first() != Some(&"subjectId")
    {
        Touches::Stored
    } else {
        Touches::Nothing
    }
}

impl Request {
    /// A request that names nothing that exists, with a body that the operation's model accepts.
    pub fn to_nothing(operation: &'static Operation, fill: Fill) -> Self {
        let body = operation.body.map(|ty| body::of(Catalog::builtin(), &ty, fill));
        Self { operation, path: path(operation, NOTHING), body }
    }

    /// A request that touches something in `place`; `None` when the operation does not show what it touches.
    pub fn to(operation: &'static Operation, place: Place) -> Option<Self> {
        let plain = Self::to_nothing(operation, Fill::Required);
        match touches(operation) {
            Touches::Nothing => None,
            Touches::User => Some(Self { path: path(operation, place.user), ..plain }),
            Touches::Users => Some(Self { body: Some(json!([{ "id": place.user }])), ..plain }),
            Touches::Stored => Some(Self { path: path(operation, place.thing), ..plain }),
            Touches::Division => Some(Self { path: path(operation, place.division), ..plain }),
            Touches::Extension => {
                let mut body = plain.body.unwrap_or_else(|| json!({}));
                body[ENTERPRISE_USER] = json!({ "division": place.division });
                Some(Self { body: Some(body), ..plain })
            }
            Touches::Body => {
                let mut body = plain.body.unwrap_or(Value::Null);
                let whole = |name| match operation.body {
                    Some(postern_catalog::TypeRef::Model(model)) => {
                        Catalog::builtin().model(model).is_some_and(|model| model.field(name).is_some())
                    }
                    _ => false,
                };
                match body.as_object_mut() {
                    Some(fields) if whole("division") && !whole("divisionId") => {
                        fields.insert("division".to_owned(), json!({ "id": place.division }));
                    }
                    Some(fields) => drop(fields.insert("divisionId".to_owned(), json!(place.division))),
                    None => body = json!({ "divisionId": place.division }),
                }
                Some(Self { body: Some(body), ..plain })
            }
        }
    }
}

/// The operation's path with `first` for its first parameter and nothing's id for the others.
fn path(operation: &Operation, first: Uuid) -> String {
    let mut ids = std::iter::once(first).chain(std::iter::repeat(NOTHING));
    let mut segment = |segment: &str| if segment.starts_with('{') { ids.next().unwrap_or(NOTHING).to_string() } else { segment.to_owned() };
    operation.path.split('/').map(&mut segment).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_is_reached_by_its_request() {
        for operation in Catalog::builtin().operations() {
            let request = Request::to_nothing(operation, Fill::Required);
            let reached = match Catalog::builtin().route(operation.method, &request.path) {
                postern_catalog::Route::Found { operation, .. } => Some(operation),
                _ => None,
            };
            assert_eq!(reached, Some(operation.id), "{}", operation.name);
        }
    }
}
