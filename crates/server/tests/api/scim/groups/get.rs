use serde_json::json;

use super::{
    super::{SPELLINGS, V2, header, query, refusal},
    with,
};
use crate::harness::Local;

#[tokio::test]
async fn a_group_is_shown_with_its_members() {
    let local = Local::start().await;
    let (group, people) = with(&local, "Clerks", &["ada"]).await;
    let (id, ada, url) = (group["id"].as_str().unwrap(), people[0]["id"].as_str().unwrap(), &local.running.url);
    for spelling in SPELLINGS {
        let reply = local.admin.get(&format!("{spelling}/groups/{id}")).await;
        let expected = json!({
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "id": id, "displayName": "Clerks",
            "members": [{ "type": "User", "value": ada, "$ref": format!("{url}{spelling}/users/{ada}") }],
            "meta": {
                "resourceType": "Group", "location": format!("{url}{spelling}/groups/{id}"), "version": "\"2\"",
                "lastModified": reply.body["meta"]["lastModified"],
            },
        });
        assert_eq!((reply.status, header(&reply, "etag"), &reply.body), (200, "\"2\"", &expected));
        let known = local.admin.ask_with("GET", &format!("{spelling}/groups/{id}"), &[("if-none-match", "\"2\"")], None).await;
        assert_eq!(known.status, 304);
    }
    let person = local.admin.get(&format!("{V2}/users/{ada}")).await.body;
    assert_eq!(person["groups"], json!([{ "type": "Group", "value": id, "$ref": format!("{url}{V2}/groups/{id}") }]));
    let without = local.admin.get(&query(&format!("groups/{id}"), &[("excludedAttributes", "members")])).await.body;
    assert_eq!((without.get("members"), &without["displayName"]), (None, &json!("Clerks")));
}

#[tokio::test]
async fn no_group_is_not_found() {
    let local = Local::start().await;
    let reply = local.admin.get(&format!("{V2}/groups/clerks")).await;
    assert_eq!(refusal(&reply), (404, "", "group `clerks` was not found"));
}

/// The API description has no operation for either.
#[tokio::test]
async fn groups_are_neither_made_nor_deleted_over_scim() {
    let local = Local::start().await;
    let (group, _) = with(&local, "Clerks", &[]).await;
    assert_eq!(local.admin.post(&format!("{V2}/groups"), json!({ "displayName": "New" })).await.status, 404);
    assert_eq!(local.admin.delete(&super::super::at(&group)).await.status, 404);
}
