//! The organization as one immutable value.

use std::{collections::HashMap, ops::RangeBounds, sync::Arc};

use foldhash::fast::FixedState;
use postern_model::{Client, Division, Evidence, Group, Id, Profile, Provider, Role, Timestamp, User, UserState, grant::SubjectGrants};
use rpds::{HashTrieMapSync, RedBlackTreeMapSync, RedBlackTreeSetSync};
use uuid::Uuid;

use crate::{Refusal, allowlist::Allowlist, resources::Resources, sign_in::SignIns};

pub(crate) type Map<K, V> = HashTrieMapSync<K, V, FixedState>;
pub(crate) type Sorted<K, V> = RedBlackTreeMapSync<K, V>;

/// A part of an organization that a snapshot may lack. A missing part turns answers that need it to *unknown*.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// Divisions.
    Divisions,
    /// Roles.
    Roles,
    /// Grants.
    Grants,
    /// People.
    Users,
    /// Groups.
    Groups,
    /// OAuth clients.
    Clients,
    /// Identity providers.
    Providers,
    /// Authentication settings, with the address list.
    Authentication,
    /// The inactivity timeout.
    IdleTimeout,
    /// Everything without rules of its own.
    Resources,
}

impl Part {
    /// What people call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Divisions => "divisions",
            Self::Roles => "roles",
            Self::Grants => "grants",
            Self::Users => "people",
            Self::Groups => "groups",
            Self::Clients => "clients",
            Self::Providers => "identity providers",
            Self::Authentication => "authentication settings",
            Self::IdleTimeout => "inactivity timeout",
            Self::Resources => "resources",
        }
    }
}

/// The access state of one organization, indexed for decisions. Immutable; a clone shares everything.
#[derive(Clone)]
pub struct Organization {
    pub(crate) profile: Arc<Profile>,
    pub(crate) allowlist: Arc<Allowlist>,
    pub(crate) unknown: Vec<(Part, String)>,
    /// What was collected around the state, carried along from snapshot to snapshot.
    pub(crate) evidence: Option<Arc<Evidence>>,
    pub(crate) home: Id<Division>,
    pub(crate) divisions: Sorted<Id<Division>, Division>,
    /// Every decision looks up the caller's roles: a plain table is twice as fast to read as a persistent map, and the
    /// few hundred entries are copied by the rare change of a role only.
    pub(crate) roles: Arc<HashMap<Id<Role>, Arc<Role>, FixedState>>,
    pub(crate) role_names: Sorted<String, Id<Role>>,
    pub(crate) grants: Map<Uuid, Arc<SubjectGrants>>,
    pub(crate) users: Map<Id<User>, Arc<User>>,
    pub(crate) emails: Map<String, Id<User>>,
    pub(crate) external_ids: Map<(String, String), Id<User>>,
    pub(crate) user_names: RedBlackTreeSetSync<(String, Id<User>)>,
    pub(crate) inactive_users: usize,
    pub(crate) groups: Map<Id<Group>, Arc<Group>>,
    pub(crate) group_names: Sorted<String, Id<Group>>,
    pub(crate) members: Map<Id<Group>, RedBlackTreeSetSync<Id<User>>>,
    pub(crate) clients: Sorted<Id<Client>, Arc<Client>>,
    pub(crate) providers: Sorted<String, Provider>,
    pub(crate) revoked: Map<u64, Timestamp>,
    pub(crate) sign_ins: SignIns,
    pub(crate) resources: Resources,
}

impl std::fmt::Debug for Organization {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Organization({} `{}`)", self.profile.id, self.profile.third_party_org_name)
    }
}

impl Organization {
    /// An organization with nothing in it but its profile. [`crate::fresh`] fills it.
    pub fn empty(profile: Profile) -> Result<Self, Refusal> {
        let allowlist = Allowlist::of(&profile)?;
        Ok(Self {
            profile: Arc::new(profile),
            allowlist: Arc::new(allowlist),
            unknown: Vec::new(),
            evidence: None,
            home: Id::new(Uuid::nil()),
            divisions: Sorted::default(),
            roles: Arc::default(),
            role_names: Sorted::default(),
            grants: Map::default(),
            users: Map::default(),
            emails: Map::default(),
            external_ids: Map::default(),
            user_names: RedBlackTreeSetSync::default(),
            inactive_users: 0,
            groups: Map::default(),
            group_names: Sorted::default(),
            members: Map::default(),
            clients: Sorted::default(),
            providers: Sorted::default(),
            revoked: Map::default(),
            sign_ins: SignIns::default(),
            resources: Resources::default(),
        })
    }

    /// The organization's own record and its switches.
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// The networks that requests may come from.
    pub fn allowlist(&self) -> &Allowlist {
        &self.allowlist
    }

    /// Why `part` could not be read, if it could not.
    pub fn unknown(&self, part: Part) -> Option<&str> {
        self.unknown.iter().find(|(missing, _)| *missing == part).map(|(_, why)| why.as_str())
    }

    /// What was collected around the state, if it came from a snapshot that holds it.
    pub fn evidence(&self) -> Option<&Evidence> {
        self.evidence.as_deref()
    }

    /// The home division.
    pub fn home(&self) -> Id<Division> {
        self.home
    }

