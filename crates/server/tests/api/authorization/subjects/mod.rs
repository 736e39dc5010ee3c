mod bulkadd;
mod bulkremove;
mod bulkreplace;
mod divisions;
mod get;
mod me;
mod rolecounts;

use postern_model::{Group, Id, Role, Subject, SubjectKind, User};
use postern_org::Draft;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{Local, Reply};

pub const PATH: &str = "/api/v2/authorization/subjects";

/// A new group with these members.
pub async fn group(local: &Local, name: &str, roles_enabled: bool, members: &[Id<User>]) -> Id<Group> {
    local
        .change(|draft| {
            let id = draft.fresh_id();
            draft.put_group(Group {
                id,
                name: name.to_owned(),
                description: String::new(),
                r#type: "official".to_owned(),
                visibility: "public".to_owned(),
                rules_visible: true,
                roles_enabled,
                owners: Vec::new(),
                version: 1,
                date_modified: draft.now(),
                other: Default::default(),
            });
            members.iter().for_each(|member| join(draft, *member, id));
            id
        })
        .await
}

fn join(draft: &mut Draft<'_>, member: Id<User>, group: Id<Group>) {
    let mut user = draft.user(member).unwrap().clone();
    user.groups.push(group);
    draft.put_user(user);
}

pub fn person(id: Id<User>) -> Subject {
    Subject { kind: SubjectKind::User, id: id.uuid() }
}

/// A body of `RoleDivisionGrants`.
pub fn grants(pairs: &[(Id<Role>, &str)]) -> Value {
    let pair = |(role, division): &(Id<Role>, &str)| json!({ "roleId": role, "divisionId": division });
    json!({ "grants": pairs.iter().map(pair).collect::<Vec<_>>() })
}

/// What a subject holds, as (subject, role, division) in the order of the answer.
pub fn held(reply: &Reply) -> Vec<(String, String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let grants = reply.body["grants"].as_array().unwrap();
    grants.iter().map(|grant| (text(&grant["subjectId"]), text(&grant["role"]["id"]), text(&grant["division"]["id"]))).collect()
}

/// One entry of [`held`].
pub fn entry(subject: Uuid, role: Id<Role>, division: &str) -> (String, String, String) {
    (subject.to_string(), role.to_string(), division.to_owned())
}

/// Makes grants division-aware.
pub async fn division_aware(local: &Local) {
    let change = local.running.change(|draft| {
        let mut profile = draft.profile().clone();
        profile.roles.authorization_grant_division_aware = true;
        draft.put_profile(profile)
    });
    change.await.unwrap();
}

pub const UNKNOWN: &str = "00000000-0000-4000-8000-000000000000";
