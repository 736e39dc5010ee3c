//! Whether it matters in which division an operation is called.

use postern_catalog::{Catalog, Class, Need, Operation, TypeRef};

/// How an operation goes by division.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Divided {
    /// Not at all, or, as a listing does, by showing only what the caller may see.
    Not,
    /// By the division of what it touches.
    ByTarget,
    /// By the division of the grants that it makes or removes, where the organization's role settings say so.
    ByGrant,
}

/// How `operation` goes by division: as `postern_decide::target` finds what a request touches, but without a request. It is
/// divided only if one of its permissions is held by division, and its path leads to something that has one or its body
/// names one. Inferred, as these signs are.
pub fn divided(catalog: &Catalog, operation: &Operation) -> Divided {
    let held_by_division = operation.permissions.iter().any(|id| catalog.permission(*id).division_aware);
    if !matches!(operation.need, Need::Any | Need::All) || !held_by_division {
        return Divided::Not;
    }
    let (path, writes) = (operation.path, operation.method != "GET");
    let touches = match path.strip_prefix("/api/v2/") {
        Some(rest) if rest.starts_with("users/{subjectId}") => false,
        Some(rest) if rest.starts_with("users/{") || rest.starts_with("scim/users/{") || rest.starts_with("scim/v2/users/{") => true,
        Some("users" | "scim/users" | "scim/v2/users") => operation.method == "POST",
        Some("users/bulk") => true,
        Some(rest) if rest.starts_with("scim/") => false,
        Some(rest) if rest.starts_with("authorization/divisions/{divisionId}") => true,
        Some(rest) if rest.starts_with("authorization/") => {
            let named = operation.division_hints.path || has_field(catalog, operation, &["grants", "divisionIds"]);
            return if writes && named { Divided::ByGrant } else { Divided::Not };
        }
        _ => (writes && operation.division_hints.body && names_division(catalog, operation)) || leads_to_divided(catalog, path),
    };
    if touches { Divided::ByTarget } else { Divided::Not }
}

/// Whether the body says where what is written lives, or will live at home if it says nothing. A division deeper in the body,
/// such as in the filters of a query, is no such thing.
fn names_division(catalog: &Catalog, operation: &Operation) -> bool {
    let creates = operation.method == "POST" && matches!(operation.class, Class::Collection | Class::CollectionLoose);
    creates || has_field(catalog, operation, &["division", "divisionId"])
}

/// Whether the body's model has one of these fields.
fn has_field(catalog: &Catalog, operation: &Operation, names: &[&str]) -> bool {
    let Some(TypeRef::Model(model)) = operation.body else { return false };
    catalog.model(model).is_some_and(|model| names.iter().any(|name| model.field(name).is_some()))
}

/// Whether something on the way of `path` has a division, as the models of reading or changing it show.
fn leads_to_divided(catalog: &Catalog, path: &str) -> bool {
    let ends = path.match_indices('}').map(|(at, _)| &path[..=at]);
    let shows = |path: &str| {
        let operations = ["GET", "PUT", "PATCH"].into_iter().filter_map(|method| catalog.operation_at(method, path));
        operations.map(|operation| operation.division_hints).any(|hints| hints.body || hints.response)
    };
    ends.into_iter().any(shows)
}
