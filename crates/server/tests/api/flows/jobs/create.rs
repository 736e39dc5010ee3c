use serde_json::json;

use super::super::{made, published, put, registered, state};
use crate::harness::Local;

const NIGHT: &str = "inboundCall:\n  name: Night\n  description: calls at night\n  defaultLanguage: en-us\n";

#[tokio::test]
async fn a_flow_is_published_from_the_source_that_is_put_at_the_address() {
    let local = Local::start().await;
    let (job, address) = registered(&local).await;
    assert_eq!(state(&local, &job).await["status"], "Registered");
    assert_eq!(put(&address, NIGHT).await, 200);
    let done = state(&local, &job).await;
    assert_eq!((&done["status"], &done["command"]), (&json!("Success"), &json!("Publish")));
    let flow = local.admin.get(&format!("/api/v2/flows/{}", done["flow"]["id"].as_str().unwrap())).await.body;
    assert_eq!((&flow["name"], &flow["type"], &flow["description"]), (&json!("Night"), &json!("INBOUNDCALL"), &json!("calls at night")));
    assert_eq!(flow["publishedVersion"]["id"], "1.0");
    assert_eq!(flow["division"]["id"], local.admin.get("/api/v2/authorization/divisions/home").await.body["id"]);
    assert_eq!(flow["supportedLanguages"], json!([{ "language": "en-us", "isDefault": true }]));
}

#[tokio::test]
async fn the_same_name_and_type_are_the_same_flow() {
    let local = Local::start().await;
    let first = made(&local, NIGHT).await;
    let second = made(&local, "inboundCall:\n  name: Night\n  description: calls later\n").await;
    assert_eq!((&first["id"], &second["description"]), (&second["id"], &json!("calls later")));
    assert_eq!(second["publishedVersion"]["id"], "2.0");
    let other = made(&local, "inboundEmail:\n  name: Night\n").await;
    assert_ne!(other["id"], first["id"]);
    let versions = local.admin.get(&format!("/api/v2/flows/{}/versions", first["id"].as_str().unwrap())).await.body;
    let ids: Vec<_> = versions["entities"].as_array().unwrap().iter().map(|version| version["id"].clone()).collect();
    assert_eq!(ids, ["1.0", "2.0"]);
    assert_eq!(versions["entities"][0]["source"], json!(null));
}

#[tokio::test]
async fn a_division_is_named_in_the_source_and_stays() {
    let local = Local::start().await;
    let sales = local.division("Sales").await;
    let flow = made(&local, "workflow:\n  name: Night\n  division: sales\n").await;
    assert_eq!(flow["division"]["id"], json!(sales));
    let flow = made(&local, "workflow:\n  name: Night\n").await;
    assert_eq!(flow["division"]["id"], json!(sales));
}

#[tokio::test]
async fn a_source_that_is_no_good_ends_the_job_and_makes_no_flow() {
    let local = Local::start().await;
    for (source, text) in [
        ("inboundCall:\n  description: x\n", "the flow has no name; give it one under `inboundCall`: `name: …`"),
        ("telegraph:\n  name: x\n", "`telegraph` is no kind of flow"),
        ("workflow:\n  name: x\n  division: Nowhere\n", "the division `Nowhere` does not exist"),
    ] {
        let job = published(&local, source).await;
        assert_eq!((&job["status"], &job["messages"][0]["text"]), (&json!("Failure"), &json!(text)));
        assert_eq!((&job["messages"][0]["type"], job.get("flow")), (&json!("Error"), None));
    }
    assert_eq!(local.admin.get("/api/v2/flows").await.body["total"], 0);
}

#[tokio::test]
async fn an_address_takes_one_source_and_only_its_own() {
    let local = Local::start().await;
    let (job, address) = registered(&local).await;
    let (_, others) = registered(&local).await;
    assert_eq!(put(&address.replace("signature=", "signature=0"), NIGHT).await, 403);
    let swapped = others.split_once('?').unwrap().1;
    assert_eq!(put(&format!("{}?{swapped}", address.split_once('?').unwrap().0), NIGHT).await, 403);
    assert_eq!(put(address.split_once('?').unwrap().0, NIGHT).await, 403);
    assert_eq!(state(&local, &job).await["status"], "Registered");
    assert_eq!(put(&address, &"#".repeat((4 << 20) + 1)).await, 413);
    assert_eq!(put(&address, NIGHT).await, 200);
    assert_eq!(put(&address, NIGHT).await, 409);
}

#[tokio::test]
async fn the_address_ends() {
    let local = Local::start().await;
    let (_, address) = registered(&local).await;
    let later = json!({ "now": "2100-01-01T00:00:00Z" });
    let clock = reqwest::Client::new().put(format!("{}/postern/clock", local.running.url)).json(&later).send().await.unwrap();
    assert_eq!(clock.status(), 200);
    assert_eq!(put(&address, NIGHT).await, 403);
}
