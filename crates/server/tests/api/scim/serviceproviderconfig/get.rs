use serde_json::json;

use super::super::{SPELLINGS, header, media};
use crate::harness::Local;

#[tokio::test]
async fn it_says_what_is_built() {
    let local = Local::start().await;
    for spelling in SPELLINGS {
        let at = format!("{spelling}/serviceproviderconfig");
        let reply = local.admin.get(&at).await;
        let expected = json!({
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
            "patch": { "supported": true }, "etag": { "supported": true }, "changePassword": { "supported": true },
            "sort": { "supported": false }, "bulk": { "supported": false, "maxOperations": 0, "maxPayloadSize": 0 },
            "filter": { "supported": true, "maxResults": 500 },
            "authenticationSchemes": [{
                "type": "oauthbearertoken", "name": "OAuth bearer token", "primary": true, "specUri": "https://www.rfc-editor.org/info/rfc6750",
                "description": "A token of an OAuth client, given for client credentials",
            }],
            "meta": {
                "resourceType": "ServiceProviderConfig", "location": format!("{}{at}", local.running.url), "version": "\"500\"",
            },
        });
        assert_eq!((reply.status, &reply.body, media(&reply)), (200, &expected, "application/scim+json"));
        let known = local.admin.ask_with("GET", &at, &[("if-none-match", header(&reply, "etag"))], None).await;
        assert_eq!(known.status, 304);
    }
}
