use serde_json::{Value, json};

use crate::{ID, harness::Local, keep, kept, permissions, sides, thing};

const REFUSED: &str = "403 missing.division.permission";

/// One way to reach a thing: where it is stored, method, path, body. `ID` stands for its id.
type Way = (&'static str, &'static str, &'static str, Option<Value>);

/// By its own path, through views of its collection, and by names in query and body.
fn ways() -> Vec<Way> {
    let forms = "/quality/forms/evaluations/ID";
    vec![
        ("/routing/queues/ID", "GET", "/api/v2/routing/queues/ID", None),
        ("/routing/queues/ID", "DELETE", "/api/v2/routing/queues/ID", None),
        ("/routing/wrapupcodes/ID", "PUT", "/api/v2/routing/wrapupcodes/ID", Some(json!({ "name": "other" }))),
        ("/flows/datatables/ID", "GET", "/api/v2/flows/datatables/divisionviews/ID", None),
        (forms, "GET", "/api/v2/quality/forms/ID", None),
        (forms, "GET", "/api/v2/quality/forms/ID/versions", None),
        (forms, "GET", "/api/v2/quality/forms/evaluations/ID/versions", None),
        (forms, "GET", "/api/v2/quality/publishedforms/ID", None),
        (forms, "GET", "/api/v2/quality/publishedforms/evaluations/ID", None),
        (forms, "GET", "/api/v2/quality/publishedforms/evaluations/divisionviews/ID", None),
        (forms, "DELETE", "/api/v2/quality/forms/ID", None),
        (forms, "POST", "/api/v2/quality/publishedforms", Some(json!({ "id": ID, "published": true }))),
        ("/scripts/ID", "GET", "/api/v2/scripts/published/ID", None),
        ("/scripts/ID", "POST", "/api/v2/scripts/published", Some(json!({ "scriptId": ID }))),
        ("/flows/ID", "POST", "/api/v2/flows/actions/checkout?flow=ID", None),
        ("/flows/ID", "POST", "/api/v2/flows/actions/unlock?flow=ID", None),
        ("/flows/deleted/ID", "GET", "/api/v2/flows/ID?deleted=true", None),
        ("/taskmanagement/worktypes/ID", "POST", "/api/v2/taskmanagement/workitems", Some(json!({ "name": "call back", "typeId": ID }))),
    ]
}

#[tokio::test]
async fn what_is_in_another_division_is_out_of_reach_whatever_way_leads_to_it() {
    for (place, method, path, body) in ways() {
        let local = Local::start().await;
        let [(_, northern), (south, southern)] = sides(&local, &permissions(method, path)).await;
        let place = place.replace("ID", ID);
        let mut entity = thing(south);
        entity["isPublished"] = json!(true);
        entity["published"] = json!(method == "GET");
        entity["contextId"] = json!("a context");
        keep(&local, &place, entity).await;
        let path = path.replace("ID", ID);
        let reply = northern.ask(method, &path, body.clone()).await;
        assert_eq!(reply.outcome(), REFUSED, "{method} {path}");
        assert!(kept(&local, &place).is_some(), "{method} {path}");
        let reply = southern.ask(method, &path, body).await;
        assert!(reply.status < 300, "{method} {path}: {} {}", reply.outcome(), reply.message());
    }
}

#[tokio::test]
async fn what_is_in_every_division_takes_the_permission_in_every_one() {
    let local = Local::start().await;
    let [(_, northern), _] = sides(&local, &["routing:wrapupCode:view", "routing:wrapupCode:delete"]).await;
    keep(&local, &format!("/routing/wrapupcodes/{ID}"), thing("*")).await;
    let path = format!("/api/v2/routing/wrapupcodes/{ID}");
    assert_eq!(northern.delete(&path).await.outcome(), REFUSED);
    assert_eq!(northern.get(&path).await.outcome(), REFUSED);
    assert_eq!(northern.get("/api/v2/routing/wrapupcodes").await.body["total"], 0);
    assert_eq!(local.admin.get("/api/v2/routing/wrapupcodes").await.body["total"], 1);
    assert_eq!(local.admin.get(&path).await.status, 200);
}

#[tokio::test]
async fn nothing_is_made_in_every_division_by_who_may_make_it_in_one() {
    let local = Local::start().await;
    let [(north, northern), _] = sides(&local, &["routing:wrapupCode:add"]).await;
    let code = |division: &str| json!({ "name": "done", "division": { "id": division } });
    assert_eq!(northern.post("/api/v2/routing/wrapupcodes", code("*")).await.outcome(), REFUSED);
    assert!(northern.post("/api/v2/routing/wrapupcodes", code(&north.to_string())).await.status < 300);
}

#[tokio::test]
async fn an_upload_is_refused_where_the_asset_may_not_be_made() {
    let local = Local::start().await;
    let [(north, northern), (south, _)] = sides(&local, &["responseAssets:asset:add"]).await;
    let path = "/api/v2/responsemanagement/responseassets/uploads";
    assert_eq!(northern.post(path, json!({ "name": "a.png", "divisionId": south })).await.outcome(), REFUSED);
    assert_eq!(northern.post(path, json!({ "name": "a.png" })).await.outcome(), REFUSED, "an asset without a division comes home");
    assert_eq!(northern.post(path, json!({ "name": "a.png", "divisionId": north })).await.status, 200);
}

#[tokio::test]
async fn what_is_expanded_is_shown_whole_only_where_the_caller_may_see_it() {
    let local = Local::start().await;
    let [(north, northern), (south, southern)] = sides(&local, &["externalContacts:contact:view"]).await;
    let (contact, company) = ("22222222-2222-4222-8222-222222222222", "33333333-3333-4333-8333-333333333333");
    let path = format!("/api/v2/externalcontacts/contacts/{contact}?expand=externalOrganization");
    for (theirs, division) in [(&northern, north), (&southern, south)] {
        let mut entity = thing(division);
        (entity["id"], entity["externalOrganization"]) = (json!(contact), json!({ "id": company }));
        keep(&local, &format!("/externalcontacts/contacts/{contact}"), entity).await;
        for (home, whole) in [(division, true), (if division == north { south } else { north }, false)] {
            let mut other = thing(home);
            (other["id"], other["industry"]) = (json!(company), json!("shipping"));
            keep(&local, &format!("/externalcontacts/organizations/{company}"), other).await;
            let shown = theirs.get(&path).await.body["externalOrganization"].clone();
            assert_eq!(shown["id"], company, "{shown}");
            assert_eq!(shown["industry"] == "shipping", whole, "{shown}");
        }
    }
}
