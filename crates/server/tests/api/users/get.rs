use postern_model::{Reach, Subject, SubjectKind};
use serde_json::json;

use super::{at, made};
use crate::harness::Local;

#[tokio::test]
async fn a_deleted_person_is_found_with_the_state_deleted_only() {
    let local = Local::start().await;
    let ada = made(&local, "Ada").await;
    let deleted = format!("{}?state=deleted", at(&ada));
    assert_eq!(local.admin.get(&deleted).await.outcome(), "404 general.resource.not.found");
    assert_eq!(local.admin.delete(&at(&ada)).await.outcome(), "200");
    let gone = local.admin.get(&at(&ada)).await;
    assert_eq!(gone.outcome(), "404 general.resource.not.found");
    assert_eq!(gone.message(), format!("user `{}` was not found", ada["id"].as_str().unwrap()));
    let reply = local.admin.get(&deleted).await;
    assert_eq!((reply.outcome().as_str(), &reply.body["state"], &reply.body["version"]), ("200", &json!("deleted"), &json!(2)));
}

#[tokio::test]
async fn an_inactive_person_is_read_like_an_active_one() {
    let local = Local::start().await;
    let ada = made(&local, "Ada").await;
    local.admin.patch(&at(&ada), json!({ "version": 1, "state": "inactive" })).await;
    assert_eq!(local.admin.get(&at(&ada)).await.body["state"], "inactive");
}

#[tokio::test]
async fn what_is_no_id_is_not_found() {
    let local = Local::start().await;
    let nobody = "00000000-0000-0000-0000-000000000000";
    assert_eq!(local.admin.get(&format!("/api/v2/users/{nobody}")).await.outcome(), "404 general.resource.not.found");
    for id in ["nobody", "1%27%20OR%20%271%27=%271", "..%2F..%2Fetc%2Fpasswd", "%00", &"9".repeat(5000)] {
        assert_eq!(local.admin.get(&format!("/api/v2/users/{id}")).await.outcome(), "404 not.found", "{id}");
    }
}

#[tokio::test]
async fn what_was_written_is_shown_when_it_is_expanded() {
    let local = Local::start().await;
    let ada = made(&local, "Ada").await;
    let empty = local.admin.get(&format!("{}?expand=skills,languages,locations,profileSkills,certifications,employerInfo", at(&ada))).await;
    for list in ["skills", "languages", "locations", "profileSkills", "certifications"] {
        assert_eq!(empty.body[list], json!([]), "{list}");
    }
    assert_eq!(empty.body.get("employerInfo"), None);
    let change = json!({
        "version": 1, "certifications": ["CCNA"], "employerInfo": { "officialName": "Ada L.", "dateHire": "2021-03-18" },
        "locations": [{ "id": "4e6a2f1e-7a5e-4d0c-9a53-0d9f2b3c4d5e", "notes": "desk 4" }], "biography": { "biography": "b" },
    });
    assert_eq!(local.admin.patch(&at(&ada), change).await.outcome(), "200");
    let plain = local.admin.get(&at(&ada)).await;
    assert!(["certifications", "employerInfo", "locations", "biography"].iter().all(|name| plain.body.get(name).is_none()));
    let full = local.admin.get(&format!("{}?expand=locations&expand=certifications,employerInfo&expand=biography", at(&ada))).await;
    assert_eq!(full.body["certifications"], json!(["CCNA"]));
    assert_eq!(full.body["employerInfo"], json!({ "officialName": "Ada L.", "dateHire": "2021-03-18" }));
    assert_eq!(full.body["biography"], json!({ "biography": "b" }));
    let id = "4e6a2f1e-7a5e-4d0c-9a53-0d9f2b3c4d5e";
    let definition = json!({ "id": id, "selfUri": format!("/api/v2/locations/{id}") });
    assert_eq!(full.body["locations"], json!([{ "id": id, "notes": "desk 4", "locationDefinition": definition }]));
}

