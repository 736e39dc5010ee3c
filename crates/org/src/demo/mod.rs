//! The demo organization: Harbour Bank, with people, groups, roles, divisions, identity providers and machine clients of
//! which some are as they should be and some are not.
//!
//! The tables say who there is; [`tell`] writes them. Names are always the same, ids and secrets are fresh.

pub mod certificates;
mod clients;
mod groups;
mod people;
mod providers;
mod roles;
mod story;

use postern_model::{Client, Division, Id, PermissionSet, Role, sign_in::Password};
use serde::Serialize;

use self::story::Story;
use crate::{Draft, Refusal, change, fresh, password};

const HOME: &str = "Home";
const RETAIL: &str = "Retail Banking";
const COLLECTIONS: &str = "Collections";
const EVERYWHERE: &str = "*";

/// A role by name, and the division it is held in.
type Held = (&'static str, &'static str);

/// A demo client's credentials, told once.
#[derive(Clone, Debug, Serialize)]
pub struct ClientKey {
    /// Its name.
    pub name: &'static str,
    /// Its id.
    pub client_id: Id<Client>,
    /// Its secret; kept nowhere.
    pub client_secret: String,
    /// What is wrong with it, if anything is.
    pub wrong: Option<&'static str>,
}

/// Fills a founded organization whose people have addresses in `email_domain`.
pub fn tell(draft: &mut Draft<'_>, email_domain: &str) -> Result<Vec<ClientKey>, Refusal> {
    for (name, description) in [(RETAIL, "Branches and their customers"), (COLLECTIONS, "Overdue accounts")] {
        let (id, name, description) = (draft.fresh_id(), name.to_owned(), description.to_owned());
        draft.put_division(Division { id, name, description, home: false, deleted: None });
    }
    roles::ROLES.iter().for_each(|role| put_role(draft, role));
    let mut story = Story {
        people: people::PEOPLE.iter().map(|person| (person.name, draft.fresh_id())).collect(),
        groups: groups::GROUPS.iter().map(|group| (group.name, draft.fresh_id())).collect(),
        email_domain,
        draft,
    };
    groups::GROUPS.iter().try_for_each(|group| story.put_group(group))?;
    people::PEOPLE.iter().try_for_each(|person| story.put_person(person))?;
    for (kind, record) in providers::records() {
        change::providers::put_fixed(story.draft, kind, record)?;
    }
    let clients = clients::CLIENTS.iter().map(|client| story.put_client(client)).collect();
    give_passwords(draft);
    clients
}

/// The password of everybody at Harbour Bank, so that the platform's own login can be tried: a demo keeps no secret.
pub const PASSWORD: &str = "Harbour-Bank-1";

/// One hash for all: it takes long.
fn give_passwords(draft: &mut Draft<'_>) {
    let hash = password::hash(PASSWORD, draft.circumstances.entropy.uuid().into_bytes());
    let people: Vec<_> = draft.users().map(|user| user.id).collect();
    for user in people {
        let (hash, set) = (hash.clone(), draft.now());
        draft.keep(Password { user, hash, previous: Vec::new(), set, failures: 0, locked_until: None });
    }
}

fn put_role(draft: &mut Draft<'_>, role: &roles::Role) {
    let id = draft.fresh_id();
    draft.put_role(Role {
        id,
        name: role.name.to_owned(),
        description: role.description.to_owned(),
        default_role_id: None,
        permissions: Vec::new(),
        policies: fresh::policies(draft.catalog, role.policies),
        base: false,
        edited: false,
        effective: PermissionSet::EMPTY,
        conditional: None,
    });
}
