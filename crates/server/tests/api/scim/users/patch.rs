use postern_model::Reach;
use serde_json::{Value, json};

use super::super::{ENTERPRISE, GENESYS, SPELLINGS, at, header, logged, made, patch, patched, refusal};
use crate::harness::{Caller, Local, Reply};

#[tokio::test]
async fn okta_switches_people_off_and_on() {
    let local = Local::start().await;
    let ada = made(&local, "ada").await;
    let id = ada["id"].as_str().unwrap();
    for (spelling, (active, state)) in SPELLINGS.into_iter().zip([(false, "inactive"), (true, "active")]) {
        let body = patch(json!([{ "op": "replace", "value": { "active": active } }]));
        let reply = local.admin.patch(&format!("{spelling}/users/{id}"), body).await;
        assert_eq!(
            (reply.status, &reply.body["active"], header(&reply, "etag")),
            (200, &json!(active), if active { "\"3\"" } else { "\"2\"" })
        );
        let user = local.admin.get(&format!("/api/v2/users/{id}")).await.body;
        assert_eq!(user["state"], state);
    }
}

/// The setting `users.inactive-tokens` decides as it does for the directory's own switch.
#[tokio::test]
async fn who_is_switched_off_is_out() {
    let local = Local::start().await;
    let ada = made(&local, "ada").await;
    let person = local.person(ada["id"].as_str().unwrap().parse::<uuid::Uuid>().map(postern_model::Id::new).unwrap());
    assert_eq!(person.get("/api/v2/users/me").await.status, 200);
    patched(&local.admin, &ada, json!([{ "op": "Replace", "path": "active", "value": "False" }])).await;
    assert_eq!(person.get("/api/v2/users/me").await.outcome(), "401 bad.credentials");
}

#[tokio::test]
async fn entra_alters_a_person_in_its_own_way() {
    let local = Local::start().await;
    let (ada, chief) = (made(&local, "ada").await, made(&local, "chief").await);
    let body = json!([
        { "op": "Replace", "path": "displayName", "value": "Ada Lovelace" },
        { "op": "Add", "path": "emails[type eq \"work\"].value", "value": "new@work.example" },
        { "op": "Replace", "path": "phoneNumbers[type eq \"mobile\"].value", "value": "+13175550199" },
        { "op": "Add", "path": format!("{ENTERPRISE}:manager"), "value": chief["id"] },
        { "op": "Add", "path": "roles[primary eq \"True\"].value", "value": "Supervisor" },
        { "op": "Add", "path": "name.givenName", "value": "Ada" },
        { "op": "Add", "value": { format!("{ENTERPRISE}:department"): "Risk", "title": "Clerk", format!("{ENTERPRISE}:employeeNumber"): "7" } },
        { "op": "Add", "path": format!("{GENESYS}:externalIds[authority eq \"microsoftteams\"].value"), "value": "t1" },
    ]);
    let body = patched(&local.admin, &ada, body).await;
    assert_eq!((&body["displayName"], &body["title"]), (&json!("Ada Lovelace"), &json!("Clerk")));
    assert_eq!(body["emails"][1], json!({ "type": "work", "value": "new@work.example", "primary": true }));
    assert_eq!(body["phoneNumbers"], json!([{ "type": "mobile", "value": "+13175550199", "primary": false }]));
    assert_eq!(body["roles"], json!([{ "value": "Supervisor", "primary": true }, { "value": "employee" }]));
    let company = &body[ENTERPRISE];
    assert_eq!(
        (&company["department"], &company["employeeNumber"], &company["manager"]["value"]),
        (&json!("Risk"), &json!("7"), &chief["id"])
    );
    assert_eq!(body[GENESYS], json!({ "externalIds": [{ "authority": "microsoftteams", "value": "t1" }] }));
    let next = json!([
        { "op": "Replace", "path": "roles[primary eq \"True\"].value", "value": "admin" },
        { "op": "Remove", "path": format!("{ENTERPRISE}:manager") },
        { "op": "Remove", "path": "phoneNumbers[type eq \"mobile\"].value" },
        { "op": "Replace", "path": "title", "value": null },
    ]);
    let body = patched(&local.admin, &ada, next).await;
    assert_eq!(body["roles"], json!([{ "value": "admin", "primary": true }, { "value": "employee" }]));
    assert_eq!((body.get("phoneNumbers"), body.get("title"), body[ENTERPRISE].get("manager")), (None, None, None));
}

