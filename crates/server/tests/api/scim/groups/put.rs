use serde_json::json;

use super::{
    super::{SPELLINGS, V2, at, header, made, refusal},
    ids, members, with,
};
use crate::harness::Local;

#[tokio::test]
async fn a_replacement_sets_members_and_keeps_what_it_leaves_out() {
    let local = Local::start().await;
    let (group, people) = with(&local, "Clerks", &["ada"]).await;
    let bert = made(&local, "bert").await;
    let id = group["id"].as_str().unwrap();
    let put = async |spelling: &str, body| {
        let reply = local.admin.put(&format!("{spelling}/groups/{id}"), body).await;
        assert_eq!(reply.status, 200, "{}", reply.body);
        reply
    };
    let reply =
        put(SPELLINGS[0], json!({ "displayName": "Chiefs", "members": [{ "value": bert["id"], "type": "User" }], "externalId": "okta-1" }))
            .await;
    assert_eq!(
        (members(&reply.body), &reply.body["externalId"], &reply.body["displayName"]),
        (ids(&[&bert]), &json!("okta-1"), &json!("Clerks"))
    );
    assert_eq!(header(&reply, "etag"), "\"3\"");
    let reply = put(SPELLINGS[1], json!({ "displayName": "Clerks" })).await;
    assert_eq!((members(&reply.body), &reply.body["externalId"], header(&reply, "etag")), (ids(&[&bert]), &json!("okta-1"), "\"3\""));
    let reply = put(SPELLINGS[1], json!({ "displayName": "Clerks", "members": [] })).await;
    assert_eq!(members(&reply.body), [""; 0]);
    assert_eq!(local.admin.get(&at(&people[0])).await.body.get("groups"), None);
}

#[tokio::test]
async fn bad_input_is_named() {
    let local = Local::start().await;
    let (group, _) = with(&local, "Clerks", &[]).await;
    let cases = [
        (json!({ "members": [{ "value": "nobody" }] }), "invalidValue", "member `nobody` is not a user"),
        (json!({ "members": 7 }), "invalidValue", "`members` must be of type complex, not `7`"),
        (json!({ "owners": [] }), "invalidSyntax", "there is no attribute `owners`"),
    ];
    for (body, kind, detail) in cases {
        let reply = local.admin.put(&at(&group), body).await;
        assert_eq!(refusal(&reply), (400, kind, detail));
    }
    let reply = local.admin.ask_with("PUT", &at(&group), &[("if-match", "\"9\"")], Some(json!({ "members": [] }))).await;
    assert_eq!((refusal(&reply).0, refusal(&reply).1), (400, "invalidVers"));
    let reply = local.admin.put(&format!("{V2}/groups/clerks"), json!({})).await;
    assert_eq!(refusal(&reply), (404, "", "group `clerks` was not found"));
}
