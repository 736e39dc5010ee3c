use serde_json::{Value, json};

use crate::{ID, harness::Local, keep, permissions, sides, thing};

/// Listings that go by divisions: method, path, body, and where its items are.
fn listings() -> Vec<(&'static str, &'static str, Option<Value>, &'static str)> {
    vec![
        ("GET", "/api/v2/routing/queues", None, "entities"),
        ("GET", "/api/v2/routing/queues/divisionviews", None, "entities"),
        ("POST", "/api/v2/taskmanagement/workbins/query", Some(json!({})), "entities"),
    ]
}

#[tokio::test]
async fn a_listing_shows_what_the_setting_says() {
    for (method, path, body, items) in listings() {
        let local = Local::start().await;
        let [(_, northern), (south, southern)] = sides(&local, &permissions(method, path)).await;
        for collection in ["/routing/queues", "/taskmanagement/workbins"] {
            keep(&local, &format!("{collection}/{ID}"), thing(south)).await;
        }
        let count = async |caller: &crate::harness::Caller| {
            let reply = caller.ask(method, path, body.clone()).await;
            assert_eq!(reply.status, 200, "{path}: {}", reply.message());
            reply.body[items].as_array().unwrap().len()
        };
        let seen = count(&southern).await;
        assert_ne!(seen, 0, "{path}");
        assert_eq!(count(&northern).await, 0, "{path}");
        local
            .change(|draft| {
                let mut profile = draft.profile().clone();
                profile.settings.set("divisions.lists-filter", "no").unwrap();
                draft.put_profile(profile).unwrap();
            })
            .await;
        assert_eq!(count(&northern).await, seen, "{path}");
    }
}
