//! A client's authorization on the wire (API description: `OAuthAuthorization`).

use postern_model::Client;
use postern_org::{Organization, change::clients as changes};
use serde_json::{Map, Value, json};

use crate::api::oauth::clients;

/// The authorization of one of the organization's own clients: given with the client, unless the organization enforces
/// scopes. It is pending then until somebody consents to them.
pub fn read(organization: &Organization, client: &Client) -> Value {
    let held = changes::roles(organization, client.id);
    let mut roles: Vec<_> = held.iter().map(|grant| grant.role).collect();
    roles.sort_unstable();
    roles.dedup();
    let mut view = Map::new();
    view.insert("client".to_owned(), clients::view::read(organization, client));
    view.insert("scope".to_owned(), json!(client.scope));
    view.insert("roles".to_owned(), json!(roles));
    view.insert("dateCreated".to_owned(), json!(client.date_created));
    view.insert("dateModified".to_owned(), json!(client.date_modified));
    for (name, id) in [("createdBy", client.created_by), ("modifiedBy", client.modified_by)] {
        if let Some(id) = id {
            view.insert(name.to_owned(), clients::view::author(organization, id));
        }
    }
    let pending = organization.awaits_consent(client);
    view.insert("pending".to_owned(), json!(pending));
    view.insert("state".to_owned(), json!(if pending { "Requested" } else { "Authorized" }));
    view.insert("selfUri".to_owned(), json!(format!("/api/v2/oauth/authorizations/{}", client.id)));
    Value::Object(view)
}
