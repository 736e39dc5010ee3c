//! The people to choose from.

use postern_model::{User, UserState};
use postern_org::Organization;

/// How many of a kind are shown.
const SHOWN: usize = 50;

pub(super) struct Group {
    pub(super) label: &'static str,
    pub(super) people: Vec<Person>,
}

pub(super) struct Person {
    pub(super) name: String,
    pub(super) email: String,
}

/// Who there is: people who are let in, people who are not, and somebody whom the organization does not know.
pub(super) fn groups(organization: &Organization) -> Vec<Group> {
    let mut deleted: Vec<&User> = organization.users_even_deleted().filter(|user| user.state == UserState::Deleted).collect();
    deleted.sort_by_key(|user| user.name.to_lowercase());
    let of = |state| organization.users().filter(move |user| user.state == state);
    let outside = Person { name: "Olive Outside".to_owned(), email: "olive@outside.example".to_owned() };
    let groups = vec![
        Group { label: "Can sign in", people: people(of(UserState::Active)) },
        Group { label: "Inactive: cannot sign in", people: people(of(UserState::Inactive)) },
        Group { label: "Deleted: cannot sign in", people: people(deleted.into_iter()) },
        Group { label: "Unknown to the organization", people: vec![outside] },
    ];
    groups.into_iter().filter(|group| !group.people.is_empty()).collect()
}

fn people<'u>(users: impl Iterator<Item = &'u User>) -> Vec<Person> {
    users.take(SHOWN).map(|user| Person { name: user.name.clone(), email: user.email.clone() }).collect()
}
