//! Who may make a change.

use postern_model::{ClientState, Reach, Subject, SubjectKind, UserState};

use super::{Change, Given, Wanted};

/// How many are named.
const NAMED: usize = 6;

/// People and clients who may make the change as a grant: `authorization:grant:add`, in each of its divisions where the
/// organization's grants are division-aware, and `authorization:role:add` for a new role; `authorization:role:edit` where a role is
/// widened. Of a new member of a group `directory:group:edit` is inferred: the API description names no permission for it. The first few, and how many more.
pub(super) fn by_grant(wanted: &Wanted<'_>, change: &Change) -> (Vec<String>, usize) {
    let all = everybody(wanted, |subject| {
        match change.given {
            Given::Widened(_) => return somewhere(wanted, subject, "authorization:role:edit"),
            Given::Member(_) => return somewhere(wanted, subject, "directory:group:edit"),
            Given::Existing(_) | Given::New(_) => {}
        }
        let makes = matches!(change.given, Given::Existing(_)) || somewhere(wanted, subject, "authorization:role:add");
        makes && may_grant(wanted, subject, change)
    });
    let more = all.len().saturating_sub(NAMED);
    (all.into_iter().take(NAMED).collect(), more)
}

/// Who may make the change by editing the client: `oauth:client:edit`, every role that the client has, and the new one, each
/// where the client has it (help centre; API description: `bad.client.role`). Nobody holds a role that does not exist yet.
pub(super) fn by_editing(wanted: &Wanted<'_>, change: &Change) -> Option<Vec<String>> {
    if change.subject.kind != SubjectKind::Client || !change.is_grant() {
        return None;
    }
    let Given::Existing(role) = change.given else { return Some(Vec::new()) };
    let held = wanted.organization.own_holdings(change.subject.id).map(|holding| (holding.role.id, holding.grant.division));
    let pairs: Vec<_> = held.chain(change.reaches.iter().map(|reach| (role, *reach))).collect();
    let all = everybody(wanted, |subject| {
        let has = |role, reach: Reach| {
            let division = match reach {
                Reach::All => None,
                Reach::Division(division) => Some(division),
            };
            wanted.organization.has_role(subject, role, division)
        };
        somewhere(wanted, subject, "oauth:client:edit") && pairs.iter().all(|(role, reach)| has(*role, *reach))
    });
    Some(all.into_iter().take(NAMED).collect())
}

fn may_grant(wanted: &Wanted<'_>, subject: Subject, change: &Change) -> bool {
    let permission = "authorization:grant:add";
    if !wanted.organization.profile().roles.authorization_grant_division_aware {
        return somewhere(wanted, subject, permission);
    }
    change.reaches.iter().all(|reach| wanted.organization.may(wanted.catalog, subject, permission, *reach))
}

/// Whether somebody holds a permission in any division.
fn somewhere(wanted: &Wanted<'_>, subject: Subject, permission: &str) -> bool {
    let holds = wanted.catalog.permission_id(permission).is_some_and(|permission| wanted.organization.holds(subject, permission));
    holds || wanted.organization.may(wanted.catalog, subject, permission, Reach::All)
}

fn everybody(wanted: &Wanted<'_>, may: impl Fn(Subject) -> bool) -> Vec<String> {
    let active = |user: &&postern_model::User| user.state == UserState::Active;
    let users = wanted
        .organization
        .users()
        .filter(active)
        .map(|user| (Subject { kind: SubjectKind::User, id: user.id.uuid() }, format!("{} <{}>", user.name, user.email)));
    let working = |client: &&postern_model::Client| client.state == ClientState::Active;
    let clients = wanted
        .organization
        .clients()
        .filter(working)
        .map(|client| (Subject { kind: SubjectKind::Client, id: client.id.uuid() }, format!("client `{}`", client.name)));
    users.chain(clients).filter(|(subject, _)| may(*subject)).map(|(_, name)| crate::read::plain(&name)).collect()
}
