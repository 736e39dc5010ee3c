//! `[[group]]`: people who hold roles together.

use postern_model::{Subject, SubjectKind};
use postern_org::{Draft, change::groups};
use serde_json::json;

use super::{body, give, missing};
use crate::refused::refused;
use postern_written::{Fields, Held, Problem, Said};

pub(crate) struct Group {
    pub(crate) name: Said<String>,
    description: Option<Said<String>>,
    kind: Option<Said<String>>,
    visibility: Option<Said<String>>,
    roles_enabled: Option<bool>,
    pub(crate) owners: Vec<Said<String>>,
    pub(crate) roles: Vec<Held>,
}

impl Group {
    pub(crate) fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        let group = Self {
            name: fields.needed("name"),
            description: fields.text("description"),
            kind: fields.one_of("type", &["official", "social"]),
            visibility: fields.one_of("visibility", &["public", "owners", "members"]),
            roles_enabled: fields.flag("roles_enabled"),
            owners: fields.texts("owners"),
            roles: fields.held("roles"),
        };
        if let (Some(false), Some(held)) = (group.roles_enabled, group.roles.first()) {
            let problem = Problem::new(held.role.span.clone(), "a group whose `roles_enabled` is false can hold no roles");
            fields.problem(problem.with("leave `roles_enabled` out, or leave `roles` out"));
        }
        Some(group)
    }

    /// Makes the group; its owners must be there.
    pub(crate) fn sow(&self, draft: &mut Draft<'_>) -> Result<(), Problem> {
        let refused = |refusal| refused(&self.name.span, refusal);
        let owner = |email: &Said<String>| draft.user_with_email(&email.value).map(|user| user.id).ok_or_else(|| missing(email));
        let owners: Vec<_> = self.owners.iter().map(owner).collect::<Result<_, _>>()?;
        let said =
            |text: &Option<Said<String>>, otherwise: &str| text.as_ref().map_or_else(|| otherwise.to_owned(), |text| text.value.clone());
        let request = json!({
            "name": self.name.value, "description": said(&self.description, ""), "type": said(&self.kind, "official"),
            "visibility": said(&self.visibility, "public"), "rulesVisible": true,
            "rolesEnabled": self.roles_enabled.unwrap_or(!self.roles.is_empty()), "ownerIds": owners,
        });
        let group = body(request).and_then(|request| groups::create(draft, request)).map_err(refused)?;
        let subject = Subject { kind: SubjectKind::Group, id: group.id.uuid() };
        give(draft, subject, &self.name, &self.roles)
    }
}
