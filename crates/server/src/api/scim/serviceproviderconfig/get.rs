//! `GET /api/v2/scim/v2/serviceproviderconfig`: what of the protocol is built. No permission needed.

use axum::http::{StatusCode, header};
use postern_org::change::scim::entity_tag;
use serde_json::json;

use super::super::{base, refuse_filter, resource, tags};
use crate::call::{Answer, Call, Reply};

/// What of the protocol is built, but for filters, which say how many resources they show.
const BUILT: [(&str, bool); 4] = [("patch", true), ("etag", true), ("changePassword", true), ("sort", false)];

/// Answers `ScimServiceProviderConfig`.
pub fn handle(call: &Call<'_>) -> Answer {
    refuse_filter(call)?;
    let most = call.organization.profile().settings.paging_max_page_size;
    // Nothing else of the answer can change, so it is its version.
    let version = u64::from(most);
    if tags::is_known(call, version) {
        return Ok(Reply::empty(StatusCode::NOT_MODIFIED).header(header::ETAG, &entity_tag(version)));
    }
    let mut config = json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
        "bulk": { "supported": false, "maxOperations": 0, "maxPayloadSize": 0 },
        "filter": { "supported": true, "maxResults": most },
        "authenticationSchemes": [{
            "type": "oauthbearertoken",
            "name": "OAuth bearer token",
            "description": "A token of an OAuth client, given for client credentials",
            "specUri": "https://www.rfc-editor.org/info/rfc6750",
            "primary": true,
        }],
        "meta": {
            "resourceType": "ServiceProviderConfig",
            "location": format!("{}/serviceproviderconfig", base(call)),
            "version": entity_tag(version),
        },
    });
    let config = match config.as_object_mut() {
        Some(config) => std::mem::take(config),
        None => Default::default(),
    };
    let features = BUILT.iter().map(|(name, supported)| ((*name).to_owned(), json!({ "supported": supported })));
    resource(StatusCode::OK, version, &config.into_iter().chain(features).collect())
}
