//! Publishing a flow from its source: a new flow, or the next version of the one that has its name and type.

use std::sync::Arc;

use postern_decide::permitted_in;
use postern_model::{Division, Id, Reach};
use postern_org::{Draft, Resource};
use serde_json::{Map, Value, json};

use super::{
    lock::{self, Editor},
    source::{self, Head},
};

/// What was published.
pub struct Published {
    /// The flow's id.
    pub id: String,
    /// What the job did, in the words of `ArchitectJobStateResponse`.
    pub command: &'static str,
}

/// Publishes `source` under `editor`'s name.
///
/// # Errors
///
/// What is wrong with the source, or why the flow may not be changed; in words. Nothing is changed then.
pub fn publish(draft: &mut Draft<'_>, source: &[u8], editor: Editor) -> Result<Published, String> {
    let head = source::head(source)?;
    let kind = type_of(draft, &head)?;
    let division = division_of(draft, &head)?;
    let old = draft.resources().named("/flows", &head.name).find(|flow| flow.entity.get("type").and_then(Value::as_str) == Some(kind));
    let old = old.map(Arc::clone);
    if old.as_ref().is_some_and(|flow| !editor.may_edit(&flow.entity)) {
        return Err(format!("the flow `{}` is locked by somebody else", head.name));
    }
    let lived = old.as_ref().and_then(|flow| flow.division());
    let lives = division.map_or_else(|| lived.unwrap_or(Reach::Division(draft.home())), Reach::Division);
    check_division(draft, editor, lived.into_iter().chain([lives]))?;
    let path = old.as_ref().map_or_else(|| format!("/flows/{}", draft.fresh_id::<()>()), |flow| flow.path.clone());
    let version = version(draft, &path, &head, source, editor);
    let mut flow = old.as_ref().map_or_else(|| new(&path, kind), |flow| flow.entity.clone());
    flow.insert("name".to_owned(), json!(head.name));
    flow.insert("description".to_owned(), json!(head.description.unwrap_or_default()));
    let home = json!({ "id": draft.home() });
    let kept = flow.remove("division").unwrap_or(home);
    flow.insert("division".to_owned(), division.map_or(kept, |id| json!({ "id": id })));
    for name in ["publishedVersion", "savedVersion", "checkedInVersion"] {
        flow.insert(name.to_owned(), shown(&version));
    }
    if let Some(user) = editor.user {
        flow.insert("publishedBy".to_owned(), json!({ "id": user }));
    }
    flow.insert("supportedLanguages".to_owned(), version.get("supportedLanguages").cloned().unwrap_or_else(|| json!([])));
    lock::release(&mut flow);
    let number = version.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
    draft.put_resource(&format!("{path}/versions/{number}"), version);
    let flow = draft.put_resource(&path, flow);
    log(draft, &flow, if old.is_some() { "Update" } else { "Create" });
    Ok(Published { id: flow.id().to_owned(), command: "Publish" })
}

/// The type is the kind in upper case, where the API has it.
fn type_of(draft: &Draft<'_>, head: &Head) -> Result<&'static str, String> {
    let field = draft.catalog.model("Flow").and_then(|model| model.field("type"));
    let types = field.map_or(&[][..], |field| field.allowed);
    let found = types.iter().copied().find(|kind| kind.eq_ignore_ascii_case(&head.kind));
    found.ok_or_else(|| format!("`{}` is no kind of flow", head.kind))
}

/// The division that the source names, if it names one.
fn division_of(draft: &Draft<'_>, head: &Head) -> Result<Option<Id<Division>>, String> {
    let Some(name) = head.division.as_deref().filter(|name| !name.is_empty()) else { return Ok(None) };
    let found = draft.divisions().find(|division| division.name.eq_ignore_ascii_case(name)).map(|division| division.id);
    found.map(Some).ok_or_else(|| format!("the division `{name}` does not exist"))
}

/// Refuses whoever may not publish flows where this one lives or will live (inferred: the job itself looks at no division).
fn check_division(draft: &Draft<'_>, editor: Editor, mut divisions: impl Iterator<Item = Reach>) -> Result<(), String> {
    let Some(publishes) = draft.catalog.operation_named("post_flows_actions_publish") else { return Ok(()) };
    let subject = editor.subject();
    let may = |division| subject.is_some_and(|subject| permitted_in(draft.catalog, draft, publishes, subject, division));
    let closed = divisions.find_map(|reach| match reach {
        Reach::Division(id) if may(id) => None,
        Reach::Division(id) => draft.division(id).map(|division| division.name.clone()),
        Reach::All => draft.divisions().find(|division| !may(division.id)).map(|division| division.name.clone()),
    });
    closed.map_or(Ok(()), |name| Err(format!("you may not publish flows in the division `{name}`")))
}

fn new(path: &str, kind: &str) -> Map<String, Value> {
    let id = path.rsplit('/').next().unwrap_or_default();
    members(json!({ "id": id, "type": kind, "active": true, "system": false, "deleted": false }))
}

/// The next version of the flow. Versions are numbered `1.0`, `2.0`. The source is kept with it, and not shown.
fn version(draft: &Draft<'_>, path: &str, head: &Head, source: &[u8], editor: Editor) -> Map<String, Value> {
    let number = format!("{}.0", draft.resources().count(&format!("{path}/versions")) + 1);
    let languages: Vec<Value> = head.language.iter().map(|language| json!({ "language": language, "isDefault": true })).collect();
    let mut version = members(json!({
        "id": number, "name": number, "commitVersion": number, "configurationVersion": number, "type": "PUBLISH",
        "secure": head.kind.eq_ignore_ascii_case("secureCall"), "debug": false, "dateCreated": draft.now().0,
        "datePublished": draft.now(), "supportedLanguages": languages, "source": String::from_utf8_lossy(source),
    }));
    editor.note(draft, &mut version, "createdBy", "createdByClient");
    version
}

/// A version as a flow shows it.
fn shown(version: &Map<String, Value>) -> Value {
    let mut shown = version.clone();
    shown.remove("source");
    Value::Object(shown)
}

fn members(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}

fn log(draft: &mut Draft<'_>, flow: &Resource, action: &str) {
    draft.log("Architect", action, ("Flow", flow.id(), flow.name().unwrap_or_default()), Vec::new());
}
