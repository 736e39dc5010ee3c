use crate::{ID, harness::Local, keep, kept, sides, thing};

#[tokio::test]
async fn an_escaped_slash_leads_to_no_other_collection() {
    let local = Local::start().await;
    let [_, (south, _)] = sides(&local, &["architect:flow:view"]).await;
    let stored = format!("/flows/datatables/{ID}");
    keep(&local, &stored, thing(south)).await;
    for path in [format!("/api/v2/flows/datatables%2F{ID}"), format!("/api/v2/flows/datatables%2f{ID}")] {
        for method in ["GET", "DELETE"] {
            assert_eq!(local.admin.ask(method, &path, None).await.outcome(), "404 architect.flow.not.found", "{method} {path}");
        }
    }
    let named = format!("/api/v2/flows/actions/checkout?flow=datatables/{ID}");
    assert_eq!(local.admin.ask("POST", &named, None).await.outcome(), "404 architect.flow.not.found");
    assert_eq!(kept(&local, &stored), Some(thing(south)));
}

#[tokio::test]
async fn an_id_is_the_same_however_it_is_escaped() {
    let local = Local::start().await;
    keep(&local, &format!("/flows/datatables/{ID}"), serde_json::json!({ "id": ID, "name": "Table" })).await;
    keep(&local, &format!("/flows/datatables/{ID}/rows/a key"), serde_json::json!({ "key": "a key", "n": 1 })).await;
    let reply = local.admin.get(&format!("/api/v2/flows/datatables/{ID}/rows/a%20key?showbrief=false")).await;
    assert_eq!((reply.status, &reply.body["key"]), (200, &serde_json::json!("a key")));
}
