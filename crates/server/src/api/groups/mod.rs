//! `/api/v2/groups`: groups and who is in them.

pub mod create;
pub mod delete;
pub mod get;
pub mod individuals;
pub mod list;
pub mod members;
pub mod put;
pub mod search;
pub mod view;

use postern_model::Group;
use postern_org::Refusal;

use crate::{
    call::{Call, Handler},
    fault::Fault,
};

/// Built operations.
pub const TABLE: &[(&str, Handler)] = &[
    ("get_groups", Handler::Read(list::handle)),
    ("post_groups", Handler::Write(create::handle)),
    ("get_groups_search", Handler::Read(search::get::handle)),
    ("post_groups_search", Handler::Read(search::post::handle)),
    ("get_group", Handler::Read(get::handle)),
    ("put_group", Handler::Write(put::handle)),
    ("delete_group", Handler::Write(delete::handle)),
    ("get_group_individuals", Handler::Read(individuals::list::handle)),
    ("get_group_members", Handler::Read(members::list::handle)),
    ("post_group_members", Handler::Write(members::post::handle)),
    ("delete_group_members", Handler::Write(members::delete::handle)),
];

/// The group that the path names.
fn named<'c>(call: &'c Call<'_>) -> Result<&'c Group, Fault> {
    let id = call.id::<Group>("groupId")?;
    Ok(call.organization.group(id).ok_or_else(|| Refusal::resource_not_found("group", &id.to_string()))?)
}
