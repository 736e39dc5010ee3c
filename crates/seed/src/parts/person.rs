//! `[[person]]`: somebody who signs in, or an account that a program acts as.

use postern_model::{Subject, SubjectKind, UserState};
use postern_org::{
    Draft,
    change::users::{self, NewUser, Reference, UserChanges},
};
use serde_json::{Map, json};

use super::{division_named, give, missing};
use crate::refused::refused;
use postern_written::{Fields, Held, Problem, Said};

pub(crate) struct Person {
    pub(crate) email: Said<String>,
    name: Said<String>,
    title: Option<Said<String>>,
    department: Option<Said<String>>,
    state: Option<Said<String>>,
    pub(crate) division: Option<Said<String>>,
    pub(crate) groups: Vec<Said<String>>,
    pub(crate) manager: Option<Said<String>>,
    pub(crate) roles: Vec<Held>,
    password: Option<Said<String>>,
}

impl Person {
    pub(crate) fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        Some(Self {
            name: fields.needed("name"),
            email: fields.needed("email"),
            title: fields.text("title"),
            department: fields.text("department"),
            state: fields.one_of("state", &["active", "inactive"]),
            division: fields.text("division"),
            groups: fields.texts("groups"),
            manager: fields.text("manager"),
            roles: fields.held("roles"),
            password: fields.text("password"),
        })
    }

    /// Makes the person, who is in no group and under nobody yet.
    pub(crate) fn sow(&self, draft: &mut Draft<'_>) -> Result<(), Problem> {
        let division = self.division.as_ref().map(|name| division_named(draft, name)).transpose()?;
        let mut other = Map::new();
        for (key, said) in [("title", &self.title), ("department", &self.department)] {
            said.iter().for_each(|text| _ = other.insert(key.to_owned(), json!(text.value)));
        }
        let new = NewUser {
            name: self.name.value.clone(),
            email: self.email.value.clone(),
            division_id: division.map(|id| id.to_string()),
            state: self.state.as_ref().and_then(|state| UserState::parse(&state.value)),
            password: self.password.as_ref().map(|password| password.value.clone()),
            other,
        };
        // A refused password is shown by the line of the address: its own line is nobody's business.
        let user = users::create(draft, new).map_err(|refusal| refused(&self.email.span, refusal))?;
        let subject = Subject { kind: SubjectKind::User, id: user.id.uuid() };
        give(draft, subject, &self.email, &self.roles)
    }

    /// Puts the person into groups and under a manager, who are all there by now.
    pub(crate) fn join(&self, draft: &mut Draft<'_>) -> Result<(), Problem> {
        if self.groups.is_empty() && self.manager.is_none() {
            return Ok(());
        }
        let user = draft.user_with_email(&self.email.value).ok_or_else(|| missing(&self.email))?;
        let (id, version) = (user.id, user.version);
        let mut groups: Vec<_> = user.groups.iter().map(|id| Reference { id: id.to_string() }).collect();
        for name in &self.groups {
            let group = draft.group_named(&name.value).ok_or_else(|| missing(name))?;
            groups.push(Reference { id: group.id.to_string() });
        }
        let manager =
            |email: &Said<String>| draft.user_with_email(&email.value).map(|user| user.id.to_string()).ok_or_else(|| missing(email));
        let manager = self.manager.as_ref().map(manager).transpose()?;
        let changes = UserChanges { version: Some(version), manager, groups: Some(groups), ..UserChanges::default() };
        users::patch(draft, id, changes).map(drop).map_err(|refusal| refused(&self.email.span, refusal))
    }
}
