//! `/api/v2/users/{userId}/presences`: where a person is. Of the sources of presences there is one: `purecloud`.

pub mod get;
pub mod patch;
pub mod purecloud;

use postern_model::{Division, Id, User};
use postern_org::{Draft, Organization, Refusal};

use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
    realtime::presence::{self, ON_QUEUE},
};

/// What setting another person's presence needs.
const EDIT: &str = "presence:userPresence:edit";
/// What going on queue needs.
const JOIN: &str = "routing:queue:join";

/// The person of the path, and the division that the person lives in.
fn person(call: &Call<'_>, organization: &Organization) -> Result<(Id<User>, Id<Division>), Fault> {
    let missing = |id: &str| Refusal::new(404, "presenceservice.usernotfound", format!("user `{id}` was not found"));
    let found = call.id("userId").ok().and_then(|id| organization.live_user(id));
    Ok(found.map(|user| (user.id, user.division)).ok_or_else(|| missing(&call.param("userId")))?)
}

fn read(call: &Call<'_>) -> Answer {
    let (id, _) = person(call, &call.organization)?;
    Reply::json(&presence::view(id, &presence::of(&call.organization, id)))
}

/// People set their own presence, and go on queue if they may join queues; another's needs [`EDIT`] (inferred: the operation
/// states no permission and declares both refusals).
fn write(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let (id, division) = person(call, draft)?;
    if call.token.user != Some(id) {
        if !may_edit(call, division) {
            return Err(unauthorized("presence.not.authorized.update.other.user.presence", "setting another user's presence", EDIT));
        }
    } else {
        let definition = presence::wanted(draft, &call.body)?;
        if definition.is_some_and(|definition| presence::system(&definition) == ON_QUEUE) && !holds(call, JOIN, division) {
            return Err(unauthorized("presence.not.authorized.update.on.queue", "going on queue", JOIN));
        }
    }
    presence::set(draft, id, &call.body)?;
    Reply::json(&presence::view(id, &presence::of(draft, id)))
}

fn unauthorized(code: &'static str, what: &str, permission: &str) -> Fault {
    let params = vec![("permissions", format!("[{permission}]"))];
    Fault { params, ..Fault::new(403, code, format!("{what} needs the permission {permission}")) }
}

/// Whether the caller may set what others are, in this division.
pub(crate) fn may_edit(call: &Call<'_>, division: Id<Division>) -> bool {
    holds(call, EDIT, division)
}

/// Whether the caller holds a permission for what lives in a division, so far as the permission looks at divisions.
fn holds(call: &Call<'_>, name: &str, division: Id<Division>) -> bool {
    let catalog = call.catalog();
    let Some(permission) = catalog.permission_id(name) else { return false };
    match catalog.permission(permission).division_aware {
        true => call.organization.holds_in(call.subject(), permission, division),
        false => call.organization.holds(call.subject(), permission),
    }
}

/// Whether the source in the path is the one that there is.
fn check_source(call: &Call<'_>) -> Result<(), Fault> {
    if call.param("sourceId").eq_ignore_ascii_case("purecloud") { Ok(()) } else { Err(Fault::not_found()) }
}
