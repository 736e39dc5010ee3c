//! An organization in which the tests make things, and what they ask of it.
#![allow(dead_code, reason = "each test uses some of it")]

use postern_catalog::{Catalog, Operation, Route};
use postern_model::{Client, Id, Timestamp};
use postern_org::{Draft, Refusal};
use postern_resources::{Act, Ask, Done, Plan, plan, read, select, write};
use postern_testkit::{
    body::{self, Fill},
    build, sample,
};
use serde_json::{Value, json};
use uuid::Uuid;

/// An organization in which things are made.
pub struct World {
    pub draft: Draft<'static>,
    pub person: String,
    now: Timestamp,
}

impl World {
    pub fn new() -> Self {
        let mut draft = sample::fresh();
        let home = draft.home();
        let person = build::user(&mut draft, "Ada", home).to_string();
        Self { draft, person, now: Timestamp(1_790_000_000_000) }
    }

    /// Lets a minute pass.
    pub fn later(&mut self) {
        self.now = Timestamp(self.now.0 + 60_000);
    }

    /// The path with an existing thing for each parameter; what can be made is made.
    pub fn fill(&mut self, template: &str) -> String {
        let mut path = String::new();
        for segment in template.split('/').skip(1) {
            let id = match segment {
                "{userId}" => self.person.clone(),
                "{divisionId}" => self.draft.home().to_string(),
                parameter if parameter.starts_with('{') => self.made_in(&path),
                fixed => fixed.to_owned(),
            };
            path = path + "/" + &id;
        }
        path
    }

    /// The id of an item of the collection at a concrete path: a new one where one can be made.
    pub fn made_in(&mut self, collection: &str) -> String {
        let creates = route("POST", collection).filter(|operation| plan(operation.id).is_some_and(|plan| plan.act == Act::Create));
        let made = creates.map(|operation| self.write(operation, collection, sample(operation)));
        let id = made.and_then(|made| made.ok()?.body).map(|body| id_of(&body)).filter(|id| !id.is_empty());
        id.unwrap_or_else(|| Uuid::from_u128(7).to_string())
    }

    fn ask<T>(
        &mut self,
        operation: &'static Operation,
        target: &str,
        body: Value,
        act: impl FnOnce(&Ask<'_>, &Plan, &mut Draft<'static>) -> T,
    ) -> T {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let query: Vec<(&str, &str)> = query.split('&').filter_map(|pair| pair.split_once('=')).collect();
        let Route::Found { params, .. } = Catalog::builtin().route(operation.method, path) else { panic!("{path} leads nowhere") };
        let ask = Ask {
            catalog: Catalog::builtin(),
            operation,
            params: &params,
            query: &query,
            body: &body,
            client: Id::<Client>::new(Uuid::from_u128(1)),
            user: Id::parse(&self.person),
            now: self.now,
        };
        act(&ask, plan(operation.id).unwrap(), &mut self.draft)
    }

    pub fn write(&mut self, operation: &'static Operation, path: &str, body: Value) -> Result<Done, Refusal> {
        self.ask(operation, path, body, |ask, plan, draft| write(ask, plan, draft))
    }

    pub fn read(&mut self, operation: &'static Operation, path: &str) -> Result<Value, Refusal> {
        self.ask(operation, path, Value::Null, |ask, plan, draft| read(ask, plan, draft))
    }

    pub fn ids(&mut self, operation: &'static Operation, path: &str) -> Vec<String> {
        let found = self.ask(operation, path, Value::Null, |ask, plan, draft| select(ask, plan, draft, |_| true)).unwrap();
        found.iter().map(|resource| resource.id().to_owned()).collect()
    }
}

pub fn route(method: &str, path: &str) -> Option<&'static Operation> {
    match Catalog::builtin().route(method, path) {
        Route::Found { operation, .. } => Some(Catalog::builtin().operation(operation)),
        _ => None,
    }
}

/// A body with everything that the operation's model takes. Divisions are left to the service, ids are not chosen, and nothing
/// is put away from the start.
pub fn sample(operation: &'static Operation) -> Value {
    let mut body = operation.body.map_or(Value::Null, |ty| body::of(Catalog::builtin(), &ty, Fill::Everything));
    if let Some(fields) = body.as_object_mut() {
        ["id", "division", "divisionId", "version", "deactivated"].iter().for_each(|name| drop(fields.remove(*name)));
        // Rows of a data table have any fields, and a key.
        fields.entry("key").and_modify(|key| *key = json!("sample"));
    }
    body
}

pub fn id_of(body: &Value) -> String {
    ["id", "key"].iter().find_map(|name| body[*name].as_str()).unwrap_or_default().to_owned()
}

/// What the operation of this name says to a request.
pub fn does(world: &mut World, name: &str, path: &str, body: Value) -> Result<Value, Refusal> {
    let operation = Catalog::builtin().operation_named(name).unwrap();
    world.write(operation, path, body).map(|done| done.body.unwrap_or_default())
}
