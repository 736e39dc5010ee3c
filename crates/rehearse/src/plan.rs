//! What a Terraform plan does to identity resources, as changes to rehearse. What has no such change, or is known only after
//! the apply, is told and not passed over.

mod made;

use std::collections::{BTreeMap, BTreeSet};

use postern_catalog::Catalog;
use postern_model::{Client, GrantType, Group, Id, PermissionSet, Role, User, UserState};
use postern_org::Organization;
use postern_workload::plan::{
    Action, Attribute, AuthenticationPlan, ClientPlan, DivisionPlan, GrantPlan, GrantsPlan, GroupPlan, Planned, PlannedChange,
    ProviderPlan, Reference, RolePlan, Sides, UserPlan,
};
use serde_json::{Map, Value, json};

use crate::{change::Change, file::Step};

/// What of a plan can be rehearsed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rehearsable {
    /// The changes, in the plan's order.
    pub steps: Vec<Step>,
    /// What cannot be rehearsed, with its address.
    pub left_out: Vec<String>,
}

/// Turns planned changes into changes of `organization`: first what frees a name, then what is made, in an order in which nothing is
/// named that is not there yet, then the rest in the plan's order.
pub fn changes(catalog: &Catalog, organization: &Organization, planned: &[PlannedChange]) -> Rehearsable {
    let mut reading = Reading { catalog, organization, told: Rehearsable::default(), address: String::new(), made: BTreeMap::new() };
    planned.iter().for_each(|change| reading.remember(change));
    let mut ordered: Vec<&PlannedChange> = planned.iter().collect();
    ordered.sort_by_key(|change| (!reading.frees(change), rank(change)));
    for change in ordered {
        change.address.clone_into(&mut reading.address);
        reading.one(change.action, &change.what);
    }
    reading.told
}

const fn is_made(action: Action) -> bool {
    matches!(action, Action::Create | Action::Replace)
}

fn rank(change: &PlannedChange) -> u8 {
    match &change.what {
        _ if !is_made(change.action) => 5,
        Planned::Division(_) => 0,
        Planned::Role(_) => 1,
        Planned::Group(_) => 2,
        Planned::User(_) => 3,
        Planned::Client(_) => 4,
        _ => 5,
    }
}

struct Reading<'a> {
    catalog: &'a Catalog,
    organization: &'a Organization,
    told: Rehearsable,
    address: String,
    /// What the plan makes, by its address in the configuration: the names by which changes call it.
    made: BTreeMap<String, Vec<String>>,
}

/// An address as it stands in the configuration: without indexes.
fn configured(address: &str) -> String {
    let mut depth = 0;
    let outside = address.chars().filter(|letter| {
        depth += i32::from(*letter == '[');
        let outside = depth == 0;
        depth -= i32::from(*letter == ']');
        outside
    });
    outside.collect()
}

/// An id that is known and names something that is there.
fn id<T>(attribute: &Attribute<String>) -> Option<Id<T>> {
    attribute.known().and_then(|text| Id::parse(text))
}

