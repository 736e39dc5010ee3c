use serde_json::{Value, json};

use crate::harness::{Caller, Local};

const PERMISSIONS: &str = "/api/v2/authorization/permissions";

async fn domains(caller: &Caller, query: &str) -> Vec<Value> {
    let reply = caller.get(&format!("{PERMISSIONS}?pageSize=100&pageNumber=1&{query}")).await;
    assert_eq!(reply.outcome(), "200", "{query}");
    reply.body["entities"].as_array().cloned().unwrap_or_default()
}

#[tokio::test]
async fn one_domain_is_found_by_its_exact_name() {
    let local = Local::start().await;
    let caller = local.caller(&[], postern_model::Reach::All).await;
    let [oauth] = &domains(&caller, "queryType=domain&query=oauth").await[..] else { panic!("one domain") };
    let client = json!({ "domain": "oauth", "entityType": "client", "action": "view", "label": "Oauth > Client > View",
        "allowsConditions": true, "divisionAware": oauth["permissionMap"]["client"].as_array().unwrap().last().unwrap()["divisionAware"] });
    assert_eq!(oauth["permissionMap"]["client"].as_array().unwrap().last().unwrap(), &client);
    let rest = (&oauth["id"], &oauth["name"], &oauth["domain"], &oauth["selfUri"]);
    assert_eq!(rest, (&json!("oauth"), &json!("oauth"), &json!("oauth"), &json!("/api/v2/authorization/permissions/oauth")));
    assert_eq!(domains(&caller, "queryType=domain&query=integration").await[0]["domain"], "integration");
    assert_eq!(domains(&caller, "queryType=domain&query=no-such").await, Vec::<Value>::new());
}

#[tokio::test]
async fn a_permission_is_searched_in_whole_names() {
    let local = Local::start().await;
    let [routing] = &domains(&local.admin, "queryType=permission&query=Routing:Queue:View").await[..] else { panic!("one domain") };
    let labels =
        routing["permissionMap"].as_object().unwrap().values().flat_map(|entity| entity.as_array().unwrap()).map(|one| &one["label"]);
    assert_eq!(labels.collect::<Vec<_>>(), [&json!("Routing > Queue > View")]);
    assert!(
        domains(&local.admin, "queryType=permission&query=:queue:")
            .await
            .iter()
            .all(|domain| domain["permissionMap"].get("queue").is_some())
    );
}

#[tokio::test]
async fn every_permission_is_on_some_page() {
    let local = Local::start().await;
    let all = domains(&local.admin, "").await;
    let count: usize = all
        .iter()
        .flat_map(|domain| domain["permissionMap"].as_object().unwrap().values())
        .map(|entity| entity.as_array().unwrap().len())
        .sum();
    let known = postern_catalog::Catalog::builtin().permissions().iter().filter(|permission| !permission.domain.is_empty()).count();
    assert_eq!(count, known);
    let page = local.admin.get(&format!("{PERMISSIONS}?pageSize=10&pageNumber=2")).await.body;
    assert_eq!((&page["total"], &page["entities"][0]["domain"]), (&json!(all.len()), &all[10]["domain"]));
    let refused = local.admin.get(&format!("{PERMISSIONS}?queryType=entity")).await;
    let text = "Value [entity] is not valid for parameter [queryType]. Allowable values are: domain, permission";
    assert_eq!((refused.outcome().as_str(), refused.message()), ("400 invalid.query.param.value", text));
}
