//! Whether grants cover a workload.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::collections::BTreeMap;

use postern_catalog::{Catalog, TypeRef};
use postern_model::{Client, Division, Fact, GrantType, Id, Reach};
use postern_org::Organization;
use postern_testkit::request::{Request, Touches, touches};
use postern_testkit::{build, sample, sample::NOW};
use postern_workload::place::{Divided, divided};
use postern_workload::{Coverage, cover, operations, terraform};

/// An organization with the divisions North and South and a client that holds `permissions` in `reach` of them.
struct Held {
    organization: Organization,
    client: Id<Client>,
    north: Id<Division>,
}

fn held(permissions: &[&str], north_only: bool) -> Held {
    let mut draft = sample::fresh();
    let north = build::division(&mut draft, "North");
    build::division(&mut draft, "South");
    let (client, _) = build::client(&mut draft, "Pipeline", GrantType::ClientCredentials);
    let role = build::role(&mut draft, "Pipeline", permissions);
    let reach = if north_only { Reach::Division(north) } else { Reach::All };
    build::grant(&mut draft, build::client_subject(client), role, reach);
    let (organization, _, _) = draft.finish();
    Held { organization, client, north }
}

fn words(held: &Held, list: &str) -> Vec<String> {
    let catalog = Catalog::builtin();
    let workload = operations::read(catalog, list).unwrap();
    let covered = cover(catalog, &held.organization, held.client, &workload, NOW);
    assert_eq!(covered.len(), workload.needs.len());
    covered.iter().map(|coverage| if coverage.is_covered() { "covered".to_owned() } else { coverage.words(&held.organization) }).collect()
}

#[test]
fn what_is_held_everywhere_is_covered_wherever_it_is_needed() {
    let held = held(&["routing:queue:edit"], false);
    for place in ["", " in North", " in *", " in A division to come"] {
        assert_eq!(words(&held, &format!("PUT /api/v2/routing/queues/{{queueId}}{place}")), ["covered"], "{place}");
    }
}

#[test]
fn what_is_held_in_one_division_is_covered_there_only() {
    let held = held(&["routing:queue:edit", "routing:queue:view"], true);
    let put = "PUT /api/v2/routing/queues/{queueId}";
    assert_eq!(words(&held, &format!("{put} in north")), ["covered"]);
    assert_eq!(words(&held, &format!("{put} in {}", held.north)), ["covered"]);
    assert_eq!(words(&held, &format!("{put} in South")), ["held only in North, needed in South"]);
    assert_eq!(words(&held, &format!("{put} in *")), ["held only in North, needed in every division, also those to come"]);
    assert_eq!(words(&held, &format!("{put} in Nowhere")), ["held only in North, needed in every division, also those to come"]);
    assert_eq!(words(&held, put), ["held only in North; in which division it is needed cannot be told"]);
    assert_eq!(words(&held, "GET /api/v2/routing/queues"), ["covered"], "a listing shows what may be seen");
}

#[test]
fn the_platform_s_words_are_given_for_a_division() {
    let held = held(&["routing:queue:edit"], true);
    let catalog = Catalog::builtin();
    let workload = operations::read(catalog, "PUT /api/v2/routing/queues/{queueId} in South").unwrap();
    let covered = cover(catalog, &held.organization, held.client, &workload, NOW);
    let Coverage::OnlyElsewhere(elsewhere) = &covered[0] else { panic!("{covered:?}") };
    assert_eq!(elsewhere.holds, [held.north]);
    let postern_workload::cover::Wanted::Division(_, message) = &elsewhere.wanted else { panic!("{elsewhere:?}") };
    assert_eq!(
        message,
        "Unable to perform the requested action. You are missing the following permission 'routing:queue:edit' in the provided division(s)."
    );
}

#[test]
fn what_is_held_nowhere_is_named() {
    let held = held(&["authorization:grant:add"], false);
    assert_eq!(words(&held, "DELETE /api/v2/routing/skills/{skillId}"), ["missing any one of routing:skill:manage, routing:skill:delete"]);
    assert_eq!(words(&held, "POST /api/v2/authorization/subjects/{subjectId}/bulkadd"), ["covered"]);
    assert_eq!(words(&held, "delete_authorization_subject_division_role"), ["missing authorization:grant:delete"]);
}

#[test]
fn all_of_a_list_names_what_is_missing_of_it() {
    let catalog = Catalog::builtin();
    let several = |operation: &&postern_catalog::Operation| {
        operation.need == postern_catalog::Need::All && operation.permissions.len() == 2 && !operation.user_context
    };
    let operation = catalog.operations().iter().find(several).unwrap();
    let [first, second] = [0, 1].map(|at| catalog.permission(operation.permissions[at]).name);
    let held = held(&[first], false);
    assert_eq!(words(&held, operation.name), [format!("missing {second}")]);
}

#[test]
fn a_client_is_no_person() {
    let held = held(&["routing:queue:view"], false);
    let message = "This request requires a user context. Client credentials cannot be used for requests to this resource.";
    assert_eq!(words(&held, "GET /api/v2/users/me"), [message]);
}

