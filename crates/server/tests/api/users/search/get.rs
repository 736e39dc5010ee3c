use serde_json::json;

use super::super::{made, names};
use crate::harness::Local;

#[tokio::test]
async fn a_search_is_repeated_by_its_text_in_base64_of_any_form() {
    let local = Local::start().await;
    made(&local, "Ada").await;
    // {"query":[{"type":"EXACT","fields":["name"],"value":"ada"}]}
    let padded = "eyJxdWVyeSI6W3sidHlwZSI6IkVYQUNUIiwiZmllbGRzIjpbIm5hbWUiXSwidmFsdWUiOiJhZGEifV19";
    let reply = local.admin.get(&format!("/api/v2/users/search?q64={padded}")).await;
    assert_eq!((reply.outcome().as_str(), names(&reply.body["results"])), ("200", vec!["Ada"]));
    // The same with a trailing blank, so that it is padded.
    let padded = "eyJxdWVyeSI6W3sidHlwZSI6IkVYQUNUIiwiZmllbGRzIjpbIm5hbWUiXSwidmFsdWUiOiJhZGEifV19IA%3D%3D";
    assert_eq!(names(&local.admin.get(&format!("/api/v2/users/search?q64={padded}")).await.body["results"]), ["Ada"]);
    let found =
        local.admin.post("/api/v2/users/search", json!({ "query": [{ "type": "TERM", "fields": ["name"], "value": "ada" }] })).await;
    let again = local.admin.get(found.body["currentPage"].as_str().unwrap()).await;
    assert_eq!(again.body["results"], found.body["results"]);
}

#[tokio::test]
async fn what_is_no_search_is_refused() {
    let local = Local::start().await;
    let reply = local.admin.get("/api/v2/users/search?q64=H4sIAAAA").await;
    assert_eq!(reply.outcome(), "400 invalid.query.param.value");
    assert_eq!(reply.message(), "Value [H4sIAAAA] is not valid for parameter [q64]. Allowable values are: a JSON search request in base64");
    // {"nonsense":1}
    let reply = local.admin.get("/api/v2/users/search?q64=eyJub25zZW5zZSI6MX0").await;
    assert_eq!(reply.outcome(), "400 invalid.property");
    let reply = local.admin.get("/api/v2/users/search").await;
    assert_eq!((reply.outcome().as_str(), reply.message()), ("400 constraint.validation", "q64 must not be null"));
}
