//! The same policy in the form that a local organization enforces: what the two have in common says the same.

use postern_model::{
    EntryPolicy,
    policy::{self, Mode},
};
use postern_org::Organization;

use super::Policy;

impl Policy {
    /// The machine policy of `organization` that says the same. People and clients who are not there are left out: the
    /// organization's policy may name only whom it has.
    pub fn entry(&self, organization: &Organization, mode: Mode) -> EntryPolicy {
        let listed = organization.clients().filter_map(|client| {
            let listed = self.listed(client)?;
            Some(policy::Listed { id: client.id, owner: listed.owner.clone(), purpose: listed.purpose.clone() })
        });
        EntryPolicy {
            mode,
            people: self.people,
            break_glass: self.exempt(organization).into_iter().collect(),
            machine_grants: self.machine_grants.clone(),
            clients: Some(listed.collect()),
        }
    }
}
