//! What adding and removing people of a role read: the role in the path, the people in the body.

use postern_model::{Id, Role, Subject, SubjectKind};
use postern_org::Organization;

use crate::{api::authorization::subjects::pairs, call::Call, fault::Fault};

/// The role, and the people.
pub fn read(call: &Call<'_>, organization: &Organization) -> Result<(Id<Role>, Vec<Subject>), Fault> {
    let role = call.id("roleId")?;
    organization.role(role).ok_or_else(Fault::not_found)?;
    let ids: Vec<String> = call.read()?;
    let person = |id: &String| match pairs::named(organization, id) {
        Ok(subject) if subject.kind == SubjectKind::User => Ok(subject),
        _ => Err(pairs::missing("user", id)),
    };
    Ok((role, ids.iter().map(person).collect::<Result<_, _>>()?))
}
