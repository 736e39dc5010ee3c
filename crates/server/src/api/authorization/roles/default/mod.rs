//! `/api/v2/authorization/roles/default`.

pub mod post;
pub mod put;

use std::sync::Arc;

use postern_model::Role;
use serde_json::json;

use super::view::{RoleView, user_counts};
use crate::{
    call::{Answer, Call, Reply},
    paging::Page,
};

/// The listing of `roles` on one page: these operations take no page.
fn listing(call: &Call<'_>, organization: &postern_org::Organization, roles: &[Arc<Role>]) -> Answer {
    let counts = user_counts(organization);
    let view = |role: &Arc<Role>| json!(RoleView::from(&**role).counted(Some(counts.get(&role.id).copied().unwrap_or_default())));
    let page = Page { size: roles.len().max(1), number: 1 };
    Reply::json(&page.envelope(call, roles.iter().map(view).collect(), roles.len()))
}
