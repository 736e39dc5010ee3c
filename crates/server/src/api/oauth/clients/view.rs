//! An OAuth client on the wire (API description: `OAuthClient`).

use postern_model::{Client, Id, User, settings::SecretOnRead};
use postern_org::{Organization, change::clients};
use serde_json::{Map, Value, json};
use uuid::Uuid;

/// A client as it is read: without its secret, which the setting `clients.secret-on-read` spells.
pub fn read(organization: &Organization, client: &Client) -> Value {
    let mut view = common(organization, client);
    match organization.profile().settings.clients_secret_on_read {
        SecretOnRead::Absent => {}
        SecretOnRead::Null => _ = view.insert("secret".to_owned(), Value::Null),
        SecretOnRead::Empty => _ = view.insert("secret".to_owned(), json!("")),
    }
    of_clients(view, client)
}

/// A client whose secret is shown this once.
pub fn disclosed(organization: &Organization, client: &Client, secret: &str) -> Value {
    let mut view = common(organization, client);
    view.insert("secret".to_owned(), json!(secret));
    of_clients(view, client)
}

/// What a client's own token shows of it, besides the organization (API description: `OrgOAuthClient`).
pub fn common(organization: &Organization, client: &Client) -> Map<String, Value> {
    let roles = clients::roles(organization, client.id).iter().map(|grant| json!({ "roleId": grant.role, "divisionId": grant.division }));
    let optional = [
        ("dateToDelete", client.date_to_delete.map(|date| json!(date))),
        ("createdBy", client.created_by.map(|id| author(organization, id))),
        ("modifiedBy", client.modified_by.map(|id| author(organization, id))),
    ];
    let view = json!({
        "id": client.id,
        "name": client.name,
        "authorizedGrantType": client.grant_type_spelling.as_deref().unwrap_or(client.grant_type.name()),
        "scope": client.scope,
        "roleDivisions": roles.collect::<Vec<_>>(),
        "state": client.state.name(),
        "dateCreated": client.date_created,
        "dateModified": client.date_modified,
    });
    let present = optional.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    view.as_object().cloned().unwrap_or_default().into_iter().chain(present).collect()
}

/// What only `/api/v2/oauth/clients` shows.
fn of_clients(mut view: Map<String, Value>, client: &Client) -> Value {
    if let Some(description) = &client.description {
        view.insert("description".to_owned(), json!(description));
    }
    view.insert("accessTokenValiditySeconds".to_owned(), json!(client.token_seconds));
    view.insert("registeredRedirectUri".to_owned(), json!(client.redirect_uris));
    view.insert("selfUri".to_owned(), json!(format!("/api/v2/oauth/clients/{}", client.id)));
    Value::Object(view)
}

/// Who made or changed something (API description: `DomainEntityRef`): a client of the organization, else a person.
pub fn author(organization: &Organization, id: Uuid) -> Value {
    let person = Id::<User>::new(id);
    if let Some(client) = organization.client(Id::new(id)) {
        json!({ "id": id, "name": client.name, "selfUri": format!("/api/v2/oauth/clients/{id}") })
    } else if let Some(user) = organization.user(person) {
        json!({ "id": id, "name": user.name, "selfUri": format!("/api/v2/users/{id}") })
    } else {
        json!({ "id": id })
    }
}
