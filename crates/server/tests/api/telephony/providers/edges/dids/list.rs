use serde_json::json;

use super::super::EDGES;
use crate::harness::Local;

#[tokio::test]
async fn the_numbers_of_pools_are_listed_with_their_owners() {
    let local = Local::start().await;
    let pool = json!({ "startPhoneNumber": "+13175550001", "endPhoneNumber": "+13175550012", "provider": "" });
    let pool = local.admin.post(&format!("{EDGES}/didpools"), pool).await;
    assert_eq!((pool.status, &pool.body["state"]), (200, &json!("active")));
    let all = local.admin.get(&format!("{EDGES}/dids")).await.body;
    assert_eq!((&all["total"], &all["entities"][0]["phoneNumber"]), (&json!(12), &json!("+13175550001")));
    assert_eq!(all["entities"][0].get("owner"), None);
    let ivr = json!({ "name": "Front", "dnis": ["+13175550002"] });
    assert_eq!(local.admin.post("/api/v2/architect/ivrs", ivr).await.status, 200);
    let one = local.admin.get(&format!("{EDGES}/dids?phoneNumber=%2B13175550002")).await.body;
    assert_eq!((&one["total"], &one["entities"][0]["owner"]["name"]), (&json!(1), &json!("Front")));
    assert_eq!(local.admin.get(&format!("{EDGES}/dids?phoneNumber=%2B13175550099")).await.body["total"], 0);
    // A number keeps its id.
    let id = one["entities"][0]["id"].as_str().unwrap();
    assert_eq!(local.admin.get(&format!("{EDGES}/dids?id={id}")).await.body["total"], 1);
}
