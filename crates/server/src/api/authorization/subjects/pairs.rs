//! What operations on grants read: the subject, and pairs of role and division.

use postern_model::{Id, Reach, Role, Subject, SubjectKind};
use postern_org::Organization;
use serde::Deserialize;

use crate::{call::Call, fault::Fault};

/// The subject kinds that can be written to here; those of other organizations have operations of their own.
const KINDS: &str = "PC_GROUP, PC_USER, PC_OAUTH_CLIENT";

/// API description: `RoleDivisionGrants`.
#[derive(Deserialize)]
struct RoleDivisionGrants {
    grants: Option<Vec<RoleDivisionPair>>,
}

/// API description: `RoleDivisionPair`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RoleDivisionPair {
    role_id: String,
    division_id: String,
}

/// The pairs in the body. A role id must be a UUID, a division id a UUID or `*`; what is neither is `bad.role.divisions`
/// where that is declared and names nothing (404) elsewhere.
pub fn in_body(call: &Call<'_>) -> Result<Vec<(Id<Role>, Reach)>, Fault> {
    let body: RoleDivisionGrants = call.read()?;
    body.grants.unwrap_or_default().iter().map(|given| pair(call, &given.role_id, &given.division_id)).collect()
}

fn pair(call: &Call<'_>, role: &str, division: &str) -> Result<(Id<Role>, Reach), Fault> {
    let role_id = Id::parse(role).ok_or_else(|| malformed(call, "role", role))?;
    Ok((role_id, Reach::parse(division).ok_or_else(|| malformed(call, "division", division))?))
}

fn malformed(call: &Call<'_>, kind: &str, id: &str) -> Fault {
    if call.operation.errors.iter().any(|(_, code)| *code == "bad.role.divisions") {
        return Fault::new(400, "bad.role.divisions", format!("`{id}` is not the id of a {kind}"));
    }
    missing(kind, id)
}

/// 404 that names what does not exist.
pub fn missing(kind: &str, id: &str) -> Fault {
    Fault::new(404, "not.found", format!("{kind} `{id}` was not found"))
}

/// The one pair in the path.
pub fn in_path_pair(call: &Call<'_>) -> Result<(Id<Role>, Reach), Fault> {
    let (role, division) = (call.param("roleId"), call.param("divisionId"));
    pair(call, &role, &division)
}

/// The subject in the path: a live person, a group or a client.
pub fn in_path(call: &Call<'_>, organization: &Organization) -> Result<Subject, Fault> {
    named(organization, &call.param("subjectId"))
}

/// The subject with this id.
pub fn named(organization: &Organization, id: &str) -> Result<Subject, Fault> {
    let subject = Id::<()>::parse(id).and_then(|id| organization.subject(id.uuid()));
    subject.ok_or_else(|| missing("subject", id))
}

/// The kind that `subjectType` names; a person when it is left out.
pub fn kind_in_query(call: &Call<'_>) -> Result<SubjectKind, Fault> {
    let text = call.query.get("subjectType").unwrap_or("PC_USER");
    match SubjectKind::parse(text) {
        Some(kind @ (SubjectKind::User | SubjectKind::Group | SubjectKind::Client)) => Ok(kind),
        _ => Err(wrong_type(call, text, KINDS)),
    }
}

/// Refuses a subject of another kind than `subjectType` says: taken for a person, a group would be given nothing.
pub fn check_kind(call: &Call<'_>, subject: Subject, kind: SubjectKind) -> Result<(), Fault> {
    if subject.kind == kind {
        return Ok(());
    }
    let given = call.query.get("subjectType").unwrap_or("PC_USER");
    Err(wrong_type(call, given, &format!("{} for subject `{}`", subject.kind.name(), subject.id)))
}

fn wrong_type(call: &Call<'_>, given: &str, allowed: &str) -> Fault {
    let declared = call.operation.errors.iter().any(|(_, code)| *code == "invalid.subject.type");
    let fault = Fault::query("subjectType", given, allowed);
    Fault { code: if declared { "invalid.subject.type" } else { fault.code }, ..fault }
}
