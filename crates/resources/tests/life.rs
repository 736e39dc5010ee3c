//! The life of an item in every collection that the engine serves: made with everything its model takes, read back as it was
//! sent, listed, replaced, changed, removed. The items that a path goes through are made first.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot set up should stop loudly")]

mod world;

use std::collections::BTreeMap;

use postern_catalog::{Catalog, Operation, TypeRef};
use postern_resources::{Act, plan, served};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use world::{World, does, id_of, route, sample};

/// Collections whose items are those of another one, by their ids.
const REFERRING: [(&str, &str); 2] = [
    ("/api/v2/users/{userId}/routinglanguages", "/api/v2/routing/languages"),
    ("/api/v2/users/{userId}/routingskills", "/api/v2/routing/skills"),
];

/// What was sent and is not answered so, where the answer's model has it.
fn lost(operation: &'static Operation, shown: &'static Operation, sent: &Value, answer: &Value) -> Vec<String> {
    let catalog = Catalog::builtin();
    let model = |ty: Option<TypeRef>| match ty {
        Some(TypeRef::Model(name)) => catalog.model(name),
        _ => None,
    };
    let (Some(request), Some(response)) = (model(operation.body), model(shown.response)) else { return Vec::new() };
    let none = Map::new();
    let sent = sent.as_object().unwrap_or(&none).iter();
    let kept = sent.filter(|(name, _)| response.field(name).is_some() && request.field(name).is_some_and(|field| !field.read_only));
    // What the path goes through stands in the item, whatever the body says of it.
    let in_path = |name: &str| operation.param_names.iter().any(|param| *param == name || param.strip_suffix("Id") == Some(name));
    kept.filter(|(name, value)| !SERVICE.contains(&name.as_str()) && !in_path(name) && !covers(&answer[name.as_str()], value))
        .map(|(name, value)| format!("{name}: sent {value}, answered {}", answer[name.as_str()]))
        .collect()
}

/// What the service sets, whatever a request says.
const SERVICE: [&str; 12] = [
    "selfUri",
    "dateCreated",
    "dateModified",
    "createdDate",
    "modifiedDate",
    "createDate",
    "modifyDate",
    "dateLastModified",
    "createdBy",
    "modifiedBy",
    "updatedBy",
    "credentialFields",
];

/// Whether an answer says at least what was sent: references may have a name and an address more.
fn covers(answer: &Value, sent: &Value) -> bool {
    match (answer, sent) {
        (Value::Object(answer), Value::Object(sent)) => sent.iter().all(|(name, value)| {
            let answered = answer.get(name).unwrap_or(&Value::Null);
            covers(answered, value) || name == "selfUri" || name == "name" && sent.contains_key("id")
        }),
        (Value::Array(answer), Value::Array(sent)) => {
            answer.len() == sent.len() && answer.iter().zip(sent).all(|(answer, sent)| covers(answer, sent))
        }
        (answer, sent) => answer == sent,
    }
}

/// Creations that handlers of the server serve: they publish what is there, or need a group.
const HANDLED: [&str; 5] = [
    "/api/v2/groups/{groupId}/greetings",
    "/api/v2/quality/publishedforms",
    "/api/v2/quality/publishedforms/evaluations",
    "/api/v2/quality/publishedforms/surveys",
    "/api/v2/scripts/published",
];

/// Takes a field out of a body, `outer.inner` from inside another: what is not kept is not looked for.
fn forget(body: &mut Value, field: &str) {
    match field.split_once('.') {
        Some((outer, inner)) => forget(&mut body[outer], inner),
        None => _ = body.as_object_mut().and_then(|fields| fields.remove(field)),
    }
}

/// The life of one item; what went wrong with it.
fn live(create: &'static Operation) -> Vec<String> {
    let mut world = World::new();
    let mut wrong = Vec::new();
    let collection = world.fill(create.path);
    let mut sent = sample(create);
    if let Some((_, home)) = REFERRING.iter().find(|(path, _)| *path == create.path) {
        sent["id"] = json!(world.made_in(home));
    }
    let made = match world.write(create, &collection, sent.clone()) {
        Ok(done) => done,
        Err(refusal) => return vec![format!("refused: {} {}", refusal.code, refusal.message)],
    };
    plan(create.id).unwrap().hidden().for_each(|secret| forget(&mut sent, secret));
    let Some(id) = made.body.as_ref().map(id_of).filter(|id| !id.is_empty()) else { return vec!["the answer has no id".to_owned()] };
    let item = format!("{collection}/{id}");
    if let Some(get) = route("GET", &item).filter(|get| plan(get.id).is_some_and(|plan| plan.act == Act::Get)) {
        match world.read(get, &item) {
            Ok(body) => wrong.extend(lost(create, get, &sent, &body)),
            Err(refusal) => wrong.push(format!("read: {}", refusal.code)),
        }
    }
    if let Some(list) = route("GET", &collection).filter(|list| plan(list.id).is_some_and(|plan| plan.act == Act::List))
        && !world.ids(list, &collection).contains(&id)
    {
        wrong.push("it is not listed".to_owned());
    }
    for method in ["PUT", "PATCH"] {
        let Some(change) = route(method, &item).filter(|change| plan(change.id).is_some()) else { continue };
        let mut sent = sample(change);
        let answered = world.write(change, &item, sent.clone());
        plan(change.id).unwrap().hidden().for_each(|secret| forget(&mut sent, secret));
        match answered {
            Ok(done) => {
                let answer = done.body.unwrap_or_default();
                let differs = if answer.is_null() { Vec::new() } else { lost(change, change, &sent, &answer) };
                wrong.extend(differs.into_iter().map(|differs| format!("{method}: {differs}")));
            }
            Err(refusal) => wrong.push(format!("{method}: {} {}", refusal.code, refusal.message)),
        }
    }
    if let Some(delete) = route("DELETE", &item).filter(|delete| plan(delete.id).is_some()) {
        if let Err(refusal) = world.write(delete, &item, Value::Null) {
            wrong.push(format!("DELETE: {}", refusal.code));
        }
        if world.write(delete, &item, Value::Null).is_ok() {
            wrong.push("it is removed twice".to_owned());
        }
    }
    wrong
}

