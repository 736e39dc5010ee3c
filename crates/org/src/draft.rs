//! A change in the making: the new value, what to persist, what to log.

use std::{net::IpAddr, ops::Deref, sync::Arc};

use postern_catalog::Catalog;
use postern_model::{
    AuditEvent, Client, Division, Entropy, Group, Id, Profile, Provider, Role, Subject, SubjectKind, Timestamp, User, UserState,
    audit::PropertyChange, grant::SubjectGrants,
};
use rpds::RedBlackTreeSetSync;
use serde::Serialize;
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::{
    Organization, Refusal,
    allowlist::Allowlist,
    compile,
    resources::{self, Resource},
};

/// One document to write or delete. `kind` and `id` are its key; the body is JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Write {
    /// Create or replace.
    Put {
        /// `user`, `role`, …
        kind: &'static str,
        /// The id within the kind.
        id: String,
        /// The document.
        body: String,
    },
    /// Remove.
    Delete {
        /// `user`, `role`, …
        kind: &'static str,
        /// The id within the kind.
        id: String,
    },
}

/// Who makes a change.
#[derive(Clone, Copy, Debug)]
pub struct Actor {
    /// The client whose token is used; none for the operator at the console.
    pub client: Option<Id<Client>>,
    /// The person the token acts for.
    pub user: Option<Id<User>>,
    /// Where the request comes from.
    pub address: IpAddr,
}

impl Actor {
    /// The subject whose grants count: the person if there is one, else the client.
    pub fn subject(&self) -> Option<Subject> {
        let person = self.user.map(|id| Subject { kind: SubjectKind::User, id: id.uuid() });
        person.or(self.client.map(|id| Subject { kind: SubjectKind::Client, id: id.uuid() }))
    }
}

/// What a change needs from outside: the moment, chance, the key of secret hashes, and who is at it.
pub struct Circumstances {
    /// Now.
    pub now: Timestamp,
    /// Fresh ids and secrets.
    pub entropy: Entropy,
    /// Key under which client secrets are hashed.
    pub pepper: [u8; 32],
    /// Who makes the change; `None` for the operator, whom no rule about holding roles binds.
    pub actor: Option<Actor>,
}

/// An organization being changed. Reads see the new value; dropping the draft undoes everything.
pub struct Draft<'c> {
    pub(crate) organization: Organization,
    /// The catalogue that permissions are named in.
    pub catalog: &'c Catalog,
    /// Now, chance, who.
    pub circumstances: Circumstances,
    writes: Vec<Write>,
    events: Vec<AuditEvent>,
}

impl Deref for Draft<'_> {
    type Target = Organization;

    fn deref(&self) -> &Organization {
        &self.organization
    }
}

impl<'c> Draft<'c> {
    /// A draft of `organization`.
    pub fn new(organization: &Organization, catalog: &'c Catalog, circumstances: Circumstances) -> Self {
        Self { organization: organization.clone(), catalog, circumstances, writes: Vec::new(), events: Vec::new() }
    }

    /// The new value, the documents to persist and the events to log.
    pub fn finish(self) -> (Organization, Vec<Write>, Vec<AuditEvent>) {
        (self.organization, self.writes, self.events)
    }

    /// Now.
    pub fn now(&self) -> Timestamp {
        self.circumstances.now
    }

    /// A fresh id.
    pub fn fresh_id<T>(&mut self) -> Id<T> {
        Id::new(self.circumstances.entropy.uuid())
    }

    /// Records one audit event of this change.
    pub fn log(&mut self, service: &str, action: &str, entity: (&str, &str, &str), changes: Vec<PropertyChange>) {
        let (entity_type, entity_id, entity_name) = entity;
        let actor = self.circumstances.actor;
        self.events.push(AuditEvent {
            service: service.to_owned(),
            action: action.to_owned(),
            entity_type: entity_type.to_owned(),
            entity_id: entity_id.to_owned(),
            entity_name: entity_name.to_owned(),
            user: actor.and_then(|actor| actor.user).map(Id::uuid),
            client: actor.and_then(|actor| actor.client).map(Id::uuid),
            remote_ip: actor.map(|actor| actor.address.to_string()).into_iter().collect(),
            changes,
        });
    }

    pub(crate) fn put_document(&mut self, kind: &'static str, id: String, value: &impl Serialize) {
        // Plain values with string keys always serialize.
        let body = serde_json::to_string(value).unwrap_or_default();
        self.writes.push(Write::Put { kind, id, body });
    }

