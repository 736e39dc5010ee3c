//! What the engine refuses and what it keeps, whatever the collection.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot set up should stop loudly")]

use postern_catalog::{Catalog, Route};
use postern_model::{Client, Id, User};
use postern_org::{Draft, Refusal};
use postern_resources::{Act, Ask, plan, read, select, served, write};
use postern_testkit::{build, sample};
use serde_json::{Value, json};
use uuid::Uuid;

/// An organization that is asked by one person.
struct World {
    draft: Draft<'static>,
    user: Option<Id<User>>,
}

impl World {
    fn new() -> Self {
        Self { draft: sample::fresh(), user: None }
    }

    /// What a request answers; of a listing the ids.
    fn ask(&mut self, method: &str, target: &str, body: Value) -> Result<Value, Refusal> {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let path = format!("/api/v2{path}");
        let catalog = Catalog::builtin();
        let Route::Found { operation, params } = catalog.route(method, &path) else { panic!("{method} {path} leads nowhere") };
        let query: Vec<(&str, &str)> = query.split('&').filter_map(|pair| pair.split_once('=')).collect();
        let ask = Ask {
            catalog,
            operation: catalog.operation(operation),
            params: &params,
            query: &query,
            body: &body,
            client: Id::<Client>::new(Uuid::from_u128(1)),
            user: self.user,
            now: sample::NOW,
        };
        let plan = plan(operation).unwrap_or_else(|| panic!("{method} {path} is not served"));
        match plan.act {
            Act::List => Ok(select(&ask, plan, &self.draft, |_| true)?.iter().map(|item| Value::from(item.id())).collect()),
            Act::Get => read(&ask, plan, &self.draft),
            _ => Ok(write(&ask, plan, &mut self.draft)?.body.unwrap_or_default()),
        }
    }

    fn made(&mut self, collection: &str, body: Value) -> String {
        self.ask("POST", collection, body).unwrap()["id"].as_str().unwrap().to_owned()
    }
}

/// Status, code and words.
fn refused(answer: Result<Value, Refusal>) -> String {
    let refusal = answer.expect_err("it is refused");
    format!("{} {}: {}", refusal.status, refusal.code, refusal.message)
}

#[test]
fn only_what_may_be_in_every_division_can_be_put_there() {
    let mut world = World::new();
    let star = json!({ "id": "*" });
    let code = world.made("/routing/wrapupcodes", json!({ "name": "Done", "division": star }));
    assert_eq!(world.ask("GET", &format!("/routing/wrapupcodes/{code}"), Value::Null).unwrap()["division"]["id"], "*");
    let expected = "400 bad.request: `*` is not a division of this entity: it lives in one division";
    assert_eq!(refused(world.ask("POST", "/routing/queues", json!({ "name": "Sales", "division": star }))), expected);
    let queue = world.made("/routing/queues", json!({ "name": "Sales" }));
    let path = format!("/routing/queues/{queue}");
    assert_eq!(refused(world.ask("PUT", &path, json!({ "name": "Sales", "division": star }))), expected);
    let table = json!({ "name": "Table", "division": star, "schema": {} });
    assert_eq!(refused(world.ask("POST", "/flows/datatables", table)), expected);
}

#[test]
fn a_change_that_names_no_division_leaves_the_entity_where_it_is() {
    let mut world = World::new();
    let north = build::division(&mut world.draft, "North");
    let queue = world.made("/routing/queues", json!({ "name": "Sales", "division": { "id": north } }));
    let path = format!("/routing/queues/{queue}");
    for division in [json!(null), json!({}), json!({ "id": null }), json!({ "id": "" }), json!({ "name": "Home" })] {
        let changed = world.ask("PUT", &path, json!({ "name": "Sales", "division": division })).unwrap();
        assert_eq!(changed["division"]["id"], json!(north), "{division}");
    }
    assert_eq!(world.ask("PUT", &path, json!({ "name": "Sales" })).unwrap()["division"]["id"], json!(north));
    let unknown = json!({ "name": "Sales", "division": { "id": "00000000-0000-4000-8000-000000000000" } });
    let expected = "400 bad.request: division `00000000-0000-4000-8000-000000000000` does not exist";
    assert_eq!(refused(world.ask("PUT", &path, unknown)), expected);
}

#[test]
fn a_query_parameter_that_the_operation_does_not_declare_means_nothing() {
    let mut world = World::new();
    let home = world.draft.home();
    let user = build::user(&mut world.draft, "Ada", home);
    let skill = world.made("/routing/skills", json!({ "name": "Italian" }));
    let path = format!("/users/{user}/routingskills");
    world.ask("PATCH", &format!("{path}/bulk?delete=true"), json!([{ "id": skill, "proficiency": 1.0 }])).unwrap();
    assert_eq!(world.ask("GET", &path, Value::Null).unwrap(), json!([skill]));
    let forms = ["first", "second"].map(|name| {
        let form = json!({ "name": name, "questionGroups": [] });
        world.made("/quality/forms/surveys", form)
    });
    for form in &forms {
        let stored = format!("/quality/forms/surveys/{form}");
        let mut entity = world.draft.resources().get(&stored).unwrap().entity.clone();
        entity.insert("contextId".to_owned(), json!("one"));
        world.draft.put_resource(&stored, entity);
    }
    let versions = format!("/quality/forms/surveys/{}/versions", forms[0]);
    let all = world.ask("GET", &versions, Value::Null).unwrap();
    assert_eq!(world.ask("GET", &format!("{versions}?onlyLatestPerContext=true"), Value::Null).unwrap(), all);
    assert_eq!(all.as_array().unwrap().len(), 2);
}