#[tokio::test]
async fn nothing_remains_of_a_patch_whose_second_operation_fails() {
    let local = Local::start().await;
    let ada = made(&local, "ada").await;
    let (before, events) = (local.admin.get(&at(&ada)).await.body, logged(&local).await.len());
    let seconds = [
        (json!({ "op": "replace", "path": "shoeSize", "value": 43 }), "invalidPath", "operation 2: there is no attribute `shoeSize`"),
        (json!({ "op": "move", "path": "title" }), "invalidSyntax", "operation 2: `move` is not an operation: use add, replace or remove"),
        (json!({ "op": "replace", "path": "id", "value": "x" }), "mutability", "operation 2: `id` cannot be altered"),
        (json!({ "op": "remove", "path": "groups" }), "mutability", "operation 2: `groups` cannot be altered"),
        (
            json!({ "op": "add", "path": "emails[type eq \"fax\"].value", "value": "x" }),
            "invalidValue",
            "operation 2: `type` cannot be `fax`: use work, other",
        ),
        (
            json!({ "op": "replace", "path": "phoneNumbers[value co \"9\"].value", "value": "x" }),
            "noTarget",
            "operation 2: `phoneNumbers[value co \"9\"].value` selects nothing: no value of `phoneNumbers` meets the condition",
        ),
        (json!({ "op": "remove", "path": "userName" }), "invalidValue", "`userName` is required"),
        (json!({ "op": "add", "path": "roles", "value": "Emperor" }), "invalidValue", "there is no role `Emperor`"),
    ];
    for (second, kind, detail) in seconds {
        let body = patch(json!([{ "op": "replace", "path": "title", "value": "Chief" }, second]));
        let reply = local.admin.patch(&at(&ada), body).await;
        assert_eq!(refusal(&reply), (400, kind, detail));
    }
    assert_eq!(local.admin.get(&at(&ada)).await.body, before);
    assert_eq!(logged(&local).await.len(), events);
}

#[tokio::test]
async fn what_alters_nothing_ages_nobody() {
    let local = Local::start().await;
    let ada = made(&local, "ada").await;
    let events = logged(&local).await.len();
    let body = json!([{ "op": "replace", "value": { "active": "true", "displayName": "ada", "id": ada["id"] } }, { "op": "add", "path": "roles", "value": "EMPLOYEE" }]);
    assert_eq!(patched(&local.admin, &ada, body).await, ada);
    assert_eq!(logged(&local).await.len(), events);
    patched(&local.admin, &ada, json!([{ "op": "replace", "path": "title", "value": "Clerk" }])).await;
    assert_eq!(logged(&local).await[events..], ["Directory Update ada"]);
}

#[tokio::test]
async fn only_the_current_tag_writes() {
    let local = Local::start().await;
    let ada = made(&local, "ada").await;
    let title = |title: &str| Some(patch(json!([{ "op": "replace", "path": "title", "value": title }])));
    let send = async |tag: &str, value: &str| local.admin.ask_with("PATCH", &at(&ada), &[("if-match", tag)], title(value)).await;
    assert_eq!(refusal(&send("\"9\"", "A").await), (400, "invalidVers", "the ETag `\"9\"` is not the current one, `\"1\"`"));
    for (tag, value, next) in
        [("\"1\"", "A", "\"2\""), ("W/\"2\"", "B", "\"3\""), ("3", "C", "\"4\""), ("*", "D", "\"5\""), ("\"1\", \"5\"", "E", "\"6\"")]
    {
        let reply = send(tag, value).await;
        assert_eq!((reply.status, header(&reply, "etag")), (200, next), "{tag}");
    }
}

