//! What undoes a change: worked out from what has become different, so that it fits whatever the change was.

use postern_catalog::Catalog;
use postern_model::{Client, ClientState, Provider, Reach, Role, Subject, SubjectKind, User, UserState, grant::SubjectGrants};
use postern_org::{Organization, Part};
use serde::{Deserialize, Serialize};

use crate::{change::Change, names};

/// What undoes a change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undo {
    /// The changes that lead back, in order.
    pub changes: Vec<Change>,
    /// What does not come back, for people to read.
    pub cannot: Vec<String>,
}

impl Undo {
    /// The changes as a file that `--change` reads.
    pub fn file(&self) -> String {
        #[derive(Serialize)]
        struct File<'a> {
            change: &'a [Change],
        }
        toml::to_string(&File { change: &self.changes }).unwrap_or_default()
    }
}

/// What leads from `after` back to `before`.
pub fn undo(catalog: &Catalog, before: &Organization, after: &Organization) -> Undo {
    let mut back = Back { before, after, undo: Undo::default() };
    back.providers(false);
    back.divisions();
    back.roles(catalog);
    back.groups();
    back.people();
    back.clients();
    back.grants();
    back.settings();
    back.providers(true);
    back.undo
}

struct Back<'o> {
    before: &'o Organization,
    after: &'o Organization,
    undo: Undo,
}

