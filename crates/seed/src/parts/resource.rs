//! `[[resource]]`: a queue, a skill or anything else that the platform API keeps without rules of its own. It is written as
//! the API takes it; in place of an id can stand a reference, such as `@division:Claims`.

use std::collections::BTreeMap;

use postern_catalog::{
    Catalog, Operation, Route, TypeRef,
    lookup::{self, Kind},
    validate,
};
use postern_model::{Client, Id};
use postern_org::Draft;
use postern_resources::{Ask, Plan, plan, write};
use serde_json::Value as Json;

use crate::refused::refused;
use postern_written::{Fields, Node, Problem, Said, Span, Value};

/// What writes, the likeliest first.
const METHODS: [&str; 3] = ["POST", "PUT", "PATCH"];
/// What has a table of its own.
const OWN: [(&str, &str); 6] = [
    ("/api/v2/users", "person"),
    ("/api/v2/groups", "group"),
    ("/api/v2/authorization/roles", "role"),
    ("/api/v2/authorization/divisions", "division"),
    ("/api/v2/oauth/clients", "client"),
    ("/api/v2/identityproviders", "provider"),
];
/// What references can be of.
const REFERRED: [&str; 6] = ["division", "role", "group", "person", "client", "resource"];
/// Stands for an id that is not known yet.
const SOME_ID: &str = "00000000-0000-0000-0000-000000000000";

