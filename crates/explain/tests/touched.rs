//! What a call touches is seen wherever the call names it: in its path, its query, its body.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot set up should stop loudly")]

use postern_catalog::Catalog;
use postern_explain::{Answer, Explanation, Place, explain, read};
use postern_model::{GrantType, Reach};
use postern_org::Organization;
use postern_testkit::{build, sample};
use serde_json::json;

const FLOW: &str = "3b55e190-0000-4000-8000-00000000f100";

/// A flow in South, and a client `Publisher` that may publish flows in North.
fn quay() -> Organization {
    let mut draft = sample::fresh();
    let (north, south) = (build::division(&mut draft, "North"), build::division(&mut draft, "South"));
    let role = build::role(&mut draft, "Publisher", &["architect:flow:publish", "architect:flow:edit"]);
    let (client, _) = build::client(&mut draft, "Publisher", GrantType::ClientCredentials);
    build::grant(&mut draft, build::client_subject(client), role, Reach::Division(north));
    let flow = json!({ "id": FLOW, "name": "Claims", "division": { "id": south } });
    draft.put_resource(&format!("/flows/{FLOW}"), flow.as_object().unwrap().clone());
    draft.finish().0
}

fn asked(command: &str) -> Explanation {
    let organization = quay();
    let mut seen = read::curl::read(command).unwrap();
    assert!(!format!("{seen:?}").contains("s3cret"), "{seen:?}");
    seen.client = Some("Publisher".to_owned());
    explain(Catalog::builtin(), &seen, Some(Place { organization: &organization, now: sample::NOW })).unwrap()
}

#[test]
fn a_flow_in_the_query_is_touched() {
    let url = "http://127.0.0.1:8080/api/v2/flows/actions/publish";
    for command in [
        format!("curl -X POST -H 'Authorization: Bearer s3cret' '{url}?version=1&flow={FLOW}&access_token=s3cret#s3cret'"),
        format!("curl -X POST -H 'Authorization: Bearer s3cret' -G --data-urlencode 'flow={FLOW}' -d access_token=s3cret {url}"),
    ] {
        let explanation = asked(&command);
        let first = &explanation.causes[0];
        assert_eq!((&*first.cause, &*first.likelihood), ("wrong-division", "settled"), "{}", explanation.text());
        assert_eq!(explanation.request.divisions, ["South"]);
        assert!(!explanation.remedies.is_empty() && !explanation.text().contains("s3cret"), "{}", explanation.text());
    }
}

#[test]
fn without_it_nothing_with_a_division_is_touched() {
    let explanation = asked("curl -X POST -H 'Authorization: Bearer s3cret' http://127.0.0.1:8080/api/v2/flows/actions/publish");
    assert_eq!((explanation.answer, &*explanation.request.divisions), (Answer::Unknown, &[][..]), "{}", explanation.text());
}
