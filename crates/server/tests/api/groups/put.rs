use serde_json::json;

use super::{at, made};
use crate::{harness::Local, users};

#[tokio::test]
async fn what_is_left_out_stays_and_an_empty_list_empties() {
    let local = Local::start().await;
    let owner = users::made(&local, "Ada").await;
    let group = made(&local, "Night").await;
    let phone = json!([{ "mediaType": "PHONE", "type": "GROUPRING", "extension": "4321" }]);
    let first = json!({ "version": 1, "description": "late", "addresses": phone, "ownerIds": [owner["id"]], "rolesEnabled": false, "visibility": "owners" });
    let reply = local.admin.put(&at(&group), first).await;
    let of = |name: &str| reply.body[name].clone();
    assert_eq!(
        [of("version"), of("description"), of("rolesEnabled"), of("visibility")],
        [json!(2), json!("late"), json!(false), json!("owners")]
    );
    let kept = local.admin.put(&at(&group), json!({ "version": 2, "name": "Nights", "addresses": null })).await.body;
    assert_eq!((&kept["name"], &kept["addresses"], &kept["owners"]), (&json!("Nights"), &of("addresses"), &of("owners")));
    // One blank means no owners (Terraform provider).
    let emptied =
        local.admin.put(&at(&group), json!({ "version": 3, "addresses": [], "ownerIds": [" "], "visibility": "ownerIds" })).await.body;
    assert_eq!((&emptied["addresses"], &emptied["owners"], &emptied["visibility"]), (&json!([]), &json!([]), &json!("owners")));
    assert_eq!(local.admin.get(&at(&group)).await.body, emptied);
}

#[tokio::test]
async fn bad_input_is_named() {
    let local = Local::start().await;
    let group = made(&local, "Night").await;
    made(&local, "Day").await;
    let cases = [
        (json!({ "version": 7 }), "409 general.conflict", "version 7 does not match the current version 1"),
        (json!({ "version": 1, "name": "DAY" }), "400 general.conflict", "the group name `DAY` is in use"),
        (json!({ "version": 1, "name": "" }), "400 general.bad.request", "`name` must not be blank"),
        (json!({ "version": 1, "ownerIds": ["x"] }), "400 general.bad.request", "owner `x` is not a user"),
        (
            json!({ "version": 1, "state": "deleted" }),
            "400 general.bad.request",
            "a group cannot become `deleted` by an edit; delete it instead",
        ),
        (
            json!({ "version": 1, "visibility": "secret" }),
            "400 invalid.value",
            "Value [secret] is not valid for field type [string]. Allowable values are: public, owners, members",
        ),
        (json!({ "name": "Late" }), "400 constraint.validation", "version must not be null"),
    ];
    for (body, outcome, message) in cases {
        let reply = local.admin.put(&at(&group), body).await;
        assert_eq!((reply.outcome().as_str(), reply.message()), (outcome, message));
    }
    assert_eq!(local.admin.get(&at(&group)).await.body, group);
    let reply = local.admin.ask("PUT", &at(&group), None).await;
    assert_eq!(reply.outcome(), "400 bad.request");
}

#[tokio::test]
async fn a_group_may_change_the_letter_case_of_its_own_name() {
    let local = Local::start().await;
    let group = made(&local, "Night").await;
    let reply = local.admin.put(&at(&group), json!({ "version": 1, "name": "NIGHT" })).await;
    assert_eq!((reply.outcome().as_str(), &reply.body["name"]), ("200", &json!("NIGHT")));
}
