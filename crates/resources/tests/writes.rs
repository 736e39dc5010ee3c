//! What a write keeps of what it is given.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot set up should stop loudly")]

mod world;

use serde_json::{Value, json};
use uuid::Uuid;

use world::{World, does, id_of, route};

#[test]
fn a_null_in_a_creation_gives_nothing() {
    let mut world = World::new();
    let body = json!({ "name": "q", "lastAgentRoutingMode": null, "description": null });
    let queue = does(&mut world, "post_routing_queues", "/api/v2/routing/queues", body).unwrap();
    assert_eq!((&queue["lastAgentRoutingMode"], queue.get("description")), (&json!("AnyAgent"), None));
    let queues = format!("/api/v2/routing/queues/{}", id_of(&queue));
    let cleared = does(&mut world, "put_routing_queue", &queues, json!({ "name": "q", "lastAgentRoutingMode": null })).unwrap();
    assert_eq!(cleared["lastAgentRoutingMode"], "AnyAgent");
}

#[test]
fn a_replacement_keeps_the_key_that_the_path_names() {
    let mut world = World::new();
    let schema = json!({ "type": "object", "properties": {} });
    let table = does(&mut world, "post_flows_datatables", "/api/v2/flows/datatables", json!({ "name": "t", "schema": schema })).unwrap();
    let rows = format!("/api/v2/flows/datatables/{}/rows", id_of(&table));
    does(&mut world, "post_flows_datatable_rows", &rows, json!({ "key": "a", "colour": "red" })).unwrap();
    let row = format!("{rows}/a");
    for body in [json!({ "colour": "blue" }), json!({ "key": "b", "colour": "blue" })] {
        does(&mut world, "put_flows_datatable_row", &row, body).unwrap();
        let read = world.read(route("GET", &row).unwrap(), &row).unwrap();
        assert_eq!((&read["key"], &read["colour"]), (&json!("a"), &json!("blue")));
    }
}

#[test]
fn the_path_says_below_what_an_item_is_and_not_the_body() {
    let mut world = World::new();
    let bases = "/api/v2/knowledge/knowledgebases";
    let base = does(&mut world, "post_knowledge_knowledgebases", bases, json!({ "name": "k", "coreLanguage": "en-US" })).unwrap();
    let categories = format!("{bases}/{}/categories", id_of(&base));
    let elsewhere = json!({ "name": "c", "knowledgeBase": { "id": Uuid::from_u128(9), "name": "another" } });
    let made = does(&mut world, "post_knowledge_knowledgebase_categories", &categories, elsewhere.clone()).unwrap();
    assert_eq!((&made["knowledgeBase"]["id"], made["knowledgeBase"].get("name")), (&base["id"], None));
    let category = format!("{categories}/{}", id_of(&made));
    let changed = does(&mut world, "patch_knowledge_knowledgebase_category", &category, elsewhere).unwrap();
    assert_eq!(changed["knowledgeBase"]["id"], base["id"]);
}

#[test]
fn a_reference_tells_the_name_where_one_collection_alone_keeps_its_model() {
    let mut world = World::new();
    let schema = json!({ "name": "x", "version": 1, "jsonSchema": { "title": "x", "type": "object" } });
    let schemas = "/api/v2/taskmanagement/workitems/schemas";
    let schema = does(&mut world, "post_taskmanagement_workitems_schemas", schemas, schema).unwrap();
    // The model of a contact's schema is kept in four collections: nothing says that those of work items are meant.
    let contact = json!({ "firstName": "Ada", "lastName": "B", "schema": { "id": schema["id"] } });
    let contact = does(&mut world, "post_externalcontacts_contacts", "/api/v2/externalcontacts/contacts", contact).unwrap();
    assert_eq!(contact["schema"], json!({ "id": schema["id"] }));
    let place = does(&mut world, "post_locations", "/api/v2/locations", json!({ "name": "Quay" })).unwrap();
    let site = json!({ "name": "site", "location": { "id": place["id"] } });
    let site = does(&mut world, "post_telephony_providers_edges_sites", "/api/v2/telephony/providers/edges/sites", site).unwrap();
    assert_eq!((&site["location"]["name"], &site["location"]["selfUri"]), (&place["name"], &place["selfUri"]));
}

#[test]
fn an_associated_item_that_is_changed_says_when() {
    let mut world = World::new();
    let queue = does(&mut world, "post_routing_queues", "/api/v2/routing/queues", json!({ "name": "q" })).unwrap();
    let code = does(&mut world, "post_routing_wrapupcodes", "/api/v2/routing/wrapupcodes", json!({ "name": "w" })).unwrap();
    let codes = format!("/api/v2/routing/queues/{}/wrapupcodes", id_of(&queue));
    let add = |world: &mut World| does(world, "post_routing_queue_wrapupcodes", &codes, json!([{ "id": code["id"] }])).unwrap();
    let first = add(&mut world)[0].clone();
    world.later();
    let again = add(&mut world)[0].clone();
    assert_eq!((&again["id"], &again["dateCreated"]), (&code["id"], &first["dateCreated"]));
    assert_ne!(again["dateModified"], first["dateModified"]);
}

#[test]
fn the_skills_of_a_person_are_those_that_a_replacement_names() {
    let mut world = World::new();
    let mut skill =
        |name: &str| id_of(&does(&mut world, "post_routing_skills", "/api/v2/routing/skills", json!({ "name": name })).unwrap());
    let (a, b) = (skill("a"), skill("b"));
    let skills = format!("/api/v2/users/{}/routingskills", world.person);
    let bulk = format!("{skills}/bulk");
    let with = |ids: &[&str]| Value::from_iter(ids.iter().map(|id| json!({ "id": id, "proficiency": 3 })));
    does(&mut world, "patch_user_routingskills_bulk", &bulk, with(&[&a])).unwrap();
    does(&mut world, "put_user_routingskills_bulk", &bulk, with(&[&b])).unwrap();
    assert_eq!(world.ids(route("GET", &skills).unwrap(), &skills), [b]);
    let stranger = Uuid::from_u128(9).to_string();
    assert_eq!(does(&mut world, "put_user_routingskills_bulk", &bulk, with(&[&stranger])).unwrap_err().status, 404);
}

#[test]
fn what_is_taken_out_of_an_association_must_exist_where_it_comes_from() {
    let mut world = World::new();
    let queue = does(&mut world, "post_routing_queues", "/api/v2/routing/queues", json!({ "name": "q" })).unwrap();
    let members = format!("/api/v2/routing/queues/{}/members", id_of(&queue));
    let person = world.person.clone();
    does(&mut world, "post_routing_queue_members", &members, json!([{ "id": person }])).unwrap();
    let delete = format!("{members}?delete=true");
    let stranger = json!([{ "id": Uuid::from_u128(9) }]);
    assert_eq!(does(&mut world, "post_routing_queue_members", &delete, stranger).unwrap_err().status, 404);
    does(&mut world, "post_routing_queue_members", &delete, json!([{ "id": person }])).unwrap();
    assert!(world.ids(route("GET", &members).unwrap(), &members).is_empty());
}
