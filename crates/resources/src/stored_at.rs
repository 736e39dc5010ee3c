//! Where what a request names is stored, for whoever must know before the request is served: the door.

use std::sync::LazyLock;

use postern_catalog::{Catalog, Class, Operation, Params, route::decoded};

use crate::{
    plan::{plan, template},
    rules::rule,
};

/// Where what `operation`'s path names is stored: a path without `/api/v2`, views resolved to what they show, parameters
/// [decoded]. `None` where the path names nothing: no parameter, no singleton. Operations with handlers of their own are
/// resolved alike.
pub fn stored_at(operation: &Operation, params: &Params<'_>) -> Option<String> {
    // Told by the row alone: most first requests need not wait for the templates to be worked out.
    if operation.param_names.is_empty() && !matches!(operation.class, Class::Singleton | Class::SingletonLoose) {
        return None;
    }
    let template = TEMPLATES.get(usize::from(operation.id.0))?.as_ref()?;
    let mut values = params.iter();
    let mut path = String::with_capacity(template.len() + 36);
    for segment in template.split('/').skip(1) {
        path.push('/');
        match segment.starts_with('{') {
            true => path.push_str(&decoded(values.next().unwrap_or_default())),
            false => path.push_str(segment),
        }
    }
    Some(path)
}

/// By operation: its path as it is stored, its parameters in their order.
static TEMPLATES: LazyLock<Vec<Option<String>>> = LazyLock::new(|| {
    let of = |operation: &Operation| {
        let singleton = plan(operation.id).is_some_and(|plan| plan.singleton);
        let path = resolved(template(operation));
        (singleton || path.contains('{')).then(|| if singleton { path + "/" } else { path })
    };
    Catalog::builtin().operations().iter().map(of).collect()
});

/// A template with every view on its way resolved: that of a collection where the path ends in it or in one of its items, that
/// of an item wherever it stands. A view that would lose a parameter stays: what the parameter names is looked at, too.
pub(crate) fn resolved(template: &str) -> String {
    let plain = without_views(template);
    let segments: Vec<&str> = plain.split('/').skip(1).collect();
    let mut path = String::new();
    for (at, segment) in segments.iter().enumerate() {
        path = path + "/" + segment;
        let ends = segments.get(at + 1).is_none_or(|next| next.starts_with('{'));
        let of = rule(&path).of.as_ref().filter(|of| (ends || of.ends_with('}')) && of.matches('{').count() == path.matches('{').count());
        if let Some(of) = of {
            path.clone_from(of);
        }
    }
    path
}

/// `divisionviews` and `divisionviews/all` list what is stored without them.
fn without_views(template: &str) -> String {
    let template = template.strip_suffix("/divisionviews/all").unwrap_or(template);
    template.replacen("/divisionviews", "", 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ask::ME, served};

    #[test]
    fn views_are_resolved() {
        for (template, stored) in [
            ("/quality/forms/{formId}", "/quality/forms/evaluations/{formId}"),
            ("/quality/forms/{formId}/versions", "/quality/forms/evaluations/{formId}/versions"),
            ("/quality/forms/evaluations/{formId}", "/quality/forms/evaluations/{formId}"),
            ("/quality/publishedforms/surveys/divisionviews/{surveyFormId}", "/quality/forms/surveys/{surveyFormId}"),
            ("/scripts/published/{scriptId}/variables", "/scripts/{scriptId}/variables"),
            ("/scripts/published/divisionviews/{scriptId}/variables", "/scripts/{scriptId}/variables"),
            ("/flows/datatables/divisionviews/{datatableId}", "/flows/datatables/{datatableId}"),
            ("/integrations/actions/{actionId}/draft/publish", "/integrations/actions/drafts/{actionId}/publish"),
            ("/routing/queues/{queueId}/users/{memberId}", "/routing/queues/{queueId}/members/{memberId}"),
            ("/groups/{groupId}/greetings", "/groups/{groupId}/greetings"),
        ] {
            assert_eq!(resolved(template), stored, "{template}");
        }
    }

    /// What the door looks at is what the engine reads and writes, by the places of the parameters; a view of one item's
    /// relations keeps the item.
    #[test]
    fn the_engine_serves_what_the_door_looks_at() {
        let places =
            |template: &str| template.split('/').map(|part| if part.starts_with('{') { "{}" } else { part }).collect::<Vec<_>>().join("/");
        for operation in served() {
            let Some(at) = plan(operation.id).map(|plan| plan.at.as_str()) else { continue };
            if at.contains(ME) {
                // What is the caller's own is in no division.
                continue;
            }
            let template = &TEMPLATES[usize::from(operation.id.0)];
            match template {
                Some(template) if template.matches('{').count() == at.matches('{').count() => {
                    assert_eq!(places(template), places(at), "{}", operation.path);
                }
                Some(_) => assert!(!at.contains('{'), "{} is served from {at}", operation.path),
                None => assert!(!at.contains('{') && !at.ends_with('/'), "{} is served from {at}", operation.path),
            }
        }
    }
}