#[test]
fn an_id_that_the_api_has_another_meaning_for_is_refused() {
    let mut world = World::new();
    let (named, held) = ("in this place it is a name of the API", "it holds a slash or a control character");
    for (collection, id, why) in [
        ("/flows/outcomes", "divisionviews", named),
        ("/flows/outcomes", "DivisionViews", named),
        ("/flows/outcomes", "..", named),
        ("/flows/outcomes", "a/b", held),
    ] {
        let answer = world.ask("POST", collection, json!({ "id": id, "name": id }));
        assert_eq!(refused(answer), format!("400 bad.request: `{id}` cannot be an id: {why}"));
    }
    assert_eq!(world.made("/flows/outcomes", json!({ "id": "jobs", "name": "here it means nothing" })), "jobs");
}

#[test]
fn what_is_listed_in_a_body_is_an_id_too() {
    let mut world = World::new();
    let queue = world.made("/routing/queues", json!({ "name": "Sales" }));
    let path = format!("/routing/queues/{queue}/members");
    for (id, why) in [("", "it is empty"), ("a/b", "it holds a slash or a control character")] {
        let answer = world.ask("POST", &format!("{path}?delete=true"), json!([{ "id": id }]));
        assert_eq!(refused(answer), format!("400 bad.request: `{id}` cannot be an id: {why}"));
    }
}

#[test]
fn a_name_is_refused_when_it_is_taken_by_a_change_too() {
    let mut world = World::new();
    world.made("/routing/queues", json!({ "name": "Sales" }));
    let other = world.made("/routing/queues", json!({ "name": "Support" }));
    let path = format!("/routing/queues/{other}");
    let made = refused(world.ask("POST", "/routing/queues", json!({ "name": "SALES" })));
    let changed = refused(world.ask("PUT", &path, json!({ "name": "SALES" })));
    assert!(
        made.ends_with(": the name `SALES` is taken; choose another") && changed.ends_with(made.split_once(": ").unwrap().1),
        "{made}; {changed}"
    );
    assert!(world.ask("PUT", &path, json!({ "name": "SUPPORT" })).is_ok(), "its own name is its own");
}

/// What everybody has of his own, and a change of it.
const OWN: [(&str, &str, &str); 7] = [
    ("PATCH", "/chats/users/me/settings", r#"{ "muted": true }"#),
    ("PATCH", "/voicemail/me/policy", r#"{ "alertTimeoutSeconds": 11 }"#),
    ("PUT", "/routing/directroutingbackup/settings/me", r#"{ "waitForAgent": true }"#),
    ("PUT", "/telephony/agents/greetings/me", r#"{ "inboundPromptDefaultLanguage": "en-us" }"#),
    ("PUT", "/workforcemanagement/schedulebids/one/preference", r#"{ "submitted": true }"#),
    ("PATCH", "/workforcemanagement/workplanbids/one/preferences", r#"{ "submitted": true }"#),
    ("POST", "/mobiledevices", r#"{ "make": "maker", "type": "ios" }"#),
];

#[test]
fn what_is_everybodys_own_is_seen_by_nobody_else() {
    for (method, path, body) in OWN {
        let mut world = World::new();
        let home = world.draft.home();
        let people = ["Ada", "Bob"].map(|name| build::user(&mut world.draft, name, home));
        world.user = Some(people[1]);
        let before = world.ask("GET", path, Value::Null);
        world.user = Some(people[0]);
        world.ask(method, path, serde_json::from_str(body).unwrap()).unwrap_or_else(|refusal| panic!("{path}: {refusal:?}"));
        let hers = world.ask("GET", path, Value::Null);
        assert_ne!(hers, before, "{path}");
        world.user = Some(people[1]);
        assert_eq!(world.ask("GET", path, Value::Null), before, "{path}");
        world.user = None;
        let words = "This request requires a user context. Client credentials cannot be used for requests to this resource.";
        assert_eq!(refused(world.ask("GET", path, Value::Null)), format!("400 not.a.user: {words}"));
    }
}

/// Whatever the API calls `me` is kept for each person, but for the organization.
#[test]
fn every_path_with_me_in_it_is_the_callers_own() {
    for operation in served().filter(|operation| operation.path.split('/').any(|segment| segment == "me")) {
        if operation.path == "/api/v2/organizations/me" {
            continue;
        }
        let (mut world, path) = (World::new(), operation.path.trim_start_matches("/api/v2"));
        let path = path.replace("{verifierId}", "5702ed00-0000-4000-8000-000000000001");
        let answer = refused(world.ask(operation.method, &path, json!({})));
        assert!(answer.starts_with("400 not.a.user: "), "{path}: {answer}");
    }
}
