//! `GET /api/v2/authorization/roles/{roleId}/subjectgrants`: who was given the role, and where. Grants in divisions that
//! the caller may not see are left out.

use postern_model::{Id, Reach, Role, Subject, SubjectKind, grant::SubjectGrants};
use postern_org::Organization;
use serde_json::{Value, json};

use crate::{
    call::{Answer, Call},
    fault::Fault,
    paging::page_of,
};

/// Answers `SubjectDivisionGrantsEntityListing`.
pub fn handle(call: &Call<'_>) -> Answer {
    let role = call.organization.role(call.id("roleId")?).ok_or_else(Fault::not_found)?.id;
    let mut subjects: Vec<_> = call.organization.all_grants().filter_map(|held| given(call, role, held)).collect();
    subjects.sort_by_key(|(subject, _)| subject.id);
    page_of(call, subjects, |(subject, reaches)| view(&call.organization, subject, &reaches))
}

/// A subject that exists with the divisions where it was given the role and the caller may see it.
fn given(call: &Call<'_>, role: Id<Role>, held: &SubjectGrants) -> Option<(Subject, Vec<Reach>)> {
    let grants = held.grants.iter().filter(|grant| grant.role == role && sees(call, grant.division));
    let reaches: Vec<_> = grants.map(|grant| grant.division).collect();
    let trustee = matches!(held.subject.kind, SubjectKind::TrusteeUser | SubjectKind::TrusteeGroup);
    let exists = trustee || call.organization.subject(held.subject.id).is_some();
    (exists && !reaches.is_empty()).then_some((held.subject, reaches))
}

fn sees(call: &Call<'_>, reach: Reach) -> bool {
    let (organization, caller) = (&call.organization, call.subject());
    let settings = &organization.profile().settings;
    let Reach::Division(division) = reach else { return true };
    let admin = || call.catalog().permission_id("admin").is_some_and(|admin| organization.holds(caller, admin));
    !settings.divisions_lists_filter
        || call.operation.permissions.iter().any(|permission| organization.holds_in(caller, *permission, division))
        || settings.permissions_admin_overrides_all && admin()
}

/// API description: `SubjectDivisionGrants`.
fn view(organization: &Organization, subject: Subject, reaches: &[Reach]) -> Value {
    let id = subject.id;
    let (name, uri) = match subject.kind {
        SubjectKind::User => (organization.user(Id::new(id)).map(|user| &user.name), format!("/api/v2/users/{id}")),
        SubjectKind::Group => (organization.group(Id::new(id)).map(|group| &group.name), format!("/api/v2/groups/{id}")),
        SubjectKind::Client => (organization.client(Id::new(id)).map(|client| &client.name), format!("/api/v2/oauth/clients/{id}")),
        SubjectKind::TrusteeUser | SubjectKind::TrusteeGroup => (None, format!("/api/v2/authorization/subjects/{id}")),
    };
    let divisions: Vec<_> = reaches.iter().map(|reach| division(organization, *reach)).collect();
    json!({ "id": id, "name": name, "divisions": divisions, "type": subject.kind, "selfUri": uri })
}

/// API description: `Division`.
fn division(organization: &Organization, reach: Reach) -> Value {
    let name = match reach {
        Reach::All => None,
        Reach::Division(id) => organization.division_even_deleted(id).map(|division| division.name.as_str()),
    };
    let name = name.unwrap_or_default();
    json!({ "id": reach, "name": name, "selfUri": format!("/api/v2/authorization/divisions/{reach}") })
}
