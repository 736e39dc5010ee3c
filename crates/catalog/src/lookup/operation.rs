//! Looking operations up.

use serde::Serialize;

use super::{Finding, OperationLine, contains};
use crate::{Catalog, Class, DivisionHints, Need, Operation, QueryParam, Route, ScopesSource, TypeRef};

/// All that is known about an operation, in names.
#[derive(Clone, Debug, Serialize)]
pub struct OperationView {
    /// Its name, method and path.
    #[serde(flatten)]
    pub line: OperationLine,
    /// The API group.
    pub tag: &'static str,
    /// How the permissions are required.
    pub need: Need,
    /// The permissions.
    pub permissions: Vec<&'static str>,
    /// The scopes of which any one suffices.
    pub scopes: &'static [&'static str],
    /// How the scopes are known.
    pub scopes_source: ScopesSource,
    /// Whether client credentials are refused.
    pub user_context: bool,
    /// Where signs of divisions stand.
    pub division_hints: DivisionHints,
    /// The query parameters.
    pub query: Vec<ParamView>,
    /// The type of the request body.
    pub body: Option<TypeRef>,
    /// Whether the body must be there.
    pub body_required: bool,
    /// The type of the answer.
    pub response: Option<TypeRef>,
    /// The declared 2xx statuses.
    pub success: &'static [u16],
    /// The declared error codes with their statuses.
    pub errors: &'static [(u16, &'static str)],
    /// What kind of work serving it is.
    pub class: Class,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Whether it is a preview.
    pub preview: bool,
}

/// A query parameter.
#[derive(Clone, Debug, Serialize)]
pub struct ParamView {
    /// Its name.
    pub name: &'static str,
    /// Its type.
    pub ty: TypeRef,
    /// Whether it must be there.
    pub required: bool,
    /// The allowed values, if they are known.
    pub allowed: &'static [&'static str],
    /// What stands when it is left out.
    pub default: Option<&'static str>,
}

impl From<&QueryParam> for ParamView {
    fn from(param: &QueryParam) -> Self {
        Self { name: param.name, ty: param.ty, required: param.required, allowed: param.allowed, default: param.default }
    }
}

pub(super) fn find(catalog: &Catalog, query: &str) -> Finding {
    let exact = catalog.operation_named(query).or_else(|| {
        let (method, path) = query.split_once(char::is_whitespace)?;
        at(catalog, method, path.trim())
    });
    if let Some(operation) = exact {
        return Finding::Operation(Box::new(view(catalog, operation)));
    }
    let matches: Vec<&Operation> = match query.strip_prefix('/') {
        Some(_) => METHODS.iter().filter_map(|method| at(catalog, method, query)).collect(),
        None => Vec::new(),
    };
    let in_part = |operation: &&Operation| [operation.name, operation.path, operation.tag].iter().any(|text| contains(text, query));
    let matches = if matches.is_empty() { catalog.operations().iter().filter(in_part).collect() } else { matches };
    match matches.as_slice() {
        [] => Finding::Nothing,
        [one] => Finding::Operation(Box::new(view(catalog, one))),
        several => Finding::Operations(several.iter().map(|operation| OperationLine::from(*operation)).collect()),
    }
}

const METHODS: [&str; 6] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

/// The operation a request or template would reach; `/api/v2` may be left out.
fn at<'c>(catalog: &'c Catalog, method: &str, path: &str) -> Option<&'c Operation> {
    let method = method.to_ascii_uppercase();
    let path = path.split_once('?').map_or(path, |(path, _)| path);
    [path.to_owned(), format!("/api/v2{path}")].iter().find_map(|path| match catalog.route(&method, path) {
        Route::Found { operation, .. } => Some(catalog.operation(operation)),
        _ => None,
    })
}

fn view(catalog: &Catalog, operation: &Operation) -> OperationView {
    OperationView {
        line: operation.into(),
        tag: operation.tag,
        need: operation.need,
        permissions: operation.permissions.iter().map(|id| catalog.permission(*id).name).collect(),
        scopes: operation.scopes,
        scopes_source: operation.scopes_source,
        user_context: operation.user_context,
        division_hints: operation.division_hints,
        query: operation.query.iter().map(ParamView::from).collect(),
        body: operation.body,
        body_required: operation.body_required,
        response: operation.response,
        success: operation.success,
        errors: operation.errors,
        class: operation.class,
        deprecated: operation.deprecated,
        preview: operation.preview,
    }
}
