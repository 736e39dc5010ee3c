//! People and groups over SCIM: a resource is translated into the changes that `users`, `groups` and `grants` allow.
//!
//! A patch is applied to the resource as it is shown, and the outcome is written as a whole; so a patch does all or
//! nothing, and what is shown is what can be written.

mod allowed;
mod contacts;
mod group;
mod kept;
mod primary;
mod roles;
mod user;
mod view;

use postern_model::{Client, Id, Timestamp};
use postern_scim::{Problem, ScimType};
use serde_json::{Map, Value, json};

use crate::{ExternalIds, Refusal};

pub use group::{group_view, patch_group, replace_group};
pub use user::{create_user, patch_user, replace_user};
pub use view::user_view;

/// The client that provisions, and where: `externalId` is its own, and addresses in answers start with `base`.
#[derive(Clone, Copy, Debug)]
pub struct Provisioner<'p> {
    /// The address under which `/users` and `/groups` are.
    pub base: &'p str,
    /// The client.
    pub client: Id<Client>,
}

/// The version of a resource as an entity tag (RFC 7644 §3.14), in quotes as the API description has it.
pub fn entity_tag(version: u64) -> String {
    format!("\"{version}\"")
}

impl Provisioner<'_> {
    /// `meta` of a resource.
    fn meta(&self, kind: &postern_scim::ResourceType, id: &str, version: u64, modified: Option<Timestamp>) -> Value {
        let mut meta = json!({
            "resourceType": kind.name,
            "location": format!("{}{}/{id}", self.base, kind.endpoint),
            "version": entity_tag(version),
        });
        if let (Some(modified), Some(meta)) = (modified, meta.as_object_mut()) {
            meta.insert("lastModified".to_owned(), json!(modified));
        }
        meta
    }

    /// What the client itself calls a person or group.
    fn external_id(&self, other: &Map<String, Value>) -> Option<String> {
        ExternalIds::of(other).key(&ExternalIds::scim_authority(self.client)).map(str::to_owned)
    }
}

fn refused(problem: Problem) -> Refusal {
    let status = if problem.scim_type == ScimType::Uniqueness { 409 } else { 400 };
    Refusal::new(status, problem.scim_type.name(), problem.detail)
}

fn invalid(detail: impl Into<String>) -> Refusal {
    refused(Problem::new(ScimType::InvalidValue, detail))
}

/// A text among the attributes.
fn text<'d>(document: &'d Map<String, Value>, name: &str) -> Option<&'d str> {
    document.get(name).and_then(Value::as_str)
}

/// The values of an attribute.
fn items<'d>(document: &'d Map<String, Value>, name: &str) -> impl Iterator<Item = &'d Map<String, Value>> {
    document.get(name).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object)
}