    /// Live divisions in order of id.
    pub fn divisions(&self) -> impl Iterator<Item = &Division> {
        self.divisions.values().filter(|division| division.deleted.is_none())
    }

    /// Deleted divisions, which can be restored.
    pub fn deleted_divisions(&self) -> impl Iterator<Item = &Division> {
        self.divisions.values().filter(|division| division.deleted.is_some())
    }

    /// A live division.
    pub fn division(&self, id: Id<Division>) -> Option<&Division> {
        self.divisions.get(&id).filter(|division| division.deleted.is_none())
    }

    /// A division, deleted or not.
    pub fn division_even_deleted(&self, id: Id<Division>) -> Option<&Division> {
        self.divisions.get(&id)
    }

    /// A role.
    #[inline]
    pub fn role(&self, id: Id<Role>) -> Option<&Role> {
        self.roles.get(&id).map(Arc::as_ref)
    }

    /// Roles in order of name, letter case aside.
    pub fn roles(&self) -> impl Iterator<Item = &Role> {
        self.role_names.values().filter_map(|id| self.role(*id))
    }

    /// The role with this name, letter case aside.
    pub fn role_named(&self, name: &str) -> Option<&Role> {
        self.role_names.get(&name.to_lowercase()).and_then(|id| self.role(*id))
    }

    /// The shipped role with this key (`employee`, `admin`, …).
    pub fn default_role(&self, key: &str) -> Option<&Role> {
        self.roles().find(|role| role.default_role_id.as_deref() == Some(key))
    }

    /// The grants made to a subject itself, not the inherited ones; none is an empty list.
    #[inline]
    pub fn grants(&self, subject: Uuid) -> Option<&SubjectGrants> {
        self.grants.get(&subject).map(Arc::as_ref)
    }

    /// Every subject's grants, in no order.
    pub fn all_grants(&self) -> impl Iterator<Item = &SubjectGrants> {
        self.grants.values().map(Arc::as_ref)
    }

    /// A person in any state.
    #[inline]
    pub fn user(&self, id: Id<User>) -> Option<&User> {
        self.users.get(&id).map(Arc::as_ref)
    }

    /// A person who is not deleted.
    pub fn live_user(&self, id: Id<User>) -> Option<&User> {
        self.user(id).filter(|user| user.state != UserState::Deleted)
    }

    /// The live person with this address, letter case aside.
    pub fn user_with_email(&self, email: &str) -> Option<&User> {
        self.emails.get(&email.to_lowercase()).and_then(|id| self.user(*id))
    }

    /// Live people, active and inactive, in order of name.
    pub fn users(&self) -> impl DoubleEndedIterator<Item = &User> {
        self.user_names.iter().filter_map(|(_, id)| self.user(*id))
    }

    /// Live people in order of name between two places of that order: the name in lower case, then the id.
    pub fn users_between(&self, bounds: impl RangeBounds<(String, Id<User>)>) -> impl DoubleEndedIterator<Item = &User> {
        self.user_names.range(bounds).filter_map(|(_, id)| self.user(*id))
    }

    /// Everybody, deleted people too, in no order.
    pub fn users_even_deleted(&self) -> impl Iterator<Item = &User> {
        self.users.values().map(Arc::as_ref)
    }

    /// How many people are active, and how many inactive.
    pub fn user_counts(&self) -> (usize, usize) {
        (self.user_names.size() - self.inactive_users, self.inactive_users)
    }

    /// A group.
    #[inline]
    pub fn group(&self, id: Id<Group>) -> Option<&Group> {
        self.groups.get(&id).map(Arc::as_ref)
    }

    /// Groups in order of name.
    pub fn groups(&self) -> impl DoubleEndedIterator<Item = &Group> {
        self.group_names.values().filter_map(|id| self.group(*id))
    }

    /// The group with this name, letter case aside.
    pub fn group_named(&self, name: &str) -> Option<&Group> {
        self.group_names.get(&name.to_lowercase()).and_then(|id| self.group(*id))
    }

    /// A group's explicit members, in order of id.
    pub fn members(&self, group: Id<Group>) -> impl Iterator<Item = &User> {
        self.members.get(&group).into_iter().flat_map(|members| members.iter()).filter_map(|id| self.live_user(*id))
    }

    /// How many explicit members a group has.
    pub fn member_count(&self, group: Id<Group>) -> usize {
        self.members(group).count()
    }

    /// An OAuth client.
    #[inline]
    pub fn client(&self, id: Id<Client>) -> Option<&Client> {
        self.clients.get(&id).map(Arc::as_ref)
    }

    /// OAuth clients in order of id.
    pub fn clients(&self) -> impl Iterator<Item = &Client> {
        self.clients.values().map(Arc::as_ref)
    }

    /// An identity provider by id.
    pub fn provider(&self, id: &str) -> Option<&Provider> {
        self.providers.get(id)
    }

    /// Identity providers in order of id.
    pub fn providers(&self) -> impl Iterator<Item = &Provider> {
        self.providers.values()
    }

    /// Queues, skills and everything else without rules of its own.
    #[inline]
    pub fn resources(&self) -> &Resources {
        &self.resources
    }

    /// Whether a single token was revoked.
    #[inline]
    pub fn is_revoked(&self, serial: u64) -> bool {
        self.revoked.contains_key(&serial)
    }
}
