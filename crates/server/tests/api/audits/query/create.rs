use serde_json::{Value, json};

use super::{changes, events, filters, interval, moment, now, query};
use crate::harness::Local;

#[tokio::test]
async fn a_query_is_taken_and_echoed() {
    let local = Local::start().await;
    let sort = json!([{ "name": "Timestamp", "sortOrder": "ascending" }]);
    let filters = filters(&[("EntityType", "Role")]);
    let body = query(json!({ "serviceName": "PeoplePermissions", "filters": filters, "sort": sort }));
    let reply = local.admin.post("/api/v2/audits/query", body.clone()).await;
    assert_eq!((reply.status, &reply.body["state"]), (202, &json!("Queued")));
    for member in ["interval", "serviceName", "filters", "sort"] {
        assert_eq!(reply.body[member], body[member], "{member}");
    }
    assert!(reply.body["id"].is_string() && reply.body["startDate"].is_string());
}

#[tokio::test]
async fn an_event_says_what_was_changed_by_whom_from_where() {
    let local = Local::start().await;
    changes(&local).await;
    let found = events(&local, query(json!({ "serviceName": "Directory" }))).await;
    assert_eq!(found.len(), 2);
    let (mut event, id) = (found[1].clone(), local.running.organization_id);
    assert!(event["id"].as_str().is_some_and(|id| id.len() == 36));
    (event["id"], event["eventDate"]) = (Value::Null, Value::Null);
    let client = &local.admin.client_id;
    let expected = json!({
        "id": null, "eventDate": null, "serviceName": "Directory", "level": "USER", "action": "Update", "entityType": "Organization",
        "entity": { "id": id, "name": "Renamed" }, "status": "SUCCESS", "remoteIp": ["127.0.0.1"], "context": {},
        "client": { "id": client, "selfUri": format!("/api/v2/oauth/clients/{client}") },
        "propertyChanges": [{ "property": "name", "oldValues": ["Local organization"], "newValues": ["Renamed"] }],
    });
    assert_eq!(event, expected);
}

#[tokio::test]
async fn all_filters_must_hold() {
    let local = Local::start().await;
    changes(&local).await;
    let client = local.admin.client_id.clone();
    let organization = local.running.organization_id.to_string();
    let cases: [(&[(&str, &str)], usize); 9] = [
        (&[], 3),
        (&[("EntityType", "Organization")], 2),
        (&[("EntityType", "Organization"), ("Action", "Update")], 2),
        (&[("EntityType", "Organization"), ("Action", "Delete")], 0),
        (&[("EntityType", "Organization"), ("EntityType", "OrgAuthSettings")], 0),
        (&[("ClientId", &client), ("EntityId", &organization)], 3),
        (&[("UserId", &organization)], 0),
        (&[("UserId", "nobody")], 0),
        (&[("TrusteeOrganizationId", &organization)], 0),
    ];
    for (pairs, count) in cases {
        assert_eq!(events(&local, query(json!({ "filters": filters(pairs) }))).await.len(), count, "{pairs:?}");
    }
    assert_eq!(events(&local, query(json!({ "serviceName": "PeoplePermissions" }))).await.len(), 1);
    assert_eq!(events(&local, query(json!({ "serviceName": "Unheard" }))).await.len(), 0);
}

#[tokio::test]
async fn newest_come_first_unless_asked_otherwise() {
    let local = Local::start().await;
    changes(&local).await;
    let newest = events(&local, query(json!({}))).await;
    let mut oldest = events(&local, query(json!({ "sort": [{ "name": "Timestamp", "sortOrder": "ascending" }] }))).await;
    assert!(moment(&newest[0]) >= moment(&newest[2]));
    oldest.reverse();
    assert_eq!(newest, oldest);
}

#[tokio::test]
async fn the_interval_bounds_the_events() {
    let local = Local::start().await;
    changes(&local).await;
    let now = now();
    let past = format!("{}/{}", now.plus_seconds(-172_800), now.plus_seconds(-86_400));
    assert_eq!(events(&local, json!({ "interval": past })).await.len(), 0);
}

#[tokio::test]
async fn what_is_no_query_is_refused() {
    let local = Local::start().await;
    let interval = interval();
    let text = "`last week` is not an interval: give two ISO-8601 moments, as in `2026-11-01T00:00:00Z/2026-11-08T00:00:00Z`";
    let long = filters(&[("EntityId", &"x".repeat(10_000))]);
    let cases = [
        (json!({}), "400 constraint.validation: interval must not be null".to_owned()),
        (json!({ "interval": "last week" }), format!("400 bad.request: {text}")),
        (json!({ "interval": "2026-01-02/2026-01-01" }), "400 bad.request: the interval must end after it begins".to_owned()),
        (json!({ "interval": "2026-01-01/2026-03-01" }), "400 bad.request: the interval must not be longer than 30 days".to_owned()),
        (
            json!({ "interval": interval, "filters": filters(&[("Action", "Delete")]) }),
            "400 bad.request: the filter `Action` needs the filter `EntityType` beside it".to_owned(),
        ),
        (
            json!({ "interval": interval, "filters": long }),
            "400 bad.request: the value of the filter `EntityId` is longer than 256 bytes".to_owned(),
        ),
        (
            json!({ "interval": interval, "filters": filters(&[("UserId", "x"); 21]) }),
            "400 bad.request: `filters` holds 21 filters; at most 20 are allowed".to_owned(),
        ),
    ];
    for (body, expected) in cases {
        let reply = local.admin.post("/api/v2/audits/query", body).await;
        assert_eq!(format!("{}: {}", reply.outcome(), reply.message()), expected);
    }
    let unknown = json!({ "interval": interval, "filters": filters(&[("Colour", "red")]) });
    assert_eq!(local.admin.post("/api/v2/audits/query", unknown).await.outcome(), "400 invalid.value");
}

#[tokio::test]
async fn no_secret_and_no_long_value_is_in_an_event() {
    let local = Local::start().await;
    let logo = "A".repeat(20_000);
    let record = crate::identityproviders::with(json!({ "logoImageData": logo }));
    local.admin.put("/api/v2/identityproviders/okta", record).await;
    let found = events(&local, query(json!({ "filters": filters(&[("EntityType", "IdentityProvider")]) }))).await;
    let (event, text) = (&found[0], found[0].to_string());
    assert_eq!((&event["action"], &event["entity"]["selfUri"]), (&json!("Create"), &json!("/api/v2/identityproviders/okta")));
    assert!(!text.contains(&logo) && text.contains(r#""newValues":["…"],"oldValues":[],"property":"logoImageData""#), "{text}");
}
