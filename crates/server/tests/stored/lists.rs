use postern_catalog::{Catalog, Need, Operation};
use postern_model::Reach;
use postern_resources::{Act, plan};
use postern_testkit::reference;
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

/// Every collection with a listing of its own or as another shows it, as far as its permissions look at divisions.
fn collections() -> Vec<&'static Operation> {
    let catalog = Catalog::builtin();
    let aware = |operation: &Operation| operation.permissions.iter().all(|id| catalog.permission(*id).division_aware);
    let lists = |operation: &Operation| plan(operation.id).is_some_and(|plan| plan.act == Act::List) && !operation.path.contains('{');
    let asks = |operation: &Operation| matches!(operation.need, Need::Any | Need::All) && !operation.user_context;
    catalog.operations().iter().filter(|operation| lists(operation) && asks(operation) && aware(operation)).collect()
}

#[tokio::test]
async fn no_listing_shows_what_is_in_another_division() {
    let local = Local::start().await;
    let (north, south) = (local.division("North").await, local.division("South").await);
    let mut shown = 0;
    for operation in collections() {
        let names: Vec<&str> = operation.permissions.iter().map(|id| Catalog::builtin().permission(*id).name).collect();
        let place = reference::place(&format!("{}/{{id}}", operation.path), &format!("{}/{ID}", operation.path));
        let mut entity = thing(south);
        // Some views show only what is published.
        entity["published"] = json!(true);
        entity["isPublished"] = json!(true);
        keep(&local, &place, entity).await;
        let whole = local.caller(&names, Reach::All).await.get(operation.path).await;
        let part = local.caller(&names, Reach::Division(north)).await.get(operation.path).await;
        assert!(!part.body.to_string().contains(ID), "{}: {}", operation.path, part.body);
        shown += usize::from(whole.body.to_string().contains(ID));
        local.change(|draft| draft.remove_resource(&place)).await;
    }
    assert!(shown > 40, "only {shown} listings show anything");
}
