//! What the built-in catalogue holds.

use std::collections::BTreeSet;

use postern_catalog::{Catalog, Class, Need, ScopesSource, TypeRef};
use postern_model::PermissionSet;

fn names(set: &PermissionSet) -> Vec<&'static str> {
    set.iter().map(|id| Catalog::builtin().permission(id).name).collect()
}

#[test]
fn it_holds_the_whole_api_in_little_space() {
    let catalog = Catalog::builtin();
    assert_eq!((catalog.operations().len(), catalog.permissions().len(), catalog.models().count()), (3355, 1456, 4995));
    assert_eq!(catalog.scopes().len(), 130);
    assert!(include_bytes!("../catalog.bin").len() < 600_000);
}

#[test]
fn ids_are_positions() {
    let catalog = Catalog::builtin();
    assert!(catalog.operations().iter().zip(0..).all(|(operation, at)| operation.id.0 == at));
    assert!(catalog.permissions().iter().zip(0..).all(|(permission, at)| permission.id.0 == at));
    assert!(catalog.permissions().is_sorted_by_key(|permission| permission.name));
    assert!(catalog.permissions().iter().all(|permission| catalog.permission_id(permission.name) == Some(permission.id)));
    assert_eq!(catalog.permission_id("Routing:Queue:View"), None);
}

#[test]
fn an_operation_is_read_as_it_is_written() {
    let operation = Catalog::builtin().operation_named("get_users_me").unwrap();
    assert_eq!((operation.method, operation.path, operation.tag), ("GET", "/api/v2/users/me", "Users"));
    assert_eq!((operation.need, operation.user_context, operation.class), (Need::None, true, Class::SelfService));
    assert_eq!((operation.scopes, operation.scopes_source), (["user-basic-info"].as_slice(), ScopesSource::Spec));
    assert_eq!(operation.errors, [(400, "not.a.user"), (404, "general.resource.not.found")]);
    assert_eq!((operation.response, operation.success), (Some(TypeRef::Model("UserMe")), [200].as_slice()));
    assert!(operation.division_hints.response && !operation.division_hints.path);
    assert_eq!(operation.query[0].allowed[..2], ["routingStatus", "presence"]);
}

#[test]
fn needs_are_counted() {
    let count = |need| Catalog::builtin().operations().iter().filter(|operation| operation.need == need).count();
    assert_eq!([Need::Any, Need::All, Need::None, Need::Unknown].map(count), [2069, 851, 358, 77]);
    assert!(
        Catalog::builtin()
            .operations()
            .iter()
            .all(|operation| operation.permissions.is_empty() == matches!(operation.need, Need::None | Need::Unknown))
    );
    // 45 in the description; creating responses is one of them there, and the Terraform provider does it with client credentials.
    assert_eq!(Catalog::builtin().operations().iter().filter(|operation| operation.user_context).count(), 44);
}

#[test]
fn policies_expand() {
    let catalog = Catalog::builtin();
    let expand = |domain, entity, actions: &[&'static str]| catalog.expand(domain, entity, actions.iter().copied());
    assert_eq!(names(&expand("oauth", "client", &["view", "edit"])), ["oauth:client:edit", "oauth:client:view"]);
    let whole: Vec<_> =
        catalog.permissions().iter().filter(|permission| permission.domain == "routing").map(|permission| permission.name).collect();
    assert_eq!(names(&expand("routing", "*", &["*"])), whole);
    assert!(names(&expand("routing", "*", &["view"])).iter().all(|name| name.starts_with("routing:") && name.ends_with(":view")));
    for (domain, entity, actions) in [
        ("Oauth", "client", &["view"] as &[_]),
        ("oauth", "client", &["look"]),
        ("oauth", "client", &[]),
        ("*", "*", &["*"]),
        ("", "", &[""]),
    ] {
        assert!(expand(domain, entity, actions).is_empty(), "{domain}:{entity}");
    }
}

#[test]
fn domains_are_sorted_and_whole() {
    let catalog = Catalog::builtin();
    let domains: Vec<_> = catalog.domains().collect();
    let expected: BTreeSet<_> =
        catalog.permissions().iter().map(|permission| permission.domain).filter(|domain| !domain.is_empty()).collect();
    assert_eq!(domains, expected.into_iter().collect::<Vec<_>>());
    let admin = catalog.permission(catalog.permission_id("admin").unwrap());
    assert_eq!((admin.domain, admin.entity, admin.action), ("", "", ""));
}

#[test]
fn division_awareness_follows_the_operations() {
    let aware = |name| Catalog::builtin().permission(Catalog::builtin().permission_id(name).unwrap()).division_aware;
    assert!(aware("routing:queue:view") && aware("directory:user:add"));
    assert!(aware("directory:user:delete"), "what is viewed by division is deleted by division");
    assert!(!aware("oauth:client:add"));
}

#[test]
fn every_model_that_is_named_exists() {
    fn model(ty: TypeRef) -> Option<&'static str> {
        match ty {
            TypeRef::Array(inner) | TypeRef::Map(inner) => model(*inner),
            TypeRef::Model(name) => Some(name),
            _ => None,
        }
    }
    let catalog = Catalog::builtin();
    let bodies = catalog.operations().iter().flat_map(|operation| operation.body.into_iter().chain(operation.response));
    let fields = catalog.models().flat_map(|model| model.fields.iter().map(|field| field.ty));
    let missing: Vec<_> = bodies.chain(fields).filter_map(model).filter(|name| catalog.model(name).is_none()).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn what_is_not_a_catalogue_is_refused() {
    assert!(Catalog::decode(b"").is_none());
    assert!(Catalog::decode(b"postern-catalog-1\n\x01\0\0\0\xff\xff\0\0\0").is_none());
    let bytes = include_bytes!("../catalog.bin");
    assert!(Catalog::decode(&bytes[..bytes.len() / 4]).is_none());
}
