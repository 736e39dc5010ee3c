use serde_json::json;

use super::super::{CORE, ENTERPRISE, GENESYS, SPELLINGS, at, header, made, new, patched, refusal};
use crate::harness::{Local, options};

#[tokio::test]
async fn a_replacement_takes_away_what_it_leaves_out_of_the_profile() {
    let local = Local::start().await;
    let ada = made(&local, "ada").await;
    let more = json!([{ "op": "add", "value": {
        "title": "Clerk", "phoneNumbers": [{ "type": "home", "value": "1" }], "roles": [{ "value": "admin" }],
        ENTERPRISE: { "department": "Loans", "employeeNumber": "7" },
        GENESYS: { "externalIds": [{ "authority": "https://idp.example", "value": "A1" }], "routingSkills": [{ "name": "Tax", "proficiency": 1 }] },
    } }]);
    let full = patched(&local.admin, &ada, more).await;
    for (number, spelling) in SPELLINGS.into_iter().enumerate() {
        let body = json!({ "schemas": [CORE], "userName": "ada@local.example", "displayName": "Ada", "active": true, "id": "ignored", "title": format!("T{number}") });
        let reply = local.admin.put(&format!("{spelling}/users/{}", ada["id"].as_str().unwrap()), body).await;
        assert_eq!((reply.status, &reply.body["id"], &reply.body["displayName"]), (200, &ada["id"], &json!("Ada")), "{}", reply.body);
        assert_eq!((&reply.body["title"], header(&reply, "etag")), (&json!(format!("T{number}")), ["\"3\"", "\"4\""][number]));
        assert_eq!((reply.body.get("phoneNumbers"), &reply.body[ENTERPRISE]), (None, &json!({ "division": "Home" })));
        assert_eq!(reply.body["emails"], json!([{ "type": "other", "value": "ada@local.example", "primary": true }]));
        // Who the person is to others, and what they may do, does not end by not being mentioned.
        assert_eq!(
            (&reply.body["roles"], &reply.body[GENESYS], &reply.body["externalId"]),
            (&full["roles"], &full[GENESYS], &full["externalId"])
        );
    }
    let emptied = json!({ "roles": [], GENESYS: { "externalIds": [] }, "active": false });
    let reply = local.admin.put(&at(&ada), emptied).await;
    assert_eq!((reply.body.get("roles"), reply.body[GENESYS].get("externalIds"), &reply.body["active"]), (None, None, &json!(false)));
}

/// As described in the official community: a body with external ids and nothing else.
#[tokio::test]
async fn external_ids_can_be_put_alone() {
    let local = Local::start().await;
    let ada = made(&local, "ada").await;
    let body = json!({ GENESYS: { "externalIds": [{ "authority": "ADID", "value": "ABCD1234" }] } });
    let reply = local.admin.put(&at(&ada), body).await;
    assert_eq!((reply.status, &reply.body["userName"]), (200, &json!("ada@local.example")), "{}", reply.body);
    let found = local.running.organization().user_with_external_id("ADID", "ABCD1234").map(|user| user.id.to_string());
    assert_eq!(found.as_deref(), ada["id"].as_str());
    made(&local, "bert").await;
    let reply = local
        .admin
        .put(&at(&made(&local, "carl").await), json!({ GENESYS: { "externalIds": [{ "authority": "ADID", "value": "ABCD1234" }] } }))
        .await;
    assert_eq!((refusal(&reply).0, refusal(&reply).1), (409, "uniqueness"));
}

#[tokio::test]
async fn a_new_user_name_is_a_new_address() {
    let local = Local::start().await;
    let (ada, _) = (made(&local, "ada").await, made(&local, "bert").await);
    let mut body = new("ada");
    body["userName"] = json!("BERT@local.example");
    let reply = local.admin.put(&at(&ada), body.clone()).await;
    assert_eq!((refusal(&reply).0, refusal(&reply).1), (409, "uniqueness"));
    body["userName"] = json!("ada.lovelace@local.example");
    let reply = local.admin.put(&at(&ada), body).await;
    assert_eq!(
        (&reply.body["userName"], &reply.body["emails"][0]["value"]),
        (&json!("ada.lovelace@local.example"), &json!("ada.lovelace@local.example"))
    );
}

/// Of two replacements for one version one is done, whichever comes first.
#[tokio::test]
async fn two_replacements_with_one_tag_are_one_too_many() {
    for (value, status) in [("400", 400), ("412", 412)] {
        let mut options = options();
        options.settings.push(("scim.stale-etag-status".to_owned(), value.to_owned()));
        let local = Local::start_with(options).await;
        let ada = made(&local, "ada").await;
        let put = async |name: &str| {
            let mut body = new("ada");
            body["displayName"] = json!(name);
            local.admin.ask_with("PUT", &at(&ada), &[("if-match", "\"1\"")], Some(body)).await
        };
        let (one, other) = tokio::join!(put("One"), put("Other"));
        let (done, refused) = if one.status == 200 { (one, other) } else { (other, one) };
        assert_eq!((done.status, header(&done, "etag")), (200, "\"2\""));
        assert_eq!(refusal(&refused), (status, "invalidVers", "the ETag `\"1\"` is not the current one, `\"2\"`"));
    }
}

#[tokio::test]
async fn nobody_is_not_found() {
    let local = Local::start().await;
    let reply = local.admin.put("/api/v2/scim/v2/users/nobody", new("ada")).await;
    assert_eq!(refusal(&reply), (404, "", "user `nobody` was not found"));
}
