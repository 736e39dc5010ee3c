use postern_model::Reach;
use serde_json::{Value, json};

use super::super::{CORE, ENTERPRISE, GENESYS, SPELLINGS, V2, at, header, logged, made, media, new, refusal};
use crate::harness::Local;

#[tokio::test]
async fn a_person_is_answered_in_full_with_tag_and_place_and_read_back_the_same() {
    let local = Local::start().await;
    let chief = local.user("Chief", None).await;
    local.division("East").await;
    for (number, spelling) in SPELLINGS.into_iter().enumerate() {
        let (email, url) = (format!("Ada{number}@local.example"), &local.running.url);
        let body = json!({
            "schemas": [CORE, ENTERPRISE, GENESYS], "userName": email, "displayName": "Ada", "title": "Clerk", "externalId": format!("okta-{number}"),
            "emails": [{ "value": "ada@work.example", "type": "work", "primary": true }],
            "phoneNumbers": [{ "value": "+13175550100" }, { "value": "+13175550101", "type": "mobile" }, { "value": "ada", "type": "microsoftteams" }],
            "roles": [{ "value": "Supervisor" }],
            ENTERPRISE: { "division": "east", "department": "Loans", "manager": { "value": chief }, "employeeNumber": "007", "dateHire": "2026-03-01T08:00:00Z" },
            GENESYS: {
                "routingSkills": [{ "name": "Tax", "proficiency": 3.5 }], "routingLanguages": [{ "name": "Welsh" }],
                "externalIds": [{ "authority": "https://idp.example", "value": format!("A{number}") }],
            },
        });
        // Each client calls people what it likes, but not two alike.
        if number == 1 {
            let mut same = body.clone();
            same["externalId"] = json!("okta-0");
            let reply = local.admin.post(&format!("{spelling}/users"), same).await;
            assert_eq!((refusal(&reply).0, refusal(&reply).1), (409, "uniqueness"));
        }
        let reply = local.admin.post(&format!("{spelling}/users"), body).await;
        assert_eq!(reply.status, 201, "{}", reply.body);
        let id = reply.body["id"].as_str().unwrap();
        let place = format!("{url}{spelling}/users/{id}");
        assert_eq!((header(&reply, "location"), header(&reply, "etag"), media(&reply)), (place.as_str(), "\"1\"", "application/scim+json"));
        let modified = reply.body["meta"]["lastModified"].clone();
        assert_eq!(
            reply.body,
            json!({
                "schemas": [CORE, ENTERPRISE, GENESYS], "id": id, "userName": email, "displayName": "Ada", "active": true, "title": "Clerk",
                "externalId": format!("okta-{number}"),
                "emails": [{ "type": "other", "value": email, "primary": false }, { "type": "work", "value": "ada@work.example", "primary": true }],
                "phoneNumbers": [
                    { "type": "work", "value": "+13175550100", "primary": false }, { "type": "mobile", "value": "+13175550101", "primary": false },
                    { "type": "microsoftteams", "value": "ada", "primary": false },
                ],
                "roles": [{ "value": "Supervisor" }, { "value": "employee" }],
                ENTERPRISE: {
                    "division": "East", "department": "Loans", "employeeNumber": "007", "dateHire": "2026-03-01",
                    "manager": { "value": chief, "$ref": format!("{url}{spelling}/users/{chief}") },
                },
                GENESYS: {
                    "routingSkills": [{ "name": "Tax", "proficiency": 3.5 }], "routingLanguages": [{ "name": "Welsh", "proficiency": 0.0 }],
                    "externalIds": [{ "authority": "https://idp.example", "value": format!("A{number}") }],
                },
                "meta": { "resourceType": "User", "location": place, "version": "\"1\"", "lastModified": modified },
            })
        );
        assert_eq!(local.admin.get(&format!("{spelling}/users/{id}")).await.body, reply.body);
    }
}

/// The same person in the directory: nothing is kept twice.
#[tokio::test]
async fn the_directory_shows_the_same_person() {
    let local = Local::start().await;
    let mut body = new("ada");
    body["phoneNumbers"] = json!([{ "value": "+13175550101", "type": "mobile" }, { "value": "ada", "type": "zoomphone" }]);
    body[ENTERPRISE] = json!({ "department": "Loans", "employeeNumber": "7" });
    let reply = local.admin.post(&format!("{V2}/users"), body).await;
    let user = local.admin.get(&format!("/api/v2/users/{}?expand=employerInfo", reply.body["id"].as_str().unwrap())).await.body;
    assert_eq!((&user["name"], &user["email"], &user["state"]), (&json!("ada"), &json!("ada@local.example"), &json!("active")));
    assert_eq!((&user["department"], &user["employerInfo"]), (&json!("Loans"), &json!({ "employeeId": "7" })));
    assert_eq!(
        user["addresses"],
        json!([
            { "mediaType": "EMAIL", "type": "WORK", "address": "ada@work.example" },
            { "mediaType": "PHONE", "type": "MOBILE", "address": "+13175550101", "display": "+13175550101" },
            { "mediaType": "PHONE", "integration": "zoomphone", "address": "ada", "display": "ada" },
        ])
    );
}

