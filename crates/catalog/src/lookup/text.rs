//! Answers as a terminal shows them.

use std::fmt::Write;

use super::{Answer, Finding, ModelView, OperationLine, OperationView, PermissionView, ScopeView};
use crate::{Need, ScopesSource};

pub(super) fn render(answer: &Answer) -> String {
    match &answer.finding {
        Finding::Nothing => nothing(answer),
        Finding::Operation(view) => operation(view),
        Finding::Operations(lines) => list(&matches(answer, lines.len()), lines),
        Finding::Permission(view) => permission(view),
        Finding::Scope(view) => scope(view),
        Finding::Model(view) => model(view),
        Finding::Names(names) => names.iter().fold(matches(answer, names.len()), |text, name| text + "\n  " + name) + "\n",
    }
}

fn matches(answer: &Answer, count: usize) -> String {
    let (many, verb) = if count == 1 { ("", "matches") } else { ("s", "match") };
    format!("{count} {}{many} {verb} `{}`", answer.kind.name(), answer.query)
}

fn counted(operations: usize) -> String {
    if operations == 1 { "1 operation".to_owned() } else { format!("{operations} operations") }
}

fn nothing(answer: &Answer) -> String {
    let mut text = format!("no {} `{}`\n", answer.kind.name(), answer.query);
    if let Some(likeliest) = answer.suggestions.first() {
        text += "did you mean\n";
        let width = answer.suggestions.iter().map(|suggestion| suggestion.kind.name().len()).max().unwrap_or(likeliest.name.len());
        for suggestion in &answer.suggestions {
            line(&mut text, format_args!("  {:width$}  {}", suggestion.kind.name(), suggestion.name));
        }
    }
    text
}

/// Writing to a string does not fail.
fn line(text: &mut String, content: std::fmt::Arguments) {
    let _ = writeln!(text, "{content}");
}

/// A label and a value, aligned; nothing for an empty value.
fn row(text: &mut String, label: &str, value: &str) {
    if !value.is_empty() {
        line(text, format_args!("  {label:<11}  {value}"));
    }
}

fn list(head: &str, lines: &[OperationLine]) -> String {
    let mut text = format!("{head}\n");
    for operation in lines {
        line(&mut text, format_args!("  {:<6} {}  ({})", operation.method, operation.path, operation.name));
    }
    text
}

/// A type with what is known of its values.
fn shape(ty: impl std::fmt::Display, allowed: &[&str], words: &[&str]) -> String {
    let choice = if allowed.is_empty() { String::new() } else { format!(" {{{}}}", allowed.join("|")) };
    words.iter().filter(|word| !word.is_empty()).fold(format!("{ty}{choice}"), |text, word| text + ", " + word)
}

fn operation(view: &OperationView) -> String {
    let mut text = format!("{} {}  ({})\n", view.line.method, view.line.path, view.line.name);
    let permissions = view.permissions.join(", ");
    let permissions = match view.need {
        Need::None => "none needed".to_owned(),
        Need::Unknown => "not documented".to_owned(),
        Need::Any | Need::All if view.permissions.len() == 1 => permissions,
        Need::Any => format!("any of {permissions}"),
        Need::All => format!("all of {permissions}"),
    };
    let scopes = match (view.scopes_source, view.scopes) {
        (ScopesSource::Unknown, _) => "not documented".to_owned(),
        (_, []) => "none needed".to_owned(),
        (ScopesSource::Spec, scopes) => format!("any of {}", scopes.join(", ")),
        (ScopesSource::Rule, scopes) => format!("any of {} (inferred)", scopes.join(", ")),
    };
    row(&mut text, "group", view.tag);
    row(&mut text, "permissions", &permissions);
    row(&mut text, "scopes", &(scopes + "; a client-credentials token has none to check"));
    row(&mut text, "caller", if view.user_context { "a user; client credentials get 400 not.a.user" } else { "" });
    let hints = view.division_hints;
    let hints = [(hints.path, "path"), (hints.query, "query"), (hints.body, "body"), (hints.response, "response")];
    let hints: Vec<&str> = hints.iter().filter(|(there, _)| *there).map(|(_, place)| *place).collect();
    row(&mut text, "divisions", &if hints.is_empty() { String::new() } else { format!("signs in {} (inferred)", hints.join(", ")) });
    for param in &view.query {
        let default = param.default.map(|value| format!("default {value}")).unwrap_or_default();
        let words = [if param.required { "required" } else { "" }, default.as_str()];
        row(&mut text, "query", &format!("{}: {}", param.name, shape(param.ty, param.allowed, &words)));
    }
    let body = view.body.map(|ty| shape(ty, &[], &[if view.body_required { "required" } else { "" }]));
    row(&mut text, "body", &body.unwrap_or_default());
    row(&mut text, "response", &view.response.map(|ty| ty.to_string()).unwrap_or_default());
    row(&mut text, "success", &view.success.iter().map(u16::to_string).collect::<Vec<_>>().join(", "));
    for (status, code) in view.errors {
        row(&mut text, "error", &format!("{status} {code}"));
    }
    row(&mut text, "class", &format!("{} (inferred)", view.class.name()));
    row(
        &mut text,
        "state",
        &[(view.deprecated, "deprecated"), (view.preview, "preview")]
            .iter()
            .filter(|(set, _)| *set)
            .map(|(_, word)| *word)
            .collect::<Vec<_>>()
            .join(", "),
    );
    text
}

fn permission(view: &PermissionView) -> String {
    let mut text = format!("{}\n", view.name);
    row(&mut text, "divisions", if view.division_aware { "aware (inferred)" } else { "no sign of them (inferred)" });
    row(&mut text, "named by", &counted(view.operations.len()));
    for named in &view.operations {
        let others = match (named.others, named.need) {
            (0, _) => "alone".to_owned(),
            (others, Need::All) => format!("with {others} more"),
            (others, _) => format!("or any of {others} more"),
        };
        line(&mut text, format_args!("  {:<6} {}  ({}, {others})", named.operation.method, named.operation.path, named.operation.name));
    }
    text
}

fn scope(view: &ScopeView) -> String {
    list(&format!("{}\n  accepted by  {}", view.name, counted(view.operations.len())), &view.operations)
}

fn model(view: &ModelView) -> String {
    let mut text = format!("{}\n", view.name);
    let width = view.fields.iter().map(|field| field.name.len()).max().unwrap_or_default();
    for field in &view.fields {
        let mut words = vec![if field.required { "required" } else { "" }, if field.read_only { "read-only" } else { "" }, field.format];
        words.extend(field.bounds.iter().map(String::as_str));
        line(&mut text, format_args!("  {:<width$}  {}", field.name, shape(field.ty, field.allowed, &words)));
    }
    for (head, lines) in [("body of", &view.body_of), ("response of", &view.response_of)].into_iter().filter(|(_, lines)| !lines.is_empty())
    {
        text += &list(head, lines);
    }
    text
}