pub(crate) struct Resource {
    /// What others call it.
    pub(crate) label: Option<Said<String>>,
    at: Said<String>,
    body: Node,
    /// Kind and name of what it refers to.
    pub(crate) references: Vec<(&'static str, Said<String>)>,
}

/// The ids of labelled resources and of clients, by kind and name.
pub(crate) type Known = BTreeMap<(&'static str, String), String>;

impl Resource {
    pub(crate) fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        let (label, at, body) = (fields.text("label"), fields.needed("at"), fields.needed_node("body"));
        let body = body?.clone();
        let mut references = Vec::new();
        let mut problems = Vec::new();
        let segments = at.value.split('/').filter(|segment| segment.starts_with('@'));
        segments.for_each(|segment| refer(segment, &at.span, &mut references, &mut problems));
        find(&body, &mut references, &mut problems);
        if problems.is_empty() {
            problems.extend(misplaced(&at, &body));
        }
        problems.into_iter().for_each(|problem| fields.problem(problem));
        Some(Self { label, at, body, references })
    }

    /// Makes it, in the name of `creator`.
    pub(crate) fn sow(&self, draft: &mut Draft<'_>, creator: Id<Client>, known: &mut Known) -> Result<(), Problem> {
        let path: Vec<String> =
            self.at.value.split('/').map(|segment| resolved(segment, &self.at.span, draft, known)).collect::<Result<_, _>>()?;
        let path = path.join("/");
        let body = json(&self.body, &mut |text, span| resolved(text, span, draft, known))?;
        let Some((operation, plan, params)) = written_by(&path) else {
            return Err(Problem::new(self.at.span.clone(), format!("nothing can be written at `{path}`")));
        };
        let ask = Ask {
            catalog: Catalog::builtin(),
            operation,
            params: &params,
            query: &[],
            body: &body,
            client: creator,
            user: None,
            now: draft.now(),
        };
        let done = write(&ask, plan, draft).map_err(|refusal| refused(&self.at.span, refusal))?;
        let id = done.body.as_ref().and_then(|body| body.get("id")).and_then(Json::as_str);
        if let (Some(label), Some(id)) = (&self.label, id) {
            known.insert(("resource", label.value.clone()), id.to_owned());
        }
        Ok(())
    }
}

/// The operation that writes at a path, and what it does.
fn written_by(path: &str) -> Option<(&'static Operation, &'static Plan, postern_catalog::Params<'_>)> {
    let catalog = Catalog::builtin();
    METHODS.into_iter().find_map(|method| match catalog.route(method, path) {
        Route::Found { operation, params } => {
            let plan = plan(operation).filter(|plan| plan.writes())?;
            Some((catalog.operation(operation), plan, params))
        }
        _ => None,
    })
}

/// What is wrong with where a resource is put, or with its body there.
fn misplaced(at: &Said<String>, body: &Node) -> Option<Problem> {
    if at.value.is_empty() {
        return None;
    }
    let problem = |text: String| Problem::new(at.span.clone(), text);
    if let Some((_, table)) = OWN.iter().find(|(path, _)| at.value.eq_ignore_ascii_case(path)) {
        return Some(problem(format!("`{}` is not for resources", at.value)).with(format!("use a table `[[{table}]]`")));
    }
    let path: Vec<&str> = at.value.split('/').map(|segment| if segment.starts_with('@') { SOME_ID } else { segment }).collect();
    let path = path.join("/");
    let Some((operation, _, _)) = written_by(&path) else {
        let catalog = Catalog::builtin();
        let exists = METHODS.iter().any(|method| matches!(catalog.route(method, &path), Route::Found { .. }));
        if exists {
            return Some(problem(format!("`{}` cannot be written from a seed in this version", at.value)));
        }
        let meant = lookup::run(catalog, Kind::Operation, &format!("POST {path}")).suggestions;
        let meant = meant.iter().find_map(|meant| meant.name.strip_prefix("POST "));
        let help = meant.map_or_else(
            || "give the path of a collection, such as `/api/v2/routing/skills`".to_owned(),
            |path| format!("did you mean `{path}`?"),
        );
        return Some(problem(format!("no operation writes at `{}`", at.value)).with(help));
    };
    let json = json(body, &mut |text, _| Ok(if text.starts_with('@') { SOME_ID.to_owned() } else { text.to_owned() })).ok()?;
    let violation = check(operation, &json)?;
    let field = violation.field.split(['.', '[']).next().unwrap_or_default();
    let span = match &body.value {
        Value::Table(table) => table.iter().find(|(key, _)| key.value == field).map(|(_, node)| node.span.clone()),
        _ => None,
    };
    Some(
        Problem::new(span.unwrap_or_else(|| body.span.clone()), violation.message)
            .with(format!("see `postern catalog op {} {}`", operation.method, operation.path)),
    )
}

fn check(operation: &Operation, body: &Json) -> Option<validate::Violation> {
    let model: &TypeRef = operation.body.as_ref()?;
    let check = match operation.method {
        "PATCH" => validate::validate_partial_body,
        "POST" => validate::validate_new_body,
        _ => validate::validate_body,
    };
    check(Catalog::builtin(), model, body).err()
}

/// Every reference in a body.
fn find(node: &Node, references: &mut Vec<(&'static str, Said<String>)>, problems: &mut Vec<Problem>) {
    match &node.value {
        Value::Text(text) if text.starts_with('@') => refer(text, &node.span, references, problems),
        Value::List(items) => items.iter().for_each(|item| find(item, references, problems)),
        Value::Table(table) => table.iter().for_each(|(_, node)| find(node, references, problems)),
        _ => {}
    }
}

fn refer(text: &str, span: &Span, references: &mut Vec<(&'static str, Said<String>)>, problems: &mut Vec<Problem>) {
    match parsed(text) {
        Some((kind, name)) => references.push((kind, Said { value: name.to_owned(), span: span.clone() })),
        None => {
            let problem = Problem::new(span.clone(), format!("`{text}` refers to nothing"));
            problems.push(
                problem.with(format!("a reference is `@KIND:NAME`, where the kind is one of {}", postern_written::quoted(&REFERRED))),
            );
        }
    }
}

/// `@division:Claims`: what it is, and its name.
fn parsed(text: &str) -> Option<(&'static str, &str)> {
    let (kind, name) = text.strip_prefix('@')?.split_once(':')?;
    REFERRED.into_iter().find(|known| *known == kind).map(|kind| (kind, name))
}

/// The text, or the id of what it refers to.
fn resolved(text: &str, span: &Span, draft: &Draft<'_>, known: &Known) -> Result<String, Problem> {
    let Some((kind, name)) = parsed(text) else { return Ok(text.to_owned()) };
    let id = match kind {
        "division" => draft.divisions().find(|division| division.name == name).map(|division| division.id.to_string()),
        "role" => draft.role_named(name).map(|role| role.id.to_string()),
        "group" => draft.group_named(name).map(|group| group.id.to_string()),
        "person" => draft.user_with_email(name).map(|user| user.id.to_string()),
        _ => known.get(&(kind, name.to_owned())).cloned(),
    };
    id.ok_or_else(|| Problem::new(span.clone(), format!("`{text}` has no id to refer to")))
}

/// A node as JSON, its texts as `text` has them.
fn json(node: &Node, text: &mut impl FnMut(&str, &Span) -> Result<String, Problem>) -> Result<Json, Problem> {
    Ok(match &node.value {
        Value::Text(said) => Json::String(text(said, &node.span)?),
        Value::List(items) => Json::Array(items.iter().map(|item| json(item, text)).collect::<Result<_, _>>()?),
        Value::Table(table) => {
            Json::Object(table.iter().map(|(key, node)| Ok((key.value.clone(), json(node, text)?))).collect::<Result<_, Problem>>()?)
        }
        plain => plain.json(),
    })
}
