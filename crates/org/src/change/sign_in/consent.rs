//! Consents: in an organization that enforces scopes, each client must be authorized before it is used for people
//! (help centre, *Authorized Applications*).

use postern_catalog::Catalog;
use postern_model::{Client, Id, Subject, SubjectKind, User, sign_in::Consent};

use crate::{Draft, Organization, change::difference};

/// What somebody holds who may authorize clients.
pub const PERMISSION: &str = "oauth:client:authorize";

impl Organization {
    /// Whether a client waits for a consent: it was given none, or has scopes now that it had not then. A client without
    /// scopes has nothing to consent to.
    pub fn awaits_consent(&self, client: &Client) -> bool {
        let given = self.kept::<Consent>(&client.id.to_string());
        let covered = |scope: &String| given.is_some_and(|consent| consent.scope.contains(scope));
        self.profile().settings.scopes_enforce && !client.scope.iter().all(covered)
    }

    /// Whether a person may authorize clients.
    pub fn may_consent(&self, catalog: &Catalog, user: Id<User>) -> bool {
        let subject = Subject { kind: SubjectKind::User, id: user.uuid() };
        let holds = |name| catalog.permission_id(name).is_some_and(|permission| self.holds(subject, permission));
        holds(PERMISSION) || self.profile().settings.permissions_admin_overrides_all && holds("admin")
    }
}

/// Gives the consent to a client with the scopes it has now. Whether `by` may is [`Organization::may_consent`]'s to say.
pub fn give(draft: &mut Draft<'_>, client: &Client, by: Id<User>) {
    let id = client.id.to_string();
    let given = Consent { client: client.id, scope: client.scope.clone(), by, at: draft.now() };
    let before = draft.kept::<Consent>(&id).cloned();
    let action = if before.is_some() { "Update" } else { "Create" };
    let changes = difference::of(before.as_ref(), &given);
    draft.log("PeoplePermissions", action, ("OAuthClientAuthorization", &id, &client.name), changes);
    draft.keep(given);
}