    pub(crate) fn remove_document(&mut self, kind: &'static str, id: String) {
        self.writes.push(Write::Delete { kind, id });
    }

    /// Replaces the organization's record and settings.
    pub fn put_profile(&mut self, profile: Profile) -> Result<(), Refusal> {
        self.organization.allowlist = Arc::new(Allowlist::of(&profile)?);
        self.put_document("organization", profile.id.to_string(), &profile);
        self.organization.profile = Arc::new(profile);
        Ok(())
    }

    /// Creates or replaces a division.
    pub fn put_division(&mut self, division: Division) {
        self.put_document("division", division.id.to_string(), &division);
        self.organization.index_division(division);
    }

    /// Creates or replaces a role; its effective permissions are worked out here.
    pub fn put_role(&mut self, role: Role) -> Arc<Role> {
        self.put_document("role", role.id.to_string(), &role);
        self.organization.index_role(self.catalog, role)
    }

    /// Removes a role; its grants must be gone already.
    pub fn remove_role(&mut self, id: Id<Role>) {
        self.organization.unindex_role(id);
        self.remove_document("role", id.to_string());
    }

    /// Replaces a subject's own grants; none left removes the entry.
    pub fn put_grants(&mut self, held: SubjectGrants) {
        let id = held.subject.id;
        if held.grants.is_empty() {
            self.remove_document("grants", id.to_string());
        } else {
            self.put_document("grants", id.to_string(), &held);
        }
        self.organization.index_grants(held);
    }

    /// Creates or replaces a person.
    pub fn put_user(&mut self, user: User) -> Arc<User> {
        self.put_document("user", user.id.to_string(), &user);
        self.organization.index_user(user)
    }

    /// Creates or replaces a group.
    pub fn put_group(&mut self, group: Group) -> Arc<Group> {
        self.put_document("group", group.id.to_string(), &group);
        self.organization.index_group(group)
    }

    /// Removes a group; memberships and grants must be gone already.
    pub fn remove_group(&mut self, id: Id<Group>) {
        self.organization.unindex_group(id);
        self.remove_document("group", id.to_string());
    }

    /// Creates or replaces a client.
    pub fn put_client(&mut self, client: Client) -> Arc<Client> {
        self.put_document("client", client.id.to_string(), &client);
        let client = Arc::new(client);
        self.organization.clients.insert_mut(client.id, Arc::clone(&client));
        client
    }

    /// Removes a client; its grants must be gone already.
    pub fn remove_client(&mut self, id: Id<Client>) {
        self.organization.clients.remove_mut(&id);
        self.remove_document("client", id.to_string());
    }

    /// Creates or replaces an identity provider.
    pub fn put_provider(&mut self, provider: Provider) {
        self.put_document("provider", provider.id.clone(), &provider);
        self.organization.providers.insert_mut(provider.id.clone(), provider);
    }

    /// Removes an identity provider.
    pub fn remove_provider(&mut self, id: &str) {
        self.organization.providers.remove_mut(id);
        self.remove_document("provider", id.to_owned());
    }

    /// Creates or replaces what is stored at `path`; an entity that is there keeps its place in order of creation.
    pub fn put_resource(&mut self, path: &str, entity: Map<String, Value>) -> Arc<Resource> {
        let created = self.organization.resources.get(path).map_or_else(|| self.organization.resources.next(), |old| old.created);
        let resource = Resource { path: path.to_owned(), created, entity };
        self.put_document(resources::KIND, resource.path.clone(), &resource);
        self.organization.resources.put(resource)
    }

    /// Removes what is stored at `path` and below it.
    pub fn remove_resource(&mut self, path: &str) {
        let below: Vec<String> = self.organization.resources.below(path).map(|resource| resource.path.clone()).collect();
        let itself = self.organization.resources.get(path).map(|resource| resource.path.clone());
        for path in itself.into_iter().chain(below) {
            self.organization.resources.forget(&path);
            self.remove_document(resources::KIND, path);
        }
    }

    /// Refuses one token from now on; `until` is its own end, after which the record may go.
    pub fn revoke_token(&mut self, serial: u64, until: Timestamp) {
        self.put_document("revoked", serial.to_string(), &until);
        self.organization.revoked.insert_mut(serial, until);
    }

    /// Forgets a revoked token, which must be over by itself.
    pub fn forget_revoked(&mut self, serial: u64) {
        self.organization.revoked.remove_mut(&serial);
        self.remove_document("revoked", serial.to_string());
    }
}

