//! What a subject holds: its own grants and, for people, those of their groups.

use postern_catalog::Catalog;
use postern_model::{Division, Grant, Group, Id, PermissionId, PermissionSet, Reach, Role, Subject, SubjectKind};
use uuid::Uuid;

use crate::Organization;

/// One grant as it counts for a subject.
#[derive(Clone, Copy, Debug)]
pub struct Holding<'a> {
    /// Whose grant it is: the subject's own id, or the group's it comes through (`subjectId` on the wire).
    pub source: Uuid,
    /// The grant.
    pub grant: &'a Grant,
    /// Its role.
    pub role: &'a Role,
}

/// The permissions a subject holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effective {
    /// In some division.
    pub anywhere: PermissionSet,
    /// In the division asked about.
    pub here: PermissionSet,
    /// Whether some of it is held under a condition.
    pub conditional: bool,
}

impl Organization {
    /// Everything `subject` holds: own grants first, then, for a person, those of each of the person's groups whose roles
    /// are enabled.
    #[inline]
    pub fn holdings(&self, subject: Subject) -> impl Iterator<Item = Holding<'_>> {
        self.sources(subject).flat_map(|source| self.own_holdings(source))
    }

    /// Whose grants count for `subject`: its own, then, for a person, those of each of the person's groups whose roles are enabled.
    #[inline]
    pub fn sources(&self, subject: Subject) -> impl Iterator<Item = Uuid> {
        let groups = match subject.kind {
            SubjectKind::User => self.user(Id::new(subject.id)).map_or(&[][..], |user| &user.groups),
            _ => &[],
        };
        let inherited = groups.iter().filter(|group| self.hands_down(**group)).map(|group| group.uuid());
        std::iter::once(subject.id).chain(inherited)
    }

    /// A subject's own grants only.
    #[inline]
    pub fn own_holdings(&self, subject: Uuid) -> impl Iterator<Item = Holding<'_>> {
        let grants = self.grants(subject).map_or(&[][..], |held| &held.grants);
        grants.iter().filter_map(move |grant| Some(Holding { source: subject, grant, role: self.role(grant.role)? }))
    }

    /// The permissions of `subject`, in one pass over its grants.
    pub fn effective(&self, subject: Subject, division: Option<Id<Division>>) -> Effective {
        self.gathered(subject, division, |set, role| set.union_with(&role.effective))
    }

    /// The same, but for what is held under a condition.
    pub fn unconditional(&self, subject: Subject, division: Option<Id<Division>>) -> Effective {
        self.gathered(subject, division, |set, role| match &role.conditional {
            Some(conditional) => set.union_with(&role.effective.difference(conditional)),
            None => set.union_with(&role.effective),
        })
    }

    #[inline]
    fn gathered(&self, subject: Subject, division: Option<Id<Division>>, add: impl Fn(&mut PermissionSet, &Role)) -> Effective {
        let mut effective = Effective { anywhere: PermissionSet::EMPTY, here: PermissionSet::EMPTY, conditional: false };
        for Holding { grant, role, .. } in self.holdings(subject) {
            add(&mut effective.anywhere, role);
            effective.conditional |= role.conditional.is_some();
            if division.is_some_and(|division| grant.division.covers(division)) {
                add(&mut effective.here, role);
            }
        }
        effective
    }

    /// Whether a group's roles reach its members.
    fn hands_down(&self, group: Id<Group>) -> bool {
        self.group(group).is_some_and(|group| group.roles_enabled)
    }

    /// Whether `subject` holds `permission` in any division at all.
    #[inline]
    pub fn holds(&self, subject: Subject, permission: PermissionId) -> bool {
        self.holdings(subject).any(|holding| holding.role.effective.contains(permission))
    }

    /// Whether `subject` holds `permission` in `division`.
    #[inline]
    pub fn holds_in(&self, subject: Subject, permission: PermissionId, division: Id<Division>) -> bool {
        self.holdings(subject).any(|holding| holding.grant.division.covers(division) && holding.role.effective.contains(permission))
    }

    /// Whether `subject` holds `permission` with a reach that covers `reach`: all divisions only by a grant in `*`.
    pub fn holds_at(&self, subject: Subject, permission: PermissionId, reach: Reach) -> bool {
        match reach {
            Reach::Division(division) => self.holds_in(subject, permission, division),
            Reach::All => {
                self.holdings(subject).any(|holding| holding.grant.division == Reach::All && holding.role.effective.contains(permission))
            }
        }
    }

    /// Whether `subject` may do what asks for `permission` at `reach`: it holds it there, or bare `admin` stands in for
    /// everything (setting `permissions.admin-overrides-all`).
    pub fn may(&self, catalog: &Catalog, subject: Subject, permission: &str, reach: Reach) -> bool {
        let held = catalog.permission_id(permission).is_some_and(|permission| self.holds_at(subject, permission, reach));
        held || self.profile().settings.permissions_admin_overrides_all
            && catalog.permission_id("admin").is_some_and(|admin| self.holds(subject, admin))
    }

    /// The name of a person, group or client.
    pub fn subject_name(&self, subject: Subject) -> Option<&str> {
        match subject.kind {
            SubjectKind::User => self.user(Id::new(subject.id)).map(|user| user.name.as_str()),
            SubjectKind::Group => self.group(Id::new(subject.id)).map(|group| group.name.as_str()),
            SubjectKind::Client => self.client(Id::new(subject.id)).map(|client| client.name.as_str()),
            SubjectKind::TrusteeUser | SubjectKind::TrusteeGroup => None,
        }
    }

    /// Whether `subject` has `role` with a reach that covers `division` (`None`: with the reach of all divisions).
    pub fn has_role(&self, subject: Subject, role: Id<Role>, division: Option<Id<Division>>) -> bool {
        self.holdings(subject).any(|holding| {
            holding.role.id == role
                && division.map_or(holding.grant.division == Reach::All, |division| holding.grant.division.covers(division))
        })
    }
}
