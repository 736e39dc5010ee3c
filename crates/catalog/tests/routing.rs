//! From requests to operations.

use postern_catalog::{Catalog, Operation, Params, Route, route::normalized};

/// The path with every parameter filled in.
fn filled(operation: &Operation) -> String {
    let segments = operation.path.split('/').map(|segment| if segment.starts_with('{') { "p-1" } else { segment });
    segments.collect::<Vec<_>>().join("/")
}

fn found<'p>(method: &str, path: &'p str) -> (&'static Operation, Params<'p>) {
    match Catalog::builtin().route(method, path) {
        Route::Found { operation, params } => (Catalog::builtin().operation(operation), params),
        other => unreachable!("{method} {path}: {other:?}"),
    }
}

fn name(method: &str, path: &str) -> &'static str {
    found(method, path).0.name
}

#[test]
fn every_operation_is_reached_whatever_the_case() {
    for operation in Catalog::builtin().operations() {
        for path in [filled(operation), filled(operation).to_uppercase(), filled(operation).to_lowercase()] {
            let (reached, params) = found(operation.method, &path);
            assert_eq!(reached.id, operation.id, "{path}");
            assert_eq!(params.iter().count(), operation.param_names.len());
            assert!(params.iter().all(|param| param.eq_ignore_ascii_case("p-1")));
        }
    }
}

#[test]
fn every_operation_is_found_by_its_template_and_its_name() {
    let catalog = Catalog::builtin();
    for operation in catalog.operations() {
        assert_eq!(catalog.operation_at(operation.method, operation.path).map(|found| found.id), Some(operation.id));
        assert_eq!(catalog.operation_named(operation.name).map(|found| found.id), Some(operation.id));
    }
    let renamed = catalog.operation_at("GET", "/api/v2/users/{anyone}").map(|operation| operation.name);
    assert_eq!(renamed, Some("get_user"));
    assert!(catalog.operation_at("GET", "/api/v2/users/not-a-template").is_none());
}

#[test]
fn fixed_segments_come_first_and_fall_back() {
    assert_eq!(name("GET", "/api/v2/users/me"), "get_users_me");
    assert_eq!(name("GET", "/api/v2/users/ME"), "get_users_me");
    assert_eq!(name("GET", "/api/v2/users/meg"), "get_user");
    let (operation, params) = found("GET", "/api/v2/users/me/roles");
    assert_eq!((operation.name, params.get(operation, "subjectId")), ("get_user_roles", Some("me")));
    assert_eq!(name("GET", "/api/v2/processAutomation/triggers"), name("GET", "/api/v2/processautomation/triggers"));
}

#[test]
fn parameters_are_raw_and_in_order() {
    let (operation, params) = found("POST", "/api/v2/authorization/subjects/a%2Fb/divisions/D%20E/roles/..x");
    assert_eq!(params.iter().collect::<Vec<_>>(), ["a%2Fb", "D%20E", "..x"]);
    assert_eq!(params.get(operation, "divisionId"), Some("D%20E"));
    assert_eq!((params.get(operation, "nothing"), params.at(3)), (None, None));
}

#[test]
fn paths_that_name_nothing_are_not_found() {
    for path in [
        "",
        "/",
        "users",
        "/api/v2",
        "/api/v2/users/",
        "/api/v2//users",
        "/api/v2/users/.",
        "/api/v2/users/..",
        "/api/v2/users/%2e%2E",
        "/api/v2/users/.%2e/roles",
        "/api/v2/users//roles",
        "/api/v2/users?pageSize=1/",
        "/api/v2/nothing",
        "/v2/users",
    ] {
        assert_eq!(Catalog::builtin().route("GET", path), Route::NotFound, "{path}");
    }
}

#[test]
fn a_path_with_other_methods_is_told_apart() {
    let catalog = Catalog::builtin();
    assert_eq!(catalog.route("PUT", "/api/v2/users"), Route::WrongMethod);
    assert_eq!(catalog.route("get", "/api/v2/users"), Route::WrongMethod);
    // The fixed segment decides: nobody is called `me`.
    assert_eq!(catalog.route("DELETE", "/api/v2/users/me"), Route::WrongMethod);
    let heads: Vec<_> = catalog.operations().iter().filter(|operation| operation.method == "HEAD").collect();
    assert_eq!(heads.len(), 2);
    assert!(heads.iter().all(|head| catalog.operation_at("GET", head.path).is_none_or(|get| get.id != head.id)));
}

#[test]
fn spellings_of_one_path_are_one_path() {
    for (sent, plain) in [
        ("/api/v2/users/a-b", "/api/v2/users/a-b"),
        ("/api/v2/%75sers/a%2Db%2d%7e", "/api/v2/users/a-b-~"),
        ("/api/v2/x/%2A", "/api/v2/x/*"),
        ("/api/v2/users/%2e%2E", "/api/v2/users/.."),
        // What would end a segment, or be read twice, stays.
        ("a%2Fb%25%32%44", "a%2Fb%252D"),
        ("%20%C3%A9%00%3F", "%20%C3%A9%00%3F"),
        ("%", "%"),
        ("%4", "%4"),
        ("%+4%zz%é", "%+4%zz%é"),
    ] {
        assert_eq!(normalized(sent), plain, "{sent}");
    }
}
