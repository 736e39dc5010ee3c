//! From the tables to the organization.

use std::collections::BTreeMap;

use postern_model::{Client, Division, Grant, Group, Id, Reach, Subject, SubjectKind, Timestamp, User, grant::SubjectGrants};
use serde_json::json;
use uuid::Uuid;

use super::{ClientKey, EVERYWHERE, HOME, Held, clients, groups, people};
use crate::{Draft, Refusal, fresh};

/// The telling: names become ids.
pub(super) struct Story<'d, 'c> {
    pub(super) draft: &'d mut Draft<'c>,
    pub(super) people: BTreeMap<&'static str, Id<User>>,
    pub(super) groups: BTreeMap<&'static str, Id<Group>>,
    pub(super) email_domain: &'d str,
}

impl Story<'_, '_> {
    fn days_ago(&self, days: i64) -> Timestamp {
        self.draft.now().plus_seconds(-86_400 * days)
    }

    fn person(&self, name: &str) -> Result<Id<User>, Refusal> {
        self.people.get(name).copied().ok_or_else(|| unknown("person", name))
    }

    fn group(&self, name: &str) -> Result<Id<Group>, Refusal> {
        self.groups.get(name).copied().ok_or_else(|| unknown("group", name))
    }

    fn division(&self, name: &str) -> Result<Id<Division>, Refusal> {
        let named = self.draft.divisions().find(|division| division.name == name);
        named.map(|division| division.id).ok_or_else(|| unknown("division", name))
    }

    fn grant(&self, (role, division): Held) -> Result<Grant, Refusal> {
        let reach = if division == EVERYWHERE { Reach::All } else { Reach::Division(self.division(division)?) };
        let role = self.draft.role_named(role).ok_or_else(|| unknown("role", role))?;
        Ok(Grant { role: role.id, division: reach, made: self.draft.now() })
    }

    fn put_grants(&mut self, kind: SubjectKind, id: Uuid, held: impl Iterator<Item = Held>) -> Result<(), Refusal> {
        let grants: Vec<_> = held.map(|held| self.grant(held)).collect::<Result<_, _>>()?;
        if !grants.is_empty() {
            self.draft.put_grants(SubjectGrants { subject: Subject { kind, id }, grants });
        }
        Ok(())
    }

    pub(super) fn put_group(&mut self, group: &groups::Group) -> Result<(), Refusal> {
        let id = self.group(group.name)?;
        self.draft.put_group(Group {
            id,
            name: group.name.to_owned(),
            description: group.description.to_owned(),
            r#type: group.kind.to_owned(),
            visibility: "public".to_owned(),
            rules_visible: true,
            roles_enabled: group.roles_enabled,
            owners: vec![self.person(group.owner)?],
            version: 1,
            date_modified: self.days_ago(100),
            other: serde_json::Map::new(),
        });
        self.put_grants(SubjectKind::Group, id.uuid(), group.roles.iter().copied())
    }

    fn email(&self, person: &people::Person) -> String {
        match person.email {
            Some(whole) if whole.contains('@') => whole.to_owned(),
            Some(local) => format!("{local}@{}", self.email_domain),
            None => format!("{}@{}", person.name.to_lowercase().replace(' ', "."), self.email_domain),
        }
    }

    pub(super) fn put_person(&mut self, person: &people::Person) -> Result<(), Refusal> {
        let id = self.person(person.name)?;
        let user = User {
            id,
            name: person.name.to_owned(),
            email: self.email(person),
            state: person.state,
            version: 1,
            division: self.division(person.division)?,
            groups: person.groups.iter().map(|name| self.group(name)).collect::<Result<_, _>>()?,
            manager: person.manager.map(|name| self.person(name)).transpose()?,
            tokens_from: None,
            last_token: person.seen.map(|days| self.days_ago(days)),
            last_login: person.password.map(|days| self.days_ago(days)),
            other: fresh::object(json!({ "title": person.title, "department": person.division })),
        };
        self.draft.put_user(user);
        // Everybody has the role `employee`, in the home division.
        self.put_grants(SubjectKind::User, id.uuid(), person.roles.iter().copied().chain([("employee", HOME)]))
    }

    pub(super) fn put_client(&mut self, client: &clients::Client) -> Result<ClientKey, Refusal> {
        let (id, secret) = (self.draft.fresh_id(), self.draft.circumstances.entropy.secret());
        let by = self.person(client.by)?.uuid();
        self.draft.put_client(Client {
            id,
            name: client.name.to_owned(),
            description: Some(client.description.to_owned()),
            grant_type: client.grant,
            grant_type_spelling: None,
            token_seconds: client.seconds,
            redirect_uris: client.redirect.map(str::to_owned).into_iter().collect(),
            scope: client.scope.iter().map(|scope| (*scope).to_owned()).collect(),
            state: client.state,
            secret_hash: Client::hash_secret(&self.draft.circumstances.pepper, &secret),
            secret_made: self.days_ago(client.secret),
            date_to_delete: None,
            date_created: self.days_ago(client.made),
            date_modified: self.days_ago(client.secret),
            created_by: Some(by),
            modified_by: Some(by),
            tokens_from: None,
        });
        self.put_grants(SubjectKind::Client, id.uuid(), client.roles.iter().copied())?;
        Ok(ClientKey { name: client.name, client_id: id, client_secret: secret, wrong: client.wrong })
    }
}

/// A name in one table that another does not have.
fn unknown(what: &str, name: &str) -> Refusal {
    Refusal::new(500, "internal.server.error", format!("the demo organization has no {what} `{name}`"))
}