/// Skills and roles need permissions of their own.
#[tokio::test]
async fn a_permission_is_good_for_its_own_part_only() {
    let local = Local::start().await;
    let (ada, east) = (made(&local, "ada").await, local.division("East").await);
    let skill = json!([{ "op": "add", "path": format!("{GENESYS}:routingSkills"), "value": [{ "name": "Tax", "proficiency": 2 }] }]);
    let title = json!([{ "op": "add", "path": "title", "value": "Clerk" }]);
    let role = json!([{ "op": "add", "path": "roles", "value": "admin" }]);
    let no_role = json!([{ "op": "remove", "path": "roles" }]);
    let move_east = json!([{ "op": "add", "path": format!("{ENTERPRISE}:division"), "value": "East" }]);
    let password = json!([{ "op": "add", "path": "password", "value": "Secret-1234567" }]);
    let home = Reach::Division(local.running.organization().home());
    let cases: [(&str, Reach, &Value, &str); 9] = [
        ("routing:skill:assign", Reach::All, &skill, ""),
        ("routing:skill:assign", Reach::All, &title, "directory:user:edit"),
        ("routing:skill:assign", Reach::All, &role, "authorization:grant:add"),
        ("directory:user:edit", home, &title, ""),
        ("directory:user:edit", home, &move_east, "directory:user:edit"),
        ("directory:user:edit", home, &password, "directory:user:setPassword"),
        ("authorization:grant:add", Reach::All, &role, ""),
        ("authorization:grant:add", Reach::All, &no_role, "authorization:grant:delete"),
        ("authorization:grant:delete", Reach::All, &no_role, ""),
    ];
    for (held, reach, operations, lacks) in cases {
        let caller = local.caller(&[held], reach).await;
        let reply = caller.patch(&at(&ada), patch(operations.clone())).await;
        if lacks.is_empty() {
            assert_eq!(reply.status, 200, "{held}: {}", reply.body);
        } else {
            let text = format!("Unable to perform the requested action. You are missing the following permission(s): [{lacks}]");
            assert_eq!(refusal(&reply), (403, "", text.as_str()), "{held}");
        }
    }
    let elsewhere = local.caller(&["directory:user:edit"], Reach::Division(east)).await;
    assert_eq!(elsewhere.patch(&at(&ada), patch(title)).await.outcome(), "403 missing.any.division.permissions");
}

/// Okta and Entra answer by hand what a body is not.
#[tokio::test]
async fn a_body_that_is_no_patch_is_refused() {
    let local = Local::start().await;
    let ada = made(&local, "ada").await;
    let send = async |caller: &Caller, body: Value| -> Reply { caller.patch(&at(&ada), body).await };
    assert_eq!(refusal(&send(&local.admin, json!({ "Operations": [] })).await).1, "invalidSyntax");
    assert_eq!(refusal(&send(&local.admin, json!({ "schemas": [] })).await), (400, "invalidSyntax", "`Operations` must be a list"));
    let reply = local.admin.ask("PATCH", &at(&ada), None).await;
    assert_eq!(refusal(&reply), (400, "invalidSyntax", "the request needs a JSON body"));
    // The official community advises schemas of the resource here.
    let body = json!({ "schemas": [super::super::CORE, GENESYS], "Operations": [{ "op": "replace", "path": format!("{GENESYS}:externalIds"), "value": [{ "authority": "https://idp.example/fas", "value": "abc" }] }] });
    assert_eq!(send(&local.admin, body).await.status, 200);
}

#[tokio::test]
async fn what_scim_does_not_show_is_not_lost() {
    let local = Local::start().await;
    let chief = made(&local, "chief").await;
    let addresses = json!([
        { "mediaType": "SMS", "address": "+13175550100" },
        { "mediaType": "PHONE", "type": "WORK", "extension": "4711", "countryCode": "US" },
        { "mediaType": "EMAIL", "type": "OTHER", "address": "ada@other.example" },
    ]);
    let body = json!({ "name": "Ada", "email": "ada@local.example", "addresses": addresses });
    let id = local.admin.post("/api/v2/users", body).await.body["id"].as_str().unwrap().to_owned();
    let directory = format!("/api/v2/users/{id}");
    assert_eq!(local.admin.patch(&directory, json!({ "version": 1, "manager": chief["id"], "certifications": ["CPA"] })).await.status, 200);
    assert_eq!(local.admin.delete(&at(&chief)).await.status, 204);
    let before = local.running.organization();
    let ada = local.admin.get(&format!("/api/v2/scim/v2/users/{id}")).await.body;
    assert_eq!((&ada["phoneNumbers"][0]["value"], ada[ENTERPRISE].get("manager")), (&json!("4711"), None));
    patched(&local.admin, &ada, json!([{ "op": "add", "path": "title", "value": "Clerk" }])).await;
    let after = local.running.organization();
    let kept = |organization: &postern_org::Organization| {
        let user = organization.users().find(|user| user.email == "ada@local.example").unwrap();
        (user.manager, user.other["addresses"].clone(), user.other["certifications"].clone())
    };
    assert_eq!(kept(&after), kept(&before));
}

#[tokio::test]
async fn a_password_is_taken_by_the_rules_and_never_shown() {
    let local = Local::start().await;
    let ada = made(&local, "ada").await;
    let password = |text: &str| json!([{ "op": "replace", "path": "password", "value": text }]);
    let shown = patched(&local.admin, &ada, password("Secret-1234567")).await;
    assert_eq!(shown, ada);
    let reply = local.admin.patch(&at(&ada), patch(password("short"))).await;
    assert_eq!(refusal(&reply), (400, "invalidValue", "the password must have at least 8 characters"));
}
