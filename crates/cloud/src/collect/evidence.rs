//! What stands beside the access state: the organization's permissions, trustees, authorizations, integrations, policies.

use std::collections::BTreeSet;

use postern_model::{
    Id,
    evidence::{Authorization, Integration, Trustee},
};
use serde_json::Value;

use crate::{
    Fault,
    listing::{Listed, Listing},
    operation::{Read, reads},
    reader::Reader,
    wire,
};

fn paged<T: Listed>(reader: &mut Reader<'_>, what: &str, read: Read) -> Result<Vec<T>, Fault> {
    reader.list(&Listing { what, read, params: &[], query: &[], size: 100 })
}

fn followed<T: Listed>(reader: &mut Reader<'_>, what: &str, read: Read, query: &[(&str, &str)]) -> Result<Vec<T>, Fault> {
    reader.follow(&Listing { what, read, params: &[], query, size: 100 })
}

/// The permissions that the organization has, sorted.
pub(super) fn permissions(reader: &mut Reader<'_>) -> Result<Vec<String>, Fault> {
    let domains: Vec<wire::Domain> = paged(reader, "permission domains", reads::PERMISSIONS)?;
    let names = domains.iter().flat_map(|domain| {
        let name = domain.domain.as_deref().unwrap_or(&domain.id);
        domain.permission_map.iter().flat_map(move |(entity, permissions)| {
            permissions.iter().map(move |permission| {
                let (domain, entity) = (permission.domain.as_deref().unwrap_or(name), permission.entity_type.as_deref().unwrap_or(entity));
                format!("{domain}:{entity}:{}", permission.action)
            })
        })
    });
    Ok(names.collect::<BTreeSet<_>>().into_iter().collect())
}

/// Organizations whose people may come in.
pub(super) fn trustees(reader: &mut Reader<'_>) -> Result<Vec<Trustee>, Fault> {
    let trustees: Vec<wire::Trustee> = paged(reader, "trustees", reads::TRUSTEES)?;
    let read = trustees.into_iter().map(|trustee| {
        let organization = trustee.organization.as_ref().map_or(&trustee.id, |organization| &organization.id);
        let Ok(organization) = organization.parse() else {
            let what = format!("trustee `{}` names no organization", trustee.id);
            return Err(Fault::Malformed { call: "GET /api/v2/orgauthorization/trustees".to_owned(), what });
        };
        Ok(Trustee {
            organization,
            name: trustee.organization.and_then(|organization| organization.name),
            enabled: trustee.enabled,
            full_access: trustee.has_full_access.unwrap_or(false),
            expires: trustee.date_expired,
        })
    });
    read.collect()
}

/// Clients that may be used in the organization.
pub(super) fn authorizations(reader: &mut Reader<'_>) -> Result<Vec<Authorization>, Fault> {
    let authorizations: Vec<wire::Authorization> = followed(reader, "authorizations", reads::AUTHORIZATIONS, &[])?;
    let read = authorizations.into_iter().map(|authorization| Authorization {
        client: authorization.client.id,
        name: authorization.client.name,
        state: authorization.state,
        client_state: authorization.client.state,
    });
    Ok(read.collect())
}

/// Integrations. Which client's credentials one holds is shown nowhere.
pub(super) fn integrations(reader: &mut Reader<'_>) -> Result<Vec<Integration>, Fault> {
    let integrations: Vec<wire::Integration> = paged(reader, "integrations", reads::INTEGRATIONS)?;
    let read = integrations.into_iter().map(|integration| Integration {
        name: integration.name.unwrap_or_default(),
        kind: integration.integration_type.map(|kind| kind.id).unwrap_or_default(),
        state: integration.intended_state,
        client: None::<Id<postern_model::Client>>,
        id: integration.id,
    });
    Ok(read.collect())
}

/// Access policies, as they are shown.
pub(super) fn access_policies(reader: &mut Reader<'_>) -> Result<Vec<Value>, Fault> {
    let policies: Vec<wire::AccessPolicy> = followed(reader, "access policies", reads::POLICIES, &[("pageSize", "100")])?;
    Ok(policies.into_iter().map(|policy| Value::Object(policy.0)).collect())
}
