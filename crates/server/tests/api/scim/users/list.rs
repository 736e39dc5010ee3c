use postern_testkit::build;
use serde_json::json;

use super::super::{ENTERPRISE, GENESYS, SPELLINGS, V2, made, patched, query, refusal, texts};
use crate::harness::Local;

/// Whom a filter finds, by name.
async fn found(local: &Local, filter: &str) -> Vec<String> {
    let reply = local.admin.get(&query("users", &[("filter", filter)])).await;
    assert_eq!(reply.status, 200, "{filter}: {}", reply.body);
    texts(&reply.body, "displayName").into_iter().map(str::to_owned).collect()
}

#[tokio::test]
async fn active_people_are_listed_and_inactive_ones_when_asked_for() {
    let local = Local::start().await;
    for spelling in SPELLINGS {
        let reply = local.admin.get(&format!("{spelling}/users")).await;
        let expected = json!({
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
            "totalResults": 1, "startIndex": 1, "itemsPerPage": 1, "Resources": reply.body["Resources"],
        });
        assert_eq!((reply.status, &reply.body), (200, &expected));
    }
    let ada = made(&local, "ada").await;
    patched(&local.admin, &ada, json!([{ "op": "replace", "value": { "active": false } }])).await;
    assert!(!texts(&local.admin.get(&format!("{V2}/users")).await.body, "displayName").contains(&"ada"));
    assert_eq!(found(&local, "active eq false").await, ["ada"]);
    // Whoever syncs people looks for them whatever their state.
    assert_eq!(found(&local, "userName eq \"ADA@local.example\"").await, ["ada"]);
}

#[tokio::test]
async fn filters_find_people_by_what_is_kept_of_them() {
    let local = Local::start().await;
    let (ada, bert) = (made(&local, "ada").await, made(&local, "bert").await);
    local.division("Contact").await;
    let more = json!([
        { "op": "add", "path": format!("{ENTERPRISE}:manager"), "value": bert["id"] },
        { "op": "add", "path": format!("{ENTERPRISE}:employeeNumber"), "value": "9876543210" },
        { "op": "add", "path": format!("{ENTERPRISE}:division"), "value": "Contact" },
        { "op": "add", "path": format!("{GENESYS}:externalIds[authority eq \"https://idp.example\"].value"), "value": "A1" },
    ]);
    patched(&local.admin, &ada, more).await;
    let (ada_id, bert_id) = (ada["id"].as_str().unwrap(), bert["id"].as_str().unwrap());
    let filters = [
        format!("id eq {ada_id}"),
        "userName eq ada@local.example".to_owned(),
        format!("manager eq {bert_id}"),
        "email eq ada@work.example".to_owned(),
        "division eq contact".to_owned(),
        "externalId eq entra-ada".to_owned(),
        "employeeNumber eq 9876543210".to_owned(),
        "emails[type eq \"work\"].value eq \"ada@work.example\"".to_owned(),
        format!("{GENESYS}:externalIds[authority eq \"https://idp.example\" and value eq \"A1\"]"),
        "displayName sw \"a\" and not (displayName eq \"administrator\") and roles.value eq \"Employee\"".to_owned(),
        "manager.value pr".to_owned(),
    ];
    for filter in filters {
        assert_eq!(found(&local, &filter).await, ["ada"], "{filter}");
    }
    assert_eq!(found(&local, "externalId eq \"entra-ADA\"").await, [""; 0]);
    assert_eq!(found(&local, "displayName eq \"ada\" or displayName eq \"bert\"").await, ["ada", "bert"]);
    assert_eq!(found(&local, "displayName eq \"\\\" or 1 eq 1\"").await, [""; 0]);
}

#[tokio::test]
async fn a_bad_filter_is_refused_at_its_place() {
    let local = Local::start().await;
    let cases = [
        (
            "userName = ada",
            "the filter cannot be read: `=` is not an operator: use eq, ne, co, sw, ew, gt, ge, lt, le or pr at character 10",
        ),
        ("userName eq \"ada", "the filter cannot be read: the quoted text has no end at character 13"),
        ("shoeSize gt 43", "there is no attribute `shoeSize`"),
        ("password sw \"a\"", "there is no attribute `password`"),
        ("active gt true", "`gt` does not fit `active`, which is of type boolean"),
    ];
    for (filter, detail) in cases {
        let reply = local.admin.get(&query("users", &[("filter", filter)])).await;
        assert_eq!(refusal(&reply), (400, "invalidFilter", detail), "{filter}");
    }
}

#[tokio::test]
async fn a_thousand_people_are_paged_through() {
    let local = Local::start().await;
    local.change(|draft| (0..1_005).for_each(|number| _ = build::user(draft, &format!("P{number:04}"), draft.home()))).await;
    let page = async |pairs: &[(&str, &str)]| local.admin.get(&query("users", pairs)).await.body;
    let (mut names, mut start) = (Vec::new(), 1);
    loop {
        let list = page(&[
            ("startIndex", &start.to_string()),
            ("count", "200"),
            ("attributes", "displayName"),
            ("filter", "displayName sw \"P0\""),
        ])
        .await;
        assert_eq!((&list["totalResults"], &list["startIndex"]), (&json!(1_000), &json!(start)));
        let shown = texts(&list, "displayName").len();
        assert_eq!(list["itemsPerPage"], shown);
        if shown == 0 {
            break;
        }
        start += shown;
        names.extend(texts(&list, "displayName").into_iter().map(str::to_owned));
    }
    assert_eq!(names, (0..1_000).map(|number| format!("P{number:04}")).collect::<Vec<_>>());

    let counted = page(&[("count", "0")]).await;
    assert_eq!((&counted["totalResults"], &counted["itemsPerPage"], &counted["Resources"]), (&json!(1_006), &json!(0), &json!([])));
    for (count, shown) in [("-3", 0), ("10000", 500)] {
        assert_eq!(page(&[("count", count)]).await["itemsPerPage"], shown);
    }
    let first = page(&[]).await;
    assert_eq!((&first["itemsPerPage"], &first["startIndex"]), (&json!(25), &json!(1)));
    assert_eq!(page(&[("startIndex", "-7")]).await["Resources"], first["Resources"]);
    assert_eq!(page(&[("startIndex", "2000")]).await["Resources"], json!([]));
    let reply = local.admin.get(&query("users", &[("startIndex", "first")])).await;
    assert_eq!((refusal(&reply).0, refusal(&reply).1), (400, "invalidValue"));
}
