//! People in order of name, by state.

use std::{
    borrow::Cow,
    ops::{Bound, RangeBounds},
};

use postern_model::{Id, User, UserState};
use postern_org::Organization;

use crate::{
    call::Call,
    search::{Searchable, owned, texts_at},
};

/// Whose state is asked for (`state` of the listings).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Those in one state.
    Only(UserState),
    /// Active and inactive ones.
    Live,
    /// Everybody, deleted people too.
    Any,
}

impl Wanted {
    /// What the query parameter `state` says; active people by default.
    pub fn of(call: &Call<'_>) -> Self {
        match call.query.get("state") {
            Some("any") => Self::Any,
            other => Self::Only(other.and_then(UserState::parse).unwrap_or(UserState::Active)),
        }
    }

    /// Whether `user` is asked for.
    pub fn admits(self, user: &User) -> bool {
        match self {
            Self::Only(state) => user.state == state,
            Self::Live => user.state != UserState::Deleted,
            Self::Any => true,
        }
    }
}

/// A place in the order: the name in lower case, then the id.
pub type Place = (String, Id<User>);

/// Where `user` stands in the order.
pub fn place(user: &User) -> Place {
    (user.name.to_lowercase(), user.id)
}

/// Whether the order goes downwards (`sortOrder`).
pub fn descends(call: &Call<'_>) -> bool {
    call.query.get("sortOrder").is_some_and(|order| order.to_ascii_lowercase().starts_with("desc"))
}

/// Those who are asked for in order, from behind `after`. Living people come straight from the index; only with deleted
/// people among them must everybody be looked at.
pub fn in_order<'o>(
    organization: &'o Organization,
    wanted: Wanted,
    descends: bool,
    after: Option<Place>,
) -> Box<dyn Iterator<Item = &'o User> + 'o> {
    let (above, below) = if descends { (None, after) } else { (after, None) };
    let bounds = (above.map_or(Bound::Unbounded, Bound::Excluded), below.map_or(Bound::Unbounded, Bound::Excluded));
    if !matches!(wanted, Wanted::Any | Wanted::Only(UserState::Deleted)) {
        let people = organization.users_between(bounds).filter(move |user| wanted.admits(user));
        return if descends { Box::new(people.rev()) } else { Box::new(people) };
    }
    let mut people: Vec<(Place, &User)> =
        organization.users_even_deleted().filter(|user| wanted.admits(user)).map(|user| (place(user), user)).collect();
    people.retain(|(place, _)| bounds.contains(place));
    people.sort_unstable_by(|left, right| left.0.cmp(&right.0));
    let people = people.into_iter().map(|(_, user)| user);
    if descends { Box::new(people.rev()) } else { Box::new(people) }
}

impl Searchable for User {
    const FIELDS: &'static [&'static str] = &["name", "email", "username", "title", "department"];

    fn texts(&self, field: &str) -> Vec<Cow<'_, str>> {
        match field {
            "name" => vec![Cow::Borrowed(&self.name)],
            "email" => vec![Cow::Borrowed(&self.email)],
            "username" if !self.other.contains_key("username") => vec![Cow::Borrowed(&self.email)],
            "state" => vec![Cow::Borrowed(self.state.name())],
            "id" => owned([self.id]),
            "version" => owned([self.version]),
            "division" | "division.id" | "divisionId" => owned([self.division]),
            "manager" | "manager.id" | "managerId" => owned(self.manager),
            "groups" | "groups.id" | "groupIds" => owned(&self.groups),
            _ => {
                let (first, rest) = field.split_once('.').unwrap_or((field, ""));
                texts_at(self.other.get(first), rest)
            }
        }
    }
}
