//! `/postern/decisions/{id}` says what `postern explain` says.

use postern_model::Reach;
use postern_testkit::build;
use serde_json::Value;

use crate::{
    harness::{Caller, Reply},
    planted::Plant,
};

async fn decision(plant: &Plant, reply: &Reply) -> Value {
    plant.local.admin.get(&format!("/postern/decisions/{}", reply.headers["postern-decision"].to_str().unwrap())).await.body
}

#[tokio::test]
async fn a_refusal_comes_with_its_cause_settled_and_with_a_remedy_that_works() {
    let plant = Plant::new(&[]).await;
    let caller = Caller::log_in(&plant.local.running.url, &plant.id.to_string(), &plant.secret).await;
    let keeper = plant.local.role("Client keeper", &["oauth:client:view"]).await;
    let path = "/api/v2/oauth/clients";
    let refused = caller.get(path).await;
    let explanation = decision(&plant, &refused).await["explanation"].clone();
    let cause = &explanation["causes"][0];
    assert_eq!((cause["cause"].as_str(), cause["likelihood"].as_str()), (Some("missing-permission"), Some("settled")), "{explanation}");
    let remedies = explanation["remedies"].as_array().unwrap();
    assert_eq!(remedies.len(), 1, "a role that exists has nothing but what is missing: {explanation}");
    assert_eq!(remedies[0]["what"], "give client `machine` the role `Client keeper` in division `Home`; nothing else comes with it");
    // The API call, as it is written there.
    let call = remedies[0]["api"][0].as_str().unwrap();
    let path_of_grant = call.split("$API").nth(1).unwrap().split('"').next().unwrap();
    assert!(path_of_grant.contains(&keeper.to_string()), "{call}");
    let given = plant.local.admin.post(path_of_grant, Value::Null).await;
    assert!(given.status < 300, "{given:?}");
    assert_eq!(caller.get(path).await.status, 200);
}

#[tokio::test]
async fn what_was_granted_since_needs_no_remedy_any_more() {
    let plant = Plant::new(&[]).await;
    let caller = Caller::log_in(&plant.local.running.url, &plant.id.to_string(), &plant.secret).await;
    let refused = caller.get("/api/v2/oauth/clients").await;
    let role = plant.local.role("Client keeper", &["oauth:client:view"]).await;
    plant.local.grant(build::client_subject(plant.id), role, Reach::All).await;
    let explanation = decision(&plant, &refused).await["explanation"].clone();
    assert_eq!((&explanation["causes"][0]["likelihood"], &explanation["remedies"]), (&Value::from("settled"), &serde_json::json!([])));
}

#[tokio::test]
async fn what_a_query_or_a_body_names_counts_for_the_remedy() {
    let plant = Plant::new(&[]).await;
    let (north, south) = (plant.local.division("North").await, plant.local.division("South").await);
    let keeper = plant.local.role("Flow keeper", &["architect:flow:publish", "routing:queue:add"]).await;
    plant.local.grant(build::client_subject(plant.id), keeper, Reach::Division(north)).await;
    let flow = uuid::Uuid::from_u128(0xf100);
    let stored = serde_json::json!({ "id": flow, "name": "Claims", "division": { "id": south } });
    plant.local.change(move |draft| drop(draft.put_resource(&format!("/flows/{flow}"), stored.as_object().unwrap().clone()))).await;
    let caller = Caller::log_in(&plant.local.running.url, &plant.id.to_string(), &plant.secret).await;
    let in_query = caller.post(&format!("/api/v2/flows/actions/publish?flow={flow}"), Value::Null).await;
    let in_body = caller.post("/api/v2/routing/queues", serde_json::json!({ "name": "Claims", "division": { "id": south } })).await;
    for refused in [in_query, in_body] {
        assert_eq!(refused.status, 403, "{refused:?}");
        let explanation = decision(&plant, &refused).await["explanation"].clone();
        assert_eq!(explanation["causes"][0]["cause"], "wrong-division", "{explanation}");
        assert_eq!(explanation["request"]["divisions"], serde_json::json!(["South"]), "{explanation}");
        assert!(explanation["remedies"][0]["what"].as_str().unwrap().contains("division `South`"), "{explanation}");
    }
}

#[tokio::test]
async fn a_wrong_token_url_is_told_so() {
    let plant = Plant::new(&[]).await;
    for settings in ["not-found", "unauthenticated"] {
        let plant = Plant::new(&[("wrong-token-urls", settings)]).await;
        let refused = Caller::nobody(&plant.local.running.url).post("/v2/oauth/token", Value::Null).await;
        let explanation = decision(&plant, &refused).await["explanation"].clone();
        assert_eq!(explanation["causes"][0]["cause"], "wrong-url", "{settings}: {explanation}");
    }
    let allowed = plant.local.admin.get("/api/v2/organizations/me").await;
    assert!(decision(&plant, &allowed).await["explanation"].is_null(), "what is allowed needs no explanation");
}

#[tokio::test]
async fn the_page_shows_cause_and_remedy() {
    let plant = Plant::new(&[]).await;
    let caller = Caller::log_in(&plant.local.running.url, &plant.id.to_string(), &plant.secret).await;
    let refused = caller.get("/api/v2/oauth/clients").await;
    let url = format!("{}/postern/decisions/{}", plant.local.running.url, refused.headers["postern-decision"].to_str().unwrap());
    let page = reqwest::Client::new().get(url).header("accept", "text/html").send().await.unwrap().text().await.unwrap();
    for text in [
        "a permission is missing",
        "docs/causes/missing-permission.md",
        "The smallest change that turns the answer",
        "genesyscloud_oauth_client",
    ] {
        assert!(page.contains(text), "{text}: {page}");
    }
}