#[tokio::test]
async fn bodies_come_as_scim_or_json_and_answers_go_as_the_client_reads() {
    let local = Local::start().await;
    let scim = serde_json::to_vec(&new("ada")).unwrap();
    let reply = local.admin.raw("POST", &format!("{V2}/users"), "application/scim+json; charset=utf-8", scim.clone()).await;
    assert_eq!((reply.status, media(&reply)), (201, "application/scim+json"));
    let accept = [("accept", "application/json")];
    let reply = local.admin.ask_with("GET", &at(&reply.body), &accept, None).await;
    assert_eq!((reply.status, media(&reply)), (200, "application/json"));
    let reply = local.admin.raw("POST", &format!("{V2}/users"), "text/plain", scim.clone()).await;
    assert_eq!(refusal(&reply).0, 415);
    let reply = local.admin.raw("POST", "/api/v2/users", "application/scim+json", scim).await;
    assert_eq!(reply.outcome(), "415 unsupported.media.type");
}

#[tokio::test]
async fn an_address_of_a_living_person_is_taken_whatever_its_letter_case() {
    let local = Local::start().await;
    let holder = local.user("Ada", None).await;
    let reply = local.admin.post(&format!("{V2}/users"), json!({ "userName": "ADA@local.example", "displayName": "Other" })).await;
    let text = format!("the e-mail address `ADA@local.example` belongs to user `{holder}` already");
    assert_eq!(refusal(&reply), (409, "uniqueness", text.as_str()));
}

/// Help centre: a person who was deleted and is enabled again in Okta is active again, without roles.
#[tokio::test]
async fn a_deleted_person_with_the_address_comes_back_without_roles() {
    let local = Local::start().await;
    let ada = made(&local, "ada").await;
    assert_eq!(local.admin.delete(&at(&ada)).await.status, 204);
    let mut body = new("ada");
    body["displayName"] = json!("Ada Lovelace");
    let reply = local.admin.post(&format!("{V2}/users"), body).await;
    assert_eq!((reply.status, &reply.body["id"], &reply.body["active"]), (201, &ada["id"], &json!(true)), "{}", reply.body);
    assert_eq!((&reply.body["displayName"], reply.body.get("roles")), (&json!("Ada Lovelace"), None));
    assert_eq!(header(&reply, "etag"), "\"3\"");
    let other = local.admin.post(&format!("{V2}/users"), new("ada")).await;
    assert_eq!(refusal(&other).0, 409);
}

