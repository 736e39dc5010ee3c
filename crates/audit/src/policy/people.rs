//! `[people]` and `[[break_glass]]`: how people come in, and who is exempt.

use std::collections::BTreeSet;

use postern_model::{Id, User, UserState, policy};
use postern_org::Organization;
use postern_written::Fields;

/// The table `[people]`.
pub(super) struct People {
    pub(super) sign_in: policy::People,
    pub(super) email_domains: Vec<String>,
    pub(super) program_accounts: Vec<String>,
    pub(super) managed_groups: Vec<String>,
}

impl Default for People {
    fn default() -> Self {
        Self { sign_in: policy::People::SamlOnly, email_domains: Vec::new(), program_accounts: Vec::new(), managed_groups: Vec::new() }
    }
}

impl People {
    pub(super) fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        let any = fields.one_of("sign_in", &["saml-only", "any"]).is_some_and(|said| said.value == "any");
        let mut lower = |key| fields.texts(key).into_iter().map(|said| said.value.to_lowercase()).collect::<Vec<_>>();
        let (email_domains, program_accounts) = (lower("email_domains"), lower("program_accounts"));
        let managed_groups = fields.texts("managed_groups").into_iter().map(|said| said.value).collect();
        let sign_in = if any { policy::People::Any } else { policy::People::SamlOnly };
        Some(Self { sign_in, email_domains, program_accounts, managed_groups })
    }
}

/// Somebody who may come in with a password when the identity provider is down. The platform's own switch knows no such
/// exception: whoever needs it switches *Disable Genesys Cloud Login* off first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BreakGlass {
    /// E-mail address, or name.
    pub person: String,
    /// Why.
    pub reason: String,
}

impl BreakGlass {
    /// Whether `user` has that address or name.
    pub fn is(&self, user: &User) -> bool {
        let said = self.person.to_lowercase();
        if said.contains('@') { user.email.to_lowercase() == said } else { user.name.to_lowercase() == said }
    }

    /// Everybody who could be meant: the active ones, where there are any. Where there is more than one nobody is.
    pub fn people<'o>(&self, organization: &'o Organization) -> Vec<&'o User> {
        let mut people: Vec<_> = organization.users().filter(|user| self.is(user)).collect();
        if people.iter().any(|user| user.state == UserState::Active) {
            people.retain(|user| user.state == UserState::Active);
        }
        people
    }
}

impl super::Policy {
    /// Who is meant by `[[break_glass]]`, each without a doubt.
    pub fn exempt(&self, organization: &Organization) -> BTreeSet<Id<User>> {
        let only = |glass: &BreakGlass| match glass.people(organization)[..] {
            [user] => Some(user.id),
            _ => None,
        };
        self.break_glass.iter().filter_map(only).collect()
    }
}

pub(super) fn read_break_glass(fields: &mut Fields<'_, '_>) -> Option<BreakGlass> {
    Some(BreakGlass { person: fields.needed("person").value, reason: fields.needed("reason").value })
}
