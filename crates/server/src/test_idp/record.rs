//! The record that the organization has of the test identity provider. It is written at every start, since the port can
//! change, and removed at a start without it.

use postern_model::Provider;
use postern_org::Draft;
use serde_json::{Map, Value, json};

use super::{TestIdp, issuer};
use crate::{fault::Fault, platform::Platform};

/// The record's id, the same in every organization.
pub(super) const ID: &str = "7e571d90-0000-4000-8000-000000000001";

/// Makes the record what it should be at this start. Of the operator's changes only `disabled` stays.
///
/// The way of the platform API would refuse its plain http address; this is the operator's own.
pub(crate) async fn settle(platform: &Platform) -> Result<(), Fault> {
    let change = platform.tenants[0].change(platform.clock.now(), None, |draft| Ok(settle_in(platform, draft)));
    if change.await? {
        tracing::warn!("people come in through single sign-on only, and the test identity provider was the last one: nobody can sign in");
    }
    Ok(())
}

/// The same within a change. Whether nobody can sign in any more.
pub(crate) fn settle_in(platform: &Platform, draft: &mut Draft<'_>) -> bool {
    let old = draft.provider(ID).cloned();
    let Some(idp) = &platform.test_idp else {
        if old.is_some() {
            draft.remove_provider(ID);
        }
        return draft.is_sso_only() && draft.third_party_providers().all(|provider| provider.disabled);
    };
    let other = record(platform, idp, &draft.profile().third_party_org_name);
    let disabled = old.as_ref().is_some_and(|old| old.disabled);
    let new = Provider { id: ID.to_owned(), kind: "custom".to_owned(), disabled, other };
    if old.as_ref() != Some(&new) {
        draft.put_provider(new);
    }
    false
}

fn record(platform: &Platform, idp: &TestIdp, short_name: &str) -> Map<String, Value> {
    let (issuer, certificate) = (issuer(platform), super::metadata::certificate(idp));
    let record = json!({
        "name": "Test identity provider", "issuerURI": issuer, "ssoTargetURI": format!("{issuer}/sso"),
        "ssoBinding": "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect", "sloURI": format!("{issuer}/slo"), "sloBinding": "HTTP Redirect",
        "relyingPartyIdentifier": format!("urn:{short_name}:postern"), "certificates": [certificate], "certificate": certificate,
        "nameIdentifierFormat": "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress", "signAuthnRequests": false, "displayOnLogin": true,
    });
    if let Value::Object(record) = record { record } else { Map::new() }
}