#[tokio::test]
async fn bad_input_is_named() {
    let local = Local::start().await;
    let long = "n".repeat(10_000);
    let cases: Vec<(Value, &str, String)> = vec![
        (json!([]), "invalidSyntax", "the body must be an object".into()),
        (json!({ "displayName": "Ada" }), "invalidValue", "`userName` is required".into()),
        (json!({ "userName": "a@b" }), "invalidValue", "`displayName` is required".into()),
        (json!({ "userName": "nobody", "displayName": "A" }), "invalidValue", "`nobody` is not an e-mail address".into()),
        (json!({ "userName": "a@b", "displayName": " " }), "invalidValue", "`displayName` must not be blank".into()),
        (
            json!({ "userName": "a@b", "displayName": long }),
            "invalidValue",
            "`displayName` must have at most 4096 characters; it has 10000".into(),
        ),
        (
            json!({ "userName": "a@b", "displayName": "n".repeat(300) }),
            "invalidValue",
            "`displayName` must have at most 256 characters; it has 300".into(),
        ),
        (
            json!({ "userName": format!("{}@b", "n".repeat(300)), "displayName": "A" }),
            "invalidValue",
            "`userName` must have at most 254 characters; it has 302".into(),
        ),
        (json!({ "userName": 7, "displayName": "A" }), "invalidValue", "`userName` must be of type string, not `7`".into()),
        (json!({ "userName": "a@b", "displayName": "A", "shoeSize": 43 }), "invalidSyntax", "there is no attribute `shoeSize`".into()),
        (with(json!({ "active": "maybe" })), "invalidValue", "`active` must be of type boolean, not `\"maybe\"`".into()),
        (with(json!({ "roles": [{ "value": "Emperor" }] })), "invalidValue", "there is no role `Emperor`".into()),
        (with(json!({ "emails": [{ "type": "work" }] })), "invalidValue", "`emails` of type `work` needs a value".into()),
        (
            with(json!({ "emails": [{ "value": "a@b" }, { "type": "WORK", "value": "c@d" }] })),
            "invalidValue",
            "`emails` can have one value of type `work` only".into(),
        ),
        (
            with(json!({ "phoneNumbers": [{ "value": "1", "primary": true }, { "value": "2", "type": "home", "primary": "True" }] })),
            "invalidValue",
            "only one value of `phoneNumbers` can be primary".into(),
        ),
        (with(json!({ ENTERPRISE: { "division": "Mars" } })), "invalidValue", "there is no division `Mars`".into()),
        (with(json!({ ENTERPRISE: { "manager": "nobody" } })), "invalidValue", "manager `nobody` does not exist".into()),
        (
            with(json!({ ENTERPRISE: { "dateHire": "01/03/2026" } })),
            "invalidValue",
            "`dateHire` must be a day such as 2026-03-01, not `01/03/2026`".into(),
        ),
        (
            with(json!({ GENESYS: { "routingSkills": [{ "name": "Tax", "proficiency": 6 }] } })),
            "invalidValue",
            "`proficiency` of `Tax` must be from 0 to 5, not 6".into(),
        ),
        (with(json!({ GENESYS: { "externalIds": [{ "authority": "x" }] } })), "invalidValue", "each of `externalIds` needs `value`".into()),
        (
            with(json!({ GENESYS: { "externalIds": [{ "authority": "scim:x", "value": "y" }] } })),
            "invalidValue",
            "authority `scim:x` is kept for `externalId` of SCIM clients".into(),
        ),
        (with(json!({ "password": "short" })), "invalidValue", "the password must have at least 8 characters".into()),
    ];
    for (body, kind, detail) in cases {
        let reply = local.admin.post(&format!("{V2}/users"), body.clone()).await;
        assert_eq!(refusal(&reply), (400, kind, detail.as_str()), "{body}");
    }
    let reply = local.admin.raw("POST", &format!("{V2}/users"), "application/scim+json", b"{".to_vec()).await;
    assert_eq!((refusal(&reply).0, refusal(&reply).1), (400, "invalidSyntax"));
    assert_eq!(local.running.organization().users_even_deleted().count(), 1);
}

/// A person with `more`.
fn with(more: Value) -> Value {
    let mut body = json!({ "userName": "a@b", "displayName": "A" });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

/// The operation asks for any one of six permissions; each is for a part.
#[tokio::test]
async fn a_permission_is_good_for_its_own_part_only() {
    let local = Local::start().await;
    let people = local.caller(&["directory:user:add"], Reach::All).await;
    let skills = local.caller(&["routing:skill:assign"], Reach::All).await;
    let east = local.division("East").await;
    let eastern = local.caller(&["directory:user:add"], Reach::Division(east)).await;
    let lacks =
        |permission: &str| format!("Unable to perform the requested action. You are missing the following permission(s): [{permission}]");
    let with_skill = with(json!({ GENESYS: { "routingSkills": [{ "name": "Tax" }] } }));
    let with_role = with(json!({ "roles": ["admin"] }));
    for (caller, body, permission) in [
        (&skills, with(json!({})), "directory:user:add"),
        (&people, with_skill, "routing:skill:assign"),
        (&people, with_role, "authorization:grant:add"),
    ] {
        let reply = caller.post(&format!("{V2}/users"), body).await;
        assert_eq!(refusal(&reply), (403, "", lacks(permission).as_str()));
    }
    // The door looks at divisions first, in the platform's words.
    let reply = eastern.post(&format!("{V2}/users"), with(json!({}))).await;
    assert_eq!(reply.outcome(), "403 missing.any.division.permissions");
    let at_home = local.caller(&["directory:user:add", "telephony:extension:assign"], Reach::Division(east)).await;
    let reply = at_home.post(&format!("{V2}/users"), with(json!({}))).await;
    assert_eq!(refusal(&reply), (403, "", lacks("directory:user:add").as_str()));
    assert_eq!(eastern.post(&format!("{V2}/users"), with(json!({ ENTERPRISE: { "division": "East" } }))).await.status, 201);
}

#[tokio::test]
async fn one_creation_is_one_audit_event() {
    let local = Local::start().await;
    let before = logged(&local).await.len();
    made(&local, "ada").await;
    assert_eq!(logged(&local).await[before..], ["Directory Create ada"]);
}
