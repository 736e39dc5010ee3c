use postern_model::{Reach, Subject, SubjectKind};
use serde_json::json;

use super::{PATH, UNKNOWN, entry, group, held, person};
use crate::harness::{Local, options};

#[tokio::test]
async fn a_grant_is_shown_with_its_division_role_and_date() {
    let local = Local::start().await;
    let (north, ann) = (local.division("North").await, local.user("Ann", None).await);
    let role = local.role("Clerk", &["routing:queue:view"]).await;
    local.grant(person(ann), role, Reach::Division(north)).await;
    let reply = local.admin.get(&format!("{PATH}/{ann}")).await;
    let made = &reply.body["grants"][0]["grantMadeAt"];
    assert!(made.as_str().unwrap().ends_with('Z'));
    let division = json!({
        "id": north, "name": "North", "description": "", "homeDivision": false,
        "selfUri": format!("/api/v2/authorization/divisions/{north}"),
    });
    let role = json!({
        "id": role, "name": "Clerk", "description": "", "default": false,
        "policies": [{ "actions": ["view"], "domain": "routing", "entityName": "queue" }],
        "selfUri": format!("/api/v2/authorization/roles/{role}"),
    });
    let expected = json!({
        "id": ann, "name": "Ann", "selfUri": format!("{PATH}/{ann}"),
        "grants": [{ "subjectId": ann, "division": division, "role": role, "grantMadeAt": made }],
    });
    assert_eq!(reply.body, expected);
    let short = local.admin.get(&format!("{PATH}/{ann}?includeFullRoles=false")).await;
    assert!(short.body["grants"][0]["role"].get("policies").is_none());
}

#[tokio::test]
async fn a_subject_that_holds_nothing_is_200_with_no_grants() {
    let local = Local::start().await;
    let ann = local.user("Ann", None).await;
    let crew = group(&local, "Crew", true, &[]).await;
    for id in [ann.uuid(), crew.uuid()] {
        let reply = local.admin.get(&format!("{PATH}/{id}?includeDuplicates=true")).await;
        assert_eq!((reply.outcome().as_str(), &reply.body["grants"]), ("200", &json!([])));
    }
    for id in [UNKNOWN, "nobody", "%27%20OR%201%3D1--"] {
        assert_eq!(local.admin.get(&format!("{PATH}/{id}")).await.outcome(), "404 not.found", "{id}");
    }
    assert_eq!(local.admin.get(&format!("{PATH}/nobody")).await.message(), "subject `nobody` was not found");
}

#[tokio::test]
async fn an_inherited_grant_has_the_id_of_its_group_and_counts_only_with_roles_enabled() {
    let local = Local::start().await;
    let ann = local.user("Ann", None).await;
    let role = local.role("Clerk", &["routing:queue:view"]).await;
    for (name, enabled) in [("On", true), ("Off", false)] {
        let id = group(&local, name, enabled, &[ann]).await.uuid();
        local.grant(Subject { kind: SubjectKind::Group, id }, role, Reach::All).await;
        if enabled {
            assert_eq!(held(&local.admin.get(&format!("{PATH}/{ann}")).await), [entry(id, role, "*")]);
        }
    }
    assert_eq!(held(&local.admin.get(&format!("{PATH}/{ann}?includeDuplicates=true")).await).len(), 1);
}

#[tokio::test]
async fn the_same_grant_from_two_sources_is_shown_once_unless_duplicates_are_asked_for() {
    let local = Local::start().await;
    let ann = local.user("Ann", None).await;
    let crew = group(&local, "Crew", true, &[ann]).await;
    let role = local.role("Clerk", &["routing:queue:view"]).await;
    local.grant(Subject { kind: SubjectKind::Group, id: crew.uuid() }, role, Reach::All).await;
    local.grant(person(ann), role, Reach::All).await;
    let own = entry(ann.uuid(), role, "*");
    assert_eq!(held(&local.admin.get(&format!("{PATH}/{ann}")).await), std::slice::from_ref(&own));
    let both = held(&local.admin.get(&format!("{PATH}/{ann}?includeDuplicates=true")).await);
    assert_eq!(both, [own, entry(crew.uuid(), role, "*")]);
}

#[tokio::test]
async fn whether_the_grants_of_a_client_are_listed_is_a_setting() {
    let id = |local: &Local| local.admin.client_id.clone();
    let local = Local::start().await;
    assert_eq!(held(&local.admin.get(&format!("{PATH}/{}", id(&local))).await).len(), 1);
    let mut options = options();
    options.settings.push(("clients.grants-listed".to_owned(), "no".to_owned()));
    let local = Local::start_with(options).await;
    let reply = local.admin.get(&format!("{PATH}/{}", id(&local))).await;
    assert_eq!((reply.outcome().as_str(), &reply.body["grants"]), ("200", &json!([])));
}