/// Indexing: how each kind of entity enters the value. Used by drafts and by loading.
impl Organization {
    pub(crate) fn index_division(&mut self, division: Division) {
        if division.home {
            self.home = division.id;
        }
        self.divisions.insert_mut(division.id, division);
    }

    pub(crate) fn index_role(&mut self, catalog: &Catalog, mut role: Role) -> Arc<Role> {
        compile::compile(catalog, &mut role);
        self.unindex_role(role.id);
        self.role_names.insert_mut(role.name.to_lowercase(), role.id);
        let role = Arc::new(role);
        Arc::make_mut(&mut self.roles).insert(role.id, Arc::clone(&role));
        role
    }

    pub(crate) fn index_grants(&mut self, held: SubjectGrants) {
        if held.grants.is_empty() {
            self.grants.remove_mut(&held.subject.id);
        } else {
            self.grants.insert_mut(held.subject.id, Arc::new(held));
        }
    }

    pub(crate) fn index_user(&mut self, user: User) -> Arc<User> {
        if let Some(old) = self.users.get(&user.id).map(Arc::clone) {
            self.unindex_user(&old, &user.groups);
        }
        if user.state != UserState::Deleted {
            self.emails.insert_mut(user.email.to_lowercase(), user.id);
            self.index_external_ids(&user);
            self.user_names.insert_mut((user.name.to_lowercase(), user.id));
            self.inactive_users += usize::from(user.state == UserState::Inactive);
        }
        for group in &user.groups {
            let mut members = self.members.get(group).cloned().unwrap_or_else(RedBlackTreeSetSync::default);
            members.insert_mut(user.id);
            self.members.insert_mut(*group, members);
        }
        let user = Arc::new(user);
        self.users.insert_mut(user.id, Arc::clone(&user));
        user
    }

    /// Takes a person out of every index but the membership of `kept` groups. An address or a name that is another's by
    /// now stays the other's: documents that were written at once arrive in no particular order.
    fn unindex_user(&mut self, old: &User, kept: &[Id<Group>]) {
        if old.state != UserState::Deleted {
            let email = old.email.to_lowercase();
            if self.emails.get(&email) == Some(&old.id) {
                self.emails.remove_mut(&email);
            }
            self.unindex_external_ids(old);
            self.user_names.remove_mut(&(old.name.to_lowercase(), old.id));
            self.inactive_users -= usize::from(old.state == UserState::Inactive);
        }
        for group in old.groups.iter().filter(|group| !kept.contains(group)) {
            if let Some(mut members) = self.members.get(group).cloned() {
                members.remove_mut(&old.id);
                self.members.insert_mut(*group, members);
            }
        }
    }

    /// Takes out a person as if there had never been one: what the platform never does, and a reset does.
    pub(crate) fn forget_user(&mut self, id: Id<User>) {
        if let Some(old) = self.users.get(&id).map(Arc::clone) {
            self.unindex_user(&old, &[]);
            self.users.remove_mut(&id);
        }
    }

    pub(crate) fn unindex_role(&mut self, id: Id<Role>) {
        if let Some(name) = self.roles.get(&id).map(|role| role.name.to_lowercase()) {
            if self.role_names.get(&name) == Some(&id) {
                self.role_names.remove_mut(&name);
            }
            Arc::make_mut(&mut self.roles).remove(&id);
        }
    }

    pub(crate) fn unindex_group(&mut self, id: Id<Group>) {
        if let Some(name) = self.groups.get(&id).map(|group| group.name.to_lowercase()) {
            if self.group_names.get(&name) == Some(&id) {
                self.group_names.remove_mut(&name);
            }
            self.groups.remove_mut(&id);
        }
    }

    pub(crate) fn index_group(&mut self, group: Group) -> Arc<Group> {
        self.unindex_group(group.id);
        self.group_names.insert_mut(group.name.to_lowercase(), group.id);
        let group = Arc::new(group);
        self.groups.insert_mut(group.id, Arc::clone(&group));
        group
    }
}

/// The subject's kind, if `id` names a live person, a group or a client of this organization.
impl Organization {
    /// Which kind of subject `id` is, if it is one at all.
    pub fn subject(&self, id: Uuid) -> Option<Subject> {
        let kind = if self.live_user(Id::new(id)).is_some() {
            SubjectKind::User
        } else if self.group(Id::new(id)).is_some() {
            SubjectKind::Group
        } else if self.client(Id::new(id)).is_some() {
            SubjectKind::Client
        } else {
            return None;
        };
        Some(Subject { kind, id })
    }
}
