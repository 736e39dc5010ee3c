use serde_json::json;

use super::super::uploaded;
use crate::harness::Local;

const UPLOADS: &str = "/api/v2/responsemanagement/responseassets/uploads";

#[tokio::test]
async fn an_asset_is_there_once_its_file_arrived() {
    let local = Local::start().await;
    let asked = local.admin.post(UPLOADS, json!({ "name": "menu.txt" })).await;
    let path = format!("/api/v2/responsemanagement/responseassets/{}", asked.body["id"].as_str().unwrap());
    assert_eq!(local.admin.get(&path).await.outcome(), "404 not.found");
    let id = uploaded(&local, "menu.txt", "soup").await;
    let asset = local.admin.get(&format!("/api/v2/responsemanagement/responseassets/{id}")).await.body;
    let kept = (&asset["name"], &asset["contentLength"], &asset["contentType"], &asset["division"]["name"]);
    assert_eq!(kept, (&json!("menu.txt"), &json!(4), &json!("text/plain"), &json!("Home")));
    let location = asset["contentLocation"].as_str().unwrap();
    let path = &location[local.running.url.len()..];
    let told = local.admin.get(&format!("{path}?issueRedirect=false")).await;
    let file = reqwest::get(told.body["url"].as_str().unwrap()).await.unwrap();
    assert_eq!(file.text().await.unwrap(), "soup");
    assert_eq!(reqwest::get(location).await.unwrap().status(), 401, "the asset's own address asks who it is");
}

#[tokio::test]
async fn what_a_file_is_fetched_from_or_was_brought_to_takes_no_other() {
    let local = Local::start().await;
    let asked = local.admin.post(UPLOADS, json!({ "name": "menu.txt" })).await;
    let brought_to = asked.body["url"].as_str().unwrap();
    let put = async |url: &str, text: &'static str| reqwest::Client::new().put(url).body(text).send().await.unwrap().status().as_u16();
    assert_eq!(put(brought_to, "soup").await, 200);
    assert_eq!(put(brought_to, "poison").await, 404);
    let path = format!("/api/v2/downloads/{}?issueRedirect=false", asked.body["id"].as_str().unwrap());
    let fetched_from = local.admin.get(&path).await.body["url"].as_str().unwrap().to_owned();
    assert_eq!(put(&fetched_from, "poison").await, 405);
    assert_eq!(reqwest::get(&fetched_from).await.unwrap().text().await.unwrap(), "soup");
    let altered = fetched_from.replace("/downloads/", "/flows/jobs/");
    assert_eq!(put(&altered, "poison").await, 403);
}

#[tokio::test]
async fn a_division_must_be_there_and_so_must_the_upload() {
    let local = Local::start().await;
    let body = json!({ "name": "menu.txt", "divisionId": "00000000-0000-4000-8000-000000000000" });
    assert_eq!(local.admin.post(UPLOADS, body).await.status, 400);
    let url = format!("{}/postern/files/00000000-0000-4000-8000-000000000000", local.running.url);
    assert_eq!(reqwest::Client::new().put(url).body("x").send().await.unwrap().status(), 403);
}