#[tokio::test]
async fn authorization_shows_own_and_inherited_roles_and_what_they_give() {
    let local = Local::start().await;
    let ada = made(&local, "Ada").await;
    let group = json!({ "name": "Night Shift", "type": "official", "visibility": "public", "rulesVisible": true, "rolesEnabled": true });
    let group = local.admin.post("/api/v2/groups", group).await.body;
    let role = local.role("queues", &["routing:queue:view"]).await;
    let subject = Subject { kind: SubjectKind::Group, id: group["id"].as_str().unwrap().parse().unwrap() };
    local.grant(subject, role, Reach::All).await;
    let members = json!({ "memberIds": [ada["id"]], "version": 1 });
    assert_eq!(local.admin.post(&format!("/api/v2/groups/{}/members", group["id"].as_str().unwrap()), members).await.outcome(), "202");
    let reply = local.admin.get(&format!("{}?expand=authorization,groups,authorization.unusedRoles", at(&ada))).await;
    let authorization = &reply.body["authorization"];
    let mut roles = super::names(&authorization["roles"]);
    roles.sort_unstable();
    assert_eq!(roles, ["employee", "queues"]);
    assert_eq!(authorization["permissions"], json!(["directory:user:view", "routing:queue:view"]));
    assert_eq!((authorization["permissionPolicies"].as_array().unwrap().len(), &authorization["unusedRoles"]), (2, &json!([])));
    assert_eq!(reply.body["groups"], json!([{ "id": group["id"], "name": "Night Shift", "selfUri": group["selfUri"] }]));
}

#[tokio::test]
async fn phone_numbers_are_shown_as_the_service_does() {
    let local = Local::start().await;
    let ada = made(&local, "Ada").await;
    let written = json!([
        { "mediaType": "PHONE", "type": "WORK", "address": "+13175550100", "extension": "4321" },
        { "mediaType": "PHONE", "type": "WORK2", "extension": "8701" },
        { "mediaType": "SMS", "type": "MOBILE", "address": "+13175550101" },
        { "mediaType": "EMAIL", "type": "HOME", "address": "ada@home.example" },
    ]);
    let shown = json!([
        { "mediaType": "PHONE", "type": "WORK", "address": "+13175550100", "extension": "4321", "display": "+13175550100" },
        { "mediaType": "PHONE", "type": "WORK2", "display": "8701" },
        { "mediaType": "SMS", "type": "MOBILE", "address": "+13175550101", "display": "+13175550101" },
        { "mediaType": "EMAIL", "type": "HOME", "address": "ada@home.example" },
    ]);
    let reply = local.admin.patch(&at(&ada), json!({ "version": 1, "addresses": written })).await;
    assert_eq!(reply.body["addresses"], shown);
    // What was read can be written back.
    let again = local.admin.patch(&at(&ada), json!({ "version": 2, "addresses": shown })).await;
    assert_eq!(again.body["addresses"], shown);
}

#[tokio::test]
async fn an_extension_is_one_where_a_pool_holds_it() {
    let local = Local::start().await;
    let body = json!({
        "name": "Ada", "email": "ada@local.example",
        "addresses": [{ "mediaType": "PHONE", "type": "WORK", "extension": "2005" }],
    });
    let ada = local.admin.post("/api/v2/users", body).await.body;
    let shown = async || local.admin.get(&super::at(&ada)).await.body["addresses"][0].clone();
    assert_eq!(shown().await, json!({ "mediaType": "PHONE", "type": "WORK", "display": "2005" }));
    let pool = json!({ "startNumber": "2000", "endNumber": "2010" });
    assert_eq!(local.admin.post("/api/v2/telephony/providers/edges/extensionpools", pool).await.status, 200);
    assert_eq!(shown().await, json!({ "mediaType": "PHONE", "type": "WORK", "extension": "2005", "display": "2005" }));
}
