//! `GET /api/v2/authorization/permissions`: what roles can hold, one entity a domain. No permission needed.
//! `queryType=domain` asks for one domain by its exact name, as the official Terraform provider needs; `permission`
//! searches in the whole names.

use std::collections::BTreeMap;

use postern_catalog::Permission;
use serde_json::{Value, json};

use crate::{
    call::{Answer, Call},
    paging::page_of,
};

/// Answers `PermissionCollectionEntityListing`.
pub fn handle(call: &Call<'_>) -> Answer {
    let query = call.query.get("query").map(str::to_lowercase);
    let in_names = call.query.get("queryType") == Some("permission");
    let asked = |permission: &&Permission| {
        query.as_ref().is_none_or(|query| match in_names {
            true => permission.name.to_lowercase().contains(query.as_str()),
            false => permission.domain.eq_ignore_ascii_case(query),
        })
    };
    let three_parts = call.catalog().permissions().iter().filter(|permission| !permission.domain.is_empty());
    let mut domains: BTreeMap<&str, Vec<&Permission>> = BTreeMap::new();
    three_parts.filter(asked).for_each(|permission| domains.entry(permission.domain).or_default().push(permission));
    page_of(call, domains.into_iter().collect(), |(domain, permissions)| collection(domain, &permissions))
}

/// API description: `DomainPermissionCollection`.
fn collection(domain: &str, permissions: &[&Permission]) -> Value {
    let mut map: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    permissions.iter().for_each(|permission| map.entry(permission.entity).or_default().push(view(permission)));
    json!({
        "id": domain, "name": domain, "domain": domain, "permissionMap": map,
        "selfUri": format!("/api/v2/authorization/permissions/{domain}"),
    })
}

/// API description: `DomainPermission`. The label is how the help centre writes permissions; conditions are taken on
/// every permission.
fn view(permission: &Permission) -> Value {
    let label = [permission.domain, permission.entity, permission.action].map(words).join(" > ");
    json!({
        "domain": permission.domain, "entityType": permission.entity, "action": permission.action, "label": label,
        "allowsConditions": true, "divisionAware": permission.division_aware,
    })
}

/// `callableTimeSet` as `Callable Time Set`.
fn words(name: &str) -> String {
    let mut words = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && words.ends_with(char::is_lowercase) {
            words.push(' ');
        }
        words.push(if words.is_empty() { letter.to_ascii_uppercase() } else { letter });
    }
    words
}
