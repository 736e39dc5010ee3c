//! What a Terraform plan does to identity resources, as changes to rehearse. What has no such change, or is known only after
//! the apply, is told and not passed over.

use postern_catalog::Catalog;
use postern_model::{Client, Division, Group, Id, PermissionSet, Reach, Role, User, UserState};
use postern_org::Organization;
use postern_workload::plan::{
    Action, Attribute, AuthenticationPlan, ClientPlan, DivisionPlan, GrantPlan, GrantsPlan, GroupPlan, Planned, PlannedChange,
    ProviderPlan, Reference, RolePlan, Sides, UserPlan,
};

use crate::{change::Change, file::Step};

/// What of a plan can be rehearsed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rehearsable {
    /// The changes, in the plan's order.
    pub steps: Vec<Step>,
    /// What cannot be rehearsed, with its address.
    pub left_out: Vec<String>,
}

/// Turns planned changes into changes of `organization`. A resource that is made and that nothing of today depends on (a new
/// role, division, group, user) changes nothing by itself.
pub fn changes(catalog: &Catalog, organization: &Organization, planned: &[PlannedChange]) -> Rehearsable {
    let mut reading = Reading { catalog, organization, told: Rehearsable::default(), address: String::new() };
    for change in planned {
        change.address.clone_into(&mut reading.address);
        reading.one(change.action, &change.what);
    }
    reading.told
}

struct Reading<'a> {
    catalog: &'a Catalog,
    organization: &'a Organization,
    told: Rehearsable,
    address: String,
}

/// An id that is known and names something that is there.
fn id<T>(attribute: &Attribute<String>) -> Option<Id<T>> {
    attribute.known().and_then(|text| Id::parse(text))
}

fn reference<T>(reference: &Reference) -> Option<Id<T>> {
    match reference {
        Reference::Id(text) => Id::parse(text),
        Reference::Later(_) => None,
    }
}

