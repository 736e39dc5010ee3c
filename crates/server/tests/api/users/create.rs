use postern_model::Reach;
use serde_json::json;

use super::at;
use crate::harness::Local;

#[tokio::test]
async fn a_person_is_answered_in_full_and_read_back_the_same() {
    let local = Local::start().await;
    let body = json!({
        "name": "Ada Lovelace", "email": "Ada@local.example", "title": "", "department": "Loans", "state": "active",
        "addresses": [{ "mediaType": "PHONE", "type": "WORK", "address": "+13175550100" }],
    });
    let reply = local.admin.post("/api/v2/users", body).await;
    assert_eq!(reply.outcome(), "200");
    let (user, home) = (&reply.body, local.running.organization().home());
    let id = user["id"].as_str().unwrap();
    assert_eq!(
        *user,
        json!({
            "id": id, "name": "Ada Lovelace", "email": "Ada@local.example", "username": "Ada@local.example", "state": "active",
            "version": 1, "title": "", "department": "Loans", "acdAutoAnswer": false, "selfUri": format!("/api/v2/users/{id}"),
            "addresses": [{ "mediaType": "PHONE", "type": "WORK", "address": "+13175550100", "display": "+13175550100" }],
            "primaryContactInfo": [{ "address": "Ada@local.example", "mediaType": "EMAIL", "type": "PRIMARY" }],
            "chat": { "jabberId": format!("{}@local.orgspan.com", id.replace('-', "")) },
            "division": { "id": home, "name": "Home", "selfUri": format!("/api/v2/authorization/divisions/{home}") },
        })
    );
    assert_eq!(local.admin.get(&at(user)).await.body, *user);
}

#[tokio::test]
async fn a_new_person_holds_employee_in_the_home_division() {
    let local = Local::start().await;
    let east = local.division("East").await;
    let body = json!({ "name": "Ada", "email": "ada@local.example", "divisionId": east });
    let reply = local.admin.post("/api/v2/users", body).await;
    assert_eq!(reply.body["division"]["id"], json!(east));
    let organization = local.running.organization();
    let grants = &organization.grants(reply.body["id"].as_str().unwrap().parse().unwrap()).unwrap().grants;
    let held: Vec<_> = grants.iter().map(|grant| (grant.role, grant.division)).collect();
    assert_eq!(held, [(organization.default_role("employee").unwrap().id, Reach::Division(organization.home()))]);
}

#[tokio::test]
async fn an_address_of_a_living_person_is_taken_whatever_its_letter_case() {
    let local = Local::start().await;
    let holder = local.user("Ada", None).await;
    let reply = local.admin.post("/api/v2/users", json!({ "name": "Other", "email": "ADA@local.example" })).await;
    assert_eq!(reply.outcome(), "409 general.conflict");
    assert_eq!(reply.message(), format!("the e-mail address `ADA@local.example` belongs to user `{holder}` already"));
    assert_eq!(local.admin.delete(&format!("/api/v2/users/{holder}")).await.outcome(), "200");
    assert_eq!(local.admin.post("/api/v2/users", json!({ "name": "Other", "email": "ADA@local.example" })).await.outcome(), "200");
}

#[tokio::test]
async fn bad_input_is_named() {
    let local = Local::start().await;
    let long = "n".repeat(10_000);
    let cases = [
        (json!({ "name": " ", "email": "a@b" }), "general.bad.request", "`name` must not be blank".to_owned()),
        (
            json!({ "name": long, "email": "a@b" }),
            "general.bad.request",
            "`name` must have at most 256 characters; it has 10000".to_owned(),
        ),
        (json!({ "name": "A", "email": "nobody" }), "general.bad.request", "`nobody` is not an e-mail address".to_owned()),
        (json!({ "name": "A", "email": "a b@c" }), "general.bad.request", "`a b@c` is not an e-mail address".to_owned()),
        (
            json!({ "name": "A", "email": format!("{long}@b") }),
            "general.bad.request",
            "`email` must have at most 254 characters; it has 10002".to_owned(),
        ),
        (
            json!({ "name": "A", "email": "a@b", "divisionId": "' OR 1=1 --" }),
            "general.bad.request",
            "division `' OR 1=1 --` does not exist".to_owned(),
        ),
        (
            json!({ "name": "A", "email": "a@b", "state": "deleted" }),
            "general.bad.request",
            "a person cannot be created in the state `deleted`".to_owned(),
        ),
        (
            json!({ "name": "A", "email": "a@b", "password": "short" }),
            "invalid.password",
            "the password must have at least 8 characters".to_owned(),
        ),
        (json!({ "email": "a@b" }), "constraint.validation", "name must not be null".to_owned()),
        (
            json!({ "name": "A", "email": "a@b", "nick": "x" }),
            "invalid.property",
            "Value [nick] is not a valid property for object [CreateUser]".to_owned(),
        ),
    ];
    for (body, code, message) in cases {
        let reply = local.admin.post("/api/v2/users", body).await;
        assert_eq!((reply.outcome(), reply.message()), (format!("400 {code}"), message.as_str()));
    }
    assert_eq!(local.running.organization().users_even_deleted().count(), 1);
}

#[tokio::test]
async fn markup_and_quotes_in_names_are_only_text() {
    let local = Local::start().await;
    let name = "Robert'); DROP TABLE users;-- <b>\u{1F600}</b>";
    let user = local.admin.post("/api/v2/users", json!({ "name": name, "email": "bobby@local.example" })).await.body;
    assert_eq!(local.admin.get(&at(&user)).await.body["name"], name);
}

#[tokio::test]
async fn who_may_add_people_in_one_division_cannot_leave_the_division_out() {
    let local = Local::start().await;
    let east = local.division("East").await;
    let caller = local.caller(&["directory:user:add"], Reach::Division(east)).await;
    let new = |division| json!({ "name": "Ada", "email": "ada@local.example", "divisionId": division });
    let reply = caller.post("/api/v2/users", json!({ "name": "Ada", "email": "ada@local.example" })).await;
    assert_eq!(reply.outcome(), "403 missing.division.permission");
    assert_eq!(caller.post("/api/v2/users", new(local.running.organization().home())).await.outcome(), "403 missing.division.permission");
    assert_eq!(caller.post("/api/v2/users", new(east)).await.outcome(), "200");
}
