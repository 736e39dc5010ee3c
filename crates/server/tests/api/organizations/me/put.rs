use serde_json::json;

use crate::harness::Local;

const PATH: &str = "/api/v2/organizations/me";

#[tokio::test]
async fn the_record_is_replaced_but_for_what_is_fixed_or_never_missing() {
    let local = Local::start().await;
    let body = json!({
        "version": 1, "name": "Harbour", "defaultCountryCode": "GB", "supportURI": "https://help.example", "thirdPartyOrgName": "other",
        "productPlatform": "Unknown", "features": { "hipaa": true }, "state": "active",
    });
    let reply = local.admin.put(PATH, body).await;
    assert_eq!(reply.outcome(), "200");
    let read = local.admin.get(PATH).await.body;
    assert_eq!(reply.body, read);
    let short = |name: &str| read[name].clone();
    assert_eq!([short("name"), short("defaultCountryCode"), short("supportURI")], ["Harbour", "GB", "https://help.example"]);
    assert_eq!([short("thirdPartyOrgName"), short("productPlatform")], ["local", "PureCloud"], "these are read-only");
    assert_eq!((short("version"), &read["features"]["hipaa"]), (json!(2), &json!(false)));
    local.admin.put(PATH, json!({ "version": 2 })).await;
    let read = local.admin.get(PATH).await.body;
    assert_eq!([&read["name"], &read["defaultCountryCode"], &read["supportURI"], &read["domain"]], ["Harbour", "GB", "", "local.example"]);
}

#[tokio::test]
async fn a_stale_version_is_a_conflict() {
    let local = Local::start().await;
    for version in [0, 2, -1] {
        let reply = local.admin.put(PATH, json!({ "version": version, "name": "X" })).await;
        assert_eq!(reply.outcome(), "409 general.conflict", "{version}");
    }
    let reply = local.admin.put(PATH, json!({ "version": 7 })).await;
    assert_eq!(reply.message(), "version 7 does not match the current version 1");
    assert_eq!(local.admin.get(PATH).await.body["name"], "Local organization");
}

#[tokio::test]
async fn what_is_no_record_is_refused() {
    let local = Local::start().await;
    let cases = [
        (json!({ "name": "X" }), "400 constraint.validation: version must not be null"),
        (json!({ "version": 1, "name": " " }), "400 bad.request: `name` must not be empty"),
        (
            json!({ "version": 1, "state": "deleted" }),
            "400 bad.request: `state` cannot be changed through the API; leave it out or send `active`",
        ),
    ];
    for (body, expected) in cases {
        let reply = local.admin.put(PATH, body).await;
        assert_eq!(format!("{}: {}", reply.outcome(), reply.message()), expected);
    }
    let reply = local.admin.ask("PUT", PATH, None).await;
    assert_eq!((reply.outcome().as_str(), reply.message()), ("400 bad.request", "the request needs a JSON body"));
}

#[tokio::test]
async fn a_very_long_name_is_kept_whole() {
    let local = Local::start().await;
    let name = "ü".repeat(10_000);
    assert_eq!(local.admin.put(PATH, json!({ "version": 1, "name": name })).await.body["name"], name.as_str());
}