impl Reading<'_> {
    fn step(&mut self, change: Change) {
        self.told.steps.push(change.into());
    }

    fn leave_out(&mut self, why: &str) {
        self.told.left_out.push(format!("{}: {why}", self.address));
    }

    fn one(&mut self, action: Action, what: &Planned) {
        if matches!(action, Action::Delete | Action::Replace) && !what.outlives_its_resource() {
            self.gone(what);
        }
        if action == Action::Replace && !what.outlives_its_resource() {
            self.leave_out("it is made anew with another id, and what refers to it is not rehearsed");
        }
        let made = action == Action::Create;
        match what {
            Planned::Role(Sides { before: Some(before), after: Some(after) }) if action == Action::Update => self.role(before, after),
            Planned::Group(Sides { before: Some(before), after: Some(after) }) if action == Action::Update => self.group(before, after),
            Planned::User(Sides { before: Some(before), after: Some(after) }) if action == Action::Update => self.user(before, after),
            Planned::Client(Sides { before: Some(before), after: Some(after) }) if action == Action::Update => self.client(before, after),
            Planned::Client(Sides { after: Some(_), .. }) if made => self.leave_out("the new client and what it may do"),
            Planned::GroupRoles(Sides { after: Some(after), .. }) => self.grants(after, true),
            Planned::UserRoles(Sides { after: Some(after), .. }) => self.grants(after, false),
            Planned::Provider(kind, Sides { after: Some(after), .. }) if action != Action::Delete => self.provider(kind, after),
            Planned::Authentication(Sides { after: Some(after), .. }) => self.authentication(after),
            Planned::Pairing(Sides { after: Some(_), .. }) => self.leave_out("people of another organization are not rehearsed"),
            _ => {}
        }
    }

    /// What is taken away.
    fn gone(&mut self, what: &Planned) {
        let text = |attribute: &Attribute<String>| attribute.known().cloned();
        let change = match what {
            Planned::Role(Sides { before: Some(RolePlan { id, default_role_id, .. }), .. })
                if default_role_id.known().is_none_or(String::is_empty) =>
            {
                text(id).map(|role| Change::DeleteRole { role })
            }
            Planned::Division(Sides { before: Some(DivisionPlan { id, home, .. }), .. }) if home.known() != Some(&true) => {
                text(id).map(|division| Change::DeleteDivision { division })
            }
            Planned::Group(Sides { before: Some(GroupPlan { id, .. }), .. }) => text(id).map(|group| Change::DeleteGroup { group }),
            Planned::User(Sides { before: Some(UserPlan { id, .. }), .. }) => text(id).map(|person| Change::DeletePerson { person }),
            Planned::Client(Sides { before: Some(ClientPlan { id, .. }), .. }) => text(id).map(|client| Change::DeleteClient { client }),
            _ => None,
        };
        match change {
            Some(change) => self.step(change),
            None => self.leave_out("taking it away"),
        }
    }

    fn role(&mut self, before: &RolePlan, after: &RolePlan) {
        let Some(role) = id::<Role>(&before.id).and_then(|id| self.organization.role(id)) else {
            return self.leave_out("the organization has no such role");
        };
        let Some(wanted) = self.wanted(role, after) else {
            return self.leave_out("which permissions the role will have is known only after the apply");
        };
        let (held, name) = (role.effective, role.id.to_string());
        let named = |set: PermissionSet| set.iter().map(|id| self.catalog.permission(id).name.to_owned()).collect::<Vec<_>>();
        let (add, remove) = (named(wanted.difference(&held)), named(held.difference(&wanted)));
        if !add.is_empty() || !remove.is_empty() {
            self.step(Change::EditRole { role: name, add, remove });
        }
    }

    /// The permissions that a role will give; what is left out of the plan stays.
    fn wanted(&self, role: &Role, after: &RolePlan) -> Option<PermissionSet> {
        let mut wanted = PermissionSet::EMPTY;
        match &after.policies {
            Attribute::Later => return None,
            Attribute::Unset => {
                for policy in &role.policies {
                    wanted.union_with(&self.expand(&policy.domain, &policy.entity_name, &policy.action_set));
                }
            }
            Attribute::Known(policies) => {
                for policy in policies {
                    wanted.union_with(&self.expand(policy.domain.known()?, policy.entity_name.known()?, policy.action_set.known()?));
                }
            }
        }
        let flat = match &after.permissions {
            Attribute::Later => return None,
            Attribute::Unset => &role.permissions,
            Attribute::Known(flat) => flat,
        };
        flat.iter().filter_map(|name| self.catalog.permission_id(name)).for_each(|id| wanted.insert(id));
        Some(wanted)
    }

    fn expand(&self, domain: &str, entity: &str, actions: &[String]) -> PermissionSet {
        self.catalog.expand(domain, entity, actions.iter().map(String::as_str))
    }

    fn group(&mut self, before: &GroupPlan, after: &GroupPlan) {
        let Some(group) = id::<Group>(&before.id).and_then(|id| self.organization.group(id)) else {
            return self.leave_out("the organization has no such group");
        };
        if after.roles_enabled == Attribute::Later || after.roles_enabled.known().is_some_and(|enabled| *enabled != group.roles_enabled) {
            self.leave_out("whether members inherit the group's roles");
        }
        let (id, name) = (group.id, group.id.to_string());
        let members = match &after.members {
            Attribute::Unset => return,
            Attribute::Later => return self.leave_out("who will be a member is known only after the apply"),
            Attribute::Known(members) => members,
        };
        let wanted: Vec<Option<Id<User>>> = members.iter().map(reference).collect();
        if wanted.contains(&None) {
            self.leave_out("a member that is known only after the apply");
        }
        let held: Vec<Id<User>> = self.organization.members(id).map(|user| user.id).collect();
        for person in held.iter().filter(|person| !wanted.contains(&Some(**person))) {
            self.step(Change::RemoveMember { group: name.clone(), person: person.to_string() });
        }
        for person in wanted.into_iter().flatten().filter(|person| !held.contains(person)) {
            self.step(Change::AddMember { group: name.clone(), person: person.to_string() });
        }
    }

    fn user(&mut self, before: &UserPlan, after: &UserPlan) {
        let Some(user) = id::<User>(&before.id).and_then(|id| self.organization.live_user(id)) else {
            return self.leave_out("the organization has no such person");
        };
        let (person, state, division) = (user.id.to_string(), user.state, user.division);
        match after.state.known().map(String::as_str) {
            Some("inactive") if state == UserState::Active => self.step(Change::DeactivatePerson { person: person.clone() }),
            Some("active") if state == UserState::Inactive => self.step(Change::ActivatePerson { person: person.clone() }),
            _ => {}
        }
        match after.division.known().map(reference::<Division>) {
            Some(Some(to)) if to != division => self.step(Change::Move { person, division: to.to_string() }),
            Some(None) => self.leave_out("a division that is known only after the apply"),
            _ => {}
        }
    }

    fn client(&mut self, before: &ClientPlan, after: &ClientPlan) {
        let Some(client) = id::<Client>(&before.id).and_then(|id| self.organization.client(id)) else {
            return self.leave_out("the organization has no such client");
        };
        let (id, state) = (client.id, client.state);
        match &after.grants {
            Attribute::Unset => {}
            Attribute::Later => self.leave_out("the client's roles are known only after the apply"),
            Attribute::Known(grants) => self.pairs(id.uuid(), grants, |pair| pair.of_client(id)),
        }
        match after.state.known().map(String::as_str) {
            Some("inactive") if state == postern_model::ClientState::Active => {
                self.step(Change::DeactivateClient { client: id.to_string() })
            }
            Some("active") if state == postern_model::ClientState::Inactive => self.step(Change::ActivateClient { client: id.to_string() }),
            _ => {}
        }
    }

    fn grants(&mut self, after: &GrantsPlan, of_group: bool) {
        let subject = after.subject.known().and_then(|subject| match subject {
            Reference::Id(text) => uuid::Uuid::try_parse(text).ok(),
            Reference::Later(_) => None,
        });
        let Some(subject) = subject.filter(|subject| self.organization.subject(*subject).is_some()) else {
            return self.leave_out("roles of something that is not there yet");
        };
        match &after.grants {
            Attribute::Unset => {}
            Attribute::Later => self.leave_out("which roles are held is known only after the apply"),
            Attribute::Known(grants) => self.pairs(subject, grants, |pair| pair.of_holder(subject, of_group)),
        }
    }

    /// Makes `grants` the whole list of what `subject` holds itself.
    fn pairs(&mut self, subject: uuid::Uuid, grants: &[GrantPlan], change: impl Fn(Pair) -> Change) {
        let mut wanted: Vec<(Id<Role>, Reach)> = Vec::new();
        for grant in grants {
            let role = grant.role.known().and_then(reference::<Role>);
            let home = vec![Reference::Id(self.organization.home().to_string())];
            let divisions = match &grant.divisions {
                Attribute::Known(divisions) if !divisions.is_empty() => Some(divisions.clone()),
                Attribute::Later => None,
                _ => Some(home),
            };
            let reaches: Option<Vec<Reach>> = divisions.and_then(|divisions| divisions.iter().map(reach).collect());
            match (role, reaches) {
                (Some(role), Some(reaches)) => wanted.extend(reaches.into_iter().map(|reach| (role, reach))),
                _ => self.leave_out("a role or a division that is known only after the apply"),
            }
        }
        let held: Vec<(Id<Role>, Reach)> = self
            .organization
            .grants(subject)
            .map(|held| held.grants.iter().map(|grant| (grant.role, grant.division)).collect())
            .unwrap_or_default();
        for pair in wanted.iter().filter(|pair| !held.contains(pair)) {
            self.step(change(Pair { role: pair.0.to_string(), division: pair.1.to_string(), give: true }));
        }
        for pair in held.iter().filter(|pair| !wanted.contains(pair)) {
            self.step(change(Pair { role: pair.0.to_string(), division: pair.1.to_string(), give: false }));
        }
    }

    fn provider(&mut self, kind: &str, after: &ProviderPlan) {
        let disabled = after.record.get("disabled").and_then(serde_json::Value::as_bool);
        match (self.organization.provider(kind), disabled) {
            _ if after.later.contains(&"disabled") => self.leave_out("whether it is disabled is known only after the apply"),
            (Some(now), Some(true)) if !now.disabled => self.step(Change::DisableProvider { provider: kind.to_owned() }),
            (Some(now), Some(false)) if now.disabled => self.step(Change::EnableProvider { provider: kind.to_owned() }),
            (Some(_), _) => {}
            (None, _) => self.leave_out("a new identity provider"),
        }
    }

    fn authentication(&mut self, after: &AuthenticationPlan) {
        let now = self.organization.profile();
        let (networks, second_factor, idle) =
            (now.authentication.ip_address_allowlist.clone(), now.authentication.multifactor_authentication_required, now.idle.clone());
        match &after.networks {
            Attribute::Known(wanted) if *wanted != networks => self.step(Change::SetIpAllowlist { networks: wanted.clone() }),
            Attribute::Later => self.leave_out("the networks are known only after the apply"),
            _ => {}
        }
        if after.second_factor.known().is_some_and(|wanted| *wanted != second_factor) {
            self.leave_out("whether a second factor is asked for");
        }
        let idles = after.idle_enabled.known().is_some_and(|wanted| *wanted != idle.enable_idle_token_timeout);
        if idles || after.idle_seconds.known().is_some_and(|wanted| *wanted != i64::from(idle.idle_token_timeout_seconds)) {
            self.leave_out("after what time idle tokens end");
        }
    }
}

fn reach(reference: &Reference) -> Option<Reach> {
    match reference {
        Reference::Id(text) => Reach::parse(text),
        Reference::Later(_) => None,
    }
}

/// A role and where it is held, given or taken.
struct Pair {
    role: String,
    division: String,
    give: bool,
}

impl Pair {
    fn of_client(self, id: Id<Client>) -> Change {
        self.of(None, None, Some(id.to_string()))
    }

    fn of_holder(self, subject: uuid::Uuid, group: bool) -> Change {
        let id = subject.to_string();
        if group { self.of(None, Some(id), None) } else { self.of(Some(id), None, None) }
    }

    fn of(self, person: Option<String>, group: Option<String>, client: Option<String>) -> Change {
        let Self { role, division, give } = self;
        match give {
            true => Change::Grant { person, group, client, role, division },
            false => Change::Strip { person, group, client, role, division: Some(division) },
        }
    }
}
