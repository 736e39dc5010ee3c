//! A change as it is offered: in words, who may make it, and each form that it can be made in.

use postern_catalog::Need;
use postern_model::{Id, PermissionId, PermissionSet, Subject, SubjectKind};
use serde::{Deserialize, Serialize};

use super::{Change, Given, Wanted, givers, steps};

/// A change in words and in each form that it can be made in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Remedy {
    /// The change in one sentence.
    pub what: String,
    /// The permissions that were missing and come with it.
    pub brings: Vec<String>,
    /// Other permissions, any one of which would do instead: they may reach further, or less far.
    pub instead: Vec<String>,
    /// The permissions that come along unasked.
    pub extra: Vec<String>,
    /// Who else gains what was missing: people, clients and groups with how many are in them, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<String>,
    /// Who may make it with the API call or in the console: people and clients, by name.
    pub may: Vec<String>,
    /// What of this is inferred.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inferred: Option<String>,
    /// How many more may.
    pub and_more: usize,
    /// Who may make it by editing the client, as Terraform does; absent where no client is edited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub may_edit_client: Option<Vec<String>>,
    /// As Terraform.
    pub terraform: String,
    /// As API calls.
    pub api: Vec<String>,
    /// As steps in the admin pages.
    pub console: Vec<String>,
}

/// What is not known of memberships.
const BY_GROUP: &str = "inferred from directory:group:edit: the API description names no permission for adding members";

/// Words and forms of a change.
pub fn describe(wanted: &Wanted<'_>, change: &Change) -> Remedy {
    let names = |set: &PermissionSet| set.iter().map(|id| wanted.catalog.permission(id).name.to_owned()).collect::<Vec<_>>();
    let (may, and_more) = givers::by_grant(wanted, change);
    Remedy {
        what: steps::sentence(wanted, change),
        brings: names(&change.brings),
        instead: instead(wanted, change),
        extra: change.extra.iter().map(|id| extra(wanted, change, id)).collect(),
        others: change.others.iter().map(|subject| other(wanted, *subject)).collect(),
        may,
        inferred: matches!(change.given, Given::Member(_)).then(|| BY_GROUP.to_owned()),
        and_more,
        may_edit_client: givers::by_editing(wanted, change),
        terraform: steps::terraform(wanted, change),
        api: steps::api(wanted, change),
        console: steps::console(wanted, change),
    }
}

/// What comes along unasked. What was missing can come along, too: where nobody asked for it.
fn extra(wanted: &Wanted<'_>, change: &Change, permission: PermissionId) -> String {
    let elsewhere = if change.brings.contains(permission) { " (in other divisions)" } else { "" };
    format!("{}{elsewhere}", wanted.catalog.permission(permission).name)
}

/// Somebody else who gains.
fn other(wanted: &Wanted<'_>, subject: Subject) -> String {
    let name = crate::read::plain(wanted.organization.subject_name(subject).unwrap_or("somebody of another organization"));
    match subject.kind {
        SubjectKind::Client => format!("client `{name}`"),
        SubjectKind::Group => format!("group `{name}` ({} in it)", wanted.organization.member_count(Id::new(subject.id))),
        _ => name,
    }
}

/// The others of an ANY list, but for those that open everything.
fn instead(wanted: &Wanted<'_>, change: &Change) -> Vec<String> {
    if wanted.operation.need != Need::Any {
        return Vec::new();
    }
    let others = wanted.operation.permissions.iter().filter(|id| !change.brings.contains(**id));
    others.map(|id| wanted.catalog.permission(*id)).filter(|other| !other.domain.is_empty()).map(|other| other.name.to_owned()).collect()
}