impl Reading<'_> {
    fn step(&mut self, change: Change) {
        self.told.steps.push(change.into());
    }

    fn leave_out(&mut self, why: &str) {
        self.told.left_out.push(format!("{}: {why}", self.address));
    }

    /// Notes under which name something will be known that the plan makes.
    fn remember(&mut self, change: &PlannedChange) {
        let name = match &change.what {
            _ if !is_made(change.action) => None,
            Planned::Division(Sides { after: Some(after), .. }) => after.name.known(),
            Planned::Role(Sides { after: Some(after), .. }) => after.name.known(),
            Planned::Group(Sides { after: Some(after), .. }) => after.name.known(),
            Planned::User(Sides { after: Some(after), .. }) => after.email.known(),
            _ => None,
        };
        if let Some(name) = name {
            self.made.entry(configured(&change.address)).or_default().push(name.clone());
        }
    }

    /// Whether it takes something away whose name the plan gives to something new.
    fn frees(&self, change: &PlannedChange) -> bool {
        let name = match &change.what {
            _ if change.action != Action::Delete => None,
            Planned::Division(Sides { before: Some(before), .. }) => before.name.known(),
            Planned::Role(Sides { before: Some(before), .. }) => before.name.known(),
            Planned::Group(Sides { before: Some(before), .. }) => before.name.known(),
            Planned::User(Sides { before: Some(before), .. }) => before.email.known(),
            _ => None,
        };
        name.is_some_and(|name| self.made.values().flatten().any(|made| made == name))
    }

    /// What a change calls the thing that is referred to: its id, or the name of the one thing that the plan makes there.
    fn called(&self, reference: &Reference) -> Option<String> {
        match reference {
            Reference::Id(text) => Some(text.clone()),
            Reference::Later(addresses) => {
                let made: Vec<&String> = addresses.iter().filter_map(|address| self.made.get(address)).flatten().collect();
                match made[..] {
                    [name] => Some(name.clone()),
                    _ => None,
                }
            }
        }
    }

    fn one(&mut self, action: Action, what: &Planned) {
        // What is replaced goes first; of a kind of identity provider there is but one, whose record is written over.
        let goes = action == Action::Delete || (action == Action::Replace && !matches!(what, Planned::Provider(..)));
        if goes && !what.outlives_its_resource() {
            self.gone(what);
        }
        let made = is_made(action);
        match what {
            Planned::Division(Sides { after: Some(after), .. }) if made && after.home.known() != Some(&true) => self.new_division(after),
            Planned::Role(Sides { after: Some(after), .. }) if made => self.new_role(after),
            Planned::Group(Sides { after: Some(after), .. }) if made => self.new_group(after),
            Planned::User(Sides { after: Some(after), .. }) if made => self.new_person(after),
            Planned::Client(Sides { after: Some(after), .. }) if made => self.new_client(after),
            Planned::Role(Sides { before: Some(before), after: Some(after) }) if action == Action::Update => {
                self.edited_role(before, after)
            }
            Planned::Group(Sides { before: Some(before), after: Some(after) }) if action == Action::Update => self.group(before, after),
            Planned::User(Sides { before: Some(before), after: Some(after) }) if action == Action::Update => self.user(before, after),
            Planned::Client(Sides { before: Some(before), after: Some(after) }) if action == Action::Update => self.client(before, after),
            Planned::GroupRoles(Sides { after: Some(after), .. }) => self.grants(after, true),
            Planned::UserRoles(Sides { after: Some(after), .. }) => self.grants(after, false),
            Planned::Provider(kind, Sides { before, after: Some(after) }) if action != Action::Delete => {
                self.provider(kind, before.as_ref(), after);
            }
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
            Planned::Provider(kind, _) => self.organization.provider(kind).map(|_| Change::DeleteProvider { provider: kind.clone() }),
            _ => None,
        };
        match change {
            Some(change) => self.step(change),
            None => self.leave_out("taking it away"),
        }
    }

    fn edited_role(&mut self, before: &RolePlan, after: &RolePlan) {
        match id::<Role>(&before.id).and_then(|id| self.organization.role(id)) {
            Some(role) => self.role(role, Some(before), after),
            None => self.leave_out("the organization has no such role"),
        }
    }

    fn named(&self, set: PermissionSet) -> Vec<String> {
        set.iter().map(|id| self.catalog.permission(id).name.to_owned()).collect()
    }

    fn role(&mut self, role: &Role, before: Option<&RolePlan>, after: &RolePlan) {
        let Some(wanted) = self.wanted(Some(role), after) else {
            return self.leave_out("which permissions the role will have is known only after the apply");
        };
        let conditions = |plan: &RolePlan| {
            let policies = plan.policies.known().cloned().unwrap_or_default();
            policies.into_iter().filter(|policy| policy.condition != Attribute::Unset).collect::<Vec<_>>()
        };
        let held = role.policies.iter().any(|policy| policy.resource_condition_node.is_some());
        let changes = match before {
            Some(before) => conditions(before) != conditions(after),
            None => held || !conditions(after).is_empty(),
        };
        self.must_stay("permission_policies.conditions", after.policies != Attribute::Unset && changes);
        let (held, name) = (role.effective, role.id.to_string());
        let (add, remove) = (self.named(wanted.difference(&held)), self.named(held.difference(&wanted)));
        if !add.is_empty() || !remove.is_empty() {
            self.step(Change::EditRole { role: name, add, remove });
        }
    }

    /// The permissions that a role will give; what is left out of the plan stays.
    fn wanted(&self, role: Option<&Role>, after: &RolePlan) -> Option<PermissionSet> {
        let mut wanted = PermissionSet::EMPTY;
        match &after.policies {
            Attribute::Later => return None,
            Attribute::Unset => {
                for policy in role.iter().flat_map(|role| &role.policies) {
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
            Attribute::Unset => role.map_or(&[][..], |role| &role.permissions),
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
        let (id, name, enabled) = (group.id, group.id.to_string(), group.roles_enabled);
        match &after.roles_enabled {
            Attribute::Later => self.leave_out("whether members inherit the group's roles"),
            Attribute::Known(on) if *on != enabled => self.step(Change::InheritRoles { group: name.clone(), on: *on }),
            _ => {}
        }
        let owners = |plan: &GroupPlan| (plan.include_owners.known() != Some(&false)).then(|| plan.owners.clone());
        self.must_stay("owner_ids", after.members == Attribute::Unset && owners(before) != owners(after));
        let Some(wanted) = self.wanted_members(after) else { return };
        let held: Vec<String> = self.organization.members(id).map(|user| user.id.to_string()).collect();
        for person in held.iter().filter(|person| !wanted.contains(person)) {
            self.step(Change::RemoveMember { group: name.clone(), person: person.clone() });
        }
        for person in wanted.into_iter().filter(|person| !held.contains(person)) {
            self.step(Change::AddMember { group: name.clone(), person });
        }
    }

    /// The whole list of members; `None`: the plan leaves them alone. Owners are among them, unless the plan says otherwise.
    fn wanted_members(&mut self, after: &GroupPlan) -> Option<Vec<String>> {
        let Attribute::Known(members) = &after.members else {
            if after.members == Attribute::Later {
                self.leave_out("who will be a member is known only after the apply");
            }
            return None;
        };
        let mut listed = members.clone();
        match (&after.include_owners, &after.owners) {
            (Attribute::Known(true), Attribute::Known(owners)) => listed.extend(owners.iter().cloned()),
            (Attribute::Known(true), Attribute::Later) | (Attribute::Later, Attribute::Known(_)) => {
                self.leave_out("which owners will be members is known only after the apply");
            }
            _ => {}
        }
        let mut wanted: Vec<String> = Vec::new();
        for member in &listed {
            match self.called(member) {
                Some(person) if !wanted.contains(&person) => wanted.push(person),
                Some(_) => {}
                None => self.leave_out("a member that is known only after the apply"),
            }
        }
        Some(wanted)
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
        self.must_stay("state", after.state == Attribute::Later);
        self.must_stay("email", after.email != Attribute::Unset && after.email.known() != Some(&user.email));
        match after.division.known().map(|to| self.called(to)) {
            Some(Some(to)) if to != division.to_string() => self.step(Change::Move { person, division: to }),
            Some(None) => self.leave_out("a division that is known only after the apply"),
            _ => {}
        }
    }

    /// Tells what is changed and not rehearsed.
    fn must_stay(&mut self, attribute: &str, changes: bool) {
        if changes {
            self.leave_out(&format!("what the change of `{attribute}` does"));
        }
    }

    fn client(&mut self, before: &ClientPlan, after: &ClientPlan) {
        let Some(client) = id::<Client>(&before.id).and_then(|id| self.organization.client(id)) else {
            return self.leave_out("the organization has no such client");
        };
        let (id, state) = (client.id, client.state);
        let is = |planned: &Attribute<Vec<String>>, here: &[String]| match planned {
            Attribute::Unset => true,
            Attribute::Known(texts) => texts.iter().collect::<BTreeSet<_>>() == here.iter().collect(),
            Attribute::Later => false,
        };
        let grant = client.grant_type.name();
        self.must_stay(
            "authorized_grant_type",
            after.grant_type != Attribute::Unset && after.grant_type.known().is_none_or(|to| to != grant),
        );
        // Neither is asked of client credentials.
        if client.grant_type != GrantType::ClientCredentials {
            self.must_stay("scopes", !is(&after.scopes, &client.scope));
            self.must_stay("registered_redirect_uris", !is(&after.redirect_addresses, &client.redirect_uris));
        }
        self.must_stay("state", after.state == Attribute::Later);
        match &after.grants {
            Attribute::Unset => {}
            Attribute::Later => self.leave_out("the client's roles are known only after the apply"),
            Attribute::Known(grants) => self.pairs(Some(id.uuid()), grants, |pair| pair.of(None, None, Some(id.to_string()))),
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
        let Some(name) = after.subject.known().and_then(|subject| self.called(subject)) else {
            return self.leave_out("roles of something that is not there yet");
        };
        let subject = uuid::Uuid::try_parse(&name).ok();
        if subject.is_some_and(|subject| self.organization.subject(subject).is_none()) {
            return self.leave_out("roles of something that is not there yet");
        }
        let change = |pair: Pair| if of_group { pair.of(None, Some(name.clone()), None) } else { pair.of(Some(name.clone()), None, None) };
        match &after.grants {
            Attribute::Unset => {}
            Attribute::Later => self.leave_out("which roles are held is known only after the apply"),
            Attribute::Known(grants) => self.pairs(subject, grants, change),
        }
    }

    /// Each role and division that is wanted, as changes call them.
    fn wanted_pairs(&mut self, grants: &[GrantPlan]) -> Vec<(String, String)> {
        let mut wanted = Vec::new();
        for grant in grants {
            let role = grant.role.known().and_then(|role| self.called(role));
            let divisions = match &grant.divisions {
                Attribute::Known(divisions) if !divisions.is_empty() => divisions.iter().map(|division| self.called(division)).collect(),
                Attribute::Later => None,
                _ => Some(vec![self.organization.home().to_string()]),
            };
            match (role, divisions) {
                (Some(role), Some(divisions)) => wanted.extend(divisions.into_iter().map(|division| (role.clone(), division))),
                _ => self.leave_out("a role or a division that is known only after the apply"),
            }
        }
        wanted
    }

    /// Makes `grants` the whole list of what `subject` holds itself; `None`: it is made, and holds nothing yet.
    fn pairs(&mut self, subject: Option<uuid::Uuid>, grants: &[GrantPlan], change: impl Fn(Pair) -> Change) {
        let wanted = self.wanted_pairs(grants);
        let held: Vec<(String, String)> = subject
            .and_then(|subject| self.organization.grants(subject))
            .map(|held| held.grants.iter().map(|grant| (grant.role.to_string(), grant.division.to_string())).collect())
            .unwrap_or_default();
        for (role, division) in wanted.iter().filter(|pair| !held.contains(pair)).cloned() {
            self.step(change(Pair { role, division, give: true }));
        }
        for (role, division) in held.into_iter().filter(|pair| !wanted.contains(pair)) {
            self.step(change(Pair { role, division, give: false }));
        }
    }

    fn provider(&mut self, kind: &str, before: Option<&ProviderPlan>, after: &ProviderPlan) {
        let here = self.organization.provider(kind);
        let changed = match (before, here) {
            (Some(before), _) => changed_members(&before.record, after),
            // What is there and not yet under management is written over by what the plan says.
            (None, Some(here)) => changed_members(&here.other, after).into_iter().filter(|name| after.says(name)).collect(),
            (None, None) => Vec::new(),
        };
        if !changed.is_empty() {
            let members = changed.join("`, `");
            self.leave_out(&format!("whether people still come in through it, for `{members}` of its record changes"));
        }
        let disabled = after.record.get("disabled").and_then(Value::as_bool);
        match (here, disabled) {
            _ if after.later.contains(&"disabled") => self.leave_out("whether it is disabled is known only after the apply"),
            (Some(now), Some(true)) if !now.disabled => self.step(Change::DisableProvider { provider: kind.to_owned() }),
            (Some(now), Some(false)) if now.disabled => self.step(Change::EnableProvider { provider: kind.to_owned() }),
            (Some(_), _) => {}
            (None, disabled) => {
                self.step(Change::AddProvider { provider: kind.to_owned() });
                if disabled == Some(true) {
                    self.step(Change::DisableProvider { provider: kind.to_owned() });
                }
            }
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
        match &after.second_factor {
            Attribute::Known(on) if *on != second_factor => self.step(Change::SecondFactor { on: *on }),
            Attribute::Later => self.leave_out("whether a second factor is asked for is known only after the apply"),
            _ => {}
        }
        if after.idle_enabled == Attribute::Later || after.idle_seconds == Attribute::Later {
            return self.leave_out("after what time idle tokens end is known only after the apply");
        }
        let (was, stays) = (idle.enable_idle_token_timeout, idle.idle_token_timeout_seconds);
        let on = after.idle_enabled.known().copied().unwrap_or(was);
        let seconds = after.idle_seconds.known().and_then(|seconds| u32::try_from(*seconds).ok()).unwrap_or(stays);
        let timeout = |on: bool, seconds| if on { seconds } else { 0 };
        if timeout(on, seconds) != timeout(was, stays) {
            self.step(Change::IdleTimeout { seconds: timeout(on, seconds) });
        }
    }
}

/// Members of an identity provider's record that only say how it looks.
const LOOKS: [&str; 4] = ["name", "providerName", "logoImageData", "displayOnLogin"];

/// The members that a plan changes and that nobody rehearses: all but whether it is disabled, and how it looks.
fn changed_members<'p>(before: &'p Map<String, Value>, after: &'p ProviderPlan) -> Vec<&'p str> {
    let empty = |value: &&Value| **value == json!("") || **value == json!([]);
    let value = |record: &'p Map<String, Value>, name: &str| record.get(name).filter(|value| !empty(value));
    let names: BTreeSet<&str> = before.keys().chain(after.record.keys()).map(String::as_str).chain(after.later.iter().copied()).collect();
    let changes = |name: &&str| {
        let rehearsed = *name == "disabled" || LOOKS.contains(name);
        !rehearsed && (after.later.contains(name) || value(before, name) != value(&after.record, name))
    };
    names.into_iter().filter(changes).collect()
}

/// A role and where it is held, given or taken.
struct Pair {
    role: String,
    division: String,
    give: bool,
}

impl Pair {
    fn of(self, person: Option<String>, group: Option<String>, client: Option<String>) -> Change {
        let Self { role, division, give } = self;
        match give {
            true => Change::Grant { person, group, client, role, division },
            false => Change::Strip { person, group, client, role, division: Some(division) },
        }
    }
}