#[test]
fn an_item_of_every_collection_lives_and_is_read_back_as_it_was_sent() {
    let mut wrong = BTreeMap::new();
    let mut lived = 0;
    for operation in served().filter(|operation| plan(operation.id).is_some_and(|plan| plan.act == Act::Create)) {
        if HANDLED.contains(&operation.path) {
            continue;
        }
        let found = live(operation);
        lived += 1;
        if !found.is_empty() {
            wrong.insert(operation.path, found);
        }
    }
    assert!(lived > 200, "only {lived} collections");
    assert!(wrong.is_empty(), "{} of {lived}: {wrong:#?}", wrong.len());
}

#[test]
fn a_stale_version_is_refused_with_the_words_that_the_provider_waits_for() {
    let mut world = World::new();
    let create = Catalog::builtin().operation_named("post_flows_milestones").unwrap();
    let put = Catalog::builtin().operation_named("put_architect_schedule").unwrap();
    let create_schedule = Catalog::builtin().operation_named("post_architect_schedules").unwrap();
    assert!(world.write(create, create.path, json!({ "name": "m" })).is_ok());
    let body = json!({ "name": "day", "start": "2026-01-01T09:00:00.000", "end": "2026-01-01T10:00:00.000", "rrule": "" });
    let made = world.write(create_schedule, create_schedule.path, body.clone()).unwrap().body.unwrap();
    let path = format!("/api/v2/architect/schedules/{}", id_of(&made));
    let with_version = |version: u64| {
        let mut body = body.clone();
        body["version"] = json!(version);
        body
    };
    assert_eq!(world.write(put, &path, with_version(1)).unwrap().body.unwrap()["version"], 2);
    let refusal = world.write(put, &path, with_version(1)).unwrap_err();
    assert_eq!(
        (refusal.status, refusal.code, refusal.message.as_str()),
        (409, "general.conflict", "version 1 does not match the current version 2")
    );
}

#[test]
fn what_is_put_away_stays_and_is_listed_no_more() {
    let mut world = World::new();
    let presences = "/api/v2/presence/definitions";
    let body = json!({ "languageLabels": { "en_US": "Lunch" }, "systemPresence": "Meal" });
    let id = id_of(&does(&mut world, "post_presence_definitions", presences, body).unwrap());
    let item = format!("{presences}/{id}");
    let (list, get) = (route("GET", presences).unwrap(), route("GET", &item).unwrap());
    let state = |world: &mut World| (world.read(get, &item).unwrap()["deactivated"].clone(), world.ids(list, presences).contains(&id));
    assert_eq!(state(&mut world), (json!(false), true));
    does(&mut world, "delete_presence_definition", &item, Value::Null).unwrap();
    assert_eq!(state(&mut world), (json!(true), false));
    assert_eq!(does(&mut world, "delete_presence_definition", &item, Value::Null).unwrap_err().status, 404);
}

#[test]
fn a_queue_counts_its_members_and_is_its_own_backup() {
    let mut world = World::new();
    let queues = "/api/v2/routing/queues";
    let queue = does(&mut world, "post_routing_queues", queues, json!({ "name": "q", "directRouting": { "waitForAgent": true } })).unwrap();
    assert_eq!((&queue["directRouting"]["backupQueueId"], &queue["memberCount"]), (&queue["id"], &json!(0)));
    let members = format!("{queues}/{}/members", id_of(&queue));
    let person = json!([{ "id": world.person }]);
    does(&mut world, "post_routing_queue_members", &members, person).unwrap();
    let get = Catalog::builtin().operation_named("get_routing_queue").unwrap();
    assert_eq!(world.read(get, &format!("{queues}/{}", id_of(&queue))).unwrap()["memberCount"], 1);
    let stranger = json!([{ "id": Uuid::from_u128(9) }]);
    assert_eq!(does(&mut world, "post_routing_queue_members", &members, stranger).unwrap_err().status, 404);
}