impl Back<'_> {
    fn change(&mut self, change: Change) {
        self.undo.changes.push(change);
    }

    fn cannot(&mut self, text: String) {
        self.undo.cannot.push(text);
    }

    fn divisions(&mut self) {
        for division in self.before.divisions().filter(|division| self.after.division(division.id).is_none()) {
            self.undo.changes.push(Change::RestoreDivision { division: division.name.clone() });
        }
        for division in self.after.divisions().filter(|division| self.before.division_even_deleted(division.id).is_none()) {
            self.undo.changes.push(Change::DeleteDivision { division: division.name.clone() });
        }
    }

    fn roles(&mut self, catalog: &Catalog) {
        let conditional = |role: &Role| role.policies.iter().filter(|policy| policy.resource_condition_node.is_some()).count();
        for old in self.before.roles() {
            let Some(new) = self.after.role(old.id) else {
                let text = format!("role `{}` is gone: a role made anew has another id, and nobody holds it", old.name);
                self.cannot(text);
                continue;
            };
            let named = |set: postern_model::PermissionSet| set.iter().map(|id| catalog.permission(id).name.to_owned()).collect::<Vec<_>>();
            let (add, remove) = (named(old.effective.difference(&new.effective)), named(new.effective.difference(&old.effective)));
            if !add.is_empty() || !remove.is_empty() {
                self.change(Change::EditRole { role: new.name.clone(), add, remove });
            }
            if conditional(new) < conditional(old) {
                self.cannot(format!("conditions on permissions of role `{}` that were taken out", old.name));
            }
        }
        for new in self.after.roles().filter(|role| self.before.role(role.id).is_none()) {
            self.undo.changes.push(Change::DeleteRole { role: new.name.clone() });
        }
    }

    fn groups(&mut self) {
        for old in self.before.groups().filter(|group| self.after.group(group.id).is_none()) {
            let members = self.before.member_count(old.id);
            let text = format!("group `{}` with its {members} members is gone: a group made anew has another id", old.name);
            self.undo.cannot.push(text);
        }
        for new in self.after.groups() {
            match self.before.group(new.id) {
                None => self.undo.changes.push(Change::DeleteGroup { group: new.name.clone() }),
                Some(old) if old.roles_enabled != new.roles_enabled => {
                    self.undo.changes.push(Change::InheritRoles { group: new.name.clone(), on: old.roles_enabled });
                }
                Some(_) => {}
            }
        }
    }

    fn people(&mut self) {
        if self.before.unknown(Part::Users).is_some() {
            return;
        }
        let mut changed: Vec<(&User, &User)> = self
            .before
            .users_even_deleted()
            .filter_map(|old| Some((old, self.after.user(old.id)?)))
            .filter(|(old, new)| !std::ptr::eq(*old, *new) && old != new)
            .collect();
        changed.sort_by(|one, other| one.0.email.cmp(&other.0.email));
        for (old, new) in changed {
            self.person(old, new);
        }
        for new in self.after.users().filter(|user| self.before.user(user.id).is_none()) {
            self.undo.changes.push(Change::DeletePerson { person: new.email.clone() });
        }
    }

    fn person(&mut self, old: &User, new: &User) {
        let person = || old.email.clone();
        match (old.state, new.state) {
            (UserState::Active | UserState::Inactive, UserState::Deleted) => {
                self.change(Change::RestorePerson { person: person() });
                if old.state == UserState::Inactive {
                    self.change(Change::DeactivatePerson { person: person() });
                }
                self.cannot(format!("sessions, tokens and the password of `{}` are gone: they sign in anew", old.email));
            }
            (UserState::Deleted, UserState::Active | UserState::Inactive) => self.change(Change::DeletePerson { person: person() }),
            (UserState::Active, UserState::Inactive) => self.change(Change::ActivatePerson { person: person() }),
            (UserState::Inactive, UserState::Active) => self.change(Change::DeactivatePerson { person: person() }),
            _ => {}
        }
        if old.state == UserState::Deleted {
            return;
        }
        if old.division != new.division {
            self.change(Change::Move { person: person(), division: names::division_name(self.before, old.division) });
        }
        for group in old.groups.iter().filter(|group| !new.groups.contains(group) && self.after.group(**group).is_some()) {
            self.undo.changes.push(Change::AddMember { group: names::group_name(self.after, *group), person: person() });
        }
        for group in new.groups.iter().filter(|group| !old.groups.contains(group)) {
            self.undo.changes.push(Change::RemoveMember { group: names::group_name(self.after, *group), person: person() });
        }
    }

    fn clients(&mut self) {
        for old in self.before.clients() {
            match self.after.client(old.id) {
                None => {
                    let text = format!("client `{}` is gone with its secret: a client made anew has another id", old.name);
                    self.undo.cannot.push(text);
                }
                Some(new) if old != new => self.client(old, new),
                Some(_) => {}
            }
        }
        for new in self.after.clients().filter(|client| self.before.client(client.id).is_none()) {
            self.undo.changes.push(Change::DeleteClient { client: names::client_name(self.after, new.id) });
        }
    }

    fn client(&mut self, old: &Client, new: &Client) {
        let client = || names::client_name(self.after, old.id);
        let state = match old.state {
            _ if old.state == new.state && old.date_to_delete == new.date_to_delete => None,
            ClientState::Active => Some(Change::ActivateClient { client: client() }),
            ClientState::Inactive => Some(Change::DeactivateClient { client: client() }),
            ClientState::Disabled => Some(Change::DisableClient { client: client() }),
        };
        let mut cannot = Vec::new();
        if new.state == ClientState::Disabled && old.state != ClientState::Disabled {
            cannot.push(format!("only the vendor's support makes the disabled client `{}` active again", old.name));
        }
        if old.tokens_from != new.tokens_from {
            cannot.push(format!("tokens that `{}` got before stay refused", old.name));
        }
        if old.secret_made != new.secret_made || old.secret_hash != new.secret_hash {
            cannot.push(format!("the old secret of `{}` does not come back: whoever uses it needs the new one", old.name));
        }
        self.undo.changes.extend(state);
        self.undo.cannot.extend(cannot);
    }

    fn grants(&mut self) {
        let mut holders: Vec<Subject> = self.before.all_grants().chain(self.after.all_grants()).map(|held| held.subject).collect();
        holders.sort_unstable();
        holders.dedup();
        holders.retain(|subject| self.is_there(*subject));
        for subject in holders {
            let of = |organization: &Organization| {
                organization.grants(subject.id).map(|held: &SubjectGrants| held.grants.clone()).unwrap_or_default()
            };
            let (old, new) = (of(self.before), of(self.after));
            let has = |list: &[postern_model::Grant], grant: &postern_model::Grant| {
                list.iter().any(|other| (other.role, other.division) == (grant.role, grant.division))
            };
            let lost: Vec<_> = old.iter().filter(|grant| !has(&new, grant) && self.after.role(grant.role).is_some()).collect();
            // What hangs on a new role or division goes with it.
            let stays = |grant: &&postern_model::Grant| {
                let division = match grant.division {
                    Reach::All => true,
                    Reach::Division(id) => self.before.division(id).is_some(),
                };
                division && self.before.role(grant.role).is_some()
            };
            let gained = new.iter().filter(|grant| !has(&old, grant)).filter(stays);
            if !lost.is_empty() && self.is_idle(subject) {
                let name = names::group_name(self.after, postern_model::Id::new(subject.id));
                self.undo.cannot.push(format!("roles of group `{name}`, which reached nobody: its roles are not enabled"));
                continue;
            }
            let back = lost.iter().map(|grant| self.grant(subject, grant, true));
            let changes: Vec<Change> = back.chain(gained.map(|grant| self.grant(subject, grant, false))).collect();
            self.undo.changes.extend(changes);
        }
    }

    /// Whether a holder can be given something back: it is there, or it comes back.
    fn is_there(&self, subject: Subject) -> bool {
        match subject.kind {
            SubjectKind::User => self.before.live_user(postern_model::Id::new(subject.id)).is_some(),
            SubjectKind::Group if self.before.group(postern_model::Id::new(subject.id)).is_none() => false,
            SubjectKind::Client if self.before.client(postern_model::Id::new(subject.id)).is_none() => false,
            SubjectKind::Group => self.after.group(postern_model::Id::new(subject.id)).is_some(),
            SubjectKind::Client => self.after.client(postern_model::Id::new(subject.id)).is_some(),
            SubjectKind::TrusteeUser | SubjectKind::TrusteeGroup => false,
        }
    }

    /// Whether it is a group whose roles are not enabled: such a group can be given none.
    fn is_idle(&self, subject: Subject) -> bool {
        let group = (subject.kind == SubjectKind::Group).then(|| self.after.group(postern_model::Id::new(subject.id))).flatten();
        group.is_some_and(|group| !group.roles_enabled)
    }

    fn grant(&self, subject: Subject, grant: &postern_model::Grant, give: bool) -> Change {
        let id = subject.id;
        let named = |kind: SubjectKind| {
            (subject.kind == kind).then(|| match kind {
                SubjectKind::User => self.before.user(postern_model::Id::new(id)).map_or_else(|| id.to_string(), |user| user.email.clone()),
                SubjectKind::Group => names::group_name(self.after, postern_model::Id::new(id)),
                _ => names::client_name(self.after, postern_model::Id::new(id)),
            })
        };
        let (person, group, client) = (named(SubjectKind::User), named(SubjectKind::Group), named(SubjectKind::Client));
        let (role, division) = (names::role_name(self.after, grant.role), names::reach_name(self.before, grant.division));
        match give {
            true => Change::Grant { person, group, client, role, division },
            false => Change::Strip { person, group, client, role, division: Some(division) },
        }
    }

    fn settings(&mut self) {
        let (old, new) = (self.before.profile(), self.after.profile());
        for ((row, before), (_, after)) in old.settings.iter().zip(new.settings.iter()) {
            if before != after {
                self.change(Change::Set { setting: row.key.to_owned(), value: before });
            }
        }
        let networks = &old.authentication.ip_address_allowlist;
        if *networks != new.authentication.ip_address_allowlist {
            self.change(Change::SetIpAllowlist { networks: networks.clone() });
        }
        let asked = old.authentication.multifactor_authentication_required;
        if asked != new.authentication.multifactor_authentication_required {
            self.change(Change::SecondFactor { on: asked });
        }
        let timeout = |idle: &postern_model::organization::IdleTimeout| {
            if idle.enable_idle_token_timeout { idle.idle_token_timeout_seconds } else { 0 }
        };
        if timeout(&old.idle) != timeout(&new.idle) {
            self.change(Change::IdleTimeout { seconds: timeout(&old.idle) });
        }
    }

    /// First what opens a way in, last what closes one: there has to be one at every moment.
    fn providers(&mut self, closing: bool) {
        let disabled = |organization: &Organization, id: &str| organization.provider(id).is_some_and(|provider| provider.disabled);
        let login = (disabled(self.before, Provider::PURECLOUD), disabled(self.after, Provider::PURECLOUD));
        if login.0 != login.1 && login.0 == closing {
            let provider = self.before.third_party_providers().find(|provider| !provider.disabled).map(|provider| provider.id.clone());
            self.change(Change::SsoOnly { on: login.0, provider: provider.filter(|_| login.0) });
        }
        let changed: Vec<Change> = self
            .before
            .third_party_providers()
            .filter(|provider| self.after.provider(&provider.id).is_some_and(|new| new.disabled != provider.disabled))
            .filter(|provider| provider.disabled == closing)
            .map(|provider| match provider.disabled {
                true => Change::DisableProvider { provider: provider.id.clone() },
                false => Change::EnableProvider { provider: provider.id.clone() },
            })
            .collect();
        self.undo.changes.extend(changed);
        if closing {
            let made = self.after.third_party_providers().filter(|provider| self.before.provider(&provider.id).is_none());
            let made: Vec<Change> = made.map(|provider| Change::DeleteProvider { provider: provider.id.clone() }).collect();
            self.undo.changes.extend(made);
            let gone = self.before.third_party_providers().filter(|provider| self.after.provider(&provider.id).is_none());
            let gone: Vec<String> = gone.map(|provider| format!("the record of the identity provider `{}` is gone", provider.id)).collect();
            self.undo.cannot.extend(gone);
        }
    }
}
