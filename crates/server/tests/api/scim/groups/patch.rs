use postern_model::Reach;
use postern_testkit::build;
use serde_json::{Value, json};

use super::{
    super::{V2, at, header, logged, made, patch, patched, refusal},
    group, ids, members, with,
};
use crate::harness::Local;

#[tokio::test]
async fn okta_and_entra_put_people_in_and_take_them_out() {
    let local = Local::start().await;
    let group = group(&local, "Clerks").await;
    let (ada, bert, carl) = (made(&local, "ada").await, made(&local, "bert").await, made(&local, "carl").await);
    let value =
        |people: &[&Value]| people.iter().map(|person| json!({ "value": person["id"], "display": person["userName"] })).collect::<Value>();
    let one = |person: &Value| format!("members[value eq \"{}\"]", person["id"].as_str().unwrap());
    let steps = [
        // Okta
        (json!({ "op": "add", "path": "members", "value": value(&[&ada]) }), ids(&[&ada])),
        (json!({ "op": "remove", "path": one(&ada) }), ids(&[])),
        (json!({ "op": "remove", "path": one(&ada) }), ids(&[])),
        (json!({ "op": "replace", "path": "members", "value": value(&[&ada, &bert]) }), ids(&[&ada, &bert])),
        (json!({ "op": "replace", "value": { "id": group["id"], "displayName": "Clerks" } }), ids(&[&ada, &bert])),
        // Entra
        (json!({ "op": "Add", "path": "members", "value": [{ "$ref": null, "value": carl["id"] }] }), ids(&[&ada, &bert, &carl])),
        (json!({ "op": "Add", "path": "members", "value": value(&[&carl, &carl]) }), ids(&[&ada, &bert, &carl])),
        (json!({ "op": "Remove", "path": "members", "value": [{ "value": bert["id"] }] }), ids(&[&ada, &carl])),
        (json!({ "op": "Add", "value": { "externalId": "entra-clerks" } }), ids(&[&ada, &carl])),
        (json!({ "op": "remove", "path": "members" }), ids(&[])),
    ];
    for (operation, expected) in steps {
        let shown = patched(&local.admin, &group, json!([operation])).await;
        assert_eq!(members(&shown), expected, "{operation}");
    }
    let last = local.admin.get(&at(&group)).await;
    assert_eq!((&last.body["externalId"], header(&last, "etag")), (&json!("entra-clerks"), "\"8\""));
}

#[tokio::test]
async fn a_group_gives_its_roles_to_who_is_put_in() {
    let local = Local::start().await;
    let (group, ada) = (group(&local, "Clerks").await, made(&local, "ada").await);
    let role = local.role("Loans", &["routing:queue:view"]).await;
    let uuid = |resource: &Value| resource["id"].as_str().unwrap().parse::<uuid::Uuid>().unwrap();
    local.grant(build::group_subject(postern_model::Id::new(uuid(&group))), role, Reach::All).await;
    let person = local.person(postern_model::Id::new(uuid(&ada)));
    assert_eq!(person.get("/api/v2/routing/queues").await.outcome(), "403 missing.any.permissions");
    patched(&local.admin, &group, json!([{ "op": "add", "path": "members", "value": [{ "value": ada["id"] }] }])).await;
    assert_eq!(person.get("/api/v2/routing/queues").await.status, 200);
}

#[tokio::test]
async fn a_thousand_members_are_one_change() {
    let local = Local::start().await;
    let group = group(&local, "Everybody").await;
    let people =
        local.change(|draft| (0..1_000).map(|number| build::user(draft, &format!("p{number}"), draft.home())).collect::<Vec<_>>()).await;
    let events = logged(&local).await.len();
    let value: Vec<Value> = people.iter().map(|id| json!({ "value": id })).collect();
    let shown = patched(&local.admin, &group, json!([{ "op": "add", "path": "members", "value": value }])).await;
    assert_eq!((members(&shown).len(), &shown["meta"]["version"]), (1_000, &json!("\"2\"")));
    assert_eq!(logged(&local).await[events..], ["Groups Update Everybody"]);
}

#[tokio::test]
async fn nothing_remains_of_a_patch_whose_second_operation_fails() {
    let local = Local::start().await;
    let (group, people) = with(&local, "Clerks", &["ada"]).await;
    let seconds = [
        (json!({ "op": "add", "path": "members", "value": [{ "value": "nobody" }] }), "invalidValue", "member `nobody` is not a user"),
        (
            json!({ "op": "add", "path": "members", "value": [{ "value": group["id"] }] }),
            "invalidValue",
            &*format!("member `{}` is not a user", group["id"].as_str().unwrap()),
        ),
        (
            json!({ "op": "replace", "path": "displayName", "value": "Chiefs" }),
            "mutability",
            "operation 2: `displayName` cannot be altered",
        ),
        (json!({ "op": "add", "path": "owners", "value": [] }), "invalidPath", "operation 2: there is no attribute `owners`"),
    ];
    for (second, kind, detail) in seconds {
        let reply = local.admin.patch(&at(&group), patch(json!([{ "op": "remove", "path": "members" }, second]))).await;
        assert_eq!(refusal(&reply), (400, kind, detail));
    }
    assert_eq!(members(&local.admin.get(&at(&group)).await.body), ids(&[&people[0]]));
}

#[tokio::test]
async fn only_the_current_tag_writes() {
    let local = Local::start().await;
    let (group, _) = with(&local, "Clerks", &["ada"]).await;
    let body = || Some(patch(json!([{ "op": "remove", "path": "members" }])));
    let reply = local.admin.ask_with("PATCH", &at(&group), &[("if-match", "\"1\"")], body()).await;
    assert_eq!(refusal(&reply), (400, "invalidVers", "the ETag `\"1\"` is not the current one, `\"2\"`"));
    assert_eq!(local.admin.ask_with("PATCH", &at(&group), &[("if-match", "\"2\"")], body()).await.status, 200);
    let nobody = local.caller(&["directory:user:edit"], Reach::All).await;
    assert_eq!(nobody.patch(&format!("{V2}/groups/x"), patch(json!([]))).await.outcome(), "403 missing.any.permissions");
}
