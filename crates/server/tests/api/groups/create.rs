use serde_json::json;

use super::at;
use crate::{harness::Local, users};

#[tokio::test]
async fn a_group_is_answered_in_full_and_read_back_the_same() {
    let local = Local::start().await;
    let owner = users::made(&local, "Ada").await;
    let body = json!({
        "name": "Night Shift", "type": "official", "visibility": "owners", "rulesVisible": true, "rolesEnabled": true,
        "callsEnabled": true, "includeOwners": false, "ownerIds": [owner["id"], " "],
        "addresses": [
            { "mediaType": "PHONE", "type": "GROUPRING", "address": "+13175550100" },
            { "mediaType": "PHONE", "type": "GROUPPHONE", "extension": "4321" },
        ],
    });
    let reply = local.admin.post("/api/v2/groups", body).await;
    assert_eq!(reply.outcome(), "200", "{}", reply.message());
    let group = &reply.body;
    let modified = group["dateModified"].as_str().unwrap();
    assert!(modified.ends_with('Z'));
    assert_eq!(
        *group,
        json!({
            "id": group["id"], "name": "Night Shift", "description": "", "dateModified": modified, "memberCount": 0, "state": "active",
            "version": 1, "type": "official", "visibility": "owners", "rulesVisible": true, "rolesEnabled": true,
            "callsEnabled": true, "includeOwners": false, "owners": [{ "id": owner["id"], "selfUri": owner["selfUri"] }],
            "addresses": [
                { "mediaType": "PHONE", "type": "GROUPRING", "address": "+13175550100", "display": "+13175550100" },
                { "mediaType": "PHONE", "type": "GROUPPHONE", "extension": "4321", "display": "4321" },
            ],
            "selfUri": at(group),
        })
    );
    assert_eq!(local.admin.get(&at(group)).await.body, *group);
}

#[tokio::test]
async fn bad_input_is_named() {
    let local = Local::start().await;
    super::made(&local, "Night Shift").await;
    let long = "n".repeat(10_000);
    let new = |name: &str| json!({ "name": name, "type": "official", "visibility": "public", "rulesVisible": true });
    let with = |member: &str, value: serde_json::Value| {
        let mut body = new("New");
        body[member] = value;
        body
    };
    let cases = [
        (new("night shift"), "group.name.in.use", "the group name `night shift` is in use"),
        (new("\t"), "bad.request", "`name` must not be blank"),
        (new(&long), "bad.request", "`name` must have at most 256 characters; it has 10000"),
        (with("ownerIds", json!(["../x"])), "bad.request", "owner `../x` is not a user"),
        (
            with("visibility", json!("secret")),
            "invalid.value",
            "Value [secret] is not valid for field type [string]. Allowable values are: public, owners, members",
        ),
        (json!({ "name": "New" }), "constraint.validation", "type must not be null"),
    ];
    for (body, code, message) in cases {
        let reply = local.admin.post("/api/v2/groups", body).await;
        assert_eq!((reply.outcome(), reply.message()), (format!("400 {code}"), message));
    }
    assert_eq!(local.running.organization().groups().count(), 1);
}
