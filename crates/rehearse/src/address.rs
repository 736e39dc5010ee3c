//! Whether programs and people come in from where they are, under a list of addresses.

use std::collections::BTreeMap;

use postern_model::{Client, Id};
use postern_org::Organization;

/// From where a program calls, as far as the list of addresses goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum From {
    /// From where the list lets it in.
    Inside,
    /// From where it does not; the text says from where.
    Outside(String),
    /// Nobody says.
    Unknown,
}

/// What is known of where requests come from.
#[derive(Clone, Copy, Debug)]
pub struct Addresses<'a> {
    networks: &'a BTreeMap<Id<Client>, Vec<String>>,
    narrowed: bool,
}

impl<'a> Addresses<'a> {
    /// Before any change: whoever called did so from where the list lets them in, unless `networks` says otherwise.
    pub const fn of(networks: &'a BTreeMap<Id<Client>, Vec<String>>) -> Self {
        Self { networks, narrowed: false }
    }

    /// After a change that made `after` of `before`.
    pub fn after(self, before: &Organization, after: &Organization) -> Self {
        let (old, new) = (&before.profile().authentication.ip_address_allowlist, after.allowlist());
        Self { narrowed: !new.is_empty() && (old.is_empty() || !new.outside(old).is_empty()), ..self }
    }

    /// Whether the list has become narrower, so that of those of whom nobody says where they are it cannot be told whether they
    /// come in.
    pub const fn have_narrowed(self) -> bool {
        self.narrowed
    }

    /// From where a client of `organization` calls.
    pub fn client(self, organization: &Organization, client: &Client) -> From {
        let Some(networks) = self.networks.get(&client.id).filter(|networks| !networks.is_empty()) else {
            return if self.narrowed { From::Unknown } else { From::Inside };
        };
        let outside = organization.allowlist().outside(networks);
        if outside.is_empty() {
            return From::Inside;
        }
        From::Outside(format!("it calls from {}, which the IP address allowlist does not hold", outside.join(", ")))
    }
}