#[test]
fn grants_go_by_division_only_where_the_organization_says_so() {
    let list = "POST /api/v2/authorization/subjects/{subjectId}/bulkadd in South";
    let held = held(&["authorization:grant:add"], true);
    assert_eq!(words(&held, list), ["covered"]);
    let mut snapshot = held.organization.snapshot(NOW);
    snapshot.organization.roles.authorization_grant_division_aware = true;
    let organization = Organization::from_snapshot(Catalog::builtin(), snapshot).unwrap();
    assert_eq!(words(&Held { organization, ..held }, list), ["held only in North, needed in South"]);
}

/// What the decision finds a division for is never taken for undivided here.
#[test]
fn what_the_decision_looks_at_by_division_is_divided() {
    let (catalog, offices) = (Catalog::builtin(), sample::offices());
    let mut by_target = 0;
    for operation in catalog.operations() {
        let Some(request) = Request::to(operation, offices.north) else { continue };
        let postern_catalog::Route::Found { params, .. } = catalog.route(operation.method, &request.path) else { panic!("{request:?}") };
        let target = postern_decide::target::of(&offices.organization, operation, &params, request.body.as_ref());
        let aware = operation.permissions.iter().any(|id| catalog.permission(*id).division_aware);
        // The sample names a division in the body also where the body's model has no place for one.
        let placed = touches(operation) != Touches::Body || {
            let Some(TypeRef::Model(name)) = operation.body else { continue };
            let model = catalog.model(name).unwrap();
            model.field("division").is_some() || model.field("divisionId").is_some()
        };
        if aware && placed && !target.divisions().is_empty() {
            by_target += 1;
            assert_eq!(divided(catalog, operation), Divided::ByTarget, "{} {}", operation.method, operation.path);
        }
    }
    assert!(by_target >= 100, "{by_target}");
}

#[test]
fn what_shows_only_what_may_be_seen_is_not_divided() {
    for name in
        ["get_routing_queues", "post_analytics_conversations_aggregates_query", "get_group", "put_oauth_client", "get_authorization_role"]
    {
        let operation = Catalog::builtin().operation_named(name).unwrap();
        assert_eq!(divided(Catalog::builtin(), operation), Divided::Not, "{name}");
    }
}

#[test]
fn what_is_not_known_is_not_covered() {
    let held = held(&["routing:queue:view"], false);
    let mut snapshot = held.organization.snapshot(NOW);
    snapshot.grants = Fact::Unknown("the reader may not read grants".to_owned());
    let organization = Organization::from_snapshot(Catalog::builtin(), snapshot).unwrap();
    let blind = Held { organization, ..held };
    assert_eq!(words(&blind, "GET /api/v2/routing/queues"), ["grants could not be read: the reader may not read grants"]);
    assert_eq!(words(&blind, "GET /api/v2/authorization/divisions"), ["covered"], "it needs no permission");
    let stranger = Held { client: Id::new(blind.north.uuid()), ..blind };
    assert_eq!(words(&stranger, "GET /api/v2/routing/queues"), [format!("the organization has no client `{}`", stranger.client)]);
}

/// The role of `examples/terraform/modules/pipeline-role` is what the example pipeline needs: it covers it, and with any one
/// permission taken away it does not.
#[test]
#[allow(clippy::disallowed_methods, reason = "the examples of this repository are read")]
fn the_example_pipeline_s_role_covers_the_example_pipeline_and_no_permission_is_too_many() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/terraform/");
    let mut files = BTreeMap::new();
    for folder in ["pipeline", "modules/role", "modules/person", "modules/line-of-business"] {
        for name in ["main.tf", "variables.tf", "outputs.tf", "provider.tf"] {
            if let Ok(text) = std::fs::read_to_string(format!("{root}{folder}/{name}")) {
                files.insert(format!("{folder}/{name}"), text);
            }
        }
    }
    let catalog = Catalog::builtin();
    let read = terraform::read(catalog, &files, "pipeline");
    assert_eq!(read.workload.gaps, []);
    let role = std::fs::read_to_string(format!("{root}modules/pipeline-role/main.tf")).unwrap();
    let permissions: Vec<&str> = role.lines().filter_map(|line| line.trim().strip_prefix('"')?.strip_suffix("\",")).collect();
    assert_eq!(permissions.len(), 44);

    let uncovered = |permissions: &[&str]| {
        let held = held(permissions, false);
        let covered = cover(catalog, &held.organization, held.client, &read.workload, NOW);
        let needs = read.workload.needs.iter().zip(covered).filter(|(_, coverage)| !coverage.is_covered());
        needs
            .map(|(need, coverage)| (catalog.operation(need.operation).name, need.origin.seen, coverage.words(&held.organization)))
            .collect::<Vec<_>>()
    };
    assert_eq!(uncovered(&permissions), []);
    let idle: Vec<&str> = permissions
        .iter()
        .filter(|gone| {
            let rest: Vec<&str> = permissions.iter().filter(|permission| permission != gone).copied().collect();
            uncovered(&rest).is_empty()
        })
        .copied()
        .collect();
    assert_eq!(idle, Vec::<&str>::new());
}
