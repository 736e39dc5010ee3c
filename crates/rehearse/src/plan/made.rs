//! What a plan makes anew.

use postern_model::{User, UserState};
use postern_workload::plan::{Attribute, ClientPlan, DivisionPlan, GroupPlan, RolePlan, UserPlan};

use super::Reading;
use crate::change::Change;

impl Reading<'_> {
    pub(super) fn new_division(&mut self, after: &DivisionPlan) {
        match after.name.known() {
            Some(name) => self.step(Change::AddDivision { division: name.clone() }),
            None => self.leave_out("the name of the new division is known only after the apply"),
        }
    }

    /// A new role, or one that ships and is taken under management.
    pub(super) fn new_role(&mut self, after: &RolePlan) {
        if let Some(key) = after.default_role_id.known().filter(|key| !key.is_empty()) {
            return match self.organization.default_role(key) {
                Some(role) => self.role(role, None, after),
                None => self.leave_out("the organization has no such role"),
            };
        }
        match (after.name.known(), self.wanted(None, after)) {
            (Some(name), Some(wanted)) => self.step(Change::AddRole { role: name.clone(), permissions: self.named(wanted) }),
            _ => self.leave_out("the name of the new role, or what it gives, is known only after the apply"),
        }
    }

    pub(super) fn new_group(&mut self, after: &GroupPlan) {
        let Some(name) = after.name.known() else { return self.leave_out("the name of the new group is known only after the apply") };
        let (group, inherit) = (name.clone(), after.roles_enabled.known().copied());
        self.step(Change::AddGroup { group: group.clone(), inherit });
        for person in self.wanted_members(after).unwrap_or_default() {
            self.step(Change::AddMember { group: group.clone(), person });
        }
    }

    pub(super) fn new_person(&mut self, after: &UserPlan) {
        let Some(person) = after.email.known().cloned() else {
            return self.leave_out("the address of the new person is known only after the apply");
        };
        let division = after.division.known().map(|division| self.called(division));
        if division == Some(None) {
            return self.leave_out("a division that is known only after the apply");
        }
        // The provider restores a deleted person who has the address.
        let deleted = |user: &&User| user.state == UserState::Deleted && user.email.eq_ignore_ascii_case(&person);
        match (self.organization.users_even_deleted().find(deleted).map(|user| user.id.to_string()), division.flatten()) {
            (Some(id), division) => {
                self.step(Change::RestorePerson { person: id.clone() });
                if let Some(division) = division {
                    self.step(Change::Move { person: id, division });
                }
            }
            (None, division) => self.step(Change::AddPerson { person: person.clone(), division }),
        }
        if after.state.known().is_some_and(|state| state == "inactive") {
            self.step(Change::DeactivatePerson { person });
        }
    }

    pub(super) fn new_client(&mut self, after: &ClientPlan) {
        let (Some(name), Some(grant)) = (after.name.known(), after.grant_type.known()) else {
            return self.leave_out("the name or the grant of the new client is known only after the apply");
        };
        let grants = match &after.grants {
            Attribute::Known(grants) => self.wanted_pairs(grants),
            Attribute::Unset => Vec::new(),
            Attribute::Later => return self.leave_out("the client's roles are known only after the apply"),
        };
        let roles = grants.into_iter().map(|(role, division)| format!("{role} in {division}")).collect();
        let grant = (grant != "CLIENT-CREDENTIALS").then(|| grant.clone());
        self.step(Change::AddClient { client: name.clone(), roles, grant });
    }
}
