//! What is made anew, and whether a group hands its roles down.

use postern_model::UserState;
use postern_org::{
    Draft,
    change::{
        clients::{self, ClientRequest, RoleDivision},
        divisions::{self, DivisionRequest},
        groups::{self, GroupChanges, NewGroup},
        roles::{self, RoleBody},
        users::{self, NewUser},
    },
};
use serde_json::{Map, Value, json};

use crate::{
    change::Change,
    names::{self, Wrong},
};

pub(super) fn make(draft: &mut Draft<'_>, change: &Change) -> Result<(), Wrong> {
    match change {
        Change::AddDivision { division } => {
            let request = DivisionRequest { name: Some(division.clone()), description: Some(String::new()) };
            divisions::create_division(draft, request)?;
        }
        Change::AddRole { role, permissions } => {
            let made = roles::create(draft, RoleBody { name: Some(role.clone()), ..RoleBody::default() })?;
            super::roles::edit(draft, made.id, permissions, &[])?;
        }
        Change::AddGroup { group, inherit } => {
            let new = json!({ "name": group, "type": "official", "visibility": "public", "rolesEnabled": inherit.unwrap_or(true) });
            groups::create(draft, read::<NewGroup>(new)?)?;
        }
        Change::InheritRoles { group, on } => {
            let group = names::group(draft, group)?;
            groups::put(draft, group, read::<GroupChanges>(json!({ "rolesEnabled": on }))?)?;
        }
        Change::AddPerson { person, division } => {
            let division = division.as_ref().map(|division| names::division(draft, division)).transpose()?;
            let name = person.split('@').next().unwrap_or(person).to_owned();
            let (division_id, state) = (division.map(|id| id.to_string()), Some(UserState::Active));
            users::create(draft, NewUser { name, email: person.clone(), division_id, state, password: None, other: Map::new() })?;
        }
        Change::AddClient { client, roles, grant } => {
            let held = roles.iter().map(|held| {
                let (role, division) = held.rsplit_once(" in ").ok_or_else(|| Wrong {
                    message: format!("`{held}` does not say where the role is held"),
                    help: Some("write `ROLE in DIVISION`, or `ROLE in *` for every division".to_owned()),
                })?;
                let (role, reach) = (names::role(draft, role)?, names::reach(draft, division)?);
                Ok(RoleDivision { role_id: role.to_string(), division_id: Some(reach.to_string()) })
            });
            let held: Vec<RoleDivision> = held.collect::<Result<_, Wrong>>()?;
            let grant = grant.clone().unwrap_or_else(|| "CLIENT-CREDENTIALS".to_owned());
            let request = json!({ "name": client, "authorizedGrantType": grant.to_uppercase(), "scope": [], "registeredRedirectUri": [] });
            let request = ClientRequest { role_divisions: (!held.is_empty()).then_some(held), ..read::<ClientRequest>(request)? };
            clients::create(draft, &request)?;
        }
        _ => {}
    }
    Ok(())
}

/// A request as it stands on the wire.
fn read<T: serde::de::DeserializeOwned>(body: Value) -> Result<T, Wrong> {
    serde_json::from_value(body).map_err(|error| Wrong::new(error.to_string()))
}
